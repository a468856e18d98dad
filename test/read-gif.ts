import type { Picture } from '../src/pictures/picture.ts'

const passes = [[0, 8], [4, 8], [2, 4], [1, 2]] as const

/** What a GIF of one image shows, always in three channels. Written for the tests, apart from the encoder. */
export function readGif (bytes: Buffer): Picture {
  if (bytes.toString('latin1', 0, 6) !== 'GIF89a') throw new Error('no GIF89a')
  const [width, height] = [bytes.readUInt16LE(6), bytes.readUInt16LE(8)]
  const count = 2 << (bytes.readUInt8(10) & 7)
  const colours = bytes.subarray(13, 13 + count * 3)
  let at = 13 + count * 3
  if (bytes[at] !== 0x2C) throw new Error('no image')
  const interlaced = (bytes.readUInt8(at + 9) & 0x40) !== 0
  const codeSize = bytes.readUInt8(at + 10)
  const parts: Buffer[] = []
  for (at += 11; bytes.readUInt8(at) > 0; at += bytes.readUInt8(at) + 1) parts.push(bytes.subarray(at + 1, at + 1 + bytes.readUInt8(at)))
  if (bytes[at + 1] !== 0x3B || bytes.length !== at + 2) throw new Error('no end')
  const indices = unpacked(Buffer.concat(parts), codeSize)
  if (indices.length !== width * height) throw new Error(`${indices.length} pixels in place of ${width * height}`)
  const samples = new Uint8Array(width * height * 3)
  const rows = interlaced
    ? passes.flatMap(
      ([start, step]) => Array.from({ length: Math.max(0, Math.ceil((height - start) / step)) }, (_, row) => start + row * step)
    )
    : [...Array(height).keys()]
  for (const [from, row] of rows.entries()) {
    for (let x = 0; x < width; x++) {
      samples.set(
        colours.subarray((indices[from * width + x] ?? 0) * 3).subarray(0, 3), (row * width + x) * 3
      )
    }
  }
  return { width, height, channels: 3, samples }
}

function unpacked (bytes: Buffer, codeSize: number): readonly number[] {
  const [clear, end] = [1 << codeSize, (1 << codeSize) + 1]
  const out: number[] = []
  let strings: (readonly number[])[] = []
  let [width, bit] = [codeSize + 1, 0]
  let before: readonly number[] | undefined
  const next = (): number => {
    let code = 0
    for (let place = 0; place < width; place++, bit++) code |= ((bytes[bit >> 3] ?? 0) >> (bit & 7) & 1) << place
    return code
  }
  for (let code = next(); code !== end; code = next()) {
    if (bit > bytes.length * 8) throw new Error('cut off')
    if (code === clear) {
      strings = Array.from({ length: clear + 2 }, (_, value) => [value])
      width = codeSize + 1
      before = undefined
      continue
    }
    const string = strings[code] ?? (before && code === strings.length ? [...before, before[0] ?? 0] : undefined)
    if (string === undefined) throw new Error(`no string ${code}`)
    out.push(...string)
    if (before && strings.length < 4096) strings.push([...before, string[0] ?? 0])
    before = string
    if (strings.length === 1 << width && width < 12) width++
  }
  return out
}
