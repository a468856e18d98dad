import type { FastifyInstance } from 'fastify'
import { buildApp } from './app.ts'
import type { Config } from './config.ts'
import { newLogger } from './log.ts'
import { loadSeed } from './seeds.ts'
import { removeStale } from './store/temporary.ts'

/** How long open requests may take to finish after a signal, in milliseconds. */
const patience = 10_000

/** Runs the server until it is told to end; says one line when it is ready, and not before. */
export async function serve (config: Config, version: string): Promise<void> {
  const logger = newLogger(config.log, line => process.stderr.write(line))
  const seed = loadSeed(config.seed)
  const app = await buildApp({ location: config.db ?? ':memory:', seed, basePath: config.basePath, limits: config.limits, control: config.control, cors: config.cors, ...(config.allowedHosts && { allowedHosts: config.allowedHosts }), ...(logger && { logger }) })
  // Fastify's own word about listening would come before ours
  if (logger) logger.level = 'silent'
  const url = await app.listen({ port: config.port, host: config.host })
  if (logger) logger.level = 'info'
  endOnSignal(app)
  process.stdout.write(`xnat-mock ${version} ready at ${url}${config.basePath} (user admin, password admin; ${config.db === undefined ? 'in memory' : `in ${config.db}`}; seed ${seed.name})\n`)
  await removeStale()
}

/** The first signal lets open requests finish, a second one does not. */
function endOnSignal (app: FastifyInstance): void {
  let ending = false
  const end = () => {
    if (ending) process.exit(1)
    ending = true
    setTimeout(() => process.exit(1), patience).unref()
    // a connection that was busy when the server began to close would be waited for after its answer
    setInterval(() => { app.server.closeIdleConnections() }, 20).unref()
    app.close().then(() => process.exit(0), () => process.exit(1))
  }
  process.on('SIGINT', end).on('SIGTERM', end)
}
