import { buildApp } from './app.ts'
import { describeControl } from './control/attach.ts'
import { describe } from './routes/restlet/contract.ts'

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
