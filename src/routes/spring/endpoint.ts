import { type Failure, failures } from '../../failures/index.ts'
import { type Document, type EmptyDocument, type TextDocument, empty, text } from '../../model/document.ts'
import { bodyText } from '../../entity/body.ts'
import { JacksonError, jsonValue } from '../../entity/jackson.ts'
import type { Description } from '../../http/description.ts'
import type { ArchiveCall } from '../call.ts'

/** Where Spring's servlet is. */
export const xapi = '/xapi'

/** One request to XNAT's newer interface, which Spring serves. */
export interface XapiCall extends ArchiveCall {
  /** Values of the URL's variables, percent-decoded. */
  readonly params: Readonly<Record<string, string>>
}

/** A guest is asked to log in, another user refused (XapiAuthorization.check). */
export type Access = 'anyone' | 'authenticated' | 'admin' | ((call: XapiCall) => boolean)

interface Mapping extends Description {
  readonly tag: string
  /** Below the servlet's own path, with variables in braces. */
  readonly url: string
  /** Where the servlet is, if not at /xapi. */
  readonly servlet?: string
  /** XapiRequestMapping.restrictTo */
  readonly access: Access
  /** Media types of a body; without them any will do. */
  readonly consumes?: readonly string[]
  /** The media type that Accept must fit. */
  readonly produces?: string
  /** The feature of XNAT's that it belongs to, where this server does not have it. */
  readonly missing?: string
  /** What its method returns to those who may not call it, where that is no object. */
  readonly forbidden?: false
}

interface Reading {
  readonly method: 'GET'
  readonly handle: (call: XapiCall) => Document | Promise<Document>
}

interface Writing {
  readonly method: 'POST' | 'PUT' | 'DELETE'
  /** Runs in one transaction. */
  readonly handle: (call: XapiCall) => Document
}

export type Endpoint = Mapping & (Reading | Writing)

/** What Jackson writes: nothing for what is null, no blanks. */
export const json = (value: unknown, status = 200): TextDocument =>
  text(
    JSON.stringify(value, (name, member: unknown) => member === null ? undefined : member),
    { mime: 'application/json;charset=UTF-8', status }
  )

/** What Jackson writes of a tree: what is null too. */
export const nodeJson = (value: unknown, status = 200): TextDocument =>
  text(JSON.stringify(value), { mime: 'application/json;charset=UTF-8', status })

/** What Spring's converter of strings writes, whatever the media type: the bare text. */
export const bare = (value: string, mime: string): TextDocument => text(value, { mime: `${mime};charset=ISO-8859-1` })

export const nothing = empty

/** A status without a body. */
export const emptyStatus = (status: number): EmptyDocument => ({ ...empty, status })

/** NoContentException, and what has nothing to say. */
export const empty204 = emptyStatus(204)

/** A Java method that takes a body: what is said of it where that is missing, and the class that Jackson makes of an object. */
export interface BodyParameter {
  readonly method: string
  readonly type: string
}

/** Where Jackson stops at the first token. */
const place = '\n at [Source: (PushbackInputStream); line: 1, column: 1]'

const mismatch = 'com.fasterxml.jackson.databind.exc.MismatchedInputException'

/** HttpMessageNotReadableException */
const mismatched = (text: string): Failure =>
  failures.unreadableBody(`JSON parse error: ${text}; nested exception is ${mismatch}: ${text}${place}`)

const bodyMissing = (method: string | undefined): Failure =>
  failures.unreadableBody(`Required request body is missing${method === undefined ? '' : `: ${method}`}`)

/** A body of JSON, whatever it is (JsonNode). @throws unreadableBody for none, and for what is no JSON. */
export function jsonNode ({ body }: Pick<XapiCall, 'body'>, method?: string): unknown {
  if (body === undefined || body.bytes.length === 0) throw bodyMissing(method)
  return parsed(bodyText(body))
}

/** A body of JSON that becomes an object of Java's. @throws unreadableBody for none, for null, and for what is no JSON. */
export function jsonBody (call: Pick<XapiCall, 'body'>, method?: string): unknown {
  const value = jsonNode(call, method)
  if (value === null) throw bodyMissing(method)
  return value
}

function parsed (text: string): unknown {
  try {
    return jsonValue(text, '(PushbackInputStream)')
  } catch (error) {
    if (!(error instanceof JacksonError)) throw error
    const { said, message, isEnd } = error
    const exception = isEnd ? 'io.JsonEOFException' : 'JsonParseException'
    throw failures.unreadableBody(`JSON parse error: ${said}; nested exception is com.fasterxml.jackson.core.${exception}: ${message}`)
  }
}

/** A body that must be an object. @throws unreadableBody in Jackson's words */
export function objectBody (call: Pick<XapiCall, 'body'>, { method, type }: BodyParameter): Readonly<Record<string, unknown>> {
  const { body } = call
  if (body !== undefined && /^(?:application\/x-www-form-urlencoded|multipart\/form-data)$/.test(body.type)) {
    throw failures.requestFailed(`Content type '${body.header}' not supported`)
  }
  const value = jsonBody(call, method)
  if (Array.isArray(value)) {
    throw mismatched(`Cannot deserialize value of type \`${type}\` from Array value (token \`JsonToken.START_ARRAY\`)`)
  }
  if (typeof value === 'object' && value !== null) return value as Readonly<Record<string, unknown>>
  const [argument, from] = typeof value === 'string'
    ? ['String', `String value ('${value}')`]
    : typeof value === 'number' ? ['int/Int', `Number value (${value})`] : ['boolean/Boolean', `Boolean value (${String(value)})`]
  throw mismatched(
    `Cannot construct instance of \`${type.replace(/<.*/, '')}\` (although at least one Creator exists): ` +
    `no ${argument}-argument constructor/factory method to deserialize from ${from}`
  )
}

/** A body that must be a list of texts. */
export function listBody (call: Pick<XapiCall, 'body'>): readonly string[] {
  const value = jsonBody(call)
  if (!Array.isArray(value) || !value.every(item => typeof item === 'string')) {
    throw failures.unreadableBody('JSON parse error: the body is not a list of texts')
  }
  return value
}
