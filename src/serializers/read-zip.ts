import { type FileHandle, open } from 'node:fs/promises'
import type { Entry, ZipFile } from 'yauzl'
import { lazily } from './lazily.ts'
import { BadArchive, type Member, Truncated } from './member.ts'

const yauzl = lazily<typeof import('yauzl')>('yauzl')

/** A zip that is read by its directory. */
export interface Zip {
  readonly count: number
  /** In the order of the directory. @throws BadArchive */
  readonly members: () => AsyncIterable<Member>
  readonly close: () => void
}

/** @throws BadArchive for what is no zip, Truncated for what begins like one. */
export async function openZip (path: string): Promise<Zip> {
  let file: ZipFile
  try {
    file = await yauzl().openPromise(path, { autoClose: false, decodeStrings: false })
  } catch (error) {
    throw await beginsLikeZip(path) ? new Truncated('Unexpected end of ZLIB input stream') : new BadArchive((error as Error).message)
  }
  return { count: file.entryCount, members: () => membersOf(file), close: () => { file.close() } }
}

async function * membersOf (file: ZipFile): AsyncGenerator<Member> {
  try {
    for await (const entry of file.eachEntry()) yield memberOf(file, entry)
  } catch (error) {
    throw error instanceof Error && error.constructor === Error ? new BadArchive(error.message) : error
  }
}

function memberOf (file: ZipFile, entry: Entry): Member {
  const name = yauzl().getFileNameLowLevel(entry.generalPurposeBitFlag, entry.fileNameRaw, entry.extraFields, true)
  return { name, kind: kindOf(name, entry), size: entry.uncompressedSize, crc32: entry.crc32, open: () => bytesOf(file, entry) }
}

const [unix, typeBits, linkType] = [3, 0o170000, 0o120000]

function kindOf (name: string, { versionMadeBy, externalFileAttributes }: Entry): Member['kind'] {
  if (name.endsWith('/')) return 'folder'
  return versionMadeBy >> 8 === unix && ((externalFileAttributes >>> 16) & typeBits) === linkType ? 'other' : 'file'
}

async function bytesOf (file: ZipFile, entry: Entry): Promise<AsyncIterable<Uint8Array>> {
  if (entry.isEncrypted()) throw new BadArchive('encrypted ZIP entry not supported')
  try {
    return checked(await file.openReadStreamPromise(entry))
  } catch (error) {
    throw new BadArchive((error as Error).message)
  }
}

async function * checked (stream: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  try {
    yield * stream
  } catch (error) {
    throw new BadArchive((error as Error).message)
  }
}

async function beginsLikeZip (path: string): Promise<boolean> {
  let file: FileHandle | undefined
  try {
    file = await open(path)
    const { buffer, bytesRead } = await file.read(Buffer.alloc(4), 0, 4, 0)
    return bytesRead === 4 && buffer.readUInt32LE(0) === 0x04034B50
  } finally {
    await file?.close()
  }
}
