import type { FastifyInstance, FastifyReply } from 'fastify'
import fp from 'fastify-plugin'

declare module 'fastify' {
  interface FastifyInstance {
    /** Whether pages of an origin may use this server. */
    allowsOrigin: (origin: string) => boolean
  }
}

/**
 * Lets pages of other origins use this server, as the one who runs it says; XNAT lets none.
 * @param origins such as `http://localhost:5173`; `*` stands for any, which then bring no cookies.
 */
export default fp<{ origins: readonly string[] }>(async (app, { origins }) => {
  app.decorate('allowsOrigin', (origin: string) => origins.includes('*') || origins.includes(origin))
  if (origins.length > 0) answerPages(app, origins.includes('*'))
}, { name: 'cors' })

function answerPages (app: FastifyInstance, any: boolean): void {
  app.addHook('onRequest', function answerPreflight (request, reply, done) {
    const { origin, 'access-control-request-method': method, 'access-control-request-headers': headers = '' } = request.headers
    if (origin === undefined || !app.allowsOrigin(origin)) return done()
    if (request.method !== 'OPTIONS' || method === undefined) return done()
    allow(reply, origin, any)
    reply
      .code(204)
      .headers({ 'access-control-allow-methods': method, 'access-control-allow-headers': headers, 'access-control-max-age': '600' })
      .send()
  })
  app.addHook('onSend', function allowOrigin (request, reply, payload, done) {
    const { origin } = request.headers
    if (origin !== undefined && app.allowsOrigin(origin)) allow(reply, origin, any)
    done()
  })
}

function allow (reply: FastifyReply, origin: string, any: boolean): void {
  const vary = reply.getHeader('vary')
  reply.headers({
    'access-control-allow-origin': any ? '*' : origin,
    'access-control-expose-headers': '*',
    ...!any && { 'access-control-allow-credentials': 'true', vary: vary === undefined ? 'Origin' : `${String(vary)}, Origin` }
  })
}
