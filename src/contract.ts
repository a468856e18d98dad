import swagger from '@fastify/swagger'
import type { FastifyInstance } from 'fastify'
import { stringify } from 'yaml'
import { buildApp } from './app.ts'
import { describeControl } from './control/attach.ts'
import { type JsonObject, withComponents } from './http/components.ts'

/** The OpenAPI document of all routes, as YAML: what is said more than once stands under `components`. */
export const contract = async (version: string): Promise<string> =>
  stringify(withComponents(await describedRoutes(version)), { strict: false, aliasDuplicateObjects: false })

/** The OpenAPI document of all routes, as they describe themselves. */
export async function describedRoutes (version: string): Promise<JsonObject> {
  const app = await buildApp({ describe: app => describe(app, version) })
  await describeControl(app)
  await app.ready()
  try {
    return JSON.parse(JSON.stringify(app.swagger())) as JsonObject
  } finally {
    await app.close()
  }
}

/** Collects the contract while routes are attached; `app.swagger()` returns it. */
async function describe (app: FastifyInstance, version: string): Promise<void> {
  await app.register(swagger, {
    openapi: {
      openapi: '3.1.0',
      info: {
        title: 'xnat-mock',
        version,
        description:
          "What this server has of XNAT 1.8.11's REST API, and its own control plane. Every address below /data answers below /REST too, " +
          'and those of the archive below /data/archive and /REST/archive.'
      },
      components: {
        securitySchemes: { basic: { type: 'http', scheme: 'basic' }, session: { type: 'apiKey', in: 'cookie', name: 'JSESSIONID' } }
      },
      security: [{ basic: [] }, { session: [] }]
    }
  })
}
