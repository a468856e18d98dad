import type { FastifyInstance, FastifyReply, FastifyRequest, RouteHandlerMethod } from 'fastify'
import { Failure, failures } from '../failures.ts'
import type { Catalogue } from '../model/catalogue.ts'
import { type Document, empty } from '../model/document.ts'
import { escapeXml11 } from '../model/escape.ts'
import { type Body, readBody } from '../plugins/body.ts'
import { checkCsrf } from '../plugins/csrf.ts'
import type { Told } from '../plugins/operations.ts'
import { acceptOf, preferred } from '../plugins/negotiation.ts'
import { mountAt } from '../plugins/mounted.ts'
import { inTransaction } from '../plugins/notes.ts'
import type { Parameters } from '../plugins/parameters.ts'
import { type Rewriter, mount } from '../plugins/rewrite.ts'
import type { Store } from '../store/index.ts'
import type { Viewer } from '../store/viewer.ts'
import { refuseIfStrict } from '../plugins/warnings.ts'
import { mimeOf } from '../serializers/index.ts'
import { schemaOf } from './contract.ts'
import { type Ignores, warnOfIgnored } from './ignored.ts'

/** One request to a resource, in the terms of the archive. */
export interface Call {
  readonly viewer: Viewer
  readonly store: Store
  readonly catalogue: Catalogue
  /** Values of the template's variables: escaped like every parameter, not percent-decoded. */
  readonly params: Readonly<Record<string, string | undefined>>
  /** What follows the resource's own path: XNAT's file path. */
  readonly rest: string
  readonly query: Parameters
  readonly body: Body | undefined
  /** The media type to answer in: `?format=` before what was negotiated. */
  readonly mime: string
  readonly request: FastifyRequest
}

/** What is told of one method of a resource. */
interface Described {
  /** Unique name for the contract; the second URL form gets a suffix of its own. */
  readonly id: string
  readonly summary: string
  readonly description?: string
  /** Query parameters by name, each with its description. */
  readonly query?: Readonly<Record<string, string>>
  /** That parameters which do not stand in `query` do nothing, whatever their names. */
  readonly ignores?: Ignores
  /** The rules by which it refuses, where the coverage of a client's tests tells of them. */
  readonly refusals?: readonly (keyof typeof failures)[]
  /** How fields may come, where the coverage tells of it: query, xml, multipart, form. */
  readonly bodies?: readonly string[]
  /** What it may be written in, where the coverage tells of it. */
  readonly formats?: readonly string[]
  /** Media types of what it answers, where other than its method's usual: those offered to who reads, text to who writes. */
  readonly answers?: readonly string[]
  /** What the statuses mean that this operation answers. */
  readonly responses: Readonly<Record<number, string>>
}

/** A method that has all it needs in the request's head, and in a body that is held in memory. */
export interface Plain<Found> extends Described {
  /**
   * Runs in one transaction. A failure that is thrown undoes everything; one that is returned keeps what was done
   * before it, as XNAT does where it saves in several steps.
   */
  readonly handle: (call: Call, found: Found) => Document | Failure
}

/** Reading, which may take its time where a file must be looked into. */
export interface Reading<Found> extends Described {
  readonly handle: (call: Call, found: Found) => Document | Failure | Promise<Document>
}

/** A method that takes its time before it writes: whose body goes to the disk as it comes, or which reads many files. */
export interface Prepared<Found> extends Described {
  /** Runs before the transaction. @throws what then is the answer; nothing of the body is kept. */
  readonly prepare: (call: Call, found: Found) => Promise<Work<Found>>
}

/** What is left to do in the transaction, as with `handle`. */
export interface Work<Found> {
  /** @param found anew: what was there before may be gone. */
  readonly run: (found: Found) => Document | Failure
  /** Lets go of what was prepared, whatever came of it. */
  readonly settle?: () => void
}

/** What one method of a resource does. */
export type Operation<Found> = Plain<Found> | Reading<Found> | Prepared<Found>

/** A Restlet resource: URLs, what stands behind them, and what may be done with it. */
export interface Resource<Found> {
  readonly tag: string
  /** URL templates with variables in braces, as XNATApplication attaches them. */
  readonly urls: readonly string[]
  /** Whether each URL answers below /archive too. */
  readonly archive: boolean
  /** Attached outside XnatSecureGuard, which looks for the token against forgery. */
  readonly unguarded?: true
  /** The media types that Accept may choose from; `?format=` names others besides. */
  readonly offers: readonly string[]
  /** The resource's constructor: it runs before the method is looked at. @throws what every method then answers. */
  readonly find: (call: Call) => Found
  readonly get?: Reading<Found>
  readonly put?: Plain<Found> | Prepared<Found>
  readonly post?: Plain<Found> | Prepared<Found>
  readonly delete?: Plain<Found> | Prepared<Found>
}

export const methods = ['get', 'put', 'post', 'delete'] as const
export type Method = typeof methods[number]

const isMethod = (text: string): text is Method => (methods as readonly string[]).includes(text)

/** SecureResource.STANDARD_VARIANTS */
export const standardOffers = ['application/json', 'text/html', 'text/xml'] as const

/** Mounts a resource at all its URLs. */
export function attach<Found> (app: FastifyInstance, rewriter: Rewriter, resource: Resource<Found>): void {
  for (const url of resource.urls) {
    rewriter.attach(url, resource.archive)
    const path = mount + url.replace(/\{(\w+)\}/g, ':$1')
    const handler = async (request: FastifyRequest, reply: FastifyReply) => dispatch(request, reply, resource)
    if (app.hasDecorator('swagger')) describeRoutes(app, resource, url, path, handler)
    else mountAt(app, url, { handler, operations: operationsOf(resource) })
  }
}

