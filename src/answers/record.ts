import type { FastifyReply, FastifyRequest } from 'fastify'
import fp from 'fastify-plugin'
import { SpeltResponse } from '../http/response.ts'
import { type Observer, observe } from '../plugins/exchange.ts'
import type { Store } from '../store/index.ts'
import type { Mark } from '../store/sql/freshness.ts'
import type { ReplayCache } from './replay-cache.ts'

declare module 'node:http' {
  interface IncomingMessage {
    /** Set where the answer may be replayed to those who send the same request. */
    recording?: Recording
  }
}

/** Where an answer goes, of which state of the archive it is, and its body once that is written. */
export interface Recording {
  readonly cache: ReplayCache
  readonly words: string
  readonly store: Store
  readonly mark: Mark
  replayable?: boolean
  payload?: Buffer
}

/** Records answers for replay.ts. */
export default fp<{ observers: readonly Observer[] }>(async (app, { observers }) => {
  app.addHook('preSerialization', function chooseReplayable (request, reply, payload, done) {
    const { recording } = request.raw
    if (recording) recording.replayable = isReplayable(payload)
    done(null, payload)
  })
  app.addHook('onSend', function recordPayload (request, reply, payload, done) {
    const { recording } = request.raw
    if (recording?.replayable !== true || (typeof payload !== 'string' && !Buffer.isBuffer(payload))) return done(null, payload)
    done(null, recording.payload = Buffer.from(payload as string))
  })
  app.addHook('onResponse', function recordAnswer (request, reply, done) {
    const { recording } = request.raw
    if (recording?.payload !== undefined && isSimple(request, reply)) record(request, reply, recording, recording.payload, observers)
    done()
  })
}, { name: 'record', dependencies: ['render', 'visit'] })

/** Tables and items are made from the archive alone; a text, such as a session's ID, is made for one request. */
const isReplayable = (payload: unknown): boolean =>
  typeof payload === 'object' && payload !== null && 'kind' in payload && (payload.kind === 'table' || payload.kind === 'item')

/** What there is to say of a request is said of that one alone. */
const isSimple = ({ headers, notes, method }: FastifyRequest, { raw }: FastifyReply): boolean =>
  method === 'GET' && raw.statusCode === 200 && notes === undefined &&
  headers['if-match'] === undefined && headers['content-length'] === undefined && headers['transfer-encoding'] === undefined

function record (
  request: FastifyRequest,
  reply: FastifyReply,
  { cache, words, store, mark }: Recording,
  payload: Buffer,
  observers: readonly Observer[]
): void {
  const { raw } = reply
  if (request.space.store !== store || store.mark() !== mark || !(raw instanceof SpeltResponse)) return
  const head = raw.pairs
  const cookiesAt = head.indexOf('Set-Cookie') + 1
  if (cookiesAt === 0) return
  cache.add(words, mark, { payload, head, cookiesAt, login: request.session.login, notes: observe(observers, request, reply) })
}
