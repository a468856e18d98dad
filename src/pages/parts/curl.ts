import { entranceOf } from '../../http/address.ts'
import type { ApiRequest, Site } from './site.ts'

/** The command that sends the same request. curl asks for the password. */
export function curl ({ url, request: { viewer } }: Site, { method, path, body }: ApiRequest): string {
  const user = entranceOf(path).door === 'control' || viewer.guest ? [] : ['-u', viewer.login]
  const words = [
    'curl',
    ...user,
    ...(method === 'GET' ? [] : ['-X', method]),
    url + path,
    ...(body === undefined ? [] : ['-H', 'content-type: application/json', '-d', body])
  ]
  return words.map(quoted).join(' ')
}

/** For a shell, in single quotes where it needs any. */
const quoted = (word: string): string => /^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`
