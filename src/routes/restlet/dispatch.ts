import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { Failure, failures } from '../../failures/index.ts'
import { type Document, empty } from '../../model/document.ts'
import { escapeXml11 } from '../../model/escape.ts'
import { readBody } from '../../entity/body.ts'
import { addressOf, everyMethod, everywhere, mount } from '../../http/address.ts'
import { archiveCall } from '../call.ts'
import { checkCsrf } from './csrf.ts'
import type { Description, MountedOperation } from '../../http/description.ts'
import { acceptOf, preferred } from '../../http/negotiation.ts'
import { restletHeaders } from '../../http/site-headers.ts'
import { routeOf } from '../../http/template.ts'
import { inTransaction } from '../../plugins/notes.ts'
import type { Mounted } from '../../plugins/operations.ts'
import type { Rewriter } from './rewrite.ts'
import { refuseIfStrict } from '../../plugins/warnings.ts'
import { mimeOf } from '../../serializers/index.ts'
import { publishResource } from './contract.ts'
import { warnOfIgnored } from './ignored.ts'
import { type Call, type Method, type Plain, type Prepared, type Reading, type Resource, methods } from './resource.ts'

const isMethod = (text: string): text is Method => (methods as readonly string[]).includes(text)

/**
 * One route for all that Restlet answers: the rewriter has found the template already, and a route for each of them and
 * each method would take a third of a start.
 */
export function attachMounted (app: FastifyInstance): void {
  const mounted = new Map<string, Mounted>()
  app.decorate('mounted', mounted)
  app.route({
    method: everyMethod,
    url: everywhere,
    schema: { hide: true },
    handler: async (request, reply) => {
      reply.headers(restletHeaders)
      const found = mounted.get(addressOf(request).template ?? '')
      if (found === undefined) {
        // what no router has taken allows nothing
        if (request.method === 'OPTIONS') reply.header('allow', '')
        throw failures.noSuchAddress()
      }
      return found.handler(request, reply)
    }
  })
}

/** @param template with variables in braces. */
export function mountAt (app: FastifyInstance, template: string, mounted: Mounted): void {
  app.mounted.set(template, mounted)
  app.knownPaths.add(mount + routeOf(template))
  for (const operation of Object.values(mounted.operations ?? {})) app.operations.set(operation.id, operation)
}

/** Mounts resources, one after the other. @param resources each with what it finds. */
export function attachEach<Found extends readonly unknown[]> (
  app: FastifyInstance,
  rewriter: Rewriter,
  resources: { readonly [At in keyof Found]: Resource<Found[At]> }
): void {
  for (const resource of resources) attach(app, rewriter, resource)
}

/** Mounts a resource at all its URLs. */
function attach<Found> (app: FastifyInstance, rewriter: Rewriter, resource: Resource<Found>): void {
  if (app.hasDecorator('swagger')) return publishResource(app, resource)
  const handler = async (request: FastifyRequest, reply: FastifyReply) => dispatch(request, reply, resource)
  for (const url of resource.urls) {
    rewriter.attach(url, resource.archive)
    mountAt(app, url, { handler, operations: operationsOf(resource) })
  }
}

const operationsOf = <Found>(resource: Resource<Found>): Record<string, MountedOperation> =>
  Object.fromEntries(methods.flatMap(name => {
    const operation = resource[name]
    const method = name.toUpperCase()
    return operation === undefined ? [] : [[method, { ...operation, tag: resource.tag, method, addresses: resource.urls }]]
  }))

/** One request on its way through a resource. */
interface Turn<Found> {
  readonly request: FastifyRequest
  readonly reply: FastifyReply
  readonly resource: Resource<Found>
  readonly call: Call
  readonly found: Found
}

const writes: ReadonlySet<string> = new Set(['PUT', 'POST', 'DELETE'])

