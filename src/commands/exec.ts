import { readConfig, serverOptions } from '../config.ts'
import type { Command } from './command.ts'
import { type Option, UsageError } from './option.ts'

/** A server beside a command takes any free port, and leaves the terminal to the command. */
const defaults: Readonly<Record<string, string>> = { port: '0', log: 'silent' }

const options: readonly Option[] = serverOptions.map(option => ({ ...option, ...(defaults[option.flag] !== undefined && { fallback: defaults[option.flag] }) }))

export const exec: Command = {
  name: 'exec',
  summary: 'run a command beside a server of its own: xnat-mock exec -- pytest',
  usage: '-- COMMAND...',
  most: Infinity,
  passesOn: true,
  options,
  run: async ({ values, args: [command, ...rest], env }) => {
    if (command === undefined) throw new UsageError('there is no command to run; it stands behind --, as in xnat-mock exec -- pytest')
    const [{ listen }, { loadSeed }, { accountOf }, { clientEnvironment }, { runToEnd }] =
      await Promise.all([import('../serve.ts'), import('../seeds.ts'), import('../account.ts'), import('../client-environment.ts'), import('../run-to-end.ts')])
    const config = readConfig(values)
    const seed = loadSeed(config.seed)
    const { app, url } = await listen(config, seed)
    try {
      return await runToEnd(command, rest, clientEnvironment(env, url, accountOf(seed)))
    } finally {
      // what the command has left running may still hold connections
      app.server.closeAllConnections()
      await app.close()
    }
  }
}
