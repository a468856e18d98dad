import type { FastifyInstance, FastifySchema } from 'fastify'
import { namesIn } from '../../http/template.ts'
import type { Operation, Resource } from './resource.ts'

/** The published description of a resource's operations, one for each method and URL form. */
export function schemaOf<Found> (resource: Resource<Found>, operation: Operation<Found>, url: string): FastifySchema {
  const form = resource.urls.indexOf(url)
  return {
    operationId: form === 0 ? operation.id : `${operation.id}${form + 1}`,
    tags: [resource.tag],
    summary: operation.summary,
    ...(operation.description !== undefined && { description: operation.description }),
    params: {
      type: 'object',
      properties: Object.fromEntries(
        namesIn(url).map(name => [name, { type: 'string', description: variables[name] ?? name }])
      )
    },
    querystring: {
      type: 'object',
      properties: Object.fromEntries(
        Object.entries(operation.query ?? {}).map(([name, description]) => [name, { type: 'string', description }])
      )
    },
    response: {
      ...Object.fromEntries(
        Object.entries(operation.responses).map(([status, description]) => [
          status,
          { description, ...contentOf(resource, Number(status), operation) }
        ])
      ),
      ...refusals
    }
  }
}

/** What any operation may answer besides: wrong credentials, an address or a header that cannot be read. */
export const refusals = {
  default: {
    description: 'Refused before it came to the operation',
    content: { 'text/html': { schema: { type: 'string', description: 'a status page' } } }
  }
}

/** What the variables of a URL stand for. */
const variables: Readonly<Record<string, string>> = {
  PROJECT_ID: 'project ID or alias',
  SUBJECT_ID: 'subject label or ID',
  ASSESSED_ID: 'session ID; in a project also its label',
  EXPT_ID: 'experiment ID; in a project also its label',
  SCAN_ID: 'scan ID, not percent-decoded',
  RESOURCE_ID: 'label or key of a resource; several separated by commas',
  GROUP_ID: 'owner, member or collaborator, the group\'s ID or its display name',
  USER_ID: 'login',
  ACCESS_LEVEL: 'private, protected or public'
}

function contentOf<Found> ({ offers, get }: Resource<Found>, status: number, operation: Operation<Found>): object {
  if (status >= 400) return { content: { 'text/html': { schema: { type: 'string', description: 'XNAT\'s status page' } } } }
  const types =
    operation.answers ??
    (operation === get
      ? [...offers, ...(get.query?.['format']?.includes('json') && !offers.includes('application/json') ? ['application/json'] : [])]
      : ['text/plain'])
  return contentIn(types)
}

/** Answers in one of these media types; in none of them there is no body. */
export const contentIn = (types: readonly string[]): object =>
  types.length === 0 ? {} : { content: Object.fromEntries(types.map(type => [type, { schema: { type: 'string' } }])) }

/** Collects the contract while routes are attached; `app.swagger()` gives it. */
export async function describe (app: FastifyInstance, version: string): Promise<void> {
  const { default: swagger } = await import('@fastify/swagger')
  await app.register(swagger, {
    openapi: {
      openapi: '3.1.0',
      info: {
        title: 'xnat-mock',
        version,
        description:
          "What this server has of XNAT 1.8.11's REST API, and its own control plane. Every address below /data answers below /REST too, " +
          'and those of the archive below /data/archive and /REST/archive.'
      },
      components: {
        securitySchemes: { basic: { type: 'http', scheme: 'basic' }, session: { type: 'apiKey', in: 'cookie', name: 'JSESSIONID' } }
      },
      security: [{ basic: [] }, { session: [] }]
    }
  })
}
