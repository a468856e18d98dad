import { createReadStream } from 'node:fs'
import { createGunzip } from 'node:zlib'
import { failures } from '../failures/index.ts'
import { UnsafePath, safePath } from '../model/archive-path.ts'
import { BadArchive, type Member, Truncated } from '../serializers/member.ts'
import { tarMembers } from '../serializers/read-tar.ts'
import { type Zip, openZip } from '../serializers/read-zip.ts'
import type { BlobStore, Received } from '../store/files/blobs.ts'
import type { Limits } from '../spaces/limits.ts'
import { type UploadedFile, storeFailure } from './upload.ts'

export type ArchiveFormat = 'zip' | 'tar' | 'tgz' | 'gz'

const formats: readonly (readonly [ArchiveFormat, RegExp])[] = [
  ['tar', /\.[tx]ar$/],
  ['tgz', /\.t(ar\.)?gz$/],
  ['zip', /\.z(ip|ar)$/],
  ['gz', /\.gz$/]
]

/** What a file's name says that it is (Format.getFormat), in small letters only. */
export const archiveFormat = (name: string): ArchiveFormat | undefined => formats.find(([, pattern]) => pattern.test(name))?.[0]

/** A file or a folder of an archive. */
export interface Unpacked {
  /** As the archive has it. */
  readonly name: string
  /** Without steps that lead nowhere. */
  readonly path: string
  /** Its bytes, under a temporary name; undefined for a folder. */
  readonly received: Received | undefined
}

/** What becomes of an archive that cannot be unpacked. @param cut the member that it ends in, where it ends too early. */
export type Refusal = (failure: unknown, cut?: string) => unknown

/**
 * Unpacks an archive beside the store. Names are checked before anything is taken from a zip.
 * @throws what becomes of archives that are none, are too large, or name files that could stand elsewhere; nothing is left then.
 */
export async function unpack (
  { name, received: { path, size } }: UploadedFile,
  format: ArchiveFormat,
  { blobs, limits, refusal = failure => failure }: { blobs: BlobStore, limits: Limits, refusal?: Refusal }
): Promise<readonly Unpacked[]> {
  const unpacked: Unpacked[] = []
  const take: Take = async (name, path, bytes) => {
    const received = bytes && await blobs.receive(bytes)
    unpacked.push({ name, path, received })
    return received
  }
  try {
    const budget = new Budget(limits, size)
    if (format === 'zip') {
      await unpackZip(path, budget, take)
    } else if (format === 'gz') {
      await take(name.slice(0, -'.gz'.length), checkedName(name.slice(0, -'.gz'.length)), budget.through(gunzip(path)))
    } else {
      await unpackTar(format === 'tar' ? createReadStream(path) : gunzip(path), budget, take)
    }
    return unpacked
  } catch (error) {
    discardAll(unpacked, blobs)
    throw refusal(failureOf(error), error instanceof Truncated ? error.member : undefined)
  }
}

export function discardAll (files: readonly { readonly received: Received | undefined }[], blobs: BlobStore): void {
  for (const { received } of files) if (received) blobs.discard(received)
}

type Take = (name: string, path: string, bytes?: AsyncIterable<Uint8Array>) => Promise<Received | undefined>

async function unpackTar (source: AsyncIterable<Uint8Array>, budget: Budget, take: Take): Promise<void> {
  for await (const member of tarMembers(budget.through(source))) {
    budget.countMember()
    const path = checkedMember(member)
    if (path !== undefined) await take(member.name, path, member.kind === 'file' ? await member.open() : undefined)
  }
}

/** All names and sizes are looked at before the first file is written. What is no zip has no entries (ZipInputStream.getNextEntry). */
async function unpackZip (file: string, budget: Budget, take: Take): Promise<void> {
  const zip = await openIfZip(file)
  if (zip === undefined) return
  try {
    const members: { member: Member, path: string }[] = []
    for await (const member of zip.members()) {
      budget.countMember(member.size)
      const path = checkedMember(member)
      if (path !== undefined) members.push({ member, path })
    }
    for (const { member, path } of members) {
      const received = await take(member.name, path, member.kind === 'file' ? await member.open() : undefined)
      if (received) checkSum(member, received)
    }
  } finally {
    zip.close()
  }
}

async function openIfZip (file: string): Promise<Zip | undefined> {
  try {
    return await openZip(file)
  } catch (error) {
    if (error instanceof BadArchive) return undefined
    throw error
  }
}

function checkSum ({ crc32: expected = 0 }: Member, { crc32 }: Received): void {
  if (crc32 !== expected) throw failures.caught(`invalid entry CRC (expected 0x${expected.toString(16)} but got 0x${crc32.toString(16)})`)
}

/** @returns undefined for the archive's own root. */
function checkedMember ({ name, kind }: Member): string | undefined {
  if (kind === 'other') throw failures.unsafePath('A link or a device is not allowed in an archive.')
  return kind === 'folder' && /^(\.?\/)+$/.test(name) ? undefined : checkedName(name)
}

/** @throws unsafePath */
export function checkedName (name: string): string {
  try {
    return safePath(name)
  } catch (error) {
    throw error instanceof UnsafePath ? failures.unsafePath(error.message) : error
  }
}

/** What an archive may still bring. */
class Budget {
  private readonly limits: Limits
  private bytes: number
  private members = 0

  constructor (limits: Limits, packed: number) {
    this.limits = limits
    this.bytes = Math.min(limits.unpacked, Math.max(limits.freely, limits.ratio * packed))
  }

  countMember (size = 0): void {
    if (++this.members > this.limits.entries) throw failures.tooManyEntries(String(this.limits.entries))
    this.countBytes(size)
  }

  async * through (source: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
    for await (const chunk of source) {
      this.countBytes(chunk.length)
      yield chunk
    }
  }

  private countBytes (count: number): void {
    this.bytes -= count
    if (this.bytes < 0) throw failures.unpacksTooLarge()
  }
}

/** @throws in Java's words. */
async function * gunzip (path: string): AsyncGenerator<Uint8Array> {
  const file = createReadStream(path)
  try {
    yield * file.pipe(createGunzip()) as AsyncIterable<Uint8Array>
  } catch (error) {
    const { message } = error as Error
    throw new Truncated(
      message === 'incorrect header check'
        ? 'Not in GZIP format'
        : message === 'unexpected end of file'
          ? 'Unexpected end of ZLIB input stream'
          : message
    )
  } finally {
    file.destroy()
  }
}

function failureOf (error: unknown): unknown {
  if (error instanceof Truncated) return failures.caught(error.message)
  if (error instanceof BadArchive) return failures.badArchive(error.message)
  return storeFailure(error) ?? error
}
