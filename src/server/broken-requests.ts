import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Socket } from 'node:net'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { containerHeaders } from '../http/site-headers.ts'
import { containerPage } from '../serializers/status-page.ts'

/**
 * Answers what is no HTTP request, as Tomcat does: 400 whatever is wrong with it, also where the head is too large; but
 * a client that was too slow gets an answer that says so. Nothing of what it sent is repeated.
 */
export function refuseBrokenRequest (error: NodeJS.ErrnoException, socket: Socket): void {
  if (error.code === 'ECONNRESET' || !socket.writable || isAnswering(socket)) {
    socket.destroy()
    return
  }
  const [status, reason] = error.code === 'ERR_HTTP_REQUEST_TIMEOUT' ? [408, 'Request Timeout'] as const : [400, 'Bad Request'] as const
  const page = containerPage(status, '')
  socket.end(
    `HTTP/1.1 ${status} ${reason}\r\nContent-Type: ${containerHeaders['content-type']}\r\nContent-Language: ` +
    `${containerHeaders['content-language']}\r\nContent-Length: ${Buffer.byteLength(page)}\r\nDate: ` +
    `${new Date().toUTCString()}\r\nConnection: close\r\n\r\n${page}`,
    () => {
      socket.destroy()
    }
  )
}

/** Whether an earlier request's answer is on its way, which another one's must not get into. */
const isAnswering = (socket: Socket): boolean =>
  (socket as { _httpMessage?: { headersSent: boolean } | null })._httpMessage?.headersSent === true

/** An expectation other than 100-continue (Http11Processor.prepareExpectation). */
export function refuseExpectation (request: IncomingMessage, response: ServerResponse): void {
  const page = containerPage(417, '')
  response.writeHead(417, { ...containerHeaders, 'content-length': Buffer.byteLength(page), connection: 'close' }).end(page)
}

/** An address that cannot be decoded, before any route has been found (CoyoteAdapter.postParseRequest). */
export function refuseAddress (_: unknown, request: FastifyRequest, reply: FastifyReply): void {
  reply.code(400).headers(containerHeaders).send(Buffer.from(containerPage(400, 'Invalid URI')))
}
