import type { IncomingMessage } from 'node:http'
import type { FastifyBaseLogger, FastifyInstance } from 'fastify'
import type { KeptAnswer } from '../spaces/replay-cache.ts'
import type { Space } from '../spaces/space.ts'
import { defaultName } from '../spaces/spaces.ts'
import { recordAgain } from '../plugins/journal.ts'
import { logRequest } from '../plugins/request-log.ts'
import type { SpeltResponse } from '../http/response.ts'
import type { Rewriter } from '../routes/restlet/rewrite.ts'
import { visitOf } from '../plugins/visit.ts'

/** Answers a request where that is known already. @returns whether it did. */
export type AnswerAgain = (request: IncomingMessage, response: SpeltResponse) => boolean

/**
 * Answers what was asked before in the same words by the same user, as long as nothing has been written since. It
 * happens before Fastify, whose way of a request costs several times what is done here; beside the answer, it does all
 * that the way does: sessions, cookies, journal, coverage and log.
 * @param journalled whether requests are remembered.
 * @param log is told of each request, if there is one.
 */
export function answerAgain (
  app: FastifyInstance,
  rewriter: Rewriter,
  journalled: boolean,
  log: FastifyBaseLogger | undefined
): AnswerAgain {
  let closing = false
  app.addHook('preClose', done => {
    closing = true
    done()
  })
  const answer: AnswerAgain = (request, response) => {
    const space = closing || request.method !== 'GET' ? undefined : askedSpace(app, rewriter, request)
    if (space === undefined) return false
    const began = performance.now()
    const kept = keptFor(space, request)
    if (kept === undefined) return false
    if (journalled) recordAgain({ app, space, response, kept, began })
    if (log) {
      response.once('finish', () => {
        logRequest(log, { method: 'GET', url: request.url, status: 200, ms: performance.now() - began, user: kept.told.user })
      })
    }
    const head = kept.head.slice()
    head[kept.cookiesAt] = [...visitOf(space, request).cookies]
    response.writeHead(200, head as string[]).end(kept.payload)
    return true
  }
  return orNot(answer)
}

/** What goes wrong here, such as a database that cannot be read, goes wrong again where it gets its answer. */
const orNot = (answer: AnswerAgain): AnswerAgain => (request, response) => {
  try {
    return answer(request, response)
  } catch {
    if (!response.headersSent) return false
    response.destroy()
    return true
  }
}

/** The space of an address that a resource answers; none where anything is to happen to its requests. */
function askedSpace ({ spaces }: FastifyInstance, rewriter: Rewriter, request: IncomingMessage): Space | undefined {
  const { address } = rewriter.read(request.url ?? '')
  if (address) request.address = address
  const space = address?.template === undefined ? undefined : spaces.find(address.space ?? defaultName)
  return space?.faults.any === false && space.archive.isOpen ? space : undefined
}

/** The answer that is kept for a request; where there is none, the request says under what it may be. */
function keptFor (space: Space, request: IncomingMessage): KeptAnswer | undefined {
  const { answers, store } = space
  const key = keyOf(request)
  const version = store.mark()
  const byLogin = answers.find(key, version)
  // nobody is looked at before the others who ask in these words have got an answer
  const visit = byLogin && visitOf(space, request)
  const kept = visit?.session && byLogin?.get(visit.session.login)
  if (kept === undefined) request.keeping = { key, store, version }
  // to find out who it is may itself have written something
  return visit?.refusal === undefined && store.mark() === version ? kept : undefined
}

/** Everything that an answer to reading depends on, beside the data and whose session it is. */
function keyOf ({ url = '', rawHeaders, headers: { cookie } }: IncomingMessage): string {
  const words = cookie === undefined ? rawHeaders : rawHeaders.filter((_, at) => rawHeaders[at & ~1]?.toLowerCase() !== 'cookie')
  return `${url}\n${words.join('\n')}`
}
