import { failures } from '../../failures/index.ts'
import { type Document, type TextDocument, empty, text } from '../../model/document.ts'
import { bodyText } from '../../entity/body.ts'
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

/** What Spring's converter of strings writes, whatever the media type: the bare text. */
export const bare = (value: string, mime: string): TextDocument => text(value, { mime: `${mime};charset=ISO-8859-1` })

export const nothing = empty

/** A body of JSON. @throws unreadableBody for none, and for what is no JSON. */
export function jsonBody ({ body }: Pick<XapiCall, 'body'>): unknown {
  if (body === undefined) throw failures.unreadableBody('Required request body is missing')
  try {
    return JSON.parse(bodyText(body))
  } catch (error) {
    throw failures.unreadableBody(`JSON parse error: ${(error as Error).message}`)
  }
}

/** A body that must be an object. */
export function objectBody (call: Pick<XapiCall, 'body'>): Readonly<Record<string, unknown>> {
  const value = jsonBody(call)
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw failures.unreadableBody('JSON parse error: the body is not an object')
  }
  return value as Readonly<Record<string, unknown>>
}

/** A body that must be a list of texts. */
export function listBody (call: Pick<XapiCall, 'body'>): readonly string[] {
  const value = jsonBody(call)
  if (!Array.isArray(value) || !value.every(item => typeof item === 'string')) {
    throw failures.unreadableBody('JSON parse error: the body is not a list of texts')
  }
  return value
}
