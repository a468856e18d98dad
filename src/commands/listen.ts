import { setTimeout as after } from 'node:timers/promises'
import type { FastifyInstance } from 'fastify'
import { buildApp } from '../app.ts'
import { UsageError } from './options/option.ts'
import type { Config } from './options/config.ts'
import { newLogger } from '../server/log.ts'
import type { Seed } from '../seeds/schema.ts'
import { builtInNames, loadSeed } from '../seeds/read/load.ts'
import { removeStale } from '../store/files/temporary.ts'

/** How long open requests may take to finish after a signal, in milliseconds. */
const patience = 10_000

/** A server that listens. */
export interface Listening {
  readonly app: FastifyInstance
  /** The base URL for its clients. */
  readonly url: string
}

/** Builds a server and lets it listen. */
export async function listen (config: Omit<Config, 'seed' | 'watch'>, seed: Seed): Promise<Listening> {
  const logger = newLogger(config.log, line => process.stderr.write(line))
  const app = await buildApp({
    location: config.db ?? ':memory:',
    seed,
    basePath: config.basePath,
    limits: config.limits,
    control: config.control,
    strict: config.strict,
    cors: config.cors,
    ...(config.allowedHosts && { allowedHosts: config.allowedHosts }),
    initialClock: config.initialClock,
    ...(logger && { logger })
  })
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

/** Runs the server until a signal ends it; prints one line when it is ready, and not before. */
export async function serve (config: Config, version: string): Promise<void> {
  checkWatch(config)
  const seed = await loadSeed(config.seed)
  const { app, url } = await listen(config, seed)
  endOnSignal(app)
  if (config.watch) (await import('./watch-seed.ts')).watchSeed(app, config.seed, seed)
  process.stdout.write(
    `xnat-mock ${version} ready at ${url} (user admin, password admin; ${config.db === undefined ? 'in memory' : `in ${config.db}`}; ` +
    `seed ${seed.name})\n`
  )
  // whoever waited for the line sends a request at once, which must not wait for this
  await after(300, undefined, { ref: false })
  await removeStale()
}

/** @throws UsageError where there is nothing that could change, or where what is stored in a file would be lost. */
function checkWatch ({ watch, seed, db }: Config): void {
  if (!watch) return
  if (builtInNames.includes(seed)) throw new UsageError(`--watch needs a seed in a file, not '${seed}'`)
  if (db !== undefined) throw new UsageError('--watch does not go with --db: what is in the database would be lost')
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