/** Finder.handle: the constructor, then whether the method is allowed, then the method. */
function dispatch<Found> (request: FastifyRequest, reply: FastifyReply, resource: Resource<Found>): Document | Promise<Document> {
  const method = (request.method === 'HEAD' ? 'GET' : request.method).toLowerCase()
  const call = callOf(request, isMethod(method) ? resource[method] : undefined)
  if (writes.has(request.method) && resource.unguarded !== true) checkCsrf(request)
  const turn = { request, reply, resource, call, found: resource.find(call) }
  if (request.method === 'OPTIONS') return options(turn)
  if (method === 'get' && resource.get) return read(turn, resource.get)
  const operation = isMethod(method) && method !== 'get' ? resource[method] : undefined
  if (operation === undefined) throw failures.methodNotAllowed(allowed(resource))
  return 'prepare' in operation ? writePrepared(turn, operation) : write(turn, operation)
}

function callOf (request: FastifyRequest, operation: Description | undefined): Call {
  const call = archiveCall(request, undefined)
  if (call.query.malformed !== undefined) throw failures.malformedQuery(call.query.malformed)
  const { params: rawParams = {}, rest } = addressOf(request)
  const params: Record<string, string> = {}
  for (const [name, value] of Object.entries(rawParams)) params[name] = escapeXml11(value)
  return { ...call, operation, params, rawParams, rest, mime: '' }
}

/** Resource.handleGet: negotiation comes first, then XNAT's own `?format=`. */
function read<Found> ({ request, reply, resource, call, found }: Turn<Found>, operation: Reading<Found>): Document | Promise<Document> {
  const variant = preferred(acceptOf(request.headers.accept, call.query.get('media')), resource.offers)
  if (variant === undefined) throw resource.offers.length === 0 ? failures.noSuchAddress() : failures.notAcceptable()
  if (request.headers['user-agent']?.includes('MSIE') !== true) {
    reply.header('vary', 'Accept-Charset, Accept-Encoding, Accept-Language, Accept')
  }
  reply.mime = formatOf(call, variant)
  const result = operation.handle({ ...call, mime: reply.mime }, found)
  return result instanceof Promise
    ? result.then(document => unlessMatched(request, document))
    : unlessMatched(request, kept(checked(request, call, result)))
}

function unlessMatched (request: FastifyRequest, document: Document): Document {
  // nothing here has an entity tag, so none can match (Conditions.getStatus)
  if (request.headers['if-match'] === undefined || request.headers['if-match'] === '*') return document
  // what the resource has set of headers stays
  throw failures.preconditionFailed().with(document.kind === 'file' ? document.headers : {})
}

/** What a write represents, it represents in the resource's first variant (returnDefaultRepresentation). */
async function write<Found> ({ request, reply, resource, call, found }: Turn<Found>, operation: Plain<Found>): Promise<Document> {
  const body = await readBody(request, request.space.limits.body)
  reply.mime = formatOf(call, resource.offers[0] ?? 'text/xml')
  return kept(
    inTransaction(request, call.store, () => checked(request, call, operation.handle({ ...call, body, mime: reply.mime }, found)))
  )
}

async function writePrepared<Found> (turn: Turn<Found>, operation: Prepared<Found>): Promise<Document> {
  const { request, reply, resource, call, found } = turn
  reply.mime = formatOf(call, resource.offers[0] ?? 'text/xml')
  const work = await operation.prepare({ ...call, mime: reply.mime }, found)
  try {
    return kept(inTransaction(request, call.store, () => checked(request, call, work.run(resource.find(call)))))
  } finally {
    work.settle?.()
  }
}

/** Warns of what is ignored; with `--strict` that is refused, and undone. */
function checked<Result> (request: FastifyRequest, call: Call, result: Result): Result {
  warnOfIgnored(request, call)
  refuseIfStrict(request)
  return result
}

function formatOf ({ query }: Call, otherwise: string): string {
  const format = query.get('format')
  return format === undefined ? otherwise : mimeOf(format)
}

function kept (result: Document | Failure): Document {
  if (result instanceof Failure) throw result
  return result
}

/** Restlet reads them off the resource's class (Handler.updateAllowedMethods): what writes comes first. */
const allowed = <Found>(resource: Resource<Found>): string =>
  (['post', 'put', 'delete', 'get'] as const)
    .filter(method => resource[method] !== undefined)
    .flatMap(method => method === 'get' ? ['GET', 'HEAD'] : [method.toUpperCase()])
    .concat('OPTIONS')
    .join(', ')

function options<Found> ({ reply, resource }: Turn<Found>): Document {
  reply.header('allow', allowed(resource))
  return empty
}
