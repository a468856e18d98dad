import { randomUUID } from 'node:crypto'
import type { IncomingMessage } from 'node:http'
import type { FastifyRequest } from 'fastify'
import { addressOf } from '../http/address.ts'

const header = 'x-xnat-mock-own'
const secret = randomUUID()

/** Marks what the site's pages ask the API in order to be shown; nobody outside this process knows it. */
export const ownMark: Readonly<Record<string, string>> = { [header]: secret }

interface Marked extends Pick<FastifyRequest, 'headers'> {
  readonly raw: Pick<IncomingMessage, 'address'>
}

/** Whether a request is none of a client's, so that nothing remembers it and no fault happens to it. */
export const isOwn = ({ raw, headers }: Marked): boolean => addressOf({ raw }).own || headers[header] === secret
