import type { IncomingMessage } from 'node:http'
import type { Session } from '../spaces/sessions.ts'
import type { Space } from '../spaces/space.ts'

const none: readonly string[] = []

/** The session IDs that a request names: every cookie of the name, in quotes or not; without one, that in its address. */
export function sessionsOf ({ headers, address }: IncomingMessage): readonly string[] {
  if (headers.cookie === undefined) return address?.session === undefined ? none : [address.session]
  const named = [...headers.cookie.matchAll(/(?:^|[;,]\s*)JSESSIONID="?([^;,\s"]+)/g)].map(([, id = '']) => id)
  return named.length > 0 || address?.session === undefined ? named : [address.session]
}

/** Of several session cookies the first that is valid (CoyoteAdapter.parseSessionCookiesId). @param timeout in milliseconds. */
export function currentSession ({ sessions }: Space, request: IncomingMessage, timeout: number): Session | undefined {
  for (const id of sessionsOf(request)) {
    const session = sessions.use(id, timeout)
    if (session) return session
  }
  return undefined
}
