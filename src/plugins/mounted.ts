import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { failures } from '../failures.ts'
import type { Told } from './operations.ts'
import { everywhere } from './address.ts'
import { everyMethod, mount } from './address.ts'

/** What answers at a template. */
export interface Mounted {
  readonly handler: (request: FastifyRequest, reply: FastifyReply) => Promise<unknown>
  /** By method. */
  readonly operations?: Readonly<Record<string, Told>>
}

declare module 'fastify' {
  interface FastifyInstance {
    /** What XNAT's Restlet has attached, by template. */
    mounted: Map<string, Mounted>
  }
}

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
      const found = mounted.get(request.raw.address?.template ?? '')
      if (found === undefined) throw failures.noSuchAddress()
      return found.handler(request, reply)
    }
  })
}

/** @param template with variables in braces. */
export function mountAt (app: FastifyInstance, template: string, mounted: Mounted): void {
  app.mounted.set(template, mounted)
  app.knownPaths.add(mount + template.replace(/\{(\w+)\}/g, ':$1'))
  for (const told of Object.values(mounted.operations ?? {})) app.operations.set(told.id, told)
}
