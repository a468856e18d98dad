import type { FastifyReply, FastifyRequest } from 'fastify'
import fp from 'fastify-plugin'
import { basicClaim } from '../spaces/credentials.ts'
import type { FaultRule } from '../spaces/faults/fault-rule.ts'
import type { Fault } from '../spaces/faults/faults.ts'
import { addressOf } from '../http/address.ts'
import { cutShort, sendNothing } from '../http/cut-short.ts'
import { faultPage } from './fault-page.ts'
import { notesOf } from './notes.ts'
import { isOwn } from './own-requests.ts'
import { parametersOf } from '../http/parameters.ts'
import { sessionIds } from './visit.ts'

/** One request to which a fault happens. */
interface Victim {
  readonly request: FastifyRequest
  readonly reply: FastifyReply
  readonly fault: Fault
}

/** Plays the faults of the space, before XNAT sees the request. */
export default fp(async app => {
  const kept = new KeptWaiting()
  app.addHook('onRequest', function playFault (request, reply, done) {
    const { faults } = request.space
    if (!faults.any || isOwn(request)) return done()
    const { path } = addressOf(request)
    const found = faults.for({ method: request.method, path, query: parametersOf(request), user: userOf(request) })
    if (found === undefined) return done()
    notesOf(request).fault = found.fault.name
    const victim = { request, reply, fault: found.fault }
    if (found.delay === 0) play(victim, kept, done)
    else kept.delay(reply, found.delay, () => { play(victim, kept, done) })
  })
  app.addHook('preClose', done => {
    kept.end()
    done()
  })
}, { name: 'faults', dependencies: ['space'] })

/** Those who are kept waiting; they do not keep the server from ending. */
class KeptWaiting {
  private readonly replies = new Set<FastifyReply>()

  add (reply: FastifyReply): void {
    this.replies.add(reply)
    reply.raw.once('close', () => { this.replies.delete(reply) })
  }

  /** @param then is not called for somebody who has gone. */
  delay (reply: FastifyReply, milliseconds: number, then: () => void): void {
    this.add(reply)
    const timer = setTimeout(() => {
      if (this.replies.delete(reply)) then()
    }, milliseconds)
    reply.raw.once('close', () => { clearTimeout(timer) })
  }

  end (): void {
    for (const { raw } of this.replies) raw.destroy()
  }
}

/** The login that a request names, whether or not its password is right. */
function userOf (request: FastifyRequest): string | undefined {
  const [session] = sessionIds(request.raw)
  const named = session === undefined ? undefined : request.space.sessions.find(session)?.login
  if (named !== undefined) return named
  try {
    return basicClaim(request.headers.authorization)?.login
  } catch {
    return undefined
  }
}

function play ({ request, reply, fault }: Victim, kept: KeptWaiting, done: () => void): void {
  const { answer, connection, session, truncate, stall } = fault.rule
  if (session === 'expire') for (const id of sessionIds(request.raw)) request.space.sessions.end(id)
  if (connection === 'cut') {
    request.raw.destroy()
    return
  }
  if (connection === 'hang') return kept.add(reply)
  if (connection === 'cut-after') sendNothing(reply)
  if (truncate) cutShort(reply, { limit: limitOf(truncate), then: 'cut' })
  if (stall) {
    kept.add(reply)
    cutShort(reply, { limit: limitOf(stall), then: 'stall' })
  }
  if (answer) return answerWith({ request, reply, fault }, answer)
  done()
}

/** What a body of unknown length is cut at, in bytes. */
const unknownLength = 512

function limitOf (portion: NonNullable<FaultRule['truncate']>): (length: number | undefined) => number {
  return 'bytes' in portion ? () => portion.bytes : length => length === undefined ? unknownLength : Math.floor(length * portion.part)
}

function answerWith ({ request, reply, fault }: Victim, answer: NonNullable<FaultRule['answer']>): void {
  const { status, body, headers = {} } = answer
  const page = faultPage(answer, request.space.basePath)
  if (status >= 400) {
    const notes = notesOf(request)
    notes.rule = `fault-${fault.name}`
    notes.source = 'a fault of the space'
    reply.header('x-xnat-mock-rule', `${notes.rule} (${notes.source})`)
  }
  reply
    .code(status)
    .headers({ ...(body === undefined ? page.headers : { 'content-type': 'text/html;charset=UTF-8' }), ...headers })
    .send(Buffer.from(body ?? page.text))
}
