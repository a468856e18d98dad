import { type Test, test } from 'tap'
import { type AppOptions, buildApp } from '../src/app.ts'
import { systemClock } from '../src/process/clock.ts'
import { demo } from '../src/seeds/built-in/demo.ts'
import { type Answer, type Asking, Client } from './conformance/client.ts'

/** What is asked twice in the same words is answered from memory; here, that nobody can tell. */
const session = '/data/experiments/XNAT_E00001'
const list = `${session}/scans?format=csv&columns=ID`

type Ask = (method: string, path: string, asking?: Asking) => Promise<Answer>

async function served (t: Test, options: AppOptions = {}): Promise<Ask> {
  const app = await buildApp({ seed: demo, ...options })
  const client = new Client(await app.listen({ port: 0, host: '127.0.0.1' }))
  t.after(async () => {
    client.close()
    await app.close()
  })
  return (...asked) => client.send(...asked)
}

/** The headers but for what each answer has of its own. */
function lasting ({ headers }: Answer): Record<string, unknown> {
  const { date, 'set-cookie': cookies = [], ...others } = headers
  return { ...others, cookies: cookies.map(cookie => cookie.replace(/[\dA-F]{32}|\d{13}/, '#')) }
}

const sessionIn = ({ headers }: Answer): string => /JSESSIONID=(\w+)/.exec(String(headers['set-cookie']))?.[1] ?? ''
const cookie = (id: string): Record<string, string> => ({ cookie: `JSESSIONID=${id}` })

/** Asks until the answer comes from memory. */
async function thrice (ask: Ask, path: string, asking?: Asking): Promise<Answer> {
  await ask('GET', path, asking)
  await ask('GET', path, asking)
  return ask('GET', path, asking)
}

test('the same again in every format: status, headers, bytes, and a session of its own', async t => {
  const ask = await served(t)
  for (const path of ['json', 'xml', 'csv', 'html', 'xList'].flatMap(format => [
    `${session}/scans?format=${format}`,
    `${session}/scans/1?format=${format}`,
    `/spaces/a${session}/scans?format=${format}`
  ])) {
    const first = await ask('GET', path)
    const again = [await ask('GET', path), await ask('GET', path)]
    for (const { status, body } of again) t.same({ status, body }, { status: first.status, body: first.body }, path)
    for (const answer of again) t.same(lasting(answer), lasting(first), path)
    t.equal(new Set([first, ...again].map(sessionIn)).size, 3)
    const opened = sessionIn(await ask('GET', path))
    const prefix = path.startsWith('/spaces') ? '/spaces/a' : ''
    t.equal((await ask('GET', `${prefix}/data/auth`, { as: null, headers: cookie(opened) })).body, 'User \'admin\' is logged in', path)
  }
})

test('what one user was told nobody else is told, whoever asks in the same words', async t => {
  const ask = await served(t, { preferences: { requireLogin: false } })
  await ask('PUT', '/data/projects/MEMORY/accessibility/private')
  const open = async (as: string) => (await ask('POST', '/data/JSESSION', { as })).body
  const [owner, stranger] = [await open('owner'), await open('stranger')]
  const path = `${session}/scans?format=json`
  const as = (id: string) => ({ as: null, headers: cookie(id) })
  t.equal((await thrice(ask, path, as(owner))).status, 200)
  t.equal((await ask('GET', path, { as: null })).status, 500)
  t.equal((await ask('GET', path, as(stranger))).status, 500)
  t.equal((await ask('GET', path, as('0'.repeat(32)))).status, 500)
  t.equal((await ask('GET', path, as(owner))).status, 200)
  t.same((await thrice(ask, path, as(owner))).headers['set-cookie']?.length, 1)
  await ask('DELETE', '/data/JSESSION', as(owner))
  t.equal((await ask('GET', path, as(owner))).status, 500)
  const guests = await thrice(ask, '/data/projects?format=csv&columns=ID', { as: null })
  t.notMatch(guests.body, 'MEMORY')
  t.match((await ask('GET', '/data/projects?format=csv&columns=ID', as(await open('owner')))).body, 'MEMORY')
  t.notMatch((await ask('GET', '/data/projects?format=csv&columns=ID', { as: null })).body, 'MEMORY')
})

