import type { Clock } from '../../process/clock.ts'
import type { Blob, BlobStore, Received } from './blobs.ts'
import type { Statements } from '../sql/statements.ts'

/** A file on the disk of the archive. */
export interface FileRow {
  path: string
  /** The hash that its bytes stand under. */
  blob: string
  size: number
  md5: string
  crc32: number
  modified: number
}

function queries (sql: Statements) {
  return {
    find: sql.get<[path: string], FileRow>('SELECT * FROM file WHERE path = ?'),
    // `0` is the character after `/`
    below: sql.all<[{ folder: string }], FileRow>("SELECT * FROM file WHERE path > :folder || '/' AND path < :folder || '0' ORDER BY path"),
    isFolder: sql.get<[{ path: string }], { yes: number }>(`
      SELECT 1 AS yes WHERE EXISTS (SELECT 1 FROM file WHERE path > :path || '/' AND path < :path || '0')
        OR EXISTS (SELECT 1 FROM catalog WHERE path > :path || '/' AND path < :path || '0')`),
    write: sql.insert<[path: string, blob: string, size: number, md5: string, crc32: number, modified: number]>('file', `
      (path, blob, size, md5, crc32, modified) VALUES (?, ?, ?, ?, ?, ?)
      ON CONFLICT (path) DO UPDATE SET blob = excluded.blob, size = excluded.size, md5 = excluded.md5, crc32 = excluded.crc32,
        modified = excluded.modified`),
    remove: sql.delete<[path: string]>('file', 'WHERE path = ?'),
    removeBelow: sql.delete<[{ folder: string }]>('file', "WHERE path > :folder || '/' AND path < :folder || '0'"),
    move: sql.updateOrReplace<[{ from: string, to: string }]>('file', `
      SET path = :to || substr(path, length(:from) + 1) WHERE path > :from || '/' AND path < :from || '0'`),
    holds: sql.get<[blob: string], { yes: number }>('SELECT 1 AS yes FROM file WHERE blob = ? LIMIT 1'),
    held: sql.all<[], { blob: string }>('SELECT DISTINCT blob FROM file')
  }
}

/**
 * The disk of the archive as XNAT would have it: files by path, whether or not a catalog lists them. Only names live
 * here; the bytes stand in the blob store.
 */
export class Disk {
  private readonly sql: ReturnType<typeof queries>
  private readonly clock: Clock
  /** Bytes that the transaction has taken or let go of. */
  private readonly touched = new Set<string>()
  readonly blobs: BlobStore
  /** Ends the hold on all bytes. */
  readonly leave: () => void

  constructor (statements: Statements, blobs: BlobStore, clock: Clock) {
    this.sql = queries(statements)
    this.clock = clock
    this.blobs = blobs
    this.leave = blobs.join({
      holds: hash => this.sql.holds(hash) !== undefined,
      held: () => this.held()
    })
  }

  /** The hashes of all files. */
  held (): string[] {
    return this.sql.held().map(({ blob }) => blob)
  }

  file (path: string): FileRow | undefined {
    return this.sql.find(path)
  }

  isFolder (path: string): boolean {
    return this.sql.isFolder({ path }) !== undefined
  }

  /** Every file below a folder. */
  below (folder: string): FileRow[] {
    return this.sql.below({ folder })
  }

  write (path: string, received: Received): void {
    this.blobs.keep(received)
    this.link(path, received)
  }

  /** Gives bytes that are here already one more path. */
  link (path: string, { hash, size, md5, crc32 }: Blob, modified = this.clock.now()): void {
    this.touched.add(hash)
    this.touch(path)
    this.sql.write(path, hash, size, md5, crc32, modified)
  }

  remove (path: string): void {
    this.touch(path)
    this.sql.remove(path)
  }

  /** Removes a folder with all that is in it. */
  removeBelow (folder: string): void {
    for (const { blob } of this.below(folder)) this.touched.add(blob)
    this.sql.removeBelow({ folder })
  }

  /** Moves a folder with all that is in it, over what is there. */
  move (from: string, to: string): void {
    for (const { blob } of this.below(to)) this.touched.add(blob)
    this.sql.move({ from, to })
  }

  /** Frees the bytes that no file holds after a transaction, however it ended. */
  settle (): void {
    if (this.touched.size === 0) return
    this.blobs.release(this.touched)
    this.touched.clear()
  }

  private touch (path: string): void {
    const before = this.sql.find(path)
    if (before) this.touched.add(before.blob)
  }
}
