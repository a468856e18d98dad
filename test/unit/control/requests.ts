import { test } from 'tap'
import { curlLine } from '../../../src/control/curl.ts'
import { archiveOf } from '../../../src/control/har.ts'
import type { Entry } from '../../../src/spaces/journal.ts'

const site = 'http://localhost:8080'

test('a request as a line of shell', async t => {
  const told = { method: 'GET', url: '/data', user: 'guest', request: {} }
  for (const [more, line] of [
    [{}, `curl '${site}/data'`],
    [{ method: 'HEAD' }, `curl --head '${site}/data'`],
    [{ method: 'DELETE' }, `curl -X DELETE '${site}/data'`],
    [{ user: '' }, `curl -u "$XNAT_USER:$XNAT_PASSWORD" '${site}/data'`],
    [{ user: 'a"$`\\b' }, `curl -u "a\\"\\$\\\`\\\\b:$XNAT_PASSWORD" '${site}/data'`],
    [{ url: "/a'b" }, `curl '${site}/a'\\''b'`],
    [{ method: 'PUT', request: { type: 'text/xml', body: "<a b='c'/>" } },
      `curl -X PUT -H 'Content-Type: text/xml' --data-binary '<a b='\\''c'\\''/>' '${site}/data'`],
    [{ method: 'PUT', request: { length: 7 } }, `curl -X PUT --data-binary @BODY-OF-7-BYTES '${site}/data'`],
    [{ method: 'PUT', request: { length: 0 } }, `curl -X PUT '${site}/data'`]
  ] as const) t.equal(curlLine({ ...told, ...more }, site), line)
})

test('a request as an HTTP Archive', async t => {
  const entry: Entry = {
    id: 1,
    time: Date.UTC(2020, 0, 31),
    method: 'PUT',
    url: '/data?a=1&b=x%20y?z',
    path: '/data',
    user: 'admin',
    agent: 'curl',
    status: 409,
    milliseconds: 3,
    cut: false,
    request: { type: 'text/xml', length: 4, body: '<a/>' },
    response: { type: 'text/html', length: 9 },
    operation: 'putScan',
    rule: 'r',
    source: 'S.m',
    fault: undefined,
    warnings: ['w: 1', 'w: 2'],
    changes: []
  }
  const bare: Entry = { ...entry, request: {}, response: {}, agent: undefined, rule: undefined, warnings: [], status: 299 }
  const { log: { entries: [first, second] } } = archiveOf([entry, bare], site)
  t.match(first, {
    startedDateTime: '2020-01-31T00:00:00.000Z',
    request: {
      url: `${site}/data?a=1&b=x%20y?z`,
      queryString: [{ name: 'a', value: '1' }, { name: 'b', value: 'x y?z' }],
      headers: [{ name: 'Content-Type', value: 'text/xml' }, { name: 'User-Agent', value: 'curl' }],
      postData: { mimeType: 'text/xml', text: '<a/>' },
      bodySize: 4
    },
    response: { status: 409, statusText: 'Conflict', content: { size: 9, mimeType: 'text/html' }, bodySize: 9 },
    comment: 'putScan; r (S.m); w: 1; w: 2'
  })
  t.match(second, {
    request: { headers: [], bodySize: 0 },
    response: { statusText: '', content: { size: 0 }, bodySize: -1 },
    comment: 'putScan'
  })
  t.notOk('postData' in (second?.request ?? {}))
})