test('Basic credentials over a session of somebody else, or of nobody, open one of their own', async t => {
  const ask = await served(t, { preferences: { requireLogin: false } })
  const path = '/data/projects?format=csv&columns=ID'
  await thrice(ask, path, { as: 'owner' })
  for (const as of ['stranger', null]) {
    const other = sessionIn(await ask('GET', path, { as }))
    const answer = await ask('GET', path, { as: 'owner', headers: cookie(other) })
    t.not(sessionIn(answer), '')
    t.not(sessionIn(answer), other)
    t.equal((await ask('GET', '/data/auth', { as: null, headers: cookie(sessionIn(answer)) })).body, 'User \'owner\' is logged in')
  }
})

test('after anything that is written, restored or set, the old answer is gone', async t => {
  const ask = await served(t)
  const { body: before } = await thrice(ask, list)
  await ask('PUT', '/_mock/snapshots/before')
  await ask('PUT', `${session}/scans/new?xsiType=xnat:mrScanData`)
  const { body: after } = await thrice(ask, list)
  t.match(after, ',new,')
  await ask('POST', '/_mock/snapshots/before/restore')
  t.equal((await thrice(ask, list)).body, before)
  await ask('DELETE', `${session}/scans/1`)
  t.notMatch((await thrice(ask, list)).body, ',1,')
  await ask('POST', '/_mock/reset')
  t.equal((await thrice(ask, list)).body, before)
  await ask('PUT', '/data/projects/MEMORY/accessibility/private')
  t.equal((await ask('GET', list, { as: 'stranger' })).status, 500)
})

test('rights, accounts, passwords and tokens end at once', async t => {
  const ask = await served(t)
  await ask('PUT', '/data/projects/MEMORY/accessibility/private')
  const path = `${session}/scans/1?format=xml`
  t.equal((await thrice(ask, path, { as: 'member' })).status, 200)
  await ask('DELETE', '/data/projects/MEMORY/users/Members/member')
  t.equal((await ask('GET', path, { as: 'member' })).status, 404)
  t.equal((await thrice(ask, path, { as: 'owner' })).status, 200)
  const token = JSON.parse((await ask('GET', '/data/services/tokens/issue', { as: 'owner' })).body) as { alias: string, secret: string }
  const basic = { as: null, headers: { authorization: `Basic ${Buffer.from(`${token.alias}:${token.secret}`).toString('base64')}` } }
  t.equal((await thrice(ask, path, basic)).status, 200)
  await ask('GET', `/data/services/tokens/invalidate/${token.alias}/${token.secret}`, { as: 'owner' })
  t.equal((await ask('GET', path, basic)).status, 401)
  await ask('PUT', '/xapi/users/owner', { body: '{"password":"changed-1"}', headers: { 'content-type': 'application/json' } })
  t.equal((await ask('GET', path, { as: 'owner' })).status, 401)
})

test('time ends sessions and passwords', async t => {
  let now = Date.UTC(2026, 0, 1)
  const ask = await served(t, {
    clock: { ...systemClock, now: () => now },
    preferences: { passwordExpirationType: 'Interval', passwordExpirationInterval: '30 days', concurrentMaxSessions: 3 }
  })
  const path = '/data/projects?format=json'
  const id = sessionIn(await thrice(ask, path, { as: 'member' }))
  const asked = { as: null, headers: cookie(id) }
  for (let turn = 0; turn < 4; turn++) {
    now += 14 * 60_000
    const { status, headers } = await ask('GET', path, asked)
    t.same([status, String(headers['set-cookie'])], [200, `SESSION_EXPIRATION_TIME="${now},900000"; Version=1; Path=/`])
  }
  now += 16 * 60_000
  t.equal((await ask('GET', path, asked)).status, 401)
  t.equal((await thrice(ask, path, { as: 'member' })).status, 200)
  now += 31 * 86_400_000
  t.equal((await ask('GET', path, { as: 'member' })).status, 302)
})

test('no more sessions of a user than there may be', async t => {
  const ask = await served(t, { preferences: { concurrentMaxSessions: 2 } })
  const path = '/data/projects?format=json'
  for (let n = 0; n < 2; n++) {
    const id = sessionIn(await ask('GET', path, { as: 'member' }))
    t.equal((await ask('GET', path, { as: null, headers: cookie(id) })).status, 200)
  }
  t.equal((await ask('GET', path, { as: 'member' })).status, 401)
})

