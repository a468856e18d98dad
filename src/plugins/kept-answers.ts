import type { FastifyRequest } from 'fastify'
import fp from 'fastify-plugin'

/** What was answered, but for the headers that every answer gets of its own. */
export interface KeptAnswer {
  readonly payload: Buffer
  readonly headers: Readonly<Record<string, string>>
}

const mostBytes = 32 * 1024 * 1024
const largest = 4 * 1024 * 1024

/** Answers to reading, as bytes, until anything is written: a list that nobody has changed is not written again. */
export class KeptAnswers {
  private readonly byKey = new Map<string, KeptAnswer>()
  private bytes = 0
  private version = -1

  /** @param version of the data now. */
  find (key: string, version: number): KeptAnswer | undefined {
    return version === this.version ? this.byKey.get(key) : undefined
  }

  /** @param version of the data that the answer was made from. */
  keep (key: string, version: number, answer: KeptAnswer): void {
    if (answer.payload.length > largest) return
    if (version !== this.version || this.bytes + answer.payload.length > mostBytes) this.clear()
    this.version = version
    this.byKey.set(key, answer)
    this.bytes += answer.payload.length + 2 * key.length
  }

  clear (): void {
    this.byKey.clear()
    this.bytes = 0
  }
}

declare module 'fastify' {
  interface FastifyRequest {
    /** Under what the answer may be kept, and for which version of the data; empty where it may not. */
    keepAs: string
    dataVersion: number
  }
}

/** Answers what was asked before by the same user in the same words, as long as nothing has been written since. */
export default fp(async app => {
  app.decorateRequest('keepAs', '')
  app.decorateRequest('dataVersion', 0)
  app.addHook('onRequest', (request, reply, done) => {
    if (!mayKeep(request)) return done()
    const { answers, store } = request.space
    request.keepAs = keyOf(request)
    request.dataVersion = store.version()
    const kept = answers.find(request.keepAs, request.dataVersion)
    if (kept === undefined) return done()
    reply.headers(kept.headers).send(kept.payload)
  })
}, { name: 'kept-answers', dependencies: ['viewer'] })

const mayKeep = ({ method, headers, raw }: FastifyRequest): boolean => method === 'GET' && raw.address !== undefined && headers['if-match'] === undefined

/** Everything that an answer to reading depends on, beside the data. */
function keyOf ({ originalUrl, headers, viewer, protocol }: FastifyRequest): string {
  return `${viewer.login}\n${originalUrl}\n${headers.accept ?? ''}\n${protocol}://${headers.host ?? ''}\n${headers['user-agent']?.includes('MSIE') === true ? 'MSIE' : ''}`
}
