import type { FastifyInstance, FastifyRequest } from 'fastify'

declare module 'fastify' {
  interface FastifyContextConfig {
    /** What is mounted below the route, for a path. */
    placeAt?: (url: string) => Place | undefined
  }
  interface FastifyInstance {
    /** Every operation that is mounted, by its id. */
    operations: Map<string, Told>
  }
}

/** What is mounted at an address. */
export interface Place {
  /** As the contract has it, with variables. */
  readonly address: string
  /** By method. */
  readonly operations: Readonly<Record<string, Told>>
}

/** What is known of an operation, whoever answers it. */
export interface Told {
  readonly id: string
  readonly tag: string
  readonly summary: string
  readonly method: string
  readonly addresses: readonly string[]
  readonly query?: Readonly<Record<string, string>>
  readonly refusals?: readonly string[]
  readonly bodies?: readonly string[]
  readonly formats?: readonly string[]
}

/** Keeps a list of all operations while they are mounted. */
export function listOperations (app: FastifyInstance): void {
  app.decorate('operations', new Map())
}

/** The operation that a request asks for, if its address has one for its method. */
export function operationOf (request: FastifyRequest): Told | undefined {
  const { method } = request
  return placeOf(request)?.operations[method === 'HEAD' ? 'GET' : method]
}

/** What is mounted where a request goes. */
export function placeOf ({ routeOptions, raw: { address }, server, url }: FastifyRequest): Place | undefined {
  if (address?.template === undefined) return routeOptions.config.placeAt?.(url)
  return { address: address.template, operations: server.mounted.get(address.template)?.operations ?? {} }
}
