import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { failures } from '../../failures/index.ts'
import { type Document, empty } from '../../model/document.ts'
import { readBody } from '../../entity/body.ts'
import { publish, texts } from '../../http/contract.ts'
import { preferred } from '../../http/negotiation.ts'
import { inTransaction } from '../../plugins/notes.ts'
import type { Place } from '../../plugins/operations.ts'
import { addressOf, everyMethod } from '../../http/address.ts'
import { type Match, Paths } from '../../http/paths.ts'
import { byTemplate, routeOf } from '../../http/template.ts'
import { archiveCall } from '../call.ts'
import { missing } from './missing.ts'
import { type Endpoint, type XapiCall, xapi } from './endpoint.ts'

/** The largest body that is read, in bytes. */
const bodyLimit = 16 * 1024 * 1024

const servletOf = ({ servlet = xapi }: Endpoint): string => servlet

const templateOf = (endpoint: Endpoint): string => servletOf(endpoint) + endpoint.url

/** Endpoints of one URL, which differ by their methods. */
interface Group extends Place {
  readonly endpoints: readonly Endpoint[]
  /** What XNAT has there, where this server has nothing. */
  readonly missing?: string
}

/** Mounts endpoints, with one route for each servlet: what is missing goes before what has a variable in its place. */
export function attachEndpoints (app: FastifyInstance, endpoints: readonly Endpoint[]): void {
  const paths = new Paths<Group>()
  if (app.hasDecorator('swagger')) {
    for (const endpoint of endpoints) publishEndpoint(app, endpoint)
    return
  }
  mountMissing(app, paths)
  for (const [template, group] of byTemplate(endpoints, templateOf)) mountGroup(app, paths, template, group)
  const handler = async (request: FastifyRequest, reply: FastifyReply) => {
    const match = paths.find(addressOf(request).path)
    if (match === undefined) throw failures.noSuchEndpoint()
    return dispatch(request, reply, match)
  }
  for (const servlet of new Set(endpoints.map(servletOf))) {
    app.route({
      method: everyMethod,
      url: `${servlet}/*`,
      schema: { hide: true },
      config: { placeAt: path => paths.find(path)?.found },
      handler
    })
  }
}

function mountGroup (app: FastifyInstance, paths: Paths<Group>, template: string, endpoints: readonly Endpoint[]): void {
  const address = routeOf(template)
  const operations = Object.fromEntries(endpoints.map(endpoint => [endpoint.method, { ...endpoint, addresses: [address] }]))
  paths.add(template, { address, operations, endpoints })
  app.knownPaths.add(address)
  for (const operation of Object.values(operations)) app.operations.set(operation.id, operation)
}

/** A missing feature answers whatever is below its address; those deeper down could be taken for misspelt ones of others. */
function mountMissing (app: FastifyInstance, paths: Paths<Group>): void {
  for (const [base, feature] of missing) {
    const address = `${xapi}/${base}`
    paths.add(`${address}/**`, { address, operations: {}, endpoints: [], missing: feature })
    if (base.includes('/')) app.knownPaths.add(address)
  }
}

/** Publishes an endpoint in the contract. */
function publishEndpoint (app: FastifyInstance, endpoint: Endpoint): void {
  const { consumes, produces = 'application/json', answers = [produces] } = endpoint
  publish(app, {
    ...endpoint,
    template: templateOf(endpoint),
    ...(consumes && { consumes, body: { description: 'The body', type: 'string' } }),
    contentOf: status => texts(status < 400 ? answers : ['text/plain'])
  })
}

/** RequestMappingHandlerMapping: the method, then the media types; then the aspect that checks access. */
async function dispatch (
  request: FastifyRequest,
  reply: FastifyReply,
  { found: { endpoints: group, missing }, params }: Match<Group>
): Promise<Document> {
  if (missing !== undefined) throw failures.notImplementedInXapi(missing)
  if (request.method === 'OPTIONS') {
    reply.header('allow', allowed(group))
    return empty
  }
  const method = request.method === 'HEAD' ? 'GET' : request.method
  const fitting = group.filter(endpoint => endpoint.method === method)
  if (fitting.length === 0) throw failures.methodNotSupported(request.method, allowed(group))
  const endpoint = fitting.find(({ consumes }) => takes(consumes, request))
  if (endpoint === undefined) throw failures.mediaTypeNotSupported(request.headers['content-type'] ?? '')
  const { produces = 'application/json' } = endpoint
  if (preferred(request.headers.accept, [produces]) === undefined) throw failures.notProduced()
  const body = method === 'GET' ? undefined : await readBody(request, bodyLimit)
  const call = { ...archiveCall(request, body), params }
  checkAccess(endpoint, call, addressOf(request).open)
  return method === 'GET' ? endpoint.handle(call) : inTransaction(request, call.store, () => endpoint.handle(call))
}

const allowed = (group: readonly Endpoint[]): string =>
  [...new Set(group.flatMap(({ method }) => method === 'GET' ? ['GET', 'HEAD'] : [method]))].join(', ')

function takes (consumes: readonly string[] | undefined, { headers }: FastifyRequest): boolean {
  if (consumes === undefined) return true
  const type = headers['content-type']?.split(';', 1)[0]?.trim().toLowerCase() ?? 'application/octet-stream'
  return consumes.includes(type)
}

/** XapiRequestMappingAspect.evaluate. @param open whether the address needs no login. */
function checkAccess ({ access }: Endpoint, call: XapiCall, open: boolean): void {
  if (access === 'anyone') return
  const { viewer, store } = call
  const { requireLogin, siteId } = store.preferences.read()
  const closedToGuests = requireLogin || typeof access === 'string'
  if (viewer.guest && closedToGuests && !open) throw failures.notAuthenticated(siteId)
  if (access === 'authenticated') return
  const may = access === 'admin' ? viewer.administrator : access(call)
  if (!may) throw viewer.guest ? failures.notAuthenticated(siteId) : failures.insufficientPrivileges()
}
