const largestCode = 4095

/** GIF's variant of LZW: codes of growing width, the lowest bit first. @param codeSize bits of a value. */
export function lzw (values: Uint8Array, codeSize: number): Uint8Array {
  const [clear, end] = [1 << codeSize, (1 << codeSize) + 1]
  const out = new BitWriter(values.length)
  // the code of each known string, by the code of all but its last value and that value; 0: none
  const codes = new Uint16Array((largestCode + 1) << 8)
  let [width, next] = [codeSize + 1, end + 1]
  out.write(clear, width)
  let known = values[0] ?? 0
  for (let at = 1; at < values.length; at++) {
    const value = values[at] ?? 0
    const longer = codes[known << 8 | value] ?? 0
    if (longer !== 0) {
      known = longer
      continue
    }
    out.write(known, width)
    if (next <= largestCode) {
      codes[known << 8 | value] = next
      if (next++ === 1 << width) width++
    } else {
      out.write(clear, width)
      codes.fill(0);
      [width, next] = [codeSize + 1, end + 1]
    }
    known = value
  }
  if (values.length > 0) out.write(known, width)
  // the reader knows one string more by now
  if (next === 1 << width && next <= largestCode) width++
  out.write(end, width)
  return out.bytes()
}

/** Bits in the order in which GIF has them. */
class BitWriter {
  private buffer: Uint8Array
  private length = 0
  private pending = 0
  private bits = 0

  constructor (expected: number) {
    this.buffer = new Uint8Array(expected + 64)
  }

  write (code: number, width: number): void {
    this.pending |= code << this.bits
    this.bits += width
    for (; this.bits >= 8; this.bits -= 8) {
      this.push(this.pending & 0xFF)
      this.pending >>>= 8
    }
  }

  bytes (): Uint8Array {
    if (this.bits > 0) this.push(this.pending & 0xFF)
    this.bits = 0
    return this.buffer.subarray(0, this.length)
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
