import { createReadStream } from 'node:fs'
import type { ArchiveEntry, Content } from '../model/document.ts'
import { BadArchive, Truncated } from '../serializers/member.ts'
import { tarMembers } from '../serializers/read-tar.ts'
import type { BlobStore, Received } from '../store/files/blobs.ts'
import { UnusableDatabase, filesIn } from '../store/sql/database.ts'
import { Image } from './image.ts'
import type { Snapshot } from './snapshots.ts'

/** A file that is no snapshot, or not a whole one; the message says why. */
export class BadSnapshot extends Error {}

/** Where the database stands in a snapshot's file; files stand in `files/`, under their hash. */
const database = 'archive.db'

/** The parts of a snapshot's file. */
export function snapshotEntries ({ image: { bytes, hashes }, created }: Snapshot, blobs: BlobStore): ArchiveEntry[] {
  return [
    { path: database, content: inMemory(bytes), modified: created },
    ...[...hashes].map(hash => ({ path: `files/${hash}`, content: onDisk(hash, blobs), modified: created }))
  ]
}

// a tar has no checksums of its members
const crc32 = 0

const inMemory = (bytes: Buffer): Content => ({ size: bytes.length, crc32, hold: () => () => {}, async * stream () { yield bytes } })

const onDisk = (hash: string, blobs: BlobStore): Content =>
  ({ size: blobs.size(hash), crc32, hold: () => blobs.hold(hash), stream: range => blobs.read(hash, range) })

/**
 * Reads a snapshot's file.
 * @returns its image, used once.
 * @throws BadSnapshot; nothing of it is stored then.
 */
export async function readSnapshot (file: string, blobs: BlobStore): Promise<{ image: Image, created: number }> {
  const received: Received[] = []
  try {
    const bytes = await readParts(file, blobs, received)
    const hashes = new Set(filesIn(bytes))
    const missing = [...hashes].find(hash => !received.some(part => part.hash === hash))
    if (missing !== undefined) throw new BadSnapshot(`it lacks a file that its database names (${missing})`)
    for (const part of received) blobs.keep(part)
    return { image: new Image(bytes, hashes, blobs).use(), created: Date.now() }
  } catch (error) {
    for (const part of received) blobs.discard(part)
    throw error instanceof BadArchive || error instanceof Truncated || error instanceof UnusableDatabase
      ? new BadSnapshot(error.message)
      : error
  }
}

async function readParts (file: string, blobs: BlobStore, received: Received[]): Promise<Buffer> {
  let bytes: Buffer | undefined
  for await (const member of tarMembers(createReadStream(file))) {
    if (member.name === database) {
      bytes = await whole(await member.open())
    } else {
      const [, hash] = /^files\/([\da-f]{64})$/.exec(member.name) ?? []
      if (hash === undefined) throw new BadSnapshot(`it has something else in it (${member.name})`)
      const part = await blobs.receive(await member.open())
      received.push(part)
      if (part.hash !== hash) throw new BadSnapshot(`a file in it is not what it was (${hash})`)
    }
  }
  if (bytes === undefined) throw new BadSnapshot('it has no database in it')
  return bytes
}

async function whole (source: AsyncIterable<Uint8Array>): Promise<Buffer> {
  const chunks: Uint8Array[] = []
  for await (const chunk of source) chunks.push(Buffer.from(chunk))
  return Buffer.concat(chunks)
}
