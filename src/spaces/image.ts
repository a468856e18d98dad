import type { BlobStore } from '../store/files/blobs.ts'

/**
 * A whole archive as bytes, as it once stood; never changed, so that many may start from one. The bytes of its files
 * stay in the blob store while somebody uses it.
 */
export class Image {
  /** A SQLite database. */
  readonly bytes: Buffer
  /** The files that it names, by hash. */
  readonly hashes: ReadonlySet<string>
  private readonly blobs: BlobStore
  private users = 0
  private leave: (() => void) | undefined

  constructor (bytes: Buffer, hashes: Iterable<string>, blobs: BlobStore) {
    this.bytes = bytes
    this.hashes = new Set(hashes)
    this.blobs = blobs
  }

  use (): this {
    if (this.users++ === 0 && this.hashes.size > 0) {
      this.leave = this.blobs.join({ holds: hash => this.hashes.has(hash), held: () => [...this.hashes] })
    }
    return this
  }

  letGo (): void {
    if (--this.users > 0) return
    this.leave?.()
    this.leave = undefined
  }
}
