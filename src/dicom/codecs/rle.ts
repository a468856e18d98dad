import type { Description } from '../description.ts'
import type { Raster } from '../raster.ts'
import { Unreadable } from '../unreadable.ts'

/**
 * RLE lossless (PS3.5 annex G): a segment for each byte of a sample, the highest first. As RLEImageReader has it, a segment
 * that is too short goes on with what is behind it, or with 0 at the end; what is too much is left out.
 */
export function decodeRle (bytes: Buffer, { rows, columns, samples, bitsAllocated }: Description): Raster {
  if (bytes.length < 64) throw new Unreadable('null')
  const [size, width] = [rows * columns, bitsAllocated / 8]
  const segments = bytes.readUInt32LE(0)
  if (segments !== samples * width) throw new Unreadable(`Number of RLE Segments does not match image type: ${segments}`)
  const values = width === 1 ? new Uint8Array(size * samples) : new Uint16Array(size * samples)
  const plane = new Uint8Array(size)
  for (let segment = 0; segment < segments; segment++) {
    const from = bytes.readUInt32LE(4 + segment * 4)
    unpack(bytes.subarray(from), plane)
    const [start, shift] = [Math.floor(segment / width) * size, segment % width === 0 && width === 2 ? 8 : 0]
    for (let at = 0; at < size; at++) values[start + at] = (values[start + at] ?? 0) | (plane[at] ?? 0) << shift
  }
  return { width: columns, height: rows, samples, planar: samples > 1, values }
}

/** PackBits: a count of bytes that follow, or how often the next byte stands. */
function unpack (from: Uint8Array, into: Uint8Array): void {
  into.fill(0)
  let [at, to] = [0, 0]
  while (at < from.length && to < into.length) {
    const count = from[at++] ?? 0
    if (count < 128) {
      into.set(from.subarray(at, at + Math.min(count + 1, into.length - to)), to)
      at += count + 1
      to += count + 1
    } else if (count > 128 && at < from.length) {
      into.fill(from[at++] ?? 0, to, to + 257 - count)
      to += 257 - count
    }
  }
}
