import type { Command } from './options/command.ts'
import { type Option, UsageError, aCount, aNumber } from './options/option.ts'

const file = (flag: string, help: string): Option => ({ flag, value: 'FILE', fallback: '', help })

export const verify: Command = {
  name: 'verify',
  summary: 'ask any XNAT the recorded requests and tell what it answers otherwise than XNAT 1.8.11',
  usage: 'URL',
  most: 1,
  options: [
    { flag: 'user', variable: 'XNAT_USER', value: 'LOGIN', fallback: 'admin', help: 'an administrator of the site' },
    { flag: 'password', variable: 'XNAT_PASSWORD', value: 'PASSWORD', fallback: 'admin', help: 'the password; better in the environment' },
    {
      flag: 'only',
      value: 'NAMES',
      fallback: '',
      help: 'only these scenarios, comma-separated: scan-methods, scan-values*, or a folder such as scans'
    },
    { flag: 'read-only', variable: 'XNAT_READ_ONLY', help: 'only what stores nothing' },
    { flag: 'roles', variable: 'XNAT_ROLES', help: 'the users owner, member, collaborator and stranger exist there: ask as these too' },
    {
      flag: 'passwords',
      variable: 'XNAT_PASSWORDS',
      value: 'JSON',
      fallback: '{}',
      help: 'their passwords, where these are not their names, such as {"owner": "secret"}',
      check: value => passwordsIn(value) === undefined ? 'must be JSON such as {"owner": "secret"}' : undefined
    },
    { flag: 'site', help: 'also what changes settings of the site, which are put back, and makes users, which are disabled' },
    { flag: 'yes', help: 'do not ask before the first request' },
    { flag: 'json', help: 'print JSON' },
    { flag: 'show', value: 'N', fallback: '3', help: 'how many answers of each kind are printed', check: aCount },
    file('page', 'write the differences as a page too'),
    file('save', 'write the differing scenarios with the answers of the site, without what tells of it'),
    { flag: 'recordings', value: 'PATH', fallback: '', help: 'other recordings: a folder, or a FILE that --save has written' },
    { flag: 'timeout', value: 'SECONDS', fallback: '60', help: 'how long the site may send nothing', check: aNumber }
  ],
  run: async ({ values, args: [url = ''] }) => {
    if (!URL.canParse(url) || !/^https?:$/.test(new URL(url).protocol)) {
      throw new UsageError(`verify needs the address of an XNAT such as https://xnat.example.org, not '${url}'`)
    }
    const { verifySite } = await import('./verify-site.ts')
    const { user = '', password = '', only = '', passwords = '', page = '', save = '', recordings = '', timeout, show } = values
    const on = (flag: string): boolean => values[flag] === 'true'
    return await verifySite({
      access: { url, user, password, passwords: passwordsIn(passwords) ?? {}, patience: Number(timeout) * 1000 },
      reach: { only: only.split(',').filter(name => name !== ''), roles: on('roles'), site: on('site'), readOnly: on('read-only') },
      recordings,
      agreed: on('yes'),
      output: { json: on('json'), show: Number(show), page, save }
    })
  }
}

function passwordsIn (json: string): Record<string, string> | undefined {
  try {
    const value = JSON.parse(json) as unknown
    const isObject = typeof value === 'object' && value !== null && !Array.isArray(value)
    return isObject && Object.values(value).every(text => typeof text === 'string') ? value as Record<string, string> : undefined
  } catch {
    return undefined
  }
}
