import type { FastifyInstance } from 'fastify'
import { buildApp } from './app.ts'
import type { Config } from './config.ts'
import { newLogger } from './log.ts'
import type { Seed } from './seed.ts'
import { loadSeed } from './seeds.ts'
import { removeStale } from './store/temporary.ts'

/** How long open requests may take to finish after a signal, in milliseconds. */
const patience = 10_000

/** A server that listens. */
export interface Listening {
  readonly app: FastifyInstance
  /** The base URL for its clients. */
  readonly url: string
}

/** Builds a server and lets it listen. */
export async function listen (config: Omit<Config, 'seed'>, seed: Seed): Promise<Listening> {
  const logger = newLogger(config.log, line => process.stderr.write(line))
  const app = await buildApp({ location: config.db ?? ':memory:', seed, basePath: config.basePath, limits: config.limits, control: config.control, strict: config.strict, cors: config.cors, ...(config.allowedHosts && { allowedHosts: config.allowedHosts }), initialClock: config.initialClock, ...(logger && { logger }) })
  // Fastify's own word about listening would come before ours
  if (logger) logger.level = 'silent'
  try {
    const url = await app.listen({ port: config.port, host: config.host })
    if (logger) logger.level = 'info'
    return { app, url: url + config.basePath }
  } catch (error) {
    await app.close()
    throw error
  }
}

/** Runs the server until it is told to end; says one line when it is ready, and not before. */
export async function serve (config: Config, version: string): Promise<void> {
  const seed = loadSeed(config.seed)
  const { app, url } = await listen(config, seed)
  endOnSignal(app)
  process.stdout.write(`xnat-mock ${version} ready at ${url} (user admin, password admin; ${config.db === undefined ? 'in memory' : `in ${config.db}`}; seed ${seed.name})\n`)
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
