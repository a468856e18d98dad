import { open } from 'node:fs/promises'
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
    throw await cutEntry(path) ?? new BadArchive((error as Error).message)
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

const [localHeader, headerLength, described] = [0x04034B50, 30, 0b1000]

/**
 * Walks the entries of a zip without a directory, as java.util.zip.ZipInputStream does.
 * @returns the first that is not whole, or of which nobody knows where it ends; undefined where there is none at all.
 */
async function cutEntry (path: string): Promise<Truncated | undefined> {
  const file = await open(path)
  try {
    const { size } = await file.stat()
    for (let at = 0; ;) {
      const { buffer: head, bytesRead } = await file.read(Buffer.alloc(headerLength), 0, headerLength, at)
      if (bytesRead < 4 || head.readUInt32LE(0) !== localHeader) return at === 0 ? undefined : new Truncated(deflatedEnd)
      const [flags, method, packed] = [head.readUInt16LE(6), head.readUInt16LE(8), head.readUInt32LE(18)]
      const start = at + headerLength + head.readUInt16LE(26)
      const { buffer: name } = await file.read(Buffer.alloc(head.readUInt16LE(26)), 0, head.readUInt16LE(26), at + headerLength)
      at = start + head.readUInt16LE(28) + packed
      if (at > size || (flags & described) !== 0) return new Truncated(method === 0 ? storedEnd : deflatedEnd, name.toString('utf8'))
    }
  } finally {
    await file.close()
  }
}

/** ZipInputStream.read of what is stored, InflaterInputStream.fill of what is deflated. */
const [storedEnd, deflatedEnd] = ['unexpected EOF', 'Unexpected end of ZLIB input stream']
