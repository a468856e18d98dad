import type { FastifyReply, FastifyRequest } from 'fastify'
import fp from 'fastify-plugin'
import type { Store } from '../store/index.ts'
import { useOf } from '../plugins/coverage.ts'
import { toldOf } from '../plugins/journal.ts'
import { isOwn } from '../plugins/own-requests.ts'
import { SpeltResponse } from '../http/response.ts'

declare module 'node:http' {
  interface IncomingMessage {
    /** How the answer to this request may be kept. */
    keeping?: Keeping
  }
}

/** Under what an answer may be kept, of which data it is, and its body once it is written. */
export interface Keeping {
  readonly key: string
  readonly store: Store
  readonly version: number
  payload?: Buffer
}

/** Keeps what may be sent again to those who ask in the same words, as long as nothing is written (see replay.ts). */
export default fp(async app => {
  app.addHook('onResponse', (request, reply, done) => {
    const { keeping } = request.raw
    if (keeping?.payload !== undefined && mayKeep(request, reply)) keep(request, reply, keeping, keeping.payload)
    done()
  })
}, { name: 'kept-answers', dependencies: ['visit'] })

/** What was said of a request is said of that one only. */
function mayKeep (request: FastifyRequest, { raw }: FastifyReply): boolean {
  const { headers, notes, method } = request
  return method === 'GET' && raw.statusCode === 200 && raw instanceof SpeltResponse && notes === undefined && !isOwn(request) &&
    headers['if-match'] === undefined && headers['content-length'] === undefined && headers['transfer-encoding'] === undefined
}

function keep (request: FastifyRequest, reply: FastifyReply, { key, store, version }: Keeping, payload: Buffer): void {
  const { space, session: { login } } = request
  if (space.store !== store || store.mark() !== version || !(reply.raw instanceof SpeltResponse)) return
  const head = reply.raw.pairs
  space.answers.keep(key, version, {
    payload,
    head,
    cookiesAt: head.indexOf('Set-Cookie') + 1,
    login,
    told: toldOf(request, reply),
    use: useOf(request, reply)
  })
}
