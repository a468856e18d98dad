/** One thing in an archive that is read. */
export interface Member {
  readonly name: string
  /** Links and devices are other: they lead out of the archive. */
  readonly kind: 'file' | 'folder' | 'other'
  /** How many bytes it says that it has. */
  readonly size: number
  readonly crc32?: number
  readonly open: () => Promise<AsyncIterable<Uint8Array>>
}

/** Bytes that are not what they are taken for. */
export class BadArchive extends Error {}
/** An archive that ends too early; the message is Java's. */
export class Truncated extends Error {
  /** What it ends in, if that is known. */
  readonly member: string | undefined

  constructor (message: string, member?: string) {
    super(message)
    this.member = member
  }
}
