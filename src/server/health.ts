import type { FastifyInstance } from 'fastify'
import { controlPath } from '../http/entrances.ts'

/** For containers and scripts: an answer means that the archive is open and seeded. */
export function attachHealth (app: FastifyInstance): void {
  app.get(`${controlPath}/health`, {
    schema: {
      operationId: 'health',
      tags: ['control'],
      summary: 'Tell that the server is ready',
      security: [],
      response: {
        200: {
          description: 'Ready',
          content: {
            'application/json': {
              schema: { type: 'object', properties: { status: { type: 'string', const: 'ok' } }, required: ['status'] }
            }
          }
        }
      }
    }
  }, async (request, reply) => {
    reply.header('content-type', 'application/json')
    return JSON.stringify({ status: 'ok' })
  })
}
