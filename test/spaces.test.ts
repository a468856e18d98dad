import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'tap'
import { systemClock } from '../src/process/clock.ts'
import { site } from './inject.ts'

const mr = 'xsiType=xnat:mrScanData'
const scans = '/data/projects/OPEN/subjects/S/experiments/E/scans'
const ids = `${scans}?format=csv&columns=ID`
const first = 'xnat_imagescandata_id,ID,URI\n1,1,/data/experiments/XNAT_E00001/scans/1\n'

test('fifty writers in fifty spaces see nothing of each other', async t => {
  const ask = await site(t)
  await Promise.all(Array.from({ length: 50 }, async (_, n) => {
    for (let i = 2; i <= 6; i++) {
      const { statusCode } = await ask('PUT', `/spaces/w${n}${scans}/${n * 100 + i}?${mr}`)
      t.equal(statusCode, 200)
    }
  }))
  for (let n = 0; n < 50; n++) {
    const { body } = await ask('GET', `/spaces/w${n}${ids}`)
    t.equal(
      body,
      first + [2, 3, 4, 5, 6].map((i, at) => `${at + 3},${n * 100 + i},/data/experiments/XNAT_E00001/scans/${n * 100 + i}\n`).join(''),
      `space w${n}`
    )
  }
  t.equal((await ask('GET', ids)).body, first)
  t.equal((await ask('GET', '/_mock/spaces')).json<unknown[]>().length, 51)
})

test('more spaces than are open at once keep what they have', async t => {
  const ask = await site(t)
  const names = Array.from({ length: 150 }, (_, n) => `many-${n}`)
  for (const name of names) t.equal((await ask('PUT', `/spaces/${name}${scans}/${name}?${mr}`)).statusCode, 200)
  for (const name of names) {
    t.equal((await ask('GET', `/spaces/${name}${ids}`)).body, `${first}3,${name},/data/experiments/XNAT_E00001/scans/${name}\n`)
  }
})

test('users, sessions, IDs, files and time are a space\'s own', async t => {
  const ask = await site(t)
  t.equal(
    (
      await ask(
        'POST',
        '/spaces/a/xapi/users',
        'admin',
        { 'content-type': 'application/json' },
        JSON.stringify({
          username: 'newcomer',
          password: 'newcomer',
          firstName: 'N',
          lastName: 'C',
          email: 'n@x.org',
          enabled: true,
          verified: true
        })
      )
    ).statusCode,
    201
  )
  t.equal((await ask('GET', '/spaces/a/data/auth', 'newcomer')).statusCode, 200)
  t.equal((await ask('GET', '/spaces/b/data/auth', 'newcomer')).statusCode, 401)
  const session = (await ask('POST', '/spaces/a/data/JSESSION')).body
  t.equal((await ask('GET', '/spaces/a/data/auth', null, { cookie: `JSESSIONID=${session}` })).body, 'User \'admin\' is logged in')
  t.equal((await ask('GET', '/spaces/b/data/auth', null, { cookie: `JSESSIONID=${session}` })).statusCode, 401)
  const file = `${scans}/1/resources/R/files/a.txt`
  t.equal((await ask('PUT', `/spaces/a${file}?inbody=true`, 'admin', { 'content-type': 'text/plain' }, 'of a')).statusCode, 200)
  t.equal((await ask('GET', `/spaces/a${file}`)).body, 'of a')
  t.equal((await ask('GET', `/spaces/b${file}`)).statusCode, 404)
  await ask('PUT', '/spaces/a/_mock/clock', null, {}, '{"frozen": true, "now": "2001-02-03T04:05:06Z"}')
  t.same((await ask('GET', '/spaces/a/_mock/clock')).json(), { now: '2001-02-03T04:05:06.000Z', frozen: true })
  t.equal((await ask('GET', '/spaces/b/_mock/clock')).json<{ frozen: boolean }>().frozen, false)
})

test('reset goes back to the seed, whatever was done', async t => {
  const ask = await site(t)
  const before = (await ask('GET', `${scans}?format=json`)).body
  const file = `${scans}/1/resources/R/files/a.txt`
  await ask('PUT', `${file}?inbody=true`, 'admin', { 'content-type': 'text/plain' }, 'gone soon')
  await ask('PUT', '/data/projects/NEW')
  await ask('PUT', '/xapi/siteConfig', 'admin', { 'content-type': 'application/json' }, '{"siteId": "OTHER"}')
  await ask('DELETE', '/data/projects/OPEN/subjects/S')
  await ask('POST', '/_mock/faults', null, {}, '{"preset": "npe-500"}')
  t.same((await ask('POST', '/_mock/reset', null)).json(), { reset: ['data', 'clock', 'faults', 'journal'] })
  t.equal((await ask('GET', `${scans}?format=json`)).body, before)
  t.equal((await ask('GET', file)).statusCode, 404)
  t.equal((await ask('GET', '/data/projects/NEW')).statusCode, 404)
  t.same((await ask('GET', '/_mock/faults')).json(), [])
  t.equal((await ask('PUT', `${scans}?${mr}`)).statusCode, 405)
  t.equal((await ask('POST', `${scans}?${mr}`)).body, 'http://localhost/data/projects/OPEN/subjects/S/experiments/E/scans/2')
})

