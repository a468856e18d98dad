import { existsSync } from 'node:fs'
import { extname } from 'node:path'
import type { Command } from './options/command.ts'
import { type Option, UsageError, aSize, oneOf, sizeIn } from './options/option.ts'

/** Where a command that writes a seed puts it. */
export const outOptions: readonly Option[] = [
  { flag: 'out', value: 'FILE', fallback: '', help: 'write to this file; without it, to the standard output' },
  {
    flag: 'format',
    value: 'yaml|json',
    fallback: '',
    help: 'what to write, where the name of the file does not say it',
    check: value => value === '' ? undefined : oneOf('yaml', 'json')(value)
  }
]

export const fileOptions: readonly Option[] = [
  { flag: 'files', value: 'DIR', fallback: '', help: 'put larger files into this folder, below that of the seed' },
  { flag: 'inline', value: 'SIZE', fallback: '64K', help: 'files up to this size stand in the seed', check: aSize }
]

/** JSON where the file is called so, or where it is requested. */
export const isJson = ({ format = '', out = '' }: Readonly<Record<string, string>>): boolean =>
  format === 'json' || (format === '' && extname(out) === '.json')

export const exportCommand: Command = {
  name: 'export',
  summary: 'write what an archive holds as a seed',
  options: [
    { flag: 'db', variable: 'XNAT_MOCK_DB', value: 'FILE', fallback: '', help: 'the archive in this file' },
    { flag: 'from', value: 'URL', fallback: '', help: 'the archive of a running server, or of one of its spaces' },
    ...outOptions,
    ...fileOptions
  ],
  run: async ({ values }) => {
    const { db = '', from = '', out = '', files = '', inline = '' } = values
    if ((db === '') === (from === '')) throw new UsageError('export needs either --db FILE or --from URL')
    if (db !== '' && !existsSync(db)) throw new UsageError(`there is no database ${db}`)
    const { exportDatabase, exportServer } = await import('./export-archive.ts')
    const target = { out, json: isJson(values), files, inline: sizeIn(inline) ?? 0 }
    if (db !== '') exportDatabase(db, target)
    else await exportServer(from, target)
    return 0
  }
}
