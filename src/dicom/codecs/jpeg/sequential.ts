import { zigzag } from '../../../pictures/jpeg/tables.ts'
import type { Raster } from '../../raster.ts'
import { Unreadable } from '../../unreadable.ts'
import { BitReader } from './bit-reader.ts'
import { inverse } from './inverse.ts'
import { type Plane, joined } from './join.ts'
import type { Component, Headers, Scan } from './markers.ts'

/** Baseline and extended sequential, with Huffman codes: blocks of 8 × 8 coefficients. */
export function decodeSequential (bytes: Buffer, headers: Headers): Raster {
  const { width, height, components, restart, scan } = headers
  if (headers.precision !== 8 && headers.precision !== 12) throw new Unreadable(`Unsupported JPEG process: ${headers.precision} bits`)
  const [across, down] = [Math.max(...components.map(each => each.across)), Math.max(...components.map(each => each.down))]
  const [columns, rows] = [Math.ceil(width / (8 * across)), Math.ceil(height / (8 * down))]
  const planes = components.map((each): Plane => {
    const line = columns * each.across * 8
    return { across: each.across, down: each.down, width: line, values: new Uint16Array(line * rows * each.down * 8) }
  })
  const reader = new BitReader(bytes, scan.data)
  const decoders = scan.parts.map(part => new BlockDecoder(headers, part, components[part.component], planes[part.component]))
  // one component alone has its blocks row by row, whatever its factors are
  const [unitsAcross, units] = decoders.length === 1 ? alone(headers) : [columns, columns * rows]
  for (let unit = 0; unit < units; unit++) {
    if (restart > 0 && unit > 0 && unit % restart === 0) {
      reader.restart()
      for (const decoder of decoders) decoder.restart()
    }
    for (const decoder of decoders) decoder.unit(reader, unit % unitsAcross, Math.floor(unit / unitsAcross), decoders.length === 1)
  }
  return { width, height, samples: planes.length, planar: false, values: joined(headers, planes, across, down) }
}

function alone ({ width, height }: Headers): readonly [number, number] {
  const across = Math.ceil(width / 8)
  return [across, across * Math.ceil(height / 8)]
}

/** Decodes the blocks of one component. */
class BlockDecoder {
  private readonly part: Scan['parts'][number]
  private readonly plane: Plane
  private readonly steps: Uint16Array
  private readonly middle: number
  private readonly block = new Float64Array(64)
  private readonly values = new Float64Array(64)
  private mean = 0

  constructor (
    { quantization, precision }: Headers, part: Scan['parts'][number], component: Component | undefined,
    plane: Plane | undefined
  ) {
    const steps = component && quantization[component.quantization]
    if (steps === undefined || plane === undefined) throw new Unreadable('Corrupt JPEG data: no quantization table')
    this.part = part
    this.plane = plane
    this.steps = steps
    this.middle = 1 << precision - 1
  }

  restart (): void {
    this.mean = 0
  }

  unit (reader: BitReader, column: number, row: number, isAlone: boolean): void {
    const [across, down] = isAlone ? [1, 1] : [this.plane.across, this.plane.down]
    for (let y = 0; y < down; y++) {
      for (let x = 0; x < across; x++) {
        this.read(reader)
        this.put((column * across + x) * 8, (row * down + y) * 8)
      }
    }
  }

  private read (reader: BitReader): void {
    const { part: { dc, ac }, block, steps } = this
    block.fill(0)
    this.mean += reader.signed(Math.min(reader.code(dc), 15))
    block[0] = this.mean * (steps[0] ?? 1)
    for (let at = 1; at < 64; at++) {
      const code = reader.code(ac)
      const [run, size] = [code >> 4, code & 15]
      if (size === 0 && run < 15) break
      at += run
      const place = zigzag[at] ?? 0
      if (size > 0) block[place] = reader.signed(size) * (steps[place] ?? 1)
    }
  }

  private put (left: number, top: number): void {
    const { plane: { width, values }, middle } = this
    inverse(this.block, this.values)
    for (let at = 0; at < 64; at++) {
      values[(top + (at >> 3)) * width + left + (at & 7)] = Math.min(
        Math.max(0, Math.round((this.values[at] ?? 0) + middle)), middle * 2 - 1
      )
    }
  }
}
