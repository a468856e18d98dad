/** How much one request may bring. XNAT has no such limits; a server that others can reach needs them. */
export interface Limits {
  /** Bytes of an upload. */
  readonly upload: number
  /** Bytes that an archive may unpack to. */
  readonly unpacked: number
  /** Files in an archive. */
  readonly entries: number
  /** Spaces beside the default one. */
  readonly spaces: number
  /** Requests that the journal of a space remembers; none with 0. */
  readonly journal: number
  /** Bytes that they may take. */
  readonly journalBytes: number
  /** How many times its own size an archive may unpack to, once that is more than `freely`. */
  readonly ratio: number
  /** What an archive may unpack to whatever its own size: blank images do compress a thousandfold. */
  readonly freely: number
  /** Bytes of an XML document, a form or JSON. */
  readonly body: number
  /** Bytes of a request's line and headers together. */
  readonly head: number
  /** Connections at once. */
  readonly connections: number
  /** Milliseconds that the head of a request may take. */
  readonly headTime: number
  /** Milliseconds that nothing may move on a connection with a request on it. */
  readonly idleTime: number
}

const [kibibyte, mebibyte, gibibyte] = [1024, 1024 ** 2, 1024 ** 3]

export const defaultLimits: Limits = {
  upload: 64 * gibibyte,
  unpacked: 64 * gibibyte,
  entries: 100_000,
  ratio: 200,
  freely: 256 * mebibyte,
  spaces: 10_000,
  journal: 1000,
  journalBytes: 8 * mebibyte,
  body: 64 * mebibyte,
  head: 16 * kibibyte,
  connections: 10_000,
  headTime: 60_000,
  idleTime: 600_000
}