test('snapshots: made, listed, gone back to, copied into other spaces, deleted', async t => {
  const ask = await site(t)
  const file = `${scans}/1/resources/R/files/a.txt`
  await ask('PUT', `${file}?inbody=true`, 'admin', { 'content-type': 'text/plain' }, 'kept')
  t.equal((await ask('PUT', '/_mock/snapshots/one', null)).statusCode, 201)
  await ask('DELETE', `${scans}/1?removeFiles=true`)
  t.equal((await ask('GET', file)).statusCode, 404)
  t.equal((await ask('PUT', '/_mock/snapshots/two', null)).statusCode, 201)
  t.same((await ask('GET', '/_mock/snapshots')).json<{ name: string }[]>().map(({ name }) => name), ['one', 'two'])
  t.equal((await ask('POST', '/_mock/snapshots/one/restore', null)).statusCode, 200)
  t.equal((await ask('GET', file)).body, 'kept')
  t.equal((await ask('PUT', '/_mock/spaces/copy?snapshot=one', null)).statusCode, 201)
  t.equal((await ask('GET', `/spaces/copy${file}`)).body, 'kept')
  t.equal((await ask('POST', '/_mock/snapshots/two/restore', null)).statusCode, 200)
  t.equal((await ask('GET', file)).statusCode, 404)
  t.equal((await ask('GET', `/spaces/copy${file}`)).body, 'kept')
  t.equal((await ask('DELETE', '/_mock/snapshots/one', null)).statusCode, 200)
  t.equal((await ask('GET', `/spaces/copy${file}`)).body, 'kept')
  const answer = await ask('POST', '/_mock/snapshots/one/restore', null)
  t.same([answer.statusCode, answer.json()], [404, { error: "the space 'default' has no snapshot 'one'", expected: ['two'] }])
})

test('a snapshot goes through a file into another server', async t => {
  const [here, there] = [await site(t), await site(t, { seed: { name: 'none', users: [], projects: [] } })]
  await here('PUT', `${scans}/1/resources/R/files/a.txt?inbody=true`, 'admin', { 'content-type': 'text/plain' }, 'bytes')
  await here('PUT', '/_mock/snapshots/s', null)
  const file = (await here('GET', '/_mock/snapshots/s/file', null)).rawPayload
  const body = (bytes: Buffer) => bytes as unknown as string
  t.equal((await there('PUT', '/_mock/snapshots/t/file', null, {}, body(file.subarray(0, file.length - 3000)))).statusCode, 400, 'cut off')
  t.equal((await there('PUT', '/_mock/snapshots/t/file', null, {}, body(Buffer.from('nonsense')))).statusCode, 400)
  const wrong = Buffer.from(file)
  wrong.fill(0x20, 512, 600)
  t.equal((await there('PUT', '/_mock/snapshots/t/file', null, {}, body(wrong))).statusCode, 400, 'a database that is none')
  t.same((await there('GET', '/_mock/snapshots', null)).json(), [], 'nothing is left of those')
  t.equal((await there('PUT', '/_mock/snapshots/t/file', null, {}, body(file))).statusCode, 201)
  t.equal((await there('POST', '/_mock/snapshots/t/restore', null)).statusCode, 200)
  t.equal((await there('GET', `${scans}/1/resources/R/files/a.txt`)).body, 'bytes')
  t.equal((await there('GET', ids)).body, first)
})

test('the same seed and the same requests give the same bytes', async t => {
  const run = async (): Promise<string[]> => {
    const ask = await site(t, { initialClock: { now: Date.UTC(2026, 0, 1), frozen: true, randomSeed: 7 } })
    const answers = []
    for (const [method, url] of [
      ['POST', '/data/JSESSION'],
      ['POST', `${scans}?${mr}`],
      ['PUT', `${scans}/1?quality=usable`],
      ['GET', `${scans}/1?format=json`],
      ['GET', '/data/services/tokens/issue'],
      ['POST', '/_mock/clock/advance'],
      ['PUT', `${scans}/1?quality=unusable`],
      ['GET', `${scans}/1?format=json&includeHistory=true`],
      ['GET', `${scans}?format=xml`]
    ] as const) {
      const { statusCode, body, headers } = await ask(method, url, 'admin', {}, url.endsWith('advance') ? '{"by": "1 hour"}' : undefined)
      answers.push(`${statusCode} ${String(headers['set-cookie'])} ${body}`)
    }
    return answers
  }
  const [once, again] = [await run(), await run()]
  t.same(once, again)
  t.match(once[7], /01:00:00/)
})

