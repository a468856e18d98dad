import type { IncomingHttpHeaders } from 'node:http'
import type { FastifyRequest } from 'fastify'
import type { Body, Incoming } from '../entity/body.ts'
import { type Parameters, parametersOf } from '../http/parameters.ts'
import type { Catalogue } from '../model/catalogue.ts'
import type { Session } from '../spaces/sessions.ts'
import type { Reached } from '../plugins/site.ts'
import type { Viewer } from '../store/accounts/viewer.ts'
import type { Store } from '../store/index.ts'

/** One request to XNAT, in the terms of the archive, whichever servlet takes it. */
export interface ArchiveCall extends Reached {
  readonly method: string
  readonly headers: IncomingHttpHeaders
  /** Path and query as the client wrote them. */
  readonly url: string
  readonly query: Parameters
  /** undefined where there is none, or none that is held in memory. */
  readonly body: Body | undefined
  readonly viewer: Viewer
  readonly session: Session
  readonly store: Store
  readonly catalogue: Catalogue
  /** The time in the space: epoch milliseconds. */
  readonly now: () => number
  /** What has come in: for a body that is read as a stream, and to note what becomes of the request. */
  readonly incoming: Incoming
}

export function archiveCall (request: FastifyRequest, body: Body | undefined): ArchiveCall {
  const { method, headers, protocol, host, originalUrl: url, viewer, session, space } = request
  const { store, catalogue, clock: { now } } = space
  const query = parametersOf(request)
  return { method, headers, protocol, host, url, query, body, viewer, session, space, store, catalogue, now, incoming: request }
}
