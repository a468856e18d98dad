declare module 'node:http' {
  interface IncomingMessage {
    /** How the address of this request was read. */
    address?: Address
  }
}

export interface Address {
  /** The space that the path names; the default one where it names none. */
  readonly space?: string
  /** The template that the path matched, if any, and what stands there for its variables, not percent-decoded. */
  readonly template?: string
  readonly params?: Readonly<Record<string, string>>
  /** What follows the part that a resource's template matched, without its leading slash. */
  readonly rest: string
  /** `/data`, `/REST/archive` …, with the context path before it: how the client spelt it. */
  readonly prefix: string
  /** Session ID from a `;jsessionid=` in the path. */
  readonly session?: string
}

/** Where resources are mounted inside the server, whatever the client's spelling. */
export const mount = '/data'

/** What every address of Restlet's is for Fastify. */
export const everywhere = `${mount}/-`

/** For a path that the container cannot decode. */
export const undecodable = '/_undecodable'

/** What a route takes, whatever its resource then says of it. */
export const everyMethod = ['GET', 'HEAD', 'PUT', 'POST', 'DELETE', 'OPTIONS', 'PATCH']
