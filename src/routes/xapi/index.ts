import type { FastifyInstance } from 'fastify'
import { attachEndpoints } from './endpoint.ts'
import { schemaEndpoints } from './schemas.ts'
import { siteConfigEndpoints } from './site-config.ts'

/** Everything that Spring serves in XNAT. */
export function attachXapi (app: FastifyInstance): void {
  attachEndpoints(app, [...schemaEndpoints, ...siteConfigEndpoints])
}
