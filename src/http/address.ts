import type { IncomingMessage } from 'node:http'
import type { Entrance } from './entrances.ts'

declare module 'node:http' {
  interface IncomingMessage {
    /** How the address of this request was read. */
    address?: Address
  }
}

/** An address as the rewriter reads it, once for each request. Whoever wants to know of an address looks here, never at its text. */
export interface Address extends Entrance {
  /** What the client wrote below the context path and the space, without the query and the session's ID. */
  readonly path: string
  /** What is behind the question mark. */
  readonly query: string
  /** The space that the path names; the default one where it names none. */
  readonly space?: string
  /** Session ID from a `;jsessionid=` in the path. */
  readonly session?: string
  /** The template that the path matched, if any, and what stands there for its variables, not percent-decoded. */
  readonly template?: string
  readonly params?: Readonly<Record<string, string>>
  /** What follows the part that a resource's template matched, without its leading slash. */
  readonly rest: string
  /** Whether the container cannot decode the path. */
  readonly undecodable?: true
}

const unread: Address = { door: 'none', open: false, own: false, ofAccounts: false, servlet: '', path: '', query: '', rest: '' }

export const addressOf = ({ raw: { address } }: { readonly raw: Pick<IncomingMessage, 'address'> }): Address => address ?? unread

/** Where resources are mounted inside the server, whatever the client's spelling. */
export const mount = '/data'

/** What every address of Restlet's is for Fastify. */
export const everywhere = `${mount}/-`

/** What a route takes, whatever its resource then says of it. */
export const everyMethod = ['GET', 'HEAD', 'PUT', 'POST', 'DELETE', 'OPTIONS', 'PATCH']
