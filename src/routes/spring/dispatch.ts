import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { failures } from '../../failures/index.ts'
import { type Document, empty } from '../../model/document.ts'
import { readBody } from '../../entity/body.ts'
import { publish, texts } from '../../http/contract.ts'
import { inTransaction } from '../../plugins/notes.ts'
import { addressOf, everyMethod } from '../../http/address.ts'
import { Paths } from '../../http/paths.ts'
import { byTemplate, routeOf } from '../../http/template.ts'
import { archiveCall } from '../call.ts'
import { type Group, candidates, choose, optionsOf } from './choose.ts'
import { type Endpoint, type XapiCall, json, xapi } from './endpoint.ts'

/** The largest body that is read, in bytes. */
const bodyLimit = 16 * 1024 * 1024

const servletOf = ({ servlet = xapi }: Endpoint): string => servlet

const templateOf = (endpoint: Endpoint): string => servletOf(endpoint) + endpoint.url

/** Mounts endpoints, with one route for each servlet: what is missing goes before what has a variable in its place. */
export function attachEndpoints (app: FastifyInstance, endpoints: readonly Endpoint[]): void {
  const paths = new Paths<Group>()
  if (app.hasDecorator('swagger')) {
    for (const endpoint of endpoints) if (endpoint.missing === undefined) publishEndpoint(app, endpoint)
    return
  }
  for (const [template, group] of byTemplate(endpoints, templateOf)) mountGroup(app, paths, template, group)
  const handler = async (request: FastifyRequest, reply: FastifyReply) => dispatch(request, reply, paths)
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
  const built = endpoints.filter(({ missing }) => missing === undefined)
  const operations = Object.fromEntries(built.map(endpoint => [endpoint.method, { ...endpoint, addresses: [address] }]))
  paths.add(template, { address, operations, endpoints })
  app.knownPaths.add(address)
  for (const operation of Object.values(operations)) app.operations.set(operation.id, operation)
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

/** The endpoint that a request is for; then the aspect that checks access. */
async function dispatch (request: FastifyRequest, reply: FastifyReply, paths: Paths<Group>): Promise<Document> {
  const { path, open } = addressOf(request)
  const found = candidates(paths, path)
  if (request.method === 'OPTIONS' && found.length > 0) {
    reply.header('allow', optionsOf(found))
    return empty
  }
  const { endpoint, params } = choose(found, request)
  const body = endpoint.method === 'GET' ? undefined : await readBody(request, bodyLimit)
  const call = { ...archiveCall(request, body), params }
  checkAccess(endpoint, call, open)
  return endpoint.method === 'GET' ? endpoint.handle(call) : inTransaction(request, call.store, () => endpoint.handle(call))
}

/** XapiRequestMappingAspect.evaluate. @param open whether the address needs no login. */
function checkAccess ({ access, forbidden }: Endpoint, call: XapiCall, open: boolean): void {
  if (access === 'anyone') return
  const { viewer, store } = call
  const { requireLogin, siteId } = store.preferences.read()
  const closedToGuests = requireLogin || typeof access === 'string'
  if (viewer.guest && closedToGuests && !open) throw failures.notAuthenticated(siteId)
  if (access === 'authenticated') return
  const may = access === 'admin' ? viewer.administrator : access(call)
  if (may) return
  if (viewer.guest) throw failures.notAuthenticated(siteId)
  throw failures.insufficientPrivileges(forbidden === false ? json(false, 403) : undefined)
}
