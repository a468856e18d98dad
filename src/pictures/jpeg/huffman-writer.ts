import { type HuffmanTable, zigzag } from './tables.ts'

/** Code and its length of each value. */
interface Codes {
  readonly codes: Uint16Array
  readonly lengths: Uint8Array
}

const known = new Map<HuffmanTable, Codes>()

/** Codes of one length follow each other (ITU-T T.81, annex C). */
function codesOf (table: HuffmanTable): Codes {
  const found = known.get(table)
  if (found) return found
  const made: Codes = { codes: new Uint16Array(256), lengths: new Uint8Array(256) }
  let [code, at] = [0, 0]
  for (const [index, count] of table.counts.entries()) {
    for (let left = count; left > 0; left--) {
      const value = table.values[at++] ?? 0
      made.codes[value] = code++
      made.lengths[value] = index + 1
    }
    code <<= 1
  }
  known.set(table, made)
  return made
}

/** Sixteen zeros, and zeros to the end of a block. */
const [zeros, end] = [0xF0, 0x00]

/** Writes blocks of coefficients; 0xFF among the bytes gets a zero behind it. */
export class HuffmanWriter {
  private buffer = new Uint8Array(4096)
  private length = 0
  private pending = 0
  private bits = 0

  /** @param difference of the block's mean from the one before. */
  block (block: Int32Array, difference: number, { dc, ac }: { readonly dc: HuffmanTable, readonly ac: HuffmanTable }): void {
    this.value(codesOf(dc), 0, difference)
    const codes = codesOf(ac)
    let run = 0
    for (let at = 1; at < 64; at++) {
      const value = block[zigzag[at] ?? 0] ?? 0
      if (value === 0) {
        run++
        continue
      }
      for (; run > 15; run -= 16) this.code(codes, zeros)
      this.value(codes, run << 4, value)
      run = 0
    }
    if (run > 0) this.code(codes, end)
  }

  /** The last byte is filled with ones. */
  bytes (): Uint8Array {
    this.write(0x7F, 7)
    return this.buffer.subarray(0, this.length)
  }

  /** A number as how many bits it has, with what goes before it, and those bits. */
  private value (codes: Codes, before: number, value: number): void {
    const size = 32 - Math.clz32(Math.abs(value))
    this.code(codes, before | size)
    this.write((value < 0 ? value - 1 : value) & (1 << size) - 1, size)
  }

  private code ({ codes, lengths }: Codes, value: number): void {
    this.write(codes[value] ?? 0, lengths[value] ?? 0)
  }

  private write (bits: number, width: number): void {
    this.pending = this.pending << width | bits
    this.bits += width
    for (; this.bits >= 8; this.bits -= 8) {
      const byte = this.pending >> this.bits - 8 & 0xFF
      this.push(byte)
      if (byte === 0xFF) this.push(0)
    }
    this.pending &= (1 << this.bits) - 1
  }

  private push (byte: number): void {
    if (this.length === this.buffer.length) {
      const larger = new Uint8Array(this.buffer.length * 2)
      larger.set(this.buffer)
      this.buffer = larger
    }
    this.buffer[this.length++] = byte
  }
}
