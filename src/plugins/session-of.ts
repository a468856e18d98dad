import type { FastifyRequest } from 'fastify'

/** The session IDs that a request names: every cookie of the name, in quotes or not; without one, that in its address. */
export function sessionsOf (request: FastifyRequest): readonly string[] {
  const named = [...(request.headers.cookie ?? '').matchAll(/(?:^|[;,]\s*)JSESSIONID="?([^;,\s"]+)/g)].map(([, id = '']) => id)
  const { session } = request.raw.address ?? {}
  return named.length > 0 || session === undefined ? named : [session]
}