test('each request is remembered, counted and, where there is a fault for it, suffers it', async t => {
  const ask = await served(t)
  await ask('DELETE', '/_mock/requests')
  for (let n = 0; n < 4; n++) await ask('GET', list, { headers: { 'user-agent': 'one' } })
  const { body } = await ask('GET', '/_mock/requests')
  const entries = JSON.parse(body) as Record<string, unknown>[]
  const own = ['id', 'time', 'milliseconds']
  const alike = entries.map(entry => Object.fromEntries(Object.entries(entry).filter(([name]) => !own.includes(name))))
  t.equal(entries.length, 4)
  for (const entry of alike) t.same(entry, alike[0])
  t.same(entries.map(({ id }) => id), [1, 2, 3, 4])
  t.equal(
    (JSON.parse((await ask('GET', '/_mock/coverage')).body) as { operations: { id: string, requests: number }[] }).operations.find(
      ({ id }) => id === 'listScans'
    )?.requests,
    4
  )
  await ask('POST', '/_mock/faults', { body: '{"answer":{"status":503},"times":1}', headers: { 'content-type': 'application/json' } })
  const statuses = []
  for (let n = 0; n < 3; n++) statuses.push((await ask('GET', list, { headers: { 'user-agent': 'one' } })).status)
  t.same(statuses, [503, 200, 200])
})

test('a body, a condition or a method in the address is not what was asked before', async t => {
  const ask = await served(t)
  const path = `${session}/scans/1?format=json`
  await thrice(ask, path)
  t.equal((await ask('GET', path, { headers: { 'if-match': '"x"' } })).status, 412)
  t.equal((await ask('GET', path, { body: 'x' })).status, 200)
  t.equal((await ask('HEAD', path)).body, '')
  await thrice(ask, `${path}&method=OPTIONS`)
  t.not((await ask('GET', `${path}&method=OPTIONS`)).headers['allow'], undefined)
})

test('a list after changes of its scans has what has changed, and what has not', async t => {
  const ask = await served(t)
  const own = '/data/projects/MEMORY/subjects/FRESH/experiments/FRESH'
  const made = async () => (await ask('PUT', `${own}?xsiType=xnat:mrSessionData`)).body
  const listed = async () =>
    (await ask('GET', `${own}/scans?format=csv&columns=ID,note`)).body
      .split('\n')
      .slice(1, -1)
      .map(line => line.split(',').slice(1, 3).join(' '))
  await made()
  for (const id of [1, 2, 3, 4, 5, 6]) await ask('PUT', `${own}/scans/${id}?xsiType=xnat:mrScanData&note=n${id}`)
  t.same(await listed(), ['1 n1', '2 n2', '3 n3', '4 n4', '5 n5', '6 n6'])
  await ask('PUT', `${own}/scans/3?note=changed`)
  t.same(await listed(), ['1 n1', '2 n2', '3 changed', '4 n4', '5 n5', '6 n6'])
  t.equal((await ask('PUT', `${own}/scans/4?note=taken&xnat:mrScanData/parameters/tr=x`)).status, 400)
  t.same(await listed(), ['1 n1', '2 n2', '3 changed', '4 n4', '5 n5', '6 n6'])
  await ask('DELETE', `${own}/scans/1`)
  await ask('PUT', `${own}/scans/1?xsiType=xnat:mrScanData&note=again`)
  await ask('PUT', `${own}/scans/2?ID=7`)
  t.same(await listed(), ['2 n2', '3 changed', '4 n4', '5 n5', '6 n6', '1 again', '7 '])
  await ask('DELETE', own)
  await made()
  t.same(await listed(), [])
  for (const id of [8, 9]) await ask('PUT', `${own}/scans/${id}?xsiType=xnat:mrScanData`)
  t.same(await listed(), ['8 ', '9 '])
})

test('rows that are written once are those of their columns, format and address', async t => {
  const ask = await served(t)
  const places = [session, '/data/projects/MEMORY/subjects/ADA/experiments/ADA_MR1', '/data/experiments/XNAT_E00002']
  const queries = ['json', 'xml', 'html', 'xList', 'csv'].flatMap(format =>
    ['', '&xsiType=xnat:mrScanData', '&sortBy=note&sortOrder=DESC', '&columns=ID,note,quality'].map(more => `format=${format}${more}`)
  )
  const all = [...places, ...places].flatMap(place => queries.map(query => `${place}/scans?${query}`))
  const asked = async (paths: readonly string[]) => {
    const bodies = new Map<string, string>()
    for (const path of paths) bodies.set(path, (await ask('GET', path)).body)
    return bodies
  }
  await asked(all)
  await ask('PUT', `${session}/scans/3?note=changed`)
  const after = await asked(all)
  // from an archive of which nothing has been read, and the other way round
  await ask('PUT', '/_mock/snapshots/now')
  await ask('POST', '/_mock/snapshots/now/restore')
  const anew = await asked(all.toReversed())
  for (const path of all) t.equal(after.get(path), anew.get(path), path)
  t.match(after.get(all[0] ?? ''), '"note":"changed"')
})
