import type { FastifyReply, FastifyRequest } from 'fastify'
import fp from 'fastify-plugin'
import type { Entry } from '../spaces/journal.ts'
import { countUse } from './coverage.ts'
import type { Notes } from './notes.ts'
import { operationOf } from './operations.ts'
import { hasSecret, isOfAccounts, withoutSecrets } from './secrets.ts'

/** Remembers each request with what came of it, and counts it for the coverage; not those to the control plane. */
export default fp(async app => {
  app.addHook('onRequest', (request, reply, done) => {
    if (!request.url.startsWith('/_mock')) remember(request, reply)
    done()
  })
}, { name: 'journal', dependencies: ['space'] })

function remember (request: FastifyRequest, reply: FastifyReply): void {
  const { journal, clock } = request.space
  const [time, began] = [clock.now(), performance.now()]
  let done = false
  const ended = () => {
    if (done) return
    done = true
    countUse(request, reply)
    if (journal.remembers) journal.record(entryOf(request, reply, time, performance.now() - began))
  }
  reply.raw.once('finish', ended).once('close', ended)
}

function entryOf (request: FastifyRequest, reply: FastifyReply, time: number, milliseconds: number): Omit<Entry, 'id'> {
  const { notes, viewer } = request
  return {
    time,
    method: request.method,
    url: withoutSecrets(request.originalUrl),
    path: withoutSecrets(pathIn(request)),
    user: viewer?.login ?? 'guest',
    agent: request.headers['user-agent'],
    status: reply.raw.headersSent ? reply.raw.statusCode : 0,
    milliseconds: Math.round(milliseconds * 1000) / 1000,
    cut: !reply.raw.writableFinished,
    request: requestOf(request, notes),
    response: { ...typeOf(reply.getHeader('content-type')), ...lengthOf(reply.getHeader('content-length')) },
    operation: operationOf(request)?.id,
    rule: notes?.rule,
    source: notes?.source,
    fault: notes?.fault,
    warnings: notes?.warnings.map(({ rule, text }) => `${rule}: ${text}`) ?? [],
    changes: notes?.changes ?? []
  }
}

/** The path of a request inside its space, as it was sent. */
export function pathIn ({ originalUrl, space: { basePath } }: FastifyRequest): string {
  const path = (originalUrl.startsWith('/') ? originalUrl : originalUrl.replace(/^https?:\/\/[^/]*/i, '')).split('?', 1)[0] ?? ''
  return path.startsWith(basePath) ? path.slice(basePath.length) : path
}

function requestOf (request: FastifyRequest, notes: Notes | undefined): Entry['request'] {
  const { headers } = request
  const known = { ...typeOf(headers['content-type']), ...lengthOf(headers['content-length']) }
  if (notes?.body === undefined || isOfAccounts(pathIn(request))) return known
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
