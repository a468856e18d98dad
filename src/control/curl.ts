import { quoted } from '../model/escape.ts'
import type { Entry } from '../spaces/journal.ts'

/** A request as a line of shell; who sends it is taken from the environment. @param site scheme and authority. */
export function curlLine (
  { method, url, user, request: { type, body, length } }: Pick<Entry, 'method' | 'url' | 'user' | 'request'>,
  site: string
): string {
  const parts = ['curl']
  if (method === 'HEAD') parts.push('--head')
  else if (method !== 'GET') parts.push('-X', method)
  if (user !== 'guest') parts.push('-u', `"${user === '' ? '$XNAT_USER' : user.replace(/["$`\\]/g, '\\$&')}:$XNAT_PASSWORD"`)
  if (type !== undefined) parts.push('-H', quoted(`Content-Type: ${type}`))
  if (body !== undefined) parts.push('--data-binary', quoted(body))
  else if (length !== undefined && length > 0) parts.push('--data-binary', `@BODY-OF-${length}-BYTES`)
  parts.push(quoted(site + url))
  return parts.join(' ')
}
