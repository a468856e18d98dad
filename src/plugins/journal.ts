import type { FastifyRequest } from 'fastify'
import { hasSecret, isOfAccounts, withoutSecrets } from '../http/secrets.ts'
import type { Entry } from '../spaces/journal.ts'
import type { Space } from '../spaces/space.ts'
import { type ObservedReply, type ObservedRequest, observer } from './exchange.ts'
import { operationOf } from './operations.ts'
import { isOwn } from './own-requests.ts'

/** Of an entry, what is the same each time that the same answer is sent. */
type Facts = Omit<Entry, 'id' | 'time' | 'milliseconds' | 'cut'>

/** Remembers each request with what came of it; not those to the control plane and of the site's pages. */
export const journal = observer(factsOf, (facts, { arrival, ...exchange }) => {
  if (arrival?.space.journal.remembers === true) arrival.space.journal.record({ time: arrival.time, ...exchange, ...facts })
})

function factsOf (request: ObservedRequest, reply: ObservedReply): Facts | undefined {
  const { notes, viewer, space } = request
  if (space === undefined || isOwn(request)) return undefined
  const path = withoutSecrets(pathIn({ originalUrl: request.originalUrl, space }))
  return {
    method: request.method,
    url: withoutSecrets(request.originalUrl),
    path,
    user: viewer?.login ?? 'guest',
    agent: request.headers['user-agent'],
    status: reply.raw.headersSent ? reply.raw.statusCode : 0,
    request: requestOf(request, path),
    response: { ...typeOf(reply.getHeader('content-type')), ...lengthOf(reply.getHeader('content-length')) },
    operation: operationOf(request)?.id,
    rule: notes?.rule,
    source: notes?.source,
    fault: notes?.fault,
    warnings: notes?.warnings.map(({ rule, text }) => `${rule}: ${text}`) ?? [],
    changes: notes?.changes ?? []
  }
}

interface Located extends Pick<FastifyRequest, 'originalUrl'> {
  readonly space: Pick<Space, 'basePath'>
}

/** The path of a request inside its space, as it was sent. */
export function pathIn ({ originalUrl, space: { basePath } }: Located): string {
  const path = (originalUrl.startsWith('/') ? originalUrl : originalUrl.replace(/^https?:\/\/[^/]*/i, '')).split('?', 1)[0] ?? ''
  return path.startsWith(basePath) ? path.slice(basePath.length) : path
}

function requestOf ({ headers, notes }: ObservedRequest, path: string): Entry['request'] {
  const known = { ...typeOf(headers['content-type']), ...lengthOf(headers['content-length']) }
  if (notes?.body === undefined || isOfAccounts(path)) return known
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
