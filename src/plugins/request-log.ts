import fp from 'fastify-plugin'

/** One line for each request, when it has been answered. */
export default fp(async app => {
  app.addHook('onResponse', (request, reply, done) => {
    request.log.info({ method: request.method, url: request.originalUrl, status: reply.statusCode, ms: reply.elapsedTime, user: request.viewer?.login ?? '-' })
    done()
  })
}, { name: 'request-log' })
