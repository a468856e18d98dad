import { problemLine } from '../seeds/read/located.ts'
import type { Command } from './options/command.ts'
import { UsageError } from './options/option.ts'

/** For editors and continuous integration: nothing is started. */
export const seed: Command = {
  name: 'seed',
  summary: 'check seeds and print their errors: exit code 0 if there are none, 2 if there are',
  usage: 'check FILE...',
  most: Infinity,
  options: [],
  run: async ({ args: [action = '', ...files] }) => {
    if (action !== 'check') throw new UsageError(`seed can check, not '${action}'`)
    if (files.length === 0) throw new UsageError('seed check needs a file')
    const { readSeedFile } = await import('../seeds/read/index.ts')
    let sound = true
    for (const file of files) {
      const { problems = [] } = await readSeedFile(file)
      sound &&= problems.length === 0
      process.stdout.write(problems.map(problem => `${problemLine(problem)}\n`).join(''))
    }
    return sound ? 0 : 2
  }
}
