import { addressOf } from '../http/address.ts'
import { hasSecret, withoutSecrets } from '../http/secrets.ts'
import type { Entry, Facts } from '../spaces/journal.ts'
import { type ObservedReply, type ObservedRequest, observer } from './exchange.ts'
import { operationOf } from './operations.ts'
import { isOwn } from './own-requests.ts'

/** Remembers each request with what came of it; not those to the control plane and of the site's pages. */
export const journal = observer(factsOf, (facts, { arrival, milliseconds, cut }) => {
  if (arrival?.space.journal.remembers === true) arrival.space.journal.record({ time: arrival.time, milliseconds, cut }, facts)
})

function factsOf (request: ObservedRequest, reply: ObservedReply): Facts | undefined {
  const { notes, viewer, space } = request
  if (space === undefined || isOwn(request)) return undefined
  return {
    method: request.method,
    url: withoutSecrets(request.originalUrl),
    path: withoutSecrets(addressOf(request).path),
    user: viewer?.login ?? 'guest',
    agent: request.headers['user-agent'],
    status: reply.raw.headersSent ? reply.raw.statusCode : 0,
    request: requestOf(request),
    response: { ...typeOf(reply.getHeader('content-type')), ...lengthOf(reply.getHeader('content-length')) },
    operation: operationOf(request)?.id,
    rule: notes?.rule,
    source: notes?.source,
    fault: notes?.fault,
    warnings: notes?.warnings.map(({ rule, text }) => `${rule}: ${text}`) ?? [],
    changes: notes?.changes ?? []
  }
}

function requestOf (request: ObservedRequest): Entry['request'] {
  const { headers, notes } = request
  const known = { ...typeOf(headers['content-type']), ...lengthOf(headers['content-length']) }
  if (notes?.body === undefined || addressOf(request).ofAccounts) return known
  const { digest, bytes } = notes.body
  return { ...known, digest, ...(bytes && textIn(bytes, headers['content-type'])) }
}

const readable = /^(?:text\/|application\/(?:json|xml|x-www-form-urlencoded|[\w.-]+\+xml))/i

/** The body, where it is a text that may be shown. */
function textIn (bytes: Buffer, type: string | undefined): { body?: string } {
  if (type !== undefined && !readable.test(type)) return {}
  const text = bytes.toString('utf8')
  return text.includes('�') || hasSecret(text) ? {} : { body: text }
}

const typeOf = (value: unknown): { type?: string } => typeof value === 'string' ? { type: value } : {}

function lengthOf (value: unknown): { length?: number } {
  const length = value === undefined ? Number.NaN : Number(value)
  return Number.isFinite(length) ? { length } : {}
}
