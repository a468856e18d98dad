import type { Readable } from 'node:stream'
import type { FastifyReply, FastifyRequest } from 'fastify'
import fp from 'fastify-plugin'
import { failures } from '../failures/index.ts'
import type { Document, ItemDocument, TextDocument } from '../model/document.ts'
import { NotFinite } from '../serializers/item-json.ts'
import { itemFormat, tableFormat } from '../serializers/index.ts'
import { latin1 } from '../serializers/latin1.ts'
import { tableText } from '../serializers/table-pieces.ts'
import { guardPage } from '../http/page-policy.ts'
import { parametersOf } from '../http/parameters.ts'
import { pageHeaders, securityHeaders } from '../http/site-headers.ts'
import { siteUrl } from './site.ts'
import { sendFile, sendRows, sendStream } from '../http/stream.ts'
import { tellWarnings } from './warnings.ts'

declare module 'fastify' {
  interface FastifyReply {
    /** The media type that the answer is to have, where there is a choice. */
    mime: string
  }
}

function isDocument (value: unknown): value is Document {
  return typeof value === 'object' && value !== null && 'kind' in value
}

/** Turns the document that a route returned into bytes; the only place that writes an answer that is no failure. */
export default fp(async app => {
  app.decorateReply('mime', '')
  app.addHook('onRequest', function setHeaders (request, reply, done) {
    reply.headers(securityHeaders)
    done()
  })
  app.addHook('preSerialization', function renderDocument (request, reply, payload, done) {
    if (!isDocument(payload)) return done(null, payload)
    tellWarnings(request, reply)
    try {
      const written = write(request, reply, payload)
      // Fastify takes bytes, streams and nothing from a serializer, though its type names strings only; of a 204 with an
      // empty text it would take away the media type, which XNAT says there too
      reply.serializer(() => (reply.statusCode === 204 ? null : written) as string)
      done(null, payload)
    } catch (error) {
      done(error as Error)
    }
  })
}, { name: 'render', dependencies: ['space'] })

function write (request: FastifyRequest, reply: FastifyReply, document: Document): string | Buffer | Readable {
  switch (document.kind) {
    case 'table': {
      const format = tableFormat(reply.mime)
      guardPage(reply, format.mime)
      if (document.headers) reply.headers(document.headers)
      const text = format.table(document)
      return document.cursor === undefined ? tableText(document, text) : sendRows(request, reply, document.cursor, text)
    }
    case 'item': return item(request, reply, document)
    case 'text': return plain(reply, document)
    case 'bytes': {
      reply.header('content-type', document.mime)
      return document.bytes
    }
    case 'file': return sendFile(request, reply, document)
    case 'stream': return sendStream(request, reply, document)
    case 'empty': {
      reply.removeHeader('content-type')
      if (document.status !== undefined) reply.code(document.status)
      if (document.headers) reply.headers(document.headers)
      return ''
    }
  }
}

function item (request: FastifyRequest, reply: FastifyReply, document: ItemDocument): string | Buffer {
  const format = itemFormat(document.mime ?? reply.mime)
  const query = parametersOf(request)
  try {
    const text = format.item(document, {
      catalogue: request.space.catalogue,
      siteUrl: siteUrl(request),
      includeHeaders: query.isTrue('includeHeaders'),
      concealHiddenFields: query.isTrue('concealHiddenFields')
    })
    // of the answer to HEAD nobody writes the page that would have more headers
    if (format.mime !== 'text/html' || request.method === 'HEAD') {
      guardPage(reply, format.mime)
      return text
    }
    // ItemHTMLRepresentation: a screen of Turbine's
    reply.headers(pageHeaders).header('content-language', 'en-US')
    guardPage(reply, pageHeaders['content-type'])
    return latin1(text)
  } catch (error) {
    throw error instanceof NotFinite ? failures.caught(error.message) : error
  }
}

/** What a StringRepresentation is sent as. */
const restletText = 'text/plain;charset=ISO-8859-1'

function plain (reply: FastifyReply, { text, mime = restletText, status, headers }: TextDocument): string | Buffer {
  if (mime === '') reply.removeHeader('content-type')
  else guardPage(reply, mime)
  if (status !== undefined) reply.code(status)
  if (headers) reply.headers(headers)
  return mime.endsWith('ISO-8859-1') ? latin1(text) : text
}
