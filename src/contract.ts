import swagger from '@fastify/swagger'
import type { FastifyInstance } from 'fastify'
import { buildApp } from './app.ts'
import { describeControl } from './control/attach.ts'

/** The OpenAPI document of all routes, as YAML. */
export async function contract (version: string): Promise<string> {
  const app = await buildApp({ describe: app => describe(app, version) })
  await describeControl(app)
  await app.ready()
  try {
    return app.swagger({ yaml: true })
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
