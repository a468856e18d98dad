import type { FastifyInstance, FastifySchema } from 'fastify'
import { controlPath } from '../http/entrances.ts'
import { namesIn, routeOf } from '../http/template.ts'
import type { Operation } from './operation.ts'

/** Mounts the control plane below /_mock. It is loaded with the first request to it: no start waits for that. */
export function attachControl (app: FastifyInstance): void {
  app.all(`${controlPath}/*`, { schema: { hide: true } }, async (request, reply) => {
    const { dispatchControl } = await import('./dispatch.ts')
    return dispatchControl(request, reply)
  })
}

/** Adds the operations to the contract. */
export async function describeControl (app: FastifyInstance): Promise<void> {
  const { operations } = await import('./index.ts')
  const handler = async () => ''
  for (const operation of operations) {
    app.route({
      method: operation.method,
      url: controlPath + routeOf(operation.url),
      handler,
      schema: schemaOf(operation),
      validatorCompiler: () => () => true,
      serializerCompiler: () => JSON.stringify
    })
  }
}

function schemaOf ({ id, summary, description, url, query, body, result, mime = 'application/json', responses }: Operation): FastifySchema {
  const names = namesIn(url)
  const refusal = {
    type: 'object',
    properties: { error: { type: 'string' }, expected: { type: 'array', items: { type: 'string' } } },
    required: ['error']
  }
  return {
    operationId: id,
    tags: ['control'],
    summary,
    ...(description !== undefined && { description }),
    security: [],
    params: { type: 'object', properties: Object.fromEntries(names.map(name => [name, { type: 'string' }])) },
    ...(query && {
      querystring: {
        type: 'object',
        properties: Object.fromEntries(Object.entries(query).map(([name, description]) => [name, { type: 'string', description }]))
      }
    }),
    ...(body && { body }),
    response: Object.fromEntries(
      Object.entries({ ...(body && { 400: 'A body that is no JSON or does not fit' }), ...responses }).map(([status, description]) => [
        status,
        { description, content: Number(status) < 400 ? { [mime]: { schema: result } } : { 'application/json': { schema: refusal } } }
      ])
    )
  }
}
