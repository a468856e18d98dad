import type { FastifyRequest } from 'fastify'

/** The session ID that a request names: in its cookie, or in its address. */
export const sessionOf = (request: FastifyRequest): string | undefined =>
  /(?:^|;\s*)JSESSIONID=([^;\s]+)/.exec(request.headers.cookie ?? '')?.[1] ?? request.raw.address?.session
