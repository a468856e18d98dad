import { readConfig, serverOptions } from './options/config.ts'
import type { Command } from './options/command.ts'

export const serve: Command = {
  name: 'serve',
  summary: 'run the server; also without any command',
  options: serverOptions,
  run: async ({ values, version }) => {
    const { serve } = await import('./listen.ts')
    await serve(readConfig(values), version)
    return undefined
  }
}
