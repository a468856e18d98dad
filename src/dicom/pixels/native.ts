import type { Description } from '../description.ts'
import type { Raster } from '../raster.ts'

/** How the bytes of samples lie. */
export interface ByteOrder {
  readonly bigEndian: boolean
  /** Whether the pixels are an element of 16-bit words: then even single bytes are swapped in big endian. */
  readonly words: boolean
}

/** Samples of each pixel where two, or two times two, share their colours (ColorSubsampling). */
const shared: Readonly<Record<string, { readonly down: 1 | 2 }>> = {
  YBR_FULL_422: { down: 1 }, YBR_PARTIAL_422: { down: 1 }, YBR_PARTIAL_420: { down: 2 }
}

/** How many bytes a frame has that is not compressed (PhotometricInterpretation.frameLength). */
export function frameLength ({ rows, columns, samples, bitsAllocated, photometric }: Description): number {
  const down = shared[photometric]?.down
  if (down === undefined) return rows * columns * samples * bitsAllocated / 8
  return down === 1 ? rows * columns * 2 : Math.floor(rows * columns / 2) * 3
}

/** The samples of a frame that is not compressed. */
export function nativeRaster (bytes: Buffer, description: Description, order: ByteOrder): Raster {
  const { rows, columns, samples, planar, bitsAllocated, photometric } = description
  const { bigEndian, words } = order
  if (bigEndian && (words || bitsAllocated === 16)) bytes.subarray(0, bytes.length & ~1).swap16()
  const down = shared[photometric]?.down
  if (down !== undefined) return { width: columns, height: rows, samples, planar: false, values: spread(bytes, description, down) }
  const values = bitsAllocated === 8 ? bytes : words16(bytes)
  return { width: columns, height: rows, samples, planar, values }
}

function words16 (bytes: Buffer): Uint16Array {
  // a view wants an even offset
  const even = bytes.byteOffset % 2 === 0 ? bytes : Uint8Array.from(bytes)
  return new Uint16Array(even.buffer, even.byteOffset, bytes.length >> 1)
}

/** Brightness of two pixels, then the colours of both; of 4:2:0 each second row has no colours of its own. */
function spread (bytes: Buffer, { rows, columns }: Description, down: 1 | 2): Uint8Array {
  const values = new Uint8Array(rows * columns * 3)
  for (let y = 0; y < rows; y++) {
    const start = down === 1 ? y * columns * 2 : (y >> 1) * columns * 3 + (y & 1) * columns * 2
    const colours = down === 1 ? start : (y >> 1) * columns * 3
    const dense = down === 2 && y % 2 === 1
    for (let x = 0; x < columns; x++) {
      const [from, to] = [colours + (x >> 1) * 4 + 2, (y * columns + x) * 3]
      values[to] = bytes[start + (dense ? x : x * 2 - x % 2)] ?? 0
      values[to + 1] = bytes[from] ?? 0
      values[to + 2] = bytes[from + 1] ?? 0
    }
  }
  return values
}
