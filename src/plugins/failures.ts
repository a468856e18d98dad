import type { FastifyReply, FastifyRequest } from 'fastify'
import fp from 'fastify-plugin'
import { Failure, failures } from '../failures/index.ts'
import { latin1 } from '../serializers/latin1.ts'
import { containerPage, descriptionOf, statusPage } from '../serializers/status-page.ts'
import { explain } from './explain.ts'
import { guardPage } from '../http/page-policy.ts'
import { addressOf } from '../http/address.ts'
import { tellWarnings } from './warnings.ts'

/** Writes every failure in XNAT's dress; what nobody foresaw is a 500 that says nothing, and is logged. */
export default fp<{ explains: boolean }>(async (app, { explains }) => {
  app.setErrorHandler((error, request, reply) => {
    const failure = error instanceof Failure ? error : foreseen(error)
    if (failure !== error && failure.status >= 500) request.log.error(error)
    if (failure.status === 501) request.log.warn(`${request.method} ${request.originalUrl}: ${failure.message}`)
    return refuse(request, reply, failure)
  })
  app.setNotFoundHandler((request, reply) => {
    const { undecodable } = addressOf(request)
    return refuse(request, reply, undecodable ? failures.undecodable() : failures.noSuchEndpoint())
  })
  const refuse = (request: FastifyRequest, reply: FastifyReply, failure: Failure) => {
    if (explains && request.space !== undefined) {
      explain(request, reply, failure)
      tellWarnings(request, reply)
    }
    return answer(request, reply, failure)
  }
}, { name: 'failures' })

const containerMime = 'text/html;charset=utf-8'
const plainMime = 'text/plain;charset=ISO-8859-1'
const restletMime = 'text/html;charset=ISO-8859-1'

/** Fastify's and Node's own refusals keep their status; where the client is gone nobody reads the answer. */
function foreseen (error: unknown): Failure {
  const { statusCode, code } = error as { statusCode?: unknown, code?: unknown }
  const status = code === 'ECONNRESET' ? 400 : statusCode
  if (typeof status !== 'number' || status < 400 || status >= 500) return failures.unexpected()
  return new Failure('refused', { status, source: 'the server itself' }, '')
}

function answer (request: FastifyRequest, reply: FastifyReply, failure: Failure): FastifyReply {
  const { status, message, page: written } = descriptionFits(failure)
  reply.headers(failure.headers)
  if (failure.document) return reply.code(status).send(failure.document)
  if (written === 'text') {
    return message === '' ? reply.code(status).removeHeader('content-type').send() : page(reply, status, message, plainMime)
  }
  if (written === 'container') return page(reply, status, containerPage(status, message), containerMime)
  // with HEAD Restlet has no entity to send, and the container writes its own page
  if (request.method === 'HEAD') {
    return page(reply, status, containerPage(status, message === '' ? descriptionOf(status) : message), containerMime)
  }
  return page(reply, status, statusPage(status, message), restletMime)
}

/** Status.checkDescription throws for a text with CR and LF, and the handler's catch makes that a plain 500. */
function descriptionFits (failure: Failure): Pick<Failure, 'status' | 'message' | 'page'> {
  return failure.message.includes('\r') && failure.message.includes('\n') ? failures.saveFailed() : failure
}

function page (reply: FastifyReply, status: number, html: string, mime: string): FastifyReply {
  guardPage(reply, mime)
  return reply.code(status).send(mime === containerMime ? Buffer.from(html) : latin1(html))
}
