import type { FastifyInstance } from 'fastify'
import pino from 'pino'
import { test } from 'tap'
import { buildApp } from '../src/app.ts'
import { everywhere } from '../src/http/address.ts'
import { systemClock } from '../src/process/clock.ts'
import { demo } from '../src/seeds/built-in/demo.ts'
import { type Answer, type Asking, Client } from './conformance/client.ts'
import { sourcesIn } from './house/imports.ts'

/**
 * Answers are replayed before Fastify (src/answers/replay.ts), so that none of its hooks runs. What each hook does for a
 * request must hold for replayed answers too: here stands why it does. Who adds a hook says so here as well, or has it
 * done where both ways of a request come by: in `visitOf` (src/plugins/visit.ts), or as an observer (src/plugins/exchange.ts).
 */
const hooks: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  onRequest: {
    noteExchange: 'replays call noteWhenOver as well, with what the same observers have noted of the first answer',
    refuseHosts: 'goes by Host and Transfer-Encoding, which are among the words of the request: they have been let in before',
    answerPreflight: 'is for OPTIONS; replays are for GET',
    enterSpace: 'replays find the space by its address, and need no archive that is kept open: the bytes are there',
    playFault: 'there is no replay in a space with a fault',
    setHeaders: 'the headers are replayed',
    identifyViewer: 'replays call visitOf as well, and heed all of a visit'
  },
  preSerialization: {
    renderDocument: 'the bytes are replayed',
    chooseReplayable: 'is for what is to be recorded'
  },
  onSend: {
    allowOrigin: 'goes by Origin, one of the words of the request; its headers are replayed',
    recordPayload: 'is for what is to be recorded'
  },
  onResponse: {
    recordAnswer: 'is for what is to be recorded'
  }
}

/** Every kind of hook that a request meets. */
const kinds = [
  'onRequest', 'preParsing', 'preValidation', 'preHandler', 'preSerialization', 'onSend', 'onResponse', 'onError', 'onTimeout',
  'onRequestAbort'
] as const

type Hooks = Readonly<Record<string, readonly { readonly name: string }[] | undefined>>

/** Where Fastify keeps the hooks of an instance. */
function hooksOf (app: FastifyInstance): Hooks {
  for (let owner: object | null = app; owner !== null; owner = Object.getPrototypeOf(owner) as object | null) {
    const key = Object.getOwnPropertySymbols(owner).find(({ description }) => description === 'fastify.hooks')
    if (key !== undefined) return (owner as Record<symbol, Hooks>)[key] ?? {}
  }
  throw new Error('this Fastify keeps its hooks elsewhere')
}

test('of each hook it is known why replayed answers do not miss it', async t => {
  const ofRoute: Record<string, unknown> = {}
  const app = await buildApp({
    seed: demo,
    cors: ['http://localhost:5173'],
    logger: pino({ base: null }, { write: () => {} }),
    describe: async app => {
      app.addHook('onRoute', route => {
        if (route.url === everywhere) for (const kind of kinds) ofRoute[kind] = route[kind]
      })
    }
  })
  t.teardown(() => app.close())
  await app.ready()
  const found = hooksOf(app)
  const perServer = ['onRoute', 'onRegister', 'onReady', 'onListen', 'preClose', 'onClose']
  const others = Object.keys(found).filter(kind => !perServer.includes(kind) && !kinds.some(known => known === kind))
  t.same(others, [], 'each kind of hook is known')
  for (const kind of kinds) {
    t.same((found[kind] ?? []).map(({ name }) => name).sort(), Object.keys(hooks[kind] ?? {}).sort(), kind)
  }
  t.same(Object.keys(ofRoute), kinds, 'the route whose answers are replayed is there')
  t.same(Object.values(ofRoute).filter(hooks => hooks !== undefined), [], 'and has no hooks of its own')
})

