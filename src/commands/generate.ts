import type { Command } from './options/command.ts'
import { isJson, outOptions } from './export.ts'
import { type Option, aNumber, aSize, sizeIn } from './options/option.ts'

const amount = (flag: string, fallback: string, help: string): Option => ({ flag, value: 'N', fallback, help, check: aNumber })

const notNegative = (value: string): string | undefined => /^\d{1,9}$/.test(value) ? undefined : 'must be a number from 0'

export const generate: Command = {
  name: 'generate',
  summary: 'write a plausible archive of any size as a seed',
  options: [
    amount('projects', '2', 'how many projects'),
    amount('subjects', '5', 'how many subjects each project has'),
    amount('sessions', '2', 'how many sessions each subject has'),
    amount('scans', '5', 'how many scans each session has'),
    { flag: 'files', value: 'N', fallback: '0', help: 'how many files each scan has', check: notNegative },
    { flag: 'size', value: 'SIZE', fallback: '0', help: 'bytes of each file; 0 makes small DICOM images', check: aSize },
    { flag: 'random-seed', value: 'N', fallback: '1', help: 'the same number gives the same archive', check: notNegative },
    ...outOptions
  ],
  run: async ({ values }) => {
    const [{ generateArchive }, { writeSeed }] = await Promise.all([
      import('../seeds/built-in/generate.ts'),
      import('../seeds/write/output.ts')
    ])
    const number = (flag: string) => Number(values[flag])
    const amounts = {
      projects: number('projects'),
      subjects: number('subjects'),
      sessions: number('sessions'),
      scans: number('scans'),
      files: number('files'),
      size: sizeIn(values['size'] ?? '') ?? 0
    }
    writeSeed(generateArchive(amounts, number('random-seed')), { out: values['out'] ?? '', json: isJson(values) })
    return 0
  }
}
