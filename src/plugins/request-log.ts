import type { FastifyBaseLogger } from 'fastify'
import fp from 'fastify-plugin'

interface Logged {
  readonly method: string
  readonly url: string | undefined
  readonly status: number
  readonly ms: number
  readonly user: string
}

export function logRequest (log: FastifyBaseLogger, told: Logged): void {
  log.info(told)
}

/** One line for each request, when it has been answered. */
export default fp(async app => {
  app.addHook('onResponse', (request, reply, done) => {
    logRequest(app.log, {
      method: request.method,
      url: request.originalUrl,
      status: reply.statusCode,
      ms: reply.elapsedTime,
      user: request.viewer?.login ?? '-'
    })
    done()
  })
}, { name: 'request-log' })