const operationsOf = <Found>(resource: Resource<Found>): Record<string, Told> =>
  Object.fromEntries(methods.flatMap(method => {
    const operation = resource[method]
    return operation === undefined ? [] : [[method.toUpperCase(), { ...operation, tag: resource.tag, method: method.toUpperCase(), addresses: resource.urls }]]
  }))

/** One route for each method, with its schema: what the contract is made from. */
function describeRoutes<Found> (app: FastifyInstance, resource: Resource<Found>, url: string, path: string, handler: RouteHandlerMethod): void {
  for (const method of methods) {
    const operation = resource[method]
    if (operation) app.route({ method: method.toUpperCase(), url: path, handler, schema: schemaOf(resource, operation, url), validatorCompiler: () => () => true, serializerCompiler: () => JSON.stringify })
  }
}

/** One request on its way through a resource. */
interface Turn<Found> {
  readonly request: FastifyRequest
  readonly reply: FastifyReply
  readonly resource: Resource<Found>
  readonly call: Call
  readonly found: Found
}

const writes: ReadonlySet<string> = new Set(['PUT', 'POST', 'DELETE'])

/** A form may hold the token against forgery, so it is read first. */
const form = 'application/x-www-form-urlencoded'

/** Finder.handle: the constructor, then whether the method is allowed, then the method. */
function dispatch<Found> (request: FastifyRequest, reply: FastifyReply, resource: Resource<Found>): Document | Promise<Document> {
  const call = callOf(request)
  if (writes.has(request.method) && resource.unguarded !== true && request.headers['content-type']?.startsWith(form) !== true) checkCsrf(request, undefined)
  const turn = { request, reply, resource, call, found: resource.find(call) }
  if (request.method === 'OPTIONS') return options(turn)
  const method = (request.method === 'HEAD' ? 'GET' : request.method).toLowerCase()
  if (method === 'get' && resource.get) return read(turn, resource.get)
  const operation = isMethod(method) && method !== 'get' ? resource[method] : undefined
  if (operation === undefined) throw failures.methodNotAllowed(allowed(resource))
  return 'prepare' in operation ? writePrepared(turn, operation) : write(turn, operation)
}

function callOf (request: FastifyRequest): Call {
  const query = request.query as Parameters
  if (query.malformed !== undefined) throw failures.malformedQuery(query.malformed)
  const { store, catalogue } = request.space
  const params: Record<string, string> = {}
  for (const [name, value] of Object.entries(request.raw.address?.params ?? {})) params[name] = escapeXml11(value)
  return { viewer: request.viewer, store, catalogue, params, rest: request.raw.address?.rest ?? '', query, body: undefined, mime: '', request }
}

/** Resource.handleGet: negotiation comes first, then XNAT's own `?format=`. */
function read<Found> ({ request, reply, resource, call, found }: Turn<Found>, operation: Reading<Found>): Document | Promise<Document> {
  const variant = preferred(acceptOf(request.headers.accept, call.query.get('media')), resource.offers)
  if (variant === undefined) throw resource.offers.length === 0 ? failures.noSuchAddress() : failures.notAcceptable()
  if (request.headers['user-agent']?.includes('MSIE') !== true) reply.header('vary', 'Accept-Charset, Accept-Encoding, Accept-Language, Accept')
  reply.mime = formatOf(call, variant)
  const result = operation.handle({ ...call, mime: reply.mime }, found)
  return result instanceof Promise ? result.then(document => unlessMatched(request, document)) : unlessMatched(request, kept(checked(call, operation, result)))
}

function unlessMatched (request: FastifyRequest, document: Document): Document {
  // nothing here has an entity tag, so none can match (Conditions.getStatus)
  if (request.headers['if-match'] !== undefined && request.headers['if-match'] !== '*') throw failures.preconditionFailed()
  return document
}

/** What a write represents, it represents in the resource's first variant (returnDefaultRepresentation). */
async function write<Found> ({ request, reply, resource, call, found }: Turn<Found>, operation: Plain<Found>): Promise<Document> {
  const body = await readBody(request, request.space.limits.body)
  if (body?.type === form && resource.unguarded !== true) checkCsrf(request, body)
  reply.mime = formatOf(call, resource.offers[0] ?? 'text/xml')
  return kept(inTransaction(request, call.store, () => checked(call, operation, operation.handle({ ...call, body, mime: reply.mime }, found))))
}

async function writePrepared<Found> ({ request, reply, resource, call, found }: Turn<Found>, operation: Prepared<Found>): Promise<Document> {
  reply.mime = formatOf(call, resource.offers[0] ?? 'text/xml')
  const work = await operation.prepare({ ...call, mime: reply.mime }, found)
  try {
    return kept(inTransaction(request, call.store, () => checked(call, operation, work.run(resource.find(call)))))
  } finally {
    work.settle?.()
  }
}

/** Tells of what is ignored; with `--strict` that is refused, and undone. */
function checked<Result> (call: Call, operation: Described, result: Result): Result {
  warnOfIgnored(call, operation)
  refuseIfStrict(call.request)
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

const allowed = <Found>(resource: Resource<Found>): string =>
  methods.filter(method => resource[method] !== undefined).flatMap(method => method === 'get' ? ['GET', 'HEAD'] : [method.toUpperCase()]).concat('OPTIONS').join(', ')

function options<Found> ({ reply, resource }: Turn<Found>): Document {
  reply.header('allow', allowed(resource))
  return empty
}
