import { test } from 'tap'
import { Journal } from '../src/spaces/journal.ts'
import { type Ask, open, site } from './inject.ts'

const scan = `${open}/scans/1`

interface Told {
  readonly id: number
  readonly method: string
  readonly url: string
  readonly milliseconds: number
}

const journal = async (ask: Ask, query = ''): Promise<Told[]> => (await ask('GET', `/_mock/requests${query}`, null)).json<Told[]>()

test('each request is remembered with what came of it', async t => {
  const ask = await site(t, { initialClock: { now: Date.UTC(2026, 0, 1), frozen: true } })
  await ask(
    'PUT',
    `${scan}?quality=usable&qualty=x`,
    'owner',
    { 'content-type': 'text/xml', 'user-agent': 'tester/1' },
    '<xnat:MRScan xmlns:xnat="http://nrg.wustl.edu/xnat" type="T2"/>'
  )
  await ask('DELETE', scan, 'member')
  const told = await journal(ask)
  t.ok(told.every(({ milliseconds }) => milliseconds > 0))
  t.same(told.map(entry => ({ ...entry, milliseconds: 1 })), [{
    id: 1,
    time: '2026-01-01T00:00:00.000Z',
    method: 'PUT',
    url: `${scan}?quality=usable&qualty=x`,
    path: scan,
    user: 'owner',
    agent: 'tester/1',
    status: 200,
    milliseconds: 1,
    cut: false,
    request: {
      type: 'text/xml',
      length: 63,
      digest: 'sha256:77646c563a742f90edd910f82f8af0f32a6aaeb9595decc61a3399a4ccc4db50',
      body: '<xnat:MRScan xmlns:xnat="http://nrg.wustl.edu/xnat" type="T2"/>'
    },
    response: { length: 0 },
    operation: 'putScan',
    warnings: ["ignored-parameter: XNAT knows no 'qualty' here and ignores it; is 'quality' meant?"],
    changes: [{ action: 'modified', what: 'scan', id: '1', fields: ['type', 'quality'] }]
  }, {
    id: 2,
    time: '2026-01-01T00:00:00.000Z',
    method: 'DELETE',
    url: scan,
    path: scan,
    user: 'member',
    agent: 'lightMyRequest',
    status: 403,
    milliseconds: 1,
    cut: false,
    request: {},
    response: { type: 'text/html;charset=ISO-8859-1', length: 332 },
    operation: 'deleteScan',
    rule: 'may-not-modify-session',
    source: 'ScanResource.handleDelete',
    warnings: [],
    changes: []
  }])
})

test('requests are found by what they are, and counted', async t => {
  const ask = await site(t)
  await ask('GET', `${open}/scans`)
  await ask('GET', scan)
  await ask('PUT', `${open}/scans/2?xsiType=xnat:mrScanData`)
  await ask('DELETE', `${open}/scans/2`)
  await ask('DELETE', `${open}/scans/2`)
  await ask('GET', '/data/projects', 'nobody')
  await ask('GET', `/spaces/other${scan}`)
  const cases: readonly (readonly [string, readonly number[]])[] = [
    ['', [
      1, 2, 3, 4, 5, 6
    ]],
    ['?method=delete', [4, 5]],
    ['?method=PUT,DELETE', [3, 4, 5]],
    [`?path=${scan}`, [2]],
    [`?path=${open}/scans/*`, [2, 3, 4, 5]],
    ['?path=/data/**/scans', [1]],
    ['?status=404', [5]],
    ['?status=4xx', [5, 6]],
    ['?status=200,401', [1, 2, 3, 4, 6]],
    ['?user=guest', [6]],
    ['?operation=deleteScan', [4, 5]],
    ['?rule=scan-not-found', [5]],
    ['?changed', [3, 4]],
    ['?changed=scan&method=PUT', [3]],
    ['?changed=subject', []],
    ['?since=4', [5, 6]],
    ['?last=2', [5, 6]],
    ['?url=xsiType', [3]],
    ['?warning=x', []],
    ['?agent=Inject', []]
  ]
  for (const [query, ids] of cases) {
    t.same((await journal(ask, query)).map(({ id }) => id), ids, query)
    const counted = query.includes('last')
      ? undefined
      : (await ask('GET', `/_mock/requests${query === '' ? '?' : `${query}&`}count`, null)).json<unknown>()
    if (counted !== undefined) t.same(counted, { count: ids.length }, query)
  }
  t.equal((await ask('GET', '/_mock/requests/3', null)).json<Told>().method, 'PUT')
  t.same((await ask('GET', '/spaces/other/_mock/requests', null)).json<Told[]>().map(({ url }) => url), [`/spaces/other${scan}`])
  t.same((await ask('DELETE', '/_mock/requests', null)).json(), { deleted: 6 })
  t.same(await journal(ask), [])
})

