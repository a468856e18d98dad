import type { FastifyInstance } from 'fastify'
import { controlPath } from '../http/address.ts'
import { type Published, publish } from '../http/contract.ts'
import type { Operation } from './operation.ts'

/** Mounts the control plane below /_mock. It is loaded with the first request to it: no start waits for that. */
export function attachControl (app: FastifyInstance): void {
  app.all(`${controlPath}/*`, { schema: { hide: true } }, async (request, reply) => {
    const { dispatchControl } = await import('./dispatch.ts')
    return dispatchControl(request, reply)
  })
}

/** Publishes the operations in the contract. */
export async function describeControl (app: FastifyInstance): Promise<void> {
  const { operations } = await import('./index.ts')
  for (const operation of operations) publish(app, published(operation))
}

const refusal = {
  title: 'Refusal',
  type: 'object',
  properties: { error: { type: 'string' }, expected: { type: 'array', items: { type: 'string' } } },
  required: ['error']
}

function published (operation: Operation): Published {
  const { url, body, result, mime = 'application/json', responses } = operation
  return {
    ...operation,
    tag: 'control',
    template: controlPath + url,
    knowsNoUsers: true,
    responses: { ...(body && { 400: 'A body that is no JSON or does not fit' }), ...responses },
    contentOf: status => status < 400 ? { [mime]: { ...result } } : { 'application/json': refusal }
  }
}
