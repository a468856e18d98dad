/** Writes the JPEG processes that DICOM has beside baseline, for the tests alone: with Huffman codes of one length. */

/** Seventeen sizes of differences, each with a code of five bits. */
const sizes = Buffer.from([0, 0, 0, 0, 17, ...Array(11).fill(0) as number[], ...Array(17).keys()])

class Bits {
  private text = ''

  add (value: number, count: number): void {
    if (count > 0) this.text += value.toString(2).padStart(count, '0')
  }

  /** A difference as its size and its bits; one of 16 bits has none. */
  difference (value: number): void {
    const size = value === 0 ? 0 : 32 - Math.clz32(Math.abs(value))
    this.add(size, 5)
    if (size < 16) this.add(value < 0 ? value - 1 & (1 << size) - 1 : value, size)
  }

  bytes (): number[] {
    const full = this.text.padEnd(Math.ceil(this.text.length / 8) * 8, '1')
    this.text = ''
    return (full.match(/.{8}/g) ?? []).flatMap(byte => byte === '11111111' ? [0xFF, 0] : [Number.parseInt(byte, 2)])
  }
}

const word = (value: number): number[] => [value >> 8, value & 0xFF]
const segment = (marker: number, content: readonly number[]): number[] => [0xFF, marker, ...word(content.length + 2), ...content]

export interface Lossless {
  readonly width: number
  readonly height: number
  readonly samples: number
  readonly bits: number
  readonly predictor: number
  readonly restart: number
}

/** Process 14. */
export function losslessJpeg (values: Uint8Array | Uint16Array, { width, height, samples, bits, predictor, restart }: Lossless): Buffer {
  const line = width * samples
  const at = (place: number): number => values[place] ?? 0
  const foretold = (place: number, pixel: number, start: number): number => {
    if (pixel === start) return 1 << bits - 1
    if (pixel - start < width) return at(place - samples)
    if (pixel % width === 0) return at(place - line)
    const [a, b, c] = [at(place - samples), at(place - line), at(place - line - samples)]
    return [0, a, b, c, a + b - c, a + (b - c >> 1), b + (a - c >> 1), a + b >> 1][predictor] ?? 0
  }
  const data: number[] = []
  const scan = new Bits()
  let [start, restarts] = [0, 0]
  for (let pixel = 0; pixel < width * height; pixel++) {
    if (restart > 0 && pixel > 0 && pixel % restart === 0) {
      data.push(...scan.bytes(), 0xFF, 0xD0 + restarts++ % 8)
      start = pixel
    }
    for (let sample = 0; sample < samples; sample++) {
      const place = pixel * samples + sample
      const difference = at(place) - foretold(place, pixel, start) << 16 >> 16
      scan.difference(difference === -32768 ? 32768 : difference)
    }
  }
  const ids = Array.from({ length: samples }, (_, index) => index + 1)
  return Buffer.from([
    0xFF, 0xD8,
    ...segment(0xC4, [0, ...sizes]),
    ...segment(0xC3, [bits, ...word(height), ...word(width), samples, ...ids.flatMap(id => [id, 0x11, 0])]),
    ...restart > 0 ? segment(0xDD, word(restart)) : [],
    ...segment(0xDA, [samples, ...ids.flatMap(id => [id, 0]), predictor, 0, 0]),
    ...data, ...scan.bytes(), 0xFF, 0xD9
  ])
}

/** A row of blocks that are of one value each (SOF1). */
export function plainJpeg (levels: readonly number[], bits: number): Buffer {
  const scan = new Bits()
  let before = 0
  for (const level of levels) {
    const mean = (level - (1 << bits - 1)) * 8
    scan.difference(mean - before)
    scan.add(0, 1)
    before = mean
  }
  return Buffer.from([
    0xFF, 0xD8,
    ...segment(0xDB, [0, ...Array(64).fill(1) as number[]]),
    ...segment(0xC4, [0, ...sizes]),
    ...segment(0xC4, [0x10, 1, ...Array(15).fill(0) as number[], 0]),
    ...segment(0xC1, [bits, ...word(8), ...word(levels.length * 8), 1, 1, 0x11, 0]),
    ...segment(0xDA, [1, 1, 0, 0, 63, 0]),
    ...scan.bytes(), 0xFF, 0xD9
  ])
}