test('a clock that stands still stands at the time that it was told, whatever the machine\'s does meanwhile', async t => {
  let machine = 1_000
  const ask = await site(t, { clock: { ...systemClock, now: () => machine++ }, initialClock: { now: Date.UTC(2026, 0, 1), frozen: true } })
  for (const space of ['', '/spaces/other']) {
    const { now } = (await ask('GET', `${space}/_mock/clock`)).json<{ now: string }>()
    t.equal(now, '2026-01-01T00:00:00.000Z', space)
  }
})

test('what cannot be is refused in words', async t => {
  const ask = await site(t, { limits: { spaces: 2 } })
  const refusals: readonly (readonly ['GET' | 'PUT' | 'POST' | 'DELETE', string, string | undefined, number, object])[] = [
    [
      'PUT',
      '/_mock/spaces/-x',
      undefined,
      400,
      {
        error: "a space cannot be called '-x'",
        expected: ['1 to 64 letters, digits, dots, hyphens and underscores, a letter or digit first']
      }
    ],
    ['PUT', '/_mock/spaces/default', undefined, 409, { error: 'the default space is there already; it can be reset' }],
    ['DELETE', '/_mock/spaces/default', undefined, 409, { error: 'the default space stays; it can be reset' }],
    ['DELETE', '/_mock/spaces/none', undefined, 404, { error: "there is no space 'none'", expected: ['default'] }],
    ['PUT', '/_mock/spaces/x?from=none', undefined, 404, { error: "there is no space 'none'", expected: ['default'] }],
    ['PUT', '/_mock/spaces/x?snapshot=none', undefined, 404, { error: "the space 'default' has no snapshot 'none'", expected: [] }],
    [
      'POST',
      '/_mock/reset?only=dta',
      undefined,
      400,
      { error: "a space has no part 'dta'", expected: ['data', 'clock', 'sessions', 'faults', 'journal'] }
    ],
    ['PUT', '/_mock/clock', '{"now": "yesterday"}', 400, { error: "'yesterday' is no time", expected: ['2020-01-31T12:30:00Z'] }],
    ['PUT', '/_mock/clock', '{"now": ', 400, { error: 'the body is not JSON: Unexpected end of JSON input' }],
    ['GET', '/_mock/snapshot', undefined, 404, { error: 'there is no /_mock/snapshot', expected: ['/_mock/snapshots'] }]
  ]
  for (const [method, url, payload, status, said] of refusals) {
    const answer = await ask(method, url, null, {}, payload)
    t.same([answer.statusCode, answer.json()], [status, said], `${method} ${url}`)
  }
  for (const name of ['a', 'b']) t.equal((await ask('GET', `/spaces/${name}/data/projects`)).statusCode, 200)
  t.equal((await ask('GET', '/spaces/c/data/projects')).statusCode, 503)
  t.equal((await ask('PUT', '/_mock/spaces/c', null)).statusCode, 503)
  t.equal((await ask('DELETE', '/_mock/spaces/a', null)).statusCode, 200)
  t.equal((await ask('GET', '/spaces/c/data/projects')).statusCode, 200)
  t.equal((await ask('POST', '/_mock/reset', null, { origin: 'http://elsewhere.example' })).statusCode, 403)
})

test('a server without a control plane has no spaces', async t => {
  const ask = await site(t, { control: false })
  t.equal((await ask('GET', '/spaces/a/data/projects')).statusCode, 404)
  t.equal((await ask('GET', '/_mock/spaces')).statusCode, 404)
  const missing = await ask('GET', `${scans}/none`)
  t.same([missing.statusCode, missing.headers['x-xnat-mock-rule']], [404, undefined])
})

test('a space in a file is reset and gone back to like one in memory, and holds after that', async t => {
  const folder = mkdtempSync(join(tmpdir(), 'xnat-mock-test-'))
  t.after(() => { rmSync(folder, { recursive: true }) })
  const location = join(folder, 'archive.db')
  const ask = await site(t, { location })
  await ask('PUT', `${scans}/2?${mr}`)
  await ask('PUT', '/_mock/snapshots/s', null)
  t.equal((await ask('POST', '/_mock/reset', null)).statusCode, 200)
  t.equal((await ask('GET', ids)).body, first)
  await ask('PUT', `${scans}/3?${mr}`)
  t.equal((await ask('POST', '/_mock/snapshots/s/restore', null)).statusCode, 200)
  const restored = `${first}3,2,/data/experiments/XNAT_E00001/scans/2\n`
  t.equal((await ask('GET', ids)).body, restored)
})
