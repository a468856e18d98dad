import type { FastifyInstance } from 'fastify'
import { schemaOf } from '../http/contract.ts'
import { controlPath } from '../http/address.ts'

const template = `${controlPath}/health`

/** For containers and scripts: an answer means that the archive is open and seeded. */
export function attachHealth (app: FastifyInstance): void {
  app.get(template, {
    schema: schemaOf({
      id: 'health',
      tag: 'control',
      summary: 'Check that the server is ready',
      method: 'GET',
      template,
      knowsNoUsers: true,
      responses: { 200: 'Ready' },
      contentOf: () => ({
        'application/json': { type: 'object', properties: { status: { type: 'string', const: 'ok' } }, required: ['status'] }
      })
    })
  }, async (request, reply) => {
    reply.header('content-type', 'application/json')
    return JSON.stringify({ status: 'ok' })
  })
}