test('a question that cannot be is refused in words', async t => {
  const ask = await site(t)
  for (const [query, said] of [
    ['?metod=GET', { error: "requests cannot be looked for by 'metod'", expected: ['method'] }],
    ['?status=lots', { error: "'lots' is no status", expected: ['404', '4xx', '200,201'] }],
    ['?since=x', { error: "'x' is no request's id", expected: ['0', '17'] }],
    ['?last=0', { error: "'0' is no number of requests", expected: ['1', '100'] }],
    ['?format=pdf', { error: "requests cannot be written as 'pdf'", expected: ['json', 'har', 'curl'] }]
  ] as const) {
    const answer = await ask('GET', `/_mock/requests${query}`, null)
    t.same([answer.statusCode, answer.json()], [400, said], query)
  }
  t.equal((await ask('GET', '/_mock/requests/9', null)).statusCode, 404)
})

test('nothing that opens doors is in it', async t => {
  const ask = await site(t)
  const token = (await ask('GET', '/data/services/tokens/issue')).json<{ alias: string, secret: string }>()
  const session = (await ask('POST', '/data/JSESSION')).body
  await ask('GET', `/data/services/tokens/validate/${token.alias}/${token.secret}`)
  await ask('GET', `/data/auth;jsessionid=${session}`, null)
  await ask('GET', `/data/auth?JSESSIONID=${session}&password=sesame1`, null)
  await ask('PUT', '/data/services/auth', null, { 'content-type': 'application/x-www-form-urlencoded' }, 'username=owner&password=sesame2')
  await ask('POST', '/xapi/users', 'admin', { 'content-type': 'application/json' }, '{"username": "u", "password": "sesame3"}')
  await ask('PUT', `${scan}?note=x`, 'admin', { 'content-type': 'application/x-www-form-urlencoded' }, 'note=1&my_password=sesame4')
  await ask('POST', '/login', null, { 'content-type': 'application/x-www-form-urlencoded' }, 'username=owner&password=sesame5')
  for (const format of ['json', 'har', 'curl']) {
    const { body } = await ask('GET', `/_mock/requests?format=${format}`, null)
    for (const secret of [token.secret, session, 'sesame', Buffer.from('admin:admin').toString('base64')]) {
      t.notOk(body.includes(secret), `${format}: ${secret}`)
    }
  }
  t.equal((await journal(ask)).length, 9)
})

test('as an HTTP archive, and as lines of shell', async t => {
  const ask = await site(t, { initialClock: { now: Date.UTC(2026, 0, 1), frozen: true } })
  await ask('PUT', `${scan}?note=it's&a=b%20c`, 'owner', { 'content-type': 'text/xml' }, "<a b='c'/>")
  t.equal(
    (await ask('GET', '/_mock/requests?format=curl', null)).body,
    `curl -X PUT -u "owner:$XNAT_PASSWORD" -H 'Content-Type: text/xml' --data-binary '<a b='\\''c'\\''/>' 'http://localhost${scan}` +
    '?note=it%27s&a=b%20c\'\n'
  )
  const { log } = (await ask('GET', '/_mock/requests?format=har', null)).json<{
    log: { version: string, entries: Record<string, Record<string, unknown>>[] }
  }>()
  t.equal(log.version, '1.2')
  t.match(log.entries, [{
    startedDateTime: '2026-01-01T00:00:00.000Z',
    request: {
      method: 'PUT',
      url: `http://localhost${scan}?note=it%27s&a=b%20c`,
      queryString: [
        { name: 'note', value: "it's" },
        { name: 'a', value: 'b c' }
      ],
      postData: { mimeType: 'text/xml', text: "<a b='c'/>" },
      bodySize: 10
    },
    response: { status: 422, statusText: 'Unprocessable Entity' }
  }])
})

test('it is bounded in number and in bytes', async t => {
  const ask = await site(t, { limits: { journal: 3 } })
  for (let i = 0; i < 10; i++) await ask('GET', `${scan}?n=${i}`)
  t.same((await journal(ask)).map(({ id }) => id), [8, 9, 10])
  const none = await site(t, { limits: { journal: 0 } })
  await none('GET', scan)
  t.same(await journal(none), [])
  const small = new Journal(1000, 10_000)
  const occasion = { time: 0, milliseconds: 0, cut: false }
  const facts = {
    method: 'GET',
    path: '',
    user: '',
    agent: undefined,
    status: 200,
    request: {},
    response: {},
    operation: undefined,
    rule: undefined,
    source: undefined,
    fault: undefined,
    warnings: [],
    changes: []
  }
  for (let i = 0; i < 1000; i++) small.record(occasion, { ...facts, url: 'x'.repeat(i % 7 === 0 ? 9000 : 100) })
  t.ok(small.entries().length < 13)
  t.equal(small.entries().at(-1)?.id, 1000)
})
