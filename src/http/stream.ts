import { Readable } from 'node:stream'
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { FileDocument, RowCursor, StreamDocument } from '../model/document.ts'
import type { TableText } from '../serializers/format.ts'
import { tablePieces } from '../serializers/table-pieces.ts'
import { isKnown, rangeOf } from './conditions.ts'
import { guardFile } from './page-policy.ts'

/** Headers as Tomcat writes them: what ISO-8859-1 or a header cannot hold becomes a blank. */

const headerText = (text: string): string => text.replace(/[^\t\x20-\x7E\x80-\xFF]/gu, ' ')

function setHeaders (reply: FastifyReply, headers: Readonly<Record<string, string | string[]>>): void {
  for (const [name, value] of Object.entries(headers)) reply.header(name, Array.isArray(value) ? value.map(headerText) : headerText(value))
}

/** A file, whole or in part, or word that the client has it already. */
export function sendFile (
  request: FastifyRequest,
  reply: FastifyReply,
  { content, mime, modified, headers }: FileDocument
): Readable | string {
  setHeaders(reply, headers)
  if (isKnown(request.headers, modified, request.space.clock.now())) {
    reply.code(304).removeHeader('content-type')
    return ''
  }
  const range = rangeOf(request.headers.range, content.size)
  guardFile(reply, mime)
  reply.header('last-modified', new Date(modified).toUTCString())
  if (range) reply.code(206).header('content-range', `bytes ${range.start}-${range.end}/${content.size}`)
  const length = range ? range.end - range.start + 1 : content.size
  reply.header('content-length', length)
  return request.method === 'HEAD' || length === 0 ? '' : readable(content.stream(range))
}

export function sendStream (request: FastifyRequest, reply: FastifyReply, { mime, open, headers = {} }: StreamDocument): Readable | string {
  rangeOf(request.headers.range, undefined)
  setHeaders(reply, headers)
  reply.header('content-type', mime)
  return request.method === 'HEAD' ? '' : readable(open())
}

/** A table while its rows are read. */
export function sendRows (request: FastifyRequest, reply: FastifyReply, cursor: RowCursor, text: TableText): Readable | string {
  reply.raw.once('close', cursor.close)
  return request.method === 'HEAD' ? '' : readable(tablePieces(cursor, text))
}

const readable = (stream: AsyncIterable<Uint8Array>): Readable =>
  stream instanceof Readable ? stream : Readable.from(stream, { objectMode: false })
