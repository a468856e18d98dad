import type { Command } from './options/command.ts'
import { isJson, outOptions } from './export.ts'
import { UsageError } from './options/option.ts'

export const record: Command = {
  name: 'record',
  summary: 'read a project from any XNAT and write it as a seed, without what identifies people',
  options: [
    { flag: 'from', value: 'URL', fallback: '', help: 'the XNAT to read from' },
    { flag: 'project', value: 'ID', fallback: '', help: 'the project to read' },
    { flag: 'user', variable: 'XNAT_USER', value: 'LOGIN', fallback: '', help: 'who reads; without it, a guest' },
    { flag: 'password', variable: 'XNAT_PASSWORD', value: 'PASSWORD', fallback: '', help: 'the password; better in the environment' },
    { flag: 'files', help: 'list files too: bytes are made up, unless identifiers are kept' },
    { flag: 'keep-identifiers', help: 'keep names, labels, dates, UIDs and free text as they are, and the bytes of files' },
    ...outOptions
  ],
  run: async ({ values }) => {
    const { from = '', project = '', user = '', password = '', out = '' } = values
    if (from === '' || project === '') throw new UsageError('record needs --from URL and --project ID')
    const keepIdentifiers = values['keep-identifiers'] === 'true'
    const { recordProject } = await import('./record-project.ts')
    await recordProject(
      { from, user, password, project, files: values['files'] === 'true', keepIdentifiers },
      { out, json: isJson(values) }
    )
    return 0
  }
}
