import type { Failure } from '../../failures/index.ts'
import type { Document } from '../../model/document.ts'
import type { Description } from '../../http/description.ts'
import type { ArchiveCall } from '../call.ts'

/** One request to a resource. */
export interface Call extends ArchiveCall {
  /** What is said of the method that it calls, if the resource has it. */
  readonly operation: Description | undefined
  /** Values of the template's variables: escaped like every parameter, not percent-decoded. */
  readonly params: Readonly<Record<string, string | undefined>>
  /** The same as the client wrote them. */
  readonly rawParams: Readonly<Record<string, string | undefined>>
  /** What follows the resource's own path: XNAT's file path. */
  readonly rest: string
  /** The media type to answer in: `?format=` before what was negotiated. */
  readonly mime: string
}

/** A method that has all it needs in the request's head, and in a body that is held in memory. */
export interface Plain<Found> extends Description {
  /**
   * Runs in one transaction. A failure that is thrown undoes everything; one that is returned keeps what was done
   * before it, as XNAT does where it saves in several steps.
   */
  readonly handle: (call: Call, found: Found) => Document | Failure
}

/** Reading, which may take its time where a file must be looked into. */
export interface Reading<Found> extends Description {
  readonly handle: (call: Call, found: Found) => Document | Failure | Promise<Document>
}

/** A method that takes its time before it writes: whose body goes to the disk as it comes, or which reads many files. */
export interface Prepared<Found> extends Description {
  /** Runs before the transaction. @throws what then is the answer; nothing of the body is stored. */
  readonly prepare: (call: Call, found: Found) => Promise<Work<Found>>
}

/** What is left to do in the transaction, as with `handle`. */
export interface Work<Found> {
  /** @param found anew: what was there before may be gone. */
  readonly run: (found: Found) => Document | Failure
  /** Lets go of what was prepared, whatever came of it. */
  readonly settle?: () => void
}

/** What one method of a resource does. */
export type Operation<Found> = Plain<Found> | Reading<Found> | Prepared<Found>

/** A Restlet resource: URLs, what stands behind them, and what may be done with it. */
export interface Resource<Found> {
  readonly tag: string
  /** URL templates with variables in braces, as XNATApplication attaches them. */
  readonly urls: readonly string[]
  /** Whether each URL answers below /archive too. */
  readonly archive: boolean
  /** Attached outside XnatSecureGuard, which looks for the token against forgery. */
  readonly unguarded?: true
  /** The media types that Accept may choose from; `?format=` names others besides. */
  readonly offers: readonly string[]
  /** The resource's constructor: it runs before the method is looked at. @throws what every method then answers. */
  readonly find: (call: Call) => Found
  readonly get?: Reading<Found>
  readonly put?: Plain<Found> | Prepared<Found>
  readonly post?: Plain<Found> | Prepared<Found>
  readonly delete?: Plain<Found> | Prepared<Found>
}

export const methods = ['get', 'put', 'post', 'delete'] as const
export type Method = typeof methods[number]

/** SecureResource.STANDARD_VARIANTS */
export const standardOffers = ['application/json', 'text/html', 'text/xml'] as const
