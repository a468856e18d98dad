import type { FastifyInstance, FastifySchema } from 'fastify'
import type { Description } from './description.ts'
import { namesIn, routeOf } from './template.ts'

/** A JSON schema. */
type Schema = Readonly<Record<string, unknown>>

/** An operation as the contract publishes it. */
export interface Published extends Description {
  readonly tag: string
  readonly method: string
  /** With variables in braces. */
  readonly template: string
  /** What a body must be, and the media types that it may have, where not just any. */
  readonly body?: object
  readonly consumes?: readonly string[]
  /** What is answered with a status, by media type; nothing for no body. */
  readonly contentOf: (status: number) => Readonly<Record<string, Schema>>
  /** Whether it knows no users; else wrong credentials may be refused before it is reached. */
  readonly knowsNoUsers?: true
}

/** What the variables of addresses stand for. */
const variables: Readonly<Record<string, string>> = {
  PROJECT_ID: 'project ID or alias',
  SUBJECT_ID: 'subject label or ID',
  ASSESSED_ID: 'session ID; in a project also its label',
  EXPT_ID: 'experiment ID; in a project also its label',
  SCAN_ID: 'scan ID, not percent-decoded',
  RESOURCE_ID: 'label or key of a resource; several separated by commas',
  GROUP_ID: 'owner, member or collaborator, the group\'s ID or its display name',
  USER_ID: 'login',
  ACCESS_LEVEL: 'private, protected or public',
  name: 'name of the space, the snapshot or the fault',
  id: 'number of the request'
}

const text = (description: string): Schema => ({ type: 'string', description })

/** Texts in these media types. */
export const texts = (types: readonly string[]): Readonly<Record<string, Schema>> =>
  Object.fromEntries(types.map(type => [type, { type: 'string' }]))

/** A page that says why something is refused. */
export const refusalPage = (description: string): Readonly<Record<string, Schema>> => ({ 'text/html': text(description) })

const response = (description: string, content: Readonly<Record<string, Schema>>): object => ({
  description,
  ...Object.keys(content).length > 0 && { content: Object.fromEntries(Object.entries(content).map(([type, schema]) => [type, { schema }])) }
})

/** What an operation may answer besides: wrong credentials, an address or a header that cannot be read. */
const refusedBefore = response('Refused before it came to the operation', refusalPage('a status page'))

const properties = (names: readonly (readonly [name: string, description: string])[]): object =>
  ({ type: 'object', properties: Object.fromEntries(names.map(([name, description]) => [name, text(description)])) })

/** The schema of a route, which @fastify/swagger makes the contract from. */
export function schemaOf (
  { id, tag, summary, description, template, query = {}, responses, body, consumes, contentOf, knowsNoUsers }: Published
): FastifySchema {
  return {
    operationId: id,
    tags: [tag],
    summary,
    ...(description !== undefined && { description }),
    ...(knowsNoUsers && { security: [] }),
    ...(consumes && { consumes: [...consumes] }),
    ...(body && { body }),
    params: properties(namesIn(template).map(name => [name, variables[name] ?? name])),
    querystring: properties(Object.entries(query)),
    response: {
      ...Object.fromEntries(Object.entries(responses).map(([status, meaning]) => [status, response(meaning, contentOf(Number(status)))])),
      ...(!knowsNoUsers && { default: refusedBefore })
    }
  }
}

/** Adds a route for the contract alone, which nobody calls: where operations are mounted otherwise than as routes of Fastify. */
export function publish (app: FastifyInstance, published: Published): void {
  app.route({
    method: published.method,
    url: routeOf(published.template),
    handler: async () => '',
    schema: schemaOf(published),
    validatorCompiler: () => () => true,
    serializerCompiler: () => JSON.stringify
  })
}
