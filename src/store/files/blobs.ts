import { createHash, randomUUID } from 'node:crypto'
import {
  type ReadStream,
  closeSync,
  createReadStream,
  createWriteStream,
  existsSync,
  mkdirSync,
  openSync,
  readdirSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync
} from 'node:fs'
import { join } from 'node:path'
import type { Writable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { crc32 } from 'node:zlib'
import { removeTemporary, temporaryFolder } from './temporary.ts'

/** What is known of some bytes. */
export interface Blob {
  /** SHA-256; the bytes stand under it. */
  readonly hash: string
  readonly size: number
  readonly md5: string
  readonly crc32: number
}

/** Bytes that have come in and stand under a temporary name; no archive holds them yet. */
export interface Received extends Blob {
  readonly path: string
}

/** Whoever has files: consulted before bytes are removed. */
export interface Holder {
  readonly holds: (hash: string) => boolean
  readonly held: () => readonly string[]
}

/** The disk cannot take what came; the message is the system's. */
export class DiskFailed extends Error {}
/** More bytes than may be taken. */
export class TooLarge extends Error {}

export interface Range {
  readonly start: number
  /** The last byte. */
  readonly end: number
}

/** How much is read from the disk at once. */
const portion = 256 * 1024

/**
 * Bytes on disk under their hash, written to a temporary name first and renamed. Several archives may share one store:
 * bytes go when none of them holds them any more.
 */
export class BlobStore {
  private folder: string | undefined
  private readonly temporary: boolean
  private readonly holders = new Set<Holder>()
  private readonly readers = new Map<string, number>()
  /** What makes bytes that nobody has read yet, by their hash. */
  private readonly promised = new Map<string, () => Iterable<Uint8Array>>()
  /** Distinguishes our temporary names from those of another run. */
  private readonly run = `${process.pid}-${randomUUID()}`
  private received = 0

  /** @param folder where the bytes outlive the process; without one they go with it. */
  constructor (folder?: string) {
    this.folder = folder
    this.temporary = folder === undefined
  }

  /** Joins an archive. @returns what it calls when it goes. */
  join (holder: Holder): () => void {
    this.holders.add(holder)
    return () => {
      const held = holder.held()
      this.holders.delete(holder)
      if (this.temporary) this.release(held)
    }
  }

  /**
   * Takes bytes in as they come; memory does not grow with them.
   * @throws DiskFailed, TooLarge, or what the source throws; nothing is left behind then.
   */
  async receive (source: AsyncIterable<Uint8Array>, limit = Infinity): Promise<Received> {
    const path = join(this.made('incoming'), `${this.run}-${this.received++}`)
    const [digest, sink] = [new Digest(limit), this.sink(path)]
    try {
      await pipeline(digest.through(source), sink)
    } catch (error) {
      // a file that is still being opened would be there again
      if (!sink.closed) await new Promise(resolve => { sink.once('close', resolve) })
      rmSync(path, { force: true })
      throw digest.failure ?? new DiskFailed(wordsOf(error))
    }
    return { ...digest.blob(), path }
  }

  /** Takes bytes that are there at once. */
  take (chunks: Iterable<Uint8Array>): Received {
    const path = join(this.made('incoming'), `${this.run}-${this.received++}`)
    const digest = new Digest(Infinity)
    const handle = openSync(path, 'wx')
    try {
      for (const chunk of chunks) {
        digest.add(chunk)
        writeFileSync(handle, chunk)
      }
      return { ...digest.blob(), path }
    } catch (error) {
      rmSync(path, { force: true })
      throw error
    } finally {
      closeSync(handle)
    }
  }

  /**
   * Counts bytes as there that are made when they are first read, again if they are gone by then. Where bytes outlive the
   * process they are made at once.
   * @param blob must be what is known of the bytes that `make` makes.
   */
  promise ({ hash }: Blob, make: () => Iterable<Uint8Array>): void {
    if (this.temporary) this.promised.set(hash, make)
    else this.keep(this.take(make()))
  }

  /** Where received bytes are written to. */
  protected sink (path: string): Writable {
    // what is not to outlive the process need not be on the disk for sure
    return createWriteStream(path, { flags: 'wx', flush: !this.temporary, highWaterMark: 4 * portion })
  }

  /** Gives received bytes their name. Whoever holds them must say so in the same turn. */
  keep ({ path, hash }: Received): void {
    const kept = join(this.made(hash.slice(0, 2)), hash)
    if (existsSync(kept)) rmSync(path, { force: true })
    else renameSync(path, kept)
  }

  /** Removes received bytes that nobody stored. */
  discard ({ path }: Received): void {
    rmSync(path, { force: true })
  }

  read (hash: string, range: Partial<Range> = {}): ReadStream {
    const letGo = this.hold(hash)
    return createReadStream(this.path(hash), { ...range, highWaterMark: portion }).on('close', letGo)
  }

  /** Keeps bytes from going while they are read. @returns what lets them go. */
  hold (hash: string): () => void {
    this.readers.set(hash, (this.readers.get(hash) ?? 0) + 1)
    let held = true
    return () => {
      if (!held) return
      held = false
      const left = (this.readers.get(hash) ?? 1) - 1
      if (left > 0) {
        this.readers.set(hash, left)
      } else {
        this.readers.delete(hash)
        this.release([hash])
      }
    }
  }

  /** Removes those bytes that no archive holds and nobody reads. */
  release (hashes: Iterable<string>): void {
    if (this.folder === undefined) return
    for (const hash of hashes) {
      if (!this.readers.has(hash) && ![...this.holders].some(holder => holder.holds(hash))) rmSync(this.place(hash), { force: true })
    }
  }

  /** Removes what a killed process left: bytes that no archive holds, and those that were coming in. */
  async sweep (): Promise<void> {
    if (this.folder === undefined || !existsSync(this.folder)) return
    const incoming = this.made('incoming')
    for (const name of readdirSync(incoming)) {
      if (!name.startsWith(this.run) && !isAlive(Number.parseInt(name))) rmSync(join(incoming, name), { force: true })
    }
    for (const name of readdirSync(this.folder).filter(name => /^[\da-f]{2}$/.test(name))) {
      this.release(readdirSync(join(this.folder, name)))
      await new Promise(resolve => { setImmediate(resolve) })
    }
  }

  close (): void {
    if (this.temporary && this.folder !== undefined) removeTemporary(this.folder)
  }

  /** A folder of ours, made where it is not there. */
  private made (name: string): string {
    this.folder ??= temporaryFolder()
    const folder = join(this.folder, name)
    mkdirSync(folder, { recursive: true })
    return folder
  }

  /** How many bytes there are under a hash. */
  size (hash: string): number {
    return statSync(this.path(hash)).size
  }

  /** Where the bytes stand; hold them while they are read from there. */
  path (hash: string): string {
    const make = this.promised.get(hash)
    if (make && !existsSync(this.place(hash))) this.keep(this.take(make()))
    return this.place(hash)
  }

  private place (hash: string): string {
    return join(this.folder ?? '', hash.slice(0, 2), hash)
  }
}

/** Takes the measure of bytes on their way. */
class Digest {
  private readonly sha256 = createHash('sha256')
  private readonly md5 = createHash('md5')
  private readonly limit: number
  private crc = 0
  private size = 0
  /** What went wrong before the bytes got to the disk. */
  failure: unknown

  constructor (limit: number) {
    this.limit = limit
  }

  add (chunk: Uint8Array): void {
    this.size += chunk.length
    if (this.size > this.limit) throw new TooLarge()
    this.sha256.update(chunk)
    this.md5.update(chunk)
    this.crc = crc32(chunk, this.crc)
  }

  async * through (source: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
    try {
      for await (const chunk of source) {
        this.add(chunk)
        yield chunk
      }
    } catch (error) {
      this.failure = error
      throw error
    }
  }

  blob (): Blob {
    return { hash: this.sha256.digest('hex'), size: this.size, md5: this.md5.digest('hex'), crc32: this.crc }
  }
}

const words: Readonly<Record<string, string>> = {
  ENOSPC: 'No space left on device',
  EDQUOT: 'Disk quota exceeded',
  EFBIG: 'File too large',
  EROFS: 'Read-only file system'
}

const wordsOf = (error: unknown): string => words[(error as NodeJS.ErrnoException).code ?? ''] ?? 'Input/output error'

/** A process of this machine; our own number on something that was there before us is that of a dead one. */
function isAlive (pid: number): boolean {
  if (pid === process.pid) return false
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}
