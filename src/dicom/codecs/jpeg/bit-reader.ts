import { Unreadable } from '../../unreadable.ts'

/** What a Huffman code stands for, by the next 16 bits: its length above, the value below; 0 for no code. */
export type HuffmanCodes = Uint16Array

/** @param counts how many codes there are of each length. @param values in the order of their codes (ITU-T T.81, annex C). */
export function huffmanCodes (counts: Uint8Array, values: Uint8Array): HuffmanCodes {
  const codes = new Uint16Array(1 << 16)
  let [code, at] = [0, 0]
  for (let length = 1; length <= 16; length++) {
    for (let left = counts[length - 1] ?? 0; left > 0; left--) {
      codes.fill(length << 8 | (values[at++] ?? 0), code << 16 - length, code + 1 << 16 - length)
      code++
    }
    code <<= 1
  }
  return codes
}

/** Reads the bits of a scan: a zero behind 0xFF is left out, a marker ends them. */
export class BitReader {
  private readonly bytes: Uint8Array
  private pending = 0
  private bits = 0
  /** Bits that were not there: a scan may end with less than a code's longest. */
  private missing = 0
  position: number

  constructor (bytes: Uint8Array, position: number) {
    this.bytes = bytes
    this.position = position
  }

  /** @throws Unreadable for what is no code. */
  code (codes: HuffmanCodes): number {
    this.need(16)
    const found = codes[this.pending >>> this.bits - 16 & 0xFFFF] ?? 0
    if (found === 0) throw new Unreadable('Corrupt JPEG data: bad Huffman code')
    this.take(found >> 8)
    return found & 0xFF
  }

  /** A number of so many bits: those whose first bit is 0 are below zero. */
  signed (size: number): number {
    if (size === 0) return 0
    this.need(size)
    const value = this.pending >>> this.bits - size & (1 << size) - 1
    this.take(size)
    return value < 1 << size - 1 ? value - (1 << size) + 1 : value
  }

  /** Goes behind the next restart marker. */
  restart (): void {
    this.bits = this.pending = this.missing = 0
    while (
      this.position < this.bytes.length && !(this.bytes[this.position] === 0xFF && isRestart(this.bytes[this.position + 1]))
    ) this.position++
    this.position += 2
  }

  /** Counts bits as read. @throws Unreadable where they were not there. */
  private take (count: number): void {
    this.bits -= count
    if (this.bits < this.missing) throw new Unreadable('Corrupt JPEG data: premature end of data segment')
  }

  private need (count: number): void {
    while (this.bits < count) {
      this.pending = (this.pending & 0xFFFF) << 8 | this.next()
      this.bits += 8
    }
  }

  private next (): number {
    const byte = this.bytes[this.position]
    const isMarker = byte === 0xFF && this.bytes[this.position + 1] !== 0
    if (byte === undefined || isMarker) {
      this.missing += 8
      return 0
    }
    this.position += byte === 0xFF ? 2 : 1
    return byte
  }
}

const isRestart = (byte: number | undefined): boolean => byte !== undefined && byte >= 0xD0 && byte <= 0xD7
