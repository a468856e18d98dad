import type { FastifySchema } from 'fastify'
import { contentIn, refusals } from '../restlet/contract.ts'
import { namesIn } from '../../http/template.ts'
import type { Endpoint } from './endpoint.ts'

/** The published description of an endpoint. */
export function schemaOf ({
  id,
  tag,
  summary,
  description,
  url,
  consumes,
  produces = 'application/json',
  answers = [produces],
  responses
}: Endpoint): FastifySchema {
  const names = namesIn(url)
  return {
    operationId: id,
    tags: [tag],
    summary,
    ...(description !== undefined && { description }),
    ...(consumes !== undefined && { consumes: [...consumes], body: { description: 'The body', type: 'string' } }),
    params: { type: 'object', properties: Object.fromEntries(names.map(name => [name, { type: 'string', description: name }])) },
    response: {
      ...Object.fromEntries(
        Object.entries(responses).map(([status, description]) => [
          status,
          { description, ...contentIn(Number(status) < 400 ? answers : ['text/plain']) }
        ])
      ),
      ...refusals
    }
  }
}
