import { pipeline } from 'node:stream'
import { createDeflateRaw } from 'node:zlib'
import type { ArchiveEntry } from '../model/document.ts'

/** From here on a field of 32 bits does not hold a number, and the ZIP64 extension does. */
const most32 = 0xFFFFFFFF
const most16 = 0xFFFF

const utf8Names = 0x0800
const sizesFollow = 0x0008
const [stored, deflated] = [0, 8]
/** Versions of the format that an entry needs. */
const [plainVersion, zip64Version] = [20, 45]

interface Written {
  readonly name: Buffer
  readonly entry: ArchiveEntry
  readonly compressed: number
  readonly offset: number
}

/** A zip, entry by entry: stored ones have their sizes in front, so that they can be read as they come. */
export async function * zip (entries: readonly ArchiveEntry[], deflate: boolean): AsyncGenerator<Uint8Array> {
  const written: Written[] = []
  let offset = 0
  for (const entry of entries) {
    const name = Buffer.from(entry.path)
    const header = localHeader(name, entry, deflate)
    yield header
    let compressed = 0
    for await (const chunk of deflate ? compress(entry) : entry.content.stream()) {
      compressed += chunk.length
      yield chunk
    }
    const descriptor = deflate ? dataDescriptor(entry, compressed) : Buffer.alloc(0)
    yield descriptor
    written.push({ name, entry, compressed, offset })
    offset += header.length + compressed + descriptor.length
  }
  yield directory(written, deflate, offset)
}

function compress ({ content }: ArchiveEntry): AsyncIterable<Uint8Array> {
  const deflater = createDeflateRaw()
  pipeline(content.stream(), deflater, () => {})
  return deflater
}

function localHeader (name: Buffer, { content, modified }: ArchiveEntry, deflate: boolean): Buffer {
  const big = content.size >= most32
  const extra = big && !deflate ? zip64([content.size, content.size]) : Buffer.alloc(0)
  const known = (value: number) => deflate ? 0 : big ? most32 : value
  return fields(
    [
      [4, 0x04034b50],
      [2, big ? zip64Version : plainVersion],
      [2, utf8Names | (deflate ? sizesFollow : 0)],
      [2, deflate ? deflated : stored],
      [4, dosTime(modified)],
      [4, deflate ? 0 : content.crc32],
      [4, known(content.size)],
      [4, known(content.size)],
      [2, name.length],
      [2, extra.length]
    ],
    name,
    extra
  )
}

function dataDescriptor ({ content }: ArchiveEntry, compressed: number): Buffer {
  const width = content.size >= most32 || compressed >= most32 ? 8 : 4
  return fields([[4, 0x08074B50], [4, content.crc32], [width, compressed], [width, content.size]])
}

function directory (written: readonly Written[], deflate: boolean, offset: number): Buffer {
  const headers = written.map(entry => centralHeader(entry, deflate))
  const size = headers.reduce((sum, { length }) => sum + length, 0)
  const count = written.length
  const big = count >= most16 || size >= most32 || offset >= most32
  const end64 = big
    ? fields([
      [4, 0x06064B50], [8, 44], [2, zip64Version], [2, zip64Version], [4, 0], [4, 0], [8, count], [8, count], [8, size], [8, offset],
      [4, 0x07064B50], [4, 0], [8, offset + size], [4, 1]
    ])
    : Buffer.alloc(0)
  const end = fields([
    [4, 0x06054b50],
    [2, 0],
    [2, 0],
    [2, big ? most16 : count],
    [2, big ? most16 : count],
    [4, big ? most32 : size],
    [4, big ? most32 : offset],
    [2, 0]
  ])
  return Buffer.concat([...headers, end64, end])
}

function centralHeader ({ name, entry: { content, modified }, compressed, offset }: Written, deflate: boolean): Buffer {
  const big = Math.max(content.size, compressed, offset) >= most32
  const extra = big ? zip64([content.size, compressed, offset]) : Buffer.alloc(0)
  const known = (value: number) => big ? most32 : value
  const version = big ? zip64Version : plainVersion
  return fields(
    [
      [4, 0x02014b50],
      [2, version],
      [2, version],
      [2, utf8Names | (deflate ? sizesFollow : 0)],
      [2, deflate ? deflated : stored],
      [4, dosTime(modified)],
      [4, content.crc32],
      [4, known(compressed)],
      [4, known(content.size)],
      [2, name.length],
      [2, extra.length],
      [2, 0],
      [2, 0],
      [2, 0],
      [4, 0],
      [4, known(offset)]
    ],
    name,
    extra
  )
}

const zip64 = (values: readonly number[]): Buffer => fields([[2, 1], [2, 8 * values.length], ...values.map(value => [8, value] as const)])

/** Little-endian numbers, each with its width in bytes, then what follows them. */
function fields (numbers: readonly (readonly [width: number, value: number])[], ...rest: readonly Buffer[]): Buffer {
  const fixed = Buffer.alloc(numbers.reduce((sum, [width]) => sum + width, 0))
  let at = 0
  for (const [width, value] of numbers) {
    if (width === 8) fixed.writeBigUInt64LE(BigInt(value), at)
    else fixed.writeUIntLE(value, at, width)
    at += width
  }
  return Buffer.concat([fixed, ...rest])
}

/** Date and time as DOS has them: from 1980 on, in steps of two seconds. */
function dosTime (epoch: number): number {
  const date = new Date(epoch)
  const year = date.getUTCFullYear()
  if (year < 1980) return (1 << 21) | (1 << 16)
  const day = ((year - 1980) << 9) | ((date.getUTCMonth() + 1) << 5) | date.getUTCDate()
  const time = (date.getUTCHours() << 11) | (date.getUTCMinutes() << 5) | (date.getUTCSeconds() >> 1)
  return day * 65536 + time
}
