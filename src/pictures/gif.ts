import { lzw } from './lzw.ts'
import { indexed } from './palette.ts'
import type { Picture } from './picture.ts'

/** Where each of the four passes of an interlaced image begins, and its step. */
const passes = [[0, 8], [4, 8], [2, 4], [1, 2]] as const

/** GIF89a as Java's writer makes it (com.sun.imageio.plugins.gif): one interlaced image, the colours of the whole file. */
export function gif (picture: Picture): Buffer {
  const { width, height } = picture
  const { colours, indices } = indexed(picture)
  const depth = Math.max(1, Math.ceil(Math.log2(colours.length / 3)))
  const codeSize = Math.max(2, depth)
  return Buffer.concat([
    Buffer.from('GIF89a'),
    shorts(width, height),
    Buffer.from([0x80 | 7 << 4 | depth - 1, 0, 0]),
    colours, Buffer.alloc(3 * (1 << depth) - colours.length),
    Buffer.from([0x2C]), shorts(0, 0, width, height), Buffer.from([0x40 | depth - 1]),
    Buffer.from([codeSize]), ...blocks(lzw(interlaced(indices, width, height), codeSize)),
    Buffer.from([0, 0x3B])
  ])
}

function shorts (...values: readonly number[]): Buffer {
  const bytes = Buffer.alloc(values.length * 2)
  for (const [at, value] of values.entries()) bytes.writeUInt16LE(value, at * 2)
  return bytes
}

function interlaced (indices: Uint8Array, width: number, height: number): Uint8Array {
  const rows = new Uint8Array(indices.length)
  let to = 0
  for (const [start, step] of passes) {
    for (let y = start; y < height; y += step) rows.set(indices.subarray(y * width, (y + 1) * width), width * to++)
  }
  return rows
}

/** Data in blocks of at most 255 bytes, each behind its length. */
function blocks (bytes: Uint8Array): Uint8Array[] {
  const found: Uint8Array[] = []
  for (let at = 0; at < bytes.length; at += 255) {
    const block = bytes.subarray(at, at + 255)
    found.push(Uint8Array.of(block.length), block)
  }
  return found
}
