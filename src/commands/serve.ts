import { readConfig, serverOptions } from '../config.ts'
import type { Command } from './command.ts'

export const serve: Command = {
  name: 'serve',
  summary: 'run the server; also without any command',
  options: serverOptions,
  run: async ({ values, version }) => {
    const { serve } = await import('../serve.ts')
    await serve(readConfig(values), version)
    return undefined
  }
}
