import { type IncomingMessage, type Server, createServer } from 'node:http'
import Fastify, { type FastifyBaseLogger, type FastifyInstance, LogController } from 'fastify'
import { refuseAddress, refuseBrokenRequest, refuseExpectation } from './broken-requests.ts'
import { noCompilers } from './compilers.ts'
import { Parameters } from '../http/parameters.ts'
import { type Shortcut, SpeltResponse } from '../http/response.ts'
import type { Rewriter } from '../routes/restlet/rewrite.ts'
import type { Limits } from '../spaces/limits.ts'

/** How long a connection may stay idle between requests, in milliseconds. */
const keepAliveTimeout = 72_000

export interface ServerOptions {
  readonly limits: Limits
  readonly logger: FastifyBaseLogger | undefined
  /** Tried before Fastify with each request. */
  readonly shortcut: Shortcut
}

/** Fastify as XNAT's container is: nothing of its own in what clients see. */
export function newServer (rewriter: Rewriter, { limits, logger, shortcut }: ServerOptions): FastifyInstance {
  return Fastify({
    ...(logger ? { loggerInstance: logger } : { logger: false }),
    logController: new LogController({ disableRequestLogging: true }),
    serverFactory: handler => listener(limits, (request, response) => { if (!shortcut(request, response)) handler(request, response) }),
    clientErrorHandler: refuseBrokenRequest,
    frameworkErrors: refuseAddress,
    schemaController: { compilersFactory: noCompilers },
    rewriteUrl: request => rewriter.rewrite(request),
    routerOptions: {
      maxParamLength: limits.head,
      ignoreTrailingSlash: true,
      querystringParser: text => new Parameters(text) as unknown as Record<string, unknown>
    }
  })
}

/** What listens at each address. Fastify leaves it to who makes it to say how long it waits. */
function listener (limits: Limits, answer: (request: IncomingMessage, response: SpeltResponse) => void): Server {
  const server = createServer(
    {
      ServerResponse: SpeltResponse,
      maxHeaderSize: limits.head,
      headersTimeout: limits.headTime,
      requestTimeout: 0,
      connectionsCheckingInterval: Math.min(limits.headTime, 10_000),
      requireHostHeader: false,
      keepAliveTimeout
    },
    answer
  )
  server.setTimeout(limits.idleTime)
  server.maxConnections = limits.connections
  return server.on('checkExpectation', refuseExpectation)
}
