import type { FastifyInstance } from 'fastify'
import { failures } from '../../failures/index.ts'
import { addressOf, everyMethod, everywhere, mount } from '../../http/address.ts'
import { routeOf } from '../../http/template.ts'
import type { Mounted } from '../../plugins/operations.ts'

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
      const found = mounted.get(addressOf(request).template ?? '')
      if (found === undefined) throw failures.noSuchAddress()
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
