#!/usr/bin/env node
import { readFileSync } from 'node:fs'
import * as nodeModule from 'node:module'
import type { Command } from './commands/options/command.ts'
import { commandHelp, help } from './commands/help.ts'
import { commands } from './commands/index.ts'
import { UsageError, readOptions } from './commands/options/option.ts'
import { serve } from './commands/serve.ts'
import { ExpectedError } from './process/expected-error.ts'
import { packageRoot } from './process/package.ts'

const version = (): string => (JSON.parse(readFileSync(new URL('package.json', packageRoot), 'utf8')) as { version: string }).version

/** @returns the exit code, unless something goes on running. */
async function main (args: readonly string[]): Promise<number | undefined> {
  const [first = ''] = args
  const named = commands.find(({ name }) => name === first)
  if (named === undefined && first !== '' && !first.startsWith('-')) {
    throw new UsageError(`there is no command '${first}'; xnat-mock --help lists them`)
  }
  const command = named ?? serve
  const rest = named === undefined ? args : args.slice(1)
  const own = ownOf(command, rest)
  if (own.includes('--help') || own.includes('-h')) process.stdout.write(named === undefined ? help(commands) : commandHelp(command))
  else if (own.includes('--version') || own.includes('-v')) process.stdout.write(`${version()}\n`)
  else {
    return command.run({
      ...readOptions(command.options, own, process.env, command.most),
      ...passedOn(command, rest, own),
      env: process.env,
      version: version(),
      commands
    })
  }
  return 0
}

/** What is the command's own: where another program's words follow, those before `--`. */
function ownOf ({ passesOn }: Command, args: readonly string[]): readonly string[] {
  const end = passesOn ? args.indexOf('--') : -1
  return end === -1 ? args : args.slice(0, end)
}

const passedOn = ({ passesOn }: Command, args: readonly string[], own: readonly string[]): { args?: readonly string[] } =>
  passesOn ? { args: args.slice(own.length + 1) } : {}

/** Reported in one line; anything else is a defect, and shows where. */
const isExpected = (error: unknown): boolean =>
  error instanceof ExpectedError || ['listen', 'getaddrinfo'].includes((error as { syscall?: string }).syscall ?? '')

// Node 22 and later keep what they have compiled in the user's cache of that, unless NODE_DISABLE_COMPILE_CACHE is set
if ('enableCompileCache' in nodeModule && typeof nodeModule.enableCompileCache === 'function') nodeModule.enableCompileCache()

try {
  const code = await main(process.argv.slice(2))
  if (code !== undefined) process.exitCode = code
} catch (error) {
  process.stderr.write(isExpected(error) ? `xnat-mock: ${(error as Error).message}\n` : `${(error as Error).stack}\n`)
  process.exit(error instanceof ExpectedError ? error.exitCode : 1)
}
