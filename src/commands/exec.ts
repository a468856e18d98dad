import { writeFile } from 'node:fs/promises'
import type { FastifyInstance } from 'fastify'
import { readConfig, serverOptions } from '../config.ts'
import { ExpectedError } from '../expected-error.ts'
import type { Command } from './command.ts'
import { type Option, UsageError } from './option.ts'

/** A server beside a command takes any free port, and leaves the terminal to the command. */
const defaults: Readonly<Record<string, string>> = { port: '0', log: 'silent' }

const coverageOptions: readonly Option[] = [
  {
    flag: 'coverage',
    variable: 'XNAT_MOCK_COVERAGE',
    help: 'tell at the end which parts of the scan endpoints the command has used'
  },
  {
    flag: 'coverage-file',
    variable: 'XNAT_MOCK_COVERAGE_FILE',
    value: 'FILE',
    fallback: '',
    help: 'write that to a file: text, or JSON or HTML if its name ends so'
  }
]

const options: readonly Option[] = [
  ...serverOptions.map(option => ({ ...option, ...(defaults[option.flag] !== undefined && { fallback: defaults[option.flag] }) })),
  ...coverageOptions
]

export const exec: Command = {
  name: 'exec',
  summary: 'run a command beside a server of its own: xnat-mock exec -- pytest',
  usage: '-- COMMAND...',
  most: Infinity,
  passesOn: true,
  options,
  run: async ({ values, args: [command, ...rest], env }) => {
    if (command === undefined) throw new UsageError('there is no command to run; it stands behind --, as in xnat-mock exec -- pytest')
    const [{ listen }, { loadSeed }, { accountOf }, { clientEnvironment }, { runToEnd }, { removeStale }] = await Promise.all([
      import('../serve.ts'), import('../seeds.ts'), import('../account.ts'), import('../client-environment.ts'), import('../run-to-end.ts'), import('../store/temporary.ts')
    ])
    const config = readConfig(values)
    const seed = await loadSeed(config.seed)
    const { app, url } = await listen(config, seed)
    // what killed ones have left
    const removed = removeStale().catch(() => {})
    try {
      const code = await runToEnd(command, rest, clientEnvironment(env, url, accountOf(seed)))
      await tellCoverage(app, url, { shown: values['coverage'] === 'true', file: values['coverage-file'] ?? '' })
      return code
    } finally {
      // what the command has left running may still hold connections
      app.server.closeAllConnections()
      await app.close()
      await removed
    }
  }
}

/** Shows what has been used of the scan endpoints, or writes it, or both. */
async function tellCoverage (app: FastifyInstance, url: string, { shown, file }: { shown: boolean, file: string }): Promise<void> {
  if (!shown && file === '') return
  const [{ coverageReport }, { coveragePage, coverageText }] = await Promise.all([import('../control/coverage.ts'), import('../control/coverage-text.ts')])
  const report = coverageReport(app, app.spaces.default, new URL(url).origin)
  if (shown) process.stderr.write(coverageText(report))
  const text = file.endsWith('.json') ? `${JSON.stringify(report, undefined, 2)}\n` : file.endsWith('.html') ? coveragePage(report) : coverageText(report)
  if (file !== '') await writeFile(file, text).catch((error: unknown) => { throw new ExpectedError(`cannot write the coverage: ${(error as Error).message}`) })
}
