import { serverOptions } from './options/config.ts'
import type { Command } from './options/command.ts'
import { type Option, UsageError } from './options/option.ts'

/** A server beside a command takes any free port, and leaves the terminal to the command. */
const defaults: Readonly<Record<string, string>> = { port: '0', log: 'silent' }

const coverageOptions: readonly Option[] = [
  {
    flag: 'coverage',
    variable: 'XNAT_MOCK_COVERAGE',
    help: 'report at the end which parts of the scan endpoints the command has used'
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
    const { runBeside } = await import('./run-beside.ts')
    return runBeside(command, rest, values, env)
  }
}
