import type { FastifyReply, FastifyRequest } from 'fastify'
import fp from 'fastify-plugin'
import { Failure, type Page, failures } from '../failures/index.ts'
import { latin1 } from '../serializers/latin1.ts'
import { containerPage, descriptionOf, errorPage, statusPage } from '../serializers/status-page.ts'
import { explain } from './explain.ts'
import { guardPage } from '../http/page-policy.ts'
import { addressOf } from '../http/address.ts'
import { containerHeaders, pageHeaders, securityHeaders } from '../http/site-headers.ts'
import { tellWarnings } from './warnings.ts'

/** Writes every failure in XNAT's dress; what nobody foresaw is a 500 that says nothing, and is logged. */
export default fp<{ explains: boolean }>(async (app, { explains }) => {
  app.setErrorHandler((error, request, reply) => {
    const failure = error instanceof Failure ? error : foreseen(error)
    if (failure !== error && failure.status >= 500) request.log.error(error)
    if (failure.status === 501) request.log.warn(`${request.method} ${request.originalUrl}: ${failure.message}`)
    return refuse(request, reply, failure)
  })
  app.setNotFoundHandler((request, reply) => refuse(request, reply, notFound(request)))
  const refuse = (request: FastifyRequest, reply: FastifyReply, failure: Failure) => {
    if (explains && request.space !== undefined) {
      explain(request, reply, failure)
      tellWarnings(request, reply)
    }
    return answer(request, reply, failure)
  }
}, { name: 'failures' })

const restletMime = 'text/html;charset=ISO-8859-1'

/** What no servlet has is looked for among the files of the web application. */
function notFound (request: FastifyRequest): Failure {
  return addressOf(request).door === 'none' ? failures.noSuchPage(request.originalUrl.split('?', 1)[0] ?? '') : failures.noSuchEndpoint()
}

/** Fastify's and Node's own refusals keep their status; where the client is gone nobody reads the answer. */
function foreseen (error: unknown): Failure {
  const { statusCode, code } = error as { statusCode?: unknown, code?: unknown }
  const status = code === 'ECONNRESET' ? 400 : statusCode
  if (typeof status !== 'number' || status < 400 || status >= 500) return failures.unexpected()
  return new Failure('refused', { status, source: 'the server itself' }, '')
}

function answer (request: FastifyRequest, reply: FastifyReply, failure: Failure): FastifyReply {
  const { status, message, page } = descriptionFits(failure)
  reply.code(status)
  for (const name of withheld[page] ?? []) reply.removeHeader(name)
  reply.headers(failure.headers)
  if (failure.document) return reply.send(failure.document)
  switch (page) {
    case 'text': return message === ''
      ? reply.removeHeader('content-type').send()
      : reply.header('content-type', 'text/plain').send(latin1(message))
    case 'site':
    case 'firewall': return send(reply.headers(pageHeaders), latin1(errorPage(status)), pageHeaders['content-type'])
    case 'container':
    case 'connector': return containers(reply, status, message)
    // with HEAD Restlet has no entity to send, and the container writes its own page
    default: return request.method === 'HEAD'
      ? containers(reply, status, message === '' ? descriptionOf(status) : message)
      : send(reply, latin1(statusPage(status, message)), restletMime)
  }
}

/** What an answer does not have that ends before the filter which sets it. */
const withheld: Readonly<Partial<Record<Page, readonly string[]>>> = {
  uncaught: ['accept-ranges'],
  connector: [...Object.keys(securityHeaders), 'set-cookie'],
  firewall: [...Object.keys(securityHeaders), 'set-cookie']
}

const containers = (reply: FastifyReply, status: number, message: string): FastifyReply =>
  send(reply.headers(containerHeaders), Buffer.from(containerPage(status, message)), containerHeaders['content-type'])

/** Status.checkDescription throws for a text with CR and LF, and the handler's catch makes that a plain 500. */
function descriptionFits (failure: Failure): Pick<Failure, 'status' | 'message' | 'page'> {
  return failure.message.includes('\r') && failure.message.includes('\n') ? failures.saveFailed() : failure
}

function send (reply: FastifyReply, page: Buffer, mime: string): FastifyReply {
  guardPage(reply, mime)
  return reply.send(page)
}
