import { hash } from 'node:crypto'
import type { FastifyRequest } from 'fastify'
import type { Change } from '../store/sql/changes.ts'
import type { Store } from '../store/index.ts'

declare module 'fastify' {
  interface FastifyRequest {
    /** What the server has to say of this request, beside what XNAT answers. */
    notes: Notes | undefined
  }
}

/** What XNAT takes without a word and does not do as its client may think. */
export interface Warning {
  /** A short name: ignored-field, ignored-parameter … */
  readonly rule: string
  readonly text: string
  /** XNAT itself does what the text says, so that `--strict` does not refuse the request. */
  readonly taken?: true
}

export interface Notes {
  /** Of the failure that was answered. */
  rule?: string
  /** Where XNAT decides so. */
  source?: string
  /** The fault that was played. */
  fault?: string
  readonly warnings: Warning[]
  changes: readonly Change[]
  /** The body's digest, and the body itself where it is short. */
  body?: { readonly digest: string, readonly bytes?: Buffer }
}

/** What notes can be taken of. */
export type Noted = Pick<FastifyRequest, 'notes'>

export const notesOf = (request: Noted): Notes => (request.notes ??= { warnings: [], changes: [] })

/** Bodies up to this length are held whole, in bytes. */
const short = 16 * 1024

/** Remembers a body for the journal. */
export function noteBody (request: Noted, bytes: Buffer): void {
  notesOf(request).body = { digest: digestOf(hash('sha256', bytes)), ...(bytes.length <= short && { bytes }) }
}

/** @param sha256 in hexadecimal. */
export const digestOf = (sha256: string): string => `sha256:${sha256}`

/** Runs a request's work in one transaction, and remembers what it wrote. */
export function inTransaction<Result> (request: Noted, store: Store, work: () => Result): Result {
  const result = store.transaction(work)
  const changes = store.takeChanges()
  if (changes.length > 0) notesOf(request).changes = changes
  return result
}
