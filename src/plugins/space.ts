import fp from 'fastify-plugin'
import { addressOf } from '../http/address.ts'
import { failures } from '../failures/index.ts'
import type { Space } from '../spaces/space.ts'
import { type Spaces, TooManySpaces, defaultName } from '../spaces/spaces.ts'

declare module 'fastify' {
  interface FastifyInstance {
    spaces: Spaces
  }
  interface FastifyRequest {
    space: Space
    /** When the request came, by the clock of its space: epoch milliseconds. */
    time: number
  }
}

/** Gives each request the space that it speaks to, and keeps its archive open until the answer is sent. */
export default fp<{ spaces: Spaces }>(async (app, { spaces }) => {
  app.decorate('spaces', spaces)
  app.decorateRequest('space')
  app.decorateRequest('time', 0)
  app.addHook('onRequest', function enterSpace (request, reply, done) {
    try {
      request.space = spaces.get(addressOf(request).space ?? defaultName)
    } catch (error) {
      throw error instanceof TooManySpaces ? failures.tooManySpaces() : error
    }
    request.time = request.space.clock.now()
    const letGo = request.space.archive.hold()
    reply.raw.once('finish', letGo).once('close', letGo)
    done()
  })
}, { name: 'space' })
