import { writeFile } from 'node:fs/promises'
import type { FastifyInstance } from 'fastify'
import { accountOf } from '../seeds/account.ts'
import { clientEnvironment } from './client-environment.ts'
import { readConfig } from './options/config.ts'
import { ExpectedError } from '../process/expected-error.ts'
import { runToEnd } from '../process/run-to-end.ts'
import { loadSeed } from '../seeds/read/load.ts'
import { listen } from './listen.ts'
import { removeStale } from '../store/files/temporary.ts'
import type { Invocation } from './options/command.ts'
import type { Values } from './options/option.ts'

/** Runs a command beside a server, which it finds in its environment. @returns the exit code. */
export async function runBeside (command: string, args: readonly string[], values: Values, env: Invocation['env']): Promise<number> {
  const config = readConfig(values)
  const seed = await loadSeed(config.seed)
  const { app, url } = await listen(config, seed)
  // what killed ones have left
  const removed = removeStale().catch(() => {})
  try {
    const code = await runToEnd(command, args, clientEnvironment(env, url, accountOf(seed)))
    await tellCoverage(app, url, { shown: values['coverage'] === 'true', file: values['coverage-file'] ?? '' })
    return code
  } finally {
    // what the command has left running may still hold connections
    app.server.closeAllConnections()
    await app.close()
    await removed
  }
}

/** Shows what has been used of the scan endpoints, or writes it, or both. */
async function tellCoverage (app: FastifyInstance, url: string, { shown, file }: { shown: boolean, file: string }): Promise<void> {
  if (!shown && file === '') return
  const [{ coverageReport }, { coveragePage, coverageText }] = await Promise.all([
    import('../spaces/coverage/coverage-report.ts'),
    import('../spaces/coverage/coverage-text.ts')
  ])
  const report = coverageReport(app.spaces.coverage, app.operations.values(), app.spaces.default, new URL(url).origin)
  if (shown) process.stderr.write(coverageText(report))
  const text = file.endsWith('.json')
    ? `${JSON.stringify(report, undefined, 2)}\n`
    : file.endsWith('.html')
      ? coveragePage(report)
      : coverageText(report)
  if (file !== '') {
    await writeFile(file, text).catch((error: unknown) => {
      throw new ExpectedError(`cannot write the coverage: ${(error as Error).message}`)
    })
  }
}
