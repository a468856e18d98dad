import type { Raster } from '../../raster.ts'
import { Unreadable } from '../../unreadable.ts'
import { BitReader, type HuffmanCodes } from './bit-reader.ts'
import type { Headers } from './markers.ts'

/** How a sample is foretold from the one to its left, the one above it and the one between these (ITU-T T.81, table H.1). */
const predictors: readonly ((left: number, above: number, between: number) => number)[] = [
  () => 0,
  left => left,
  (left, above) => above,
  (left, above, between) => between,
  (left, above, between) => left + above - between,
  (left, above, between) => left + (above - between >> 1),
  (left, above, between) => above + (left - between >> 1),
  (left, above) => left + above >> 1
]

/** Process 14: each sample as its difference from what is foretold. */
export function decodeLossless (bytes: Buffer, headers: Headers): Raster {
  const { width, height, components, precision, restart, scan: { parts, predictor, shift, data } } = headers
  const predict = predictors[predictor]
  if (predict === undefined) throw new Unreadable(`Unsupported JPEG process: predictor ${predictor}`)
  if (
    components.some(({ across, down }) => across !== 1 || down !== 1)
  ) throw new Unreadable('Unsupported JPEG process: subsampled lossless')
  const samples = parts.length
  const values = precision <= 8 ? new Uint8Array(width * height * samples) : new Uint16Array(width * height * samples)
  const reader = new BitReader(bytes, data)
  const line = width * samples
  let start = 0
  for (let pixel = 0; pixel < width * height; pixel++) {
    if (restart > 0 && pixel > 0 && pixel % restart === 0) {
      reader.restart()
      start = pixel
    }
    const [x, isFirstLine] = [pixel % width, pixel - start < width]
    for (const [sample, { dc }] of parts.entries()) {
      const at = pixel * samples + sample
      values[at] = foretold(at, x, isFirstLine, pixel === start) + difference(reader, dc)
    }
  }
  if (shift > 0) for (const [at, value] of values.entries()) values[at] = value << shift
  return { width, height, samples, planar: false, values }

  function foretold (at: number, x: number, isFirstLine: boolean, isFirst: boolean): number {
    if (isFirst) return 1 << precision - shift - 1
    if (isFirstLine) return values[at - samples] ?? 0
    const above = values[at - line] ?? 0
    return x === 0 || predict === undefined ? above : predict(values[at - samples] ?? 0, above, values[at - line - samples] ?? 0)
  }
}

/** Of 16 bits there is one difference, which has no bits of its own. */
function difference (reader: BitReader, codes: HuffmanCodes): number {
  const size = reader.code(codes)
  if (size > 16) throw new Unreadable('Corrupt JPEG data: bad difference')
  return size === 16 ? 32768 : reader.signed(size)
}
