import type { ServerResponse } from 'node:http'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import fp from 'fastify-plugin'
import type { Entry } from '../spaces/journal.ts'
import type { KeptAnswer } from '../spaces/replay-cache.ts'
import type { Space } from '../spaces/space.ts'
import { useOf } from './coverage.ts'
import type { Notes } from './notes.ts'
import { operationOf } from './operations.ts'
import { isOwn } from './own-requests.ts'
import { hasSecret, isOfAccounts, withoutSecrets } from '../http/secrets.ts'

/** Remembers each request with what came of it, and counts it for the coverage; not those to the control plane and of the site's pages. */
export default fp(async app => {
  app.addHook('onRequest', (request, reply, done) => {
    if (!isOwn(request)) remember(request, reply)
    done()
  })
}, { name: 'journal', dependencies: ['space'] })

function remember (request: FastifyRequest, reply: FastifyReply): void {
  const { journal, clock } = request.space
  const [time, began] = [clock.now(), performance.now()]
  let done = false
  const ended = (cut: boolean) => {
    if (done) return
    done = true
    // nobody would catch what is thrown here
    try {
      const use = useOf(request, reply)
      if (use) request.server.spaces.coverage.count(use)
      if (journal.remembers) journal.record({ time, milliseconds: since(began), cut, ...toldOf(request, reply) })
    } catch (error) {
      request.log.error(error)
    }
  }
  reply.raw.once('finish', () => { ended(false) }).once('close', () => { ended(true) })
}

/** An answer that is sent once more. */
interface Again {
  readonly app: FastifyInstance
  readonly space: Space
  readonly response: ServerResponse
  readonly kept: KeptAnswer
  readonly began: number
}

/** Remembers and counts a request that is answered as an earlier one. */
export function recordAgain ({
  app: {
    spaces: { coverage }
  },
  space: { journal, clock },
  response,
  kept: { told, use },
  began
}: Again): void {
  const time = clock.now()
  response.once('close', () => {
    if (use) coverage.count(use)
    if (journal.remembers) journal.record({ time, milliseconds: since(began), cut: !response.writableFinished, ...told })
  })
}

const since = (began: number): number => Math.round((performance.now() - began) * 1000) / 1000

export function toldOf (request: FastifyRequest, reply: FastifyReply): Omit<Entry, 'id' | 'time' | 'milliseconds' | 'cut'> {
  const { notes, viewer } = request
  return {
    method: request.method,
    url: withoutSecrets(request.originalUrl),
    path: withoutSecrets(pathIn(request)),
    user: viewer?.login ?? 'guest',
    agent: request.headers['user-agent'],
    status: reply.raw.headersSent ? reply.raw.statusCode : 0,
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
