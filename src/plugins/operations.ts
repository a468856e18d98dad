import type { IncomingMessage } from 'node:http'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { addressOf } from '../http/address.ts'
import type { MountedOperation } from '../http/description.ts'

declare module 'fastify' {
  interface FastifyContextConfig {
    /** What is mounted below the route, for a path. */
    placeAt?: (url: string) => Place | undefined
  }
  interface FastifyInstance {
    /** Every operation that is mounted, by its id. */
    operations: Map<string, MountedOperation>
    /** What XNAT's Restlet has attached, by template. */
    mounted: Map<string, Mounted>
  }
}

/** What is mounted at an address. */
export interface Place {
  /** As the contract has it, with variables. */
  readonly address: string
  /** By method. */
  readonly operations: Readonly<Record<string, MountedOperation>>
}

/** What answers at a template. */
export interface Mounted {
  readonly handler: (request: FastifyRequest, reply: FastifyReply) => Promise<unknown>
  /** By method. */
  readonly operations?: Readonly<Record<string, MountedOperation>>
}

/** Keeps a list of all operations while they are mounted. */
export function listOperations (app: FastifyInstance): void {
  app.decorate('operations', new Map())
}

/** Of a request, what says where it goes. */
interface Routed extends Pick<FastifyRequest, 'url'> {
  readonly raw: Pick<IncomingMessage, 'address'>
  readonly routeOptions: { readonly config: Pick<FastifyRequest['routeOptions']['config'], 'placeAt'> }
  readonly server: Pick<FastifyInstance, 'mounted'>
}

/** And what it asks for there. */
interface Operated extends Routed, Pick<FastifyRequest, 'method'> {}

/** The operation that a request asks for, if its address has one for its method. */
export function operationOf (request: Operated): MountedOperation | undefined {
  const { method } = request
  return placeOf(request)?.operations[method === 'HEAD' ? 'GET' : method]
}

/** What is mounted where a request goes. */
export function placeOf (request: Routed): Place | undefined {
  const { template, path } = addressOf(request)
  if (template === undefined) return request.routeOptions.config.placeAt?.(path)
  return { address: template, operations: request.server.mounted.get(template)?.operations ?? {} }
}
