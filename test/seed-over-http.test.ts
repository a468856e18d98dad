import { test } from 'tap'
import { open, site } from './inject.ts'

const yaml = { 'content-type': 'application/yaml' }

test('a space is given a seed, goes back to it, and other spaces keep theirs', async t => {
  const ask = await site(t)
  const seed =
    'projects:\n  - id: NEW\n    subjects:\n      - label: S\n        experiments:\n          - label: E\n            xsiType: ' +
    'xnat:mrSessionData\n            scans:\n              - {id: "1", xsiType: "xnat:mrScanData", fields: {type: T1w}}\n'
  const answer = await ask('PUT', '/spaces/a/_mock/seed', null, yaml, seed)
  t.same([answer.statusCode, answer.json()], [200, { projects: 1 }])
  const list = async (space: string) => (await ask('GET', `${space}/data/projects?format=csv&columns=ID`)).body
  const [own, others] = ['ID,URI\nNEW,/data/projects/NEW\n', await list('')]
  t.equal(await list('/spaces/a'), own)
  t.equal(await list('/spaces/b'), others)
  await ask('PUT', '/spaces/a/data/projects/MORE')
  await ask('POST', '/spaces/a/_mock/reset', null)
  t.equal(await list('/spaces/a'), own)
  t.equal((await ask('DELETE', '/spaces/a/_mock/seed', null)).statusCode, 200)
  await ask('POST', '/spaces/a/_mock/reset', null)
  t.equal(await list('/spaces/a'), others)
})

test('what is wrong with a seed is told with its place, and nothing changes', async t => {
  const ask = await site(t)
  const before = (await ask('GET', '/data/projects?format=csv')).body
  const answer = await ask('PUT', '/_mock/seed', null, yaml, 'projects:\n  - id: P\n    subject: []\n  - id: "a b"\n')
  t.equal(answer.statusCode, 400)
  t.match(answer.json(), { error: 'the seed cannot be used', problems: [{ line: 3, column: 5, path: 'projects[0].subject' }, { line: 4 }] })
  for (const [headers, body] of [
    [yaml, 'projects: [\n'],
    [{ 'content-type': 'application/json' }, '{"projects": 3}'],
    [{ 'content-type': 'text/xml' }, '<none/>'],
    [yaml, 'projects: []\ndocuments: ["../../etc/passwd"]\n']
  ] as const) {
    t.equal((await ask('PUT', '/_mock/seed', null, headers, body)).statusCode, 400, body)
  }
  t.equal((await ask('GET', '/data/projects?format=csv')).body, before)
})

test('what a space holds comes back from its export', async t => {
  const ask = await site(t)
  await ask('PUT', `${open}/scans/2?xsiType=xnat:mrScanData&quality=usable`, 'owner')
  await ask('PUT', `${open}/scans/2/resources/R/files/a.txt?inbody=true`, 'owner', { 'content-type': 'text/plain' }, 'in the seed')
  for (const format of ['yaml', 'json']) {
    const { body, headers } = await ask('GET', `/_mock/export?format=${format}`, null)
    t.match(headers['content-type'], format)
    t.equal((await ask('PUT', `/spaces/of-${format}/_mock/seed`, null, { 'content-type': `application/${format}` }, body)).statusCode, 200)
    for (const url of [
      `${open}/scans?format=json`,
      `${open}/scans/2?format=json&includeHistory=true`,
      `${open}?format=xml`,
      `${open}/scans/2/resources/R/files/a.txt`
    ]) {
      t.equal(
        (await ask('GET', `/spaces/of-${format}${url}`)).body.replaceAll(`/spaces/of-${format}`, ''),
        (await ask('GET', url)).body,
        url
      )
    }
  }
  t.equal((await ask('GET', '/_mock/export?format=xml', null)).statusCode, 400)
})
