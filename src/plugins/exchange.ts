import type { IncomingHttpHeaders, IncomingMessage, ServerResponse } from 'node:http'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import fp from 'fastify-plugin'
import { whenOver } from '../http/response.ts'
import type { Space } from '../spaces/space.ts'

/** One request with its answer, once it is over: what no other has in common with it. */
export interface Exchange {
  /** None where the request was refused before it came to a space. */
  readonly arrival: Arrival | undefined
  /** From the arrival to the end of the answer. */
  readonly milliseconds: number
  /** Whether the connection ended before the answer did. */
  readonly cut: boolean
}

/** Where and when a request came. */
export interface Arrival {
  readonly space: Space
  /** By the clock of the space: epoch milliseconds. */
  readonly time: number
}

/**
 * Of a request, what an observer may look at: nothing that differs when the same request gets the same answer once more,
 * for a replayed answer is noted with the facts of the first. What does differ belongs into `Exchange`.
 */
export interface ObservedRequest extends Pick<FastifyRequest, 'method' | 'url' | 'originalUrl' | 'query' | 'viewer' | 'notes'> {
  readonly headers: ObservedHeaders
  readonly raw: Pick<IncomingMessage, 'address'>
  readonly routeOptions: { readonly config: Pick<FastifyRequest['routeOptions']['config'], 'placeAt'> }
  readonly server: Pick<FastifyInstance, 'mounted'>
  readonly space?: Pick<Space, 'basePath'>
}

/** By name, without the cookie. */
export type ObservedHeaders = {
  readonly [Name in keyof IncomingHttpHeaders as string extends Name ? never : Exclude<Name, 'cookie'>]: IncomingHttpHeaders[Name]
}

/** The same of the reply to it. */
export interface ObservedReply extends Pick<FastifyReply, 'statusCode'> {
  readonly raw: Pick<ServerResponse, 'headersSent' | 'statusCode'>
  readonly getHeader: (name: 'content-type' | 'content-length') => ReturnType<FastifyReply['getHeader']>
}

/** Notes an exchange with facts that were found before. */
export type Note = (exchange: Exchange) => void

/** Finds out what there is to note of a request and its answer, if anything. */
export type Observer = (request: ObservedRequest, reply: ObservedReply) => Note | undefined

/** @param find takes the facts from a request and its answer. @param note is called with them for each exchange that has them. */
export function observer<Facts> (
  find: (request: ObservedRequest, reply: ObservedReply) => Facts | undefined,
  note: (facts: Facts, exchange: Exchange) => void
): Observer {
  return (request, reply) => {
    const facts = find(request, reply)
    return facts === undefined ? undefined : exchange => { note(facts, exchange) }
  }
}

/** What all observers note of a request and its answer. */
export const observe = (observers: readonly Observer[], request: ObservedRequest, reply: ObservedReply): readonly Note[] =>
  observers.map(observer => observer(request, reply)).filter(note => note !== undefined)

/** Has every exchange noted by every observer, when it is over. */
export default fp<{ observers: readonly Observer[] }>(async (app, { observers }) => {
  app.addHook('onRequest', function noteExchange (request, reply, done) {
    noteWhenOver(reply.raw, performance.now(), {
      arrival: () => request.space === undefined ? undefined : { space: request.space, time: request.time },
      notes: () => observe(observers, request, reply),
      failed: error => { request.log.error(error) }
    })
    done()
  })
}, { name: 'exchange' })

interface Noting {
  readonly arrival: () => Arrival | undefined
  readonly notes: () => readonly Note[]
  readonly failed: (error: unknown) => void
}

/** Notes an exchange when it is over. @param began by the clock of `performance`. */
export function noteWhenOver (response: ServerResponse, began: number, { arrival, notes, failed }: Noting): void {
  whenOver(response, cut => {
    // nobody would catch what is thrown here
    try {
      const exchange: Exchange = { arrival: arrival(), milliseconds: Math.round((performance.now() - began) * 1000) / 1000, cut }
      for (const note of notes()) note(exchange)
    } catch (error) {
      failed(error)
    }
  })
}
