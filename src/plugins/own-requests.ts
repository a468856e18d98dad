import { randomUUID } from 'node:crypto'
import type { FastifyRequest } from 'fastify'

const header = 'x-xnat-mock-own'
const secret = randomUUID()

/** Marks what the site's pages ask the API in order to be shown; nobody outside this process knows it. */
export const ownMark: Readonly<Record<string, string>> = { [header]: secret }

/** The site's own addresses, beside XNAT's two families below /app. */
const ownPath = /^\/(?:_mock|app\/(?!template\/|action\/)|style\/|scripts\/)/

/** Whether a request is none of a client's, so that nothing remembers it and no fault happens to it. */
export const isOwn = ({ url, headers }: Pick<FastifyRequest, 'url' | 'headers'>): boolean => ownPath.test(url) || headers[header] === secret
