import { fileURLToPath } from 'node:url'
import Fastify, { type FastifyInstance } from 'fastify'
import { controlPath } from '../http/address.ts'
import { packageRoot } from '../process/package.ts'
import { noCompilers } from './compilers.ts'

const docsPath = `${controlPath}/docs`

const contract = fileURLToPath(new URL('openapi.yaml', packageRoot))

/** The contract to look at and to try, at /_mock/docs. Swagger UI is loaded when it is first requested. */
export function attachDocs (app: FastifyInstance, basePath: string): void {
  let pages: Promise<FastifyInstance> | undefined
  app.addHook('onClose', async () => { await (await pages)?.close() })
  for (const url of [docsPath, `${docsPath}/*`]) {
    app.get(url, { schema: { hide: true } }, async (request, reply) => {
      pages ??= swaggerUi(basePath)
      const { routing } = await pages
      reply.hijack()
      request.raw.url = basePath + request.url
      routing(request.raw, reply.raw)
    })
  }
}

async function swaggerUi (basePath: string): Promise<FastifyInstance> {
  const [{ default: swagger }, { default: ui }] = await Promise.all([import('@fastify/swagger'), import('@fastify/swagger-ui')])
  const app = Fastify({ schemaController: { compilersFactory: noCompilers } })
  await app.register(swagger, { mode: 'static', specification: { path: contract, baseDir: fileURLToPath(packageRoot) } })
  const servers = [{ url: basePath === '' ? '/' : basePath }]
  await app.register(ui, { routePrefix: basePath + docsPath, transformSpecification: document => ({ ...document, servers }) })
  await app.ready()
  return app
}
