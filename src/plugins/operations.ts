import type { FastifyInstance, FastifyRequest } from 'fastify'

declare module 'fastify' {
  interface FastifyContextConfig {
    /** The operations of the route, by method. */
    operations?: Readonly<Record<string, Told>>
    /** Its address as the contract has it, with variables in braces. */
    address?: string
  }
  interface FastifyInstance {
    /** Every operation that is mounted, by its id. */
    operations: Map<string, Told>
  }
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
  const operations = new Map<string, Told>()
  app.decorate('operations', operations)
  app.addHook('onRoute', ({ config }) => {
    for (const told of Object.values(config?.operations ?? {})) operations.set(told.id, told)
  })
}

/** The operation that a request asks for, if its address has one for its method. */
export function operationOf ({ method, routeOptions, raw: { address }, server }: FastifyRequest): Told | undefined {
  const operations = address?.template === undefined ? routeOptions.config.operations : server.mounted.get(address.template)?.operations
  return operations?.[method === 'HEAD' ? 'GET' : method]
}
