import type { IncomingHttpHeaders, IncomingMessage } from 'node:http'
import { Readable } from 'node:stream'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { failures } from '../failures/index.ts'
import { addressOf } from '../http/address.ts'
import { boundaryOf, partsOf } from '../http/multipart.ts'
import { type Noted, noteBody } from '../plugins/notes.ts'
import { advise } from '../plugins/warnings.ts'

/** A request whose body is still a stream. */
export interface Incoming extends Noted {
  readonly headers: IncomingHttpHeaders
  readonly raw: Readable & Pick<IncomingMessage, 'method' | 'address' | 'visit'>
}

/** A part of multipart/form-data. */
export interface Part {
  readonly name: string
  /** undefined where the part names no file. */
  readonly fileName: string | undefined
  readonly bytes: Buffer
}

/** A request's entity, read to its end. */
export interface Body {
  /** Media type without parameters, lower-cased; empty where none was sent. */
  readonly type: string
  /** The whole Content-Type header. */
  readonly header: string
  readonly bytes: Buffer
  /** The parts, where the type is multipart/form-data. */
  readonly parts: readonly Part[]
}

/**
 * Takes every media type, as XNAT does. The entity stays a stream: most handlers never look at it, and uploads must
 * not be held in memory.
 */
export function takeAnyBody (app: FastifyInstance): void {
  app.removeAllContentTypeParsers()
  app.addContentTypeParser('*', (request, payload, done) => { done(null, undefined) })
}

/**
 * The entity, if XNAT would see one: with a Content-Length above 0. A chunked one does not count (RequestUtil.hasContent).
 * @throws bodyTooLarge above the limit in bytes.
 */
export async function readBody (request: FastifyRequest, limit: number): Promise<Body | undefined> {
  const length = Number(request.headers['content-length'] ?? 0)
  if (!(length > 0)) return undefined
  if (length > limit) throw failures.bodyTooLarge()
  const header = request.headers['content-type'] ?? ''
  const chunks: Buffer[] = []
  for await (const chunk of request.raw) chunks.push(chunk as Buffer)
  const received = Buffer.concat(chunks)
  noteBody(request, received)
  const bytes = isBodyLost(request) ? Buffer.alloc(0) : received
  const type = sentType({ header }).toLowerCase()
  return { type, header, bytes, parts: type === 'multipart/form-data' ? await readParts(header, bytes) : [] }
}

/** The media type as it was sent: Restlet's have a case. */
export const sentType = ({ header }: Pick<Body, 'header'>): string => header.split(';', 1)[0]?.trim() ?? ''

/** Connector.maxPostSize: the longest form that Tomcat reads, in bytes. */
const longestForm = 2 * 1024 * 1024

/**
 * Whether Restlet finds an empty body, because Tomcat has read it: it reads a form when anybody looks for a parameter, and
 * so does XnatHttpUtils.checkAccountUpgrades, once XnatBasicAuthenticationFilter has logged somebody in. Spring makes the body
 * anew out of the parameters.
 */
export function isBodyLost (request: Incoming): boolean {
  const { headers, raw: { method, visit } } = request
  const lost = visit?.loggedIn === true && method === 'POST' && addressOf(request).door === 'restlet' &&
    headers['content-type']?.split(';', 1)[0]?.trim() === 'application/x-www-form-urlencoded' &&
    Number(headers['content-length'] ?? 0) <= longestForm
  if (lost) advise(request, 'lost-form', lostForm)
  return lost
}

const lostForm = 'XNAT loses a form that is POSTed with Basic credentials: ' +
  'send its fields in the query, or the cookie of a session in place of the credentials'

/** @throws uploadFailed for what is no multipart. */
async function readParts (header: string, bytes: Buffer): Promise<Part[]> {
  const boundary = boundaryOf(header)
  if (boundary === undefined) throw failures.uploadFailed()
  const parts: Part[] = []
  try {
    for await (const { name, fileName, bytes: content } of partsOf(Readable.from([bytes]), boundary)) {
      const chunks: Buffer[] = []
      for await (const chunk of content) chunks.push(chunk)
      if (name !== undefined) parts.push({ name, fileName, bytes: Buffer.concat(chunks) })
    }
    return parts
  } catch {
    throw failures.uploadFailed()
  }
}

/**
 * The entity as text in the charset that its header names, else UTF-8. As with a Java Reader, what is no text in it
 * becomes U+FFFD, and a byte order mark stays.
 * @throws unknownCharset
 */
export function bodyText ({ bytes, header }: Pick<Body, 'bytes' | 'header'>): string {
  const charset = /charset\s*=\s*"?([^\s";]+)/i.exec(header)?.[1] ?? 'utf-8'
  return decode(bytes, charset, { ignoreBOM: true })
}

/** A file's text in the encoding that its byte order mark or its XML declaration names. @throws unknownCharset */
export function xmlFileText (bytes: Buffer): string {
  const mark = bytes.toString('latin1', 0, 2)
  if (mark === '\xFF\xFE' || mark === '\xFE\xFF') return decode(bytes, mark === '\xFF\xFE' ? 'utf-16le' : 'utf-16be')
  const declared = /^<\?xml[^>]*?\sencoding\s*=\s*["']([^"']+)/.exec(bytes.toString('latin1', 0, 200))?.[1]
  return decode(bytes, declared ?? 'utf-8')
}

function decode (bytes: Buffer, charset: string, options: { ignoreBOM?: boolean } = {}): string {
  let decoder
  try {
    decoder = new TextDecoder(charset, options)
  } catch {
    throw failures.unknownCharset(charset)
  }
  return decoder.decode(bytes)
}
