import type { FastifyRequest } from 'fastify'
import fp from 'fastify-plugin'

declare module 'fastify' {
  interface FastifyRequest {
    /** Under what the answer may be kept, and for which version of the data; empty where it may not. */
    keepAs: string
    dataVersion: number
  }
}

/** Answers what was asked before by the same user in the same words, as long as nothing has been written since. */
export default fp(async app => {
  app.decorateRequest('keepAs', '')
  app.decorateRequest('dataVersion', 0)
  app.addHook('onRequest', (request, reply, done) => {
    if (!mayKeep(request)) return done()
    const { answers, store } = request.space
    request.keepAs = keyOf(request)
    request.dataVersion = store.version()
    const kept = answers.find(request.keepAs, request.dataVersion)
    if (kept === undefined) return done()
    reply.headers(kept.headers).send(kept.payload)
  })
}, { name: 'kept-answers', dependencies: ['viewer'] })

const mayKeep = ({ method, headers, raw }: FastifyRequest): boolean => method === 'GET' && raw.address !== undefined && headers['if-match'] === undefined

/** Everything that an answer to reading depends on, beside the data. */
function keyOf ({ originalUrl, headers, viewer, protocol }: FastifyRequest): string {
  return `${viewer.login}\n${originalUrl}\n${headers.accept ?? ''}\n${protocol}://${headers.host ?? ''}\n${headers['user-agent']?.includes('MSIE') === true ? 'MSIE' : ''}`
}
