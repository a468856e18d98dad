import { buildApp } from './app.ts'
import type { Config } from './config.ts'
import { newLogger } from './log.ts'
import { loadSeed } from './seeds.ts'

/** Runs the server until it is told to end; says one line when it is ready, and not before. */
export async function serve (config: Config, version: string): Promise<void> {
  const logger = newLogger(config.log, line => process.stderr.write(line))
  const seed = loadSeed(config.seed)
  const app = await buildApp({ location: config.db ?? ':memory:', seed, basePath: config.basePath, ...(logger && { logger }) })
  // Fastify's own word about listening would come before ours
  if (logger) logger.level = 'silent'
  const url = await app.listen({ port: config.port, host: config.host })
  if (logger) logger.level = 'info'
  let ending = false
  const end = () => {
    if (ending) return
    ending = true
    app.close().then(() => process.exit(0), () => process.exit(1))
  }
  process.on('SIGINT', end).on('SIGTERM', end)
  process.stdout.write(`xnat-mock ${version} ready at ${url}${config.basePath} (user admin, password admin; ${config.db === undefined ? 'in memory' : `in ${config.db}`}; seed ${seed.name})\n`)
}