test('few files know that answers are replayed', async t => {
  const sources = sourcesIn('src')
    // recordings are replayed in another sense
    .filter(({ path, text }) => !/^src\/(?:recorded|verify)\//.test(path) && /replay/i.test(text))
    .map(({ path }) => path)
  t.same(sources, [
    'src/answers/record.ts', 'src/answers/replay-cache.ts', 'src/answers/replay.ts', 'src/app.ts', 'src/plugins/exchange.ts'
  ])
})

const list = '/data/experiments/XNAT_E00001/scans?format=csv'
const scan = '/data/experiments/XNAT_E00001/scans/1?format=json'
const json = { 'content-type': 'application/json' }

/** A server of its own with what it logs, and how many requests came as far as a route. */
async function served (replays: boolean, now: () => number) {
  const lines: string[] = []
  let routed = 0
  const app = await buildApp({
    seed: demo,
    clock: { ...systemClock, now },
    initialClock: { randomSeed: 1 },
    preferences: { passwordExpirationType: 'Interval', passwordExpirationInterval: '30 days', concurrentMaxSessions: 3 },
    logger: pino({ base: null }, { write: line => { lines.push(line) } }),
    describe: async app => {
      app.addHook('preHandler', async () => { routed++ })
    }
  })
  const client = new Client(await app.listen({ port: 0, host: '127.0.0.1' }))
  const send = (method: string, path: string, { headers, ...asking }: Asking = {}) =>
    client.send(method, path, { ...asking, headers: { host: 'xnat.test', ...headers } })
  // a space with a fault replays nothing
  const dormant = { name: 'dormant', match: { path: '/nowhere' }, connection: 'cut' }
  if (!replays) await send('POST', '/_mock/faults', { body: JSON.stringify(dormant), headers: json })
  const close = async () => {
    client.close()
    await app.close()
  }
  return { send, lines, routed: () => routed, close }
}

const sessionIn = ({ headers }: Answer): string => /JSESSIONID=(\w+)/.exec(String(headers['set-cookie']))?.[1] ?? ''

type Send = (method: string, path: string, asking?: Asking) => Promise<Answer>

/** Whatever may come between one answer and the next to the same words; each request is sent three times. */
async function * conversation (send: Send, wait: (milliseconds: number) => void) {
  const asked: [string, Asking?][] = [
    [list], [scan], [list, { as: 'member' }], [list, { as: null }], [list, { headers: { authorization: 'Basic d3Jvbmc6d3Jvbmc=' } }],
    [list, { headers: { authorization: 'Basic bm9uZQ==' } }], ['/data/projects?format=json', { as: 'stranger' }],
    [list, { headers: { origin: 'http://localhost:5173', 'user-agent': 'Mozilla/5.0' } }]
  ]
  const thrice = async function * () {
    for (const [path, asking] of asked) for (let turn = 0; turn < 3; turn++) yield await send('GET', path, asking)
  }
  yield * thrice()
  const opened = await send('GET', list, { as: 'member' })
  const session = { cookie: `JSESSIONID=${sessionIn(opened)}` }
  yield opened
  asked.push([list, { as: null, headers: session }], [list, { as: 'owner', headers: session }], [list, { as: 'member', headers: session }])
  yield * thrice()
  yield await send('PUT', '/data/experiments/XNAT_E00001/scans/1?note=changed')
  yield * thrice()
  yield await send('PUT', '/xapi/users/member', { body: '{"enabled":false}', headers: json })
  yield * thrice()
  yield await send('PUT', '/xapi/users/member', { body: '{"enabled":true}', headers: json })
  const token = JSON.parse((await send('GET', '/data/services/tokens/issue')).body) as { alias: string, secret: string }
  const authorization = `Basic ${Buffer.from(`${token.alias}:${token.secret}`).toString('base64')}`
  asked.push([list, { as: null, headers: { authorization } }])
  yield * thrice()
  wait(20 * 60_000)
  yield * thrice()
  for (let held = 0; held < 3; held++) {
    const { headers } = await send('GET', list, { as: 'collaborator' })
    yield await send('GET', list, { as: null, headers: { cookie: String(headers['set-cookie']?.[0]?.split(';')[0]) } })
  }
  yield await send('GET', list, { as: 'collaborator' })
  yield await send('GET', `/data/services/tokens/invalidate/${token.alias}/${token.secret}`)
  yield * thrice()
  wait(31 * 24 * 3_600_000)
  yield * thrice()
}

/** What an answer is, but for when it was sent. */
const shown = ({ status, headers: { date, ...headers }, body }: Answer) => ({ status, headers, body })

test('nobody can tell a replayed answer: not who asks, and not from journal, coverage or log', { timeout: 120_000 }, async t => {
  const seen = []
  for (const replays of [true, false]) {
    let now = Date.UTC(2026, 0, 1)
    const { send, lines, routed, close } = await served(replays, () => now)
    const answers = []
    for await (const answer of conversation(send, milliseconds => { now += milliseconds })) answers.push(shown(answer))
    const requests = routed()
    now -= 31 * 24 * 3_600_000
    const control = { as: null }
    const entries = JSON.parse((await send('GET', '/_mock/requests', control)).body) as Record<string, unknown>[]
    const coverage: unknown = JSON.parse((await send('GET', '/_mock/coverage', control)).body)
    const logged = lines
      .map(line => JSON.parse(line) as Record<string, unknown>)
      .filter(({ url = '/_mock/' }) => !String(url).startsWith('/_mock/'))
    await close()
    seen.push({ requests, answers, entries: entries.map(withoutDuration), coverage, log: logged.map(withoutDuration) })
  }
  const [replayed, anew] = seen
  t.same(replayed?.answers, anew?.answers)
  t.same(replayed?.entries, anew?.entries)
  t.same(replayed?.coverage, anew?.coverage)
  t.same(replayed?.log, anew?.log)
  t.ok((anew?.answers.length ?? 0) > 150 && new Set(anew?.answers.map(({ status }) => status)).size > 3, 'answers of many kinds')
  t.ok((replayed?.requests ?? 0) < (anew?.requests ?? 0) / 1.3, 'and many of them were replayed')
})

/** What differs from one exchange to the next. */
const withoutDuration = ({ milliseconds, ms, time, ...entry }: Record<string, unknown>): unknown =>
  ({ ...entry, ...(typeof time === 'string' && { time }) })
