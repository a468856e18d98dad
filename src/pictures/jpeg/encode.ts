import type { Picture } from '../picture.ts'
import { HuffmanWriter } from './huffman-writer.ts'
import { type Plane, planesOf } from './planes.ts'
import { type HuffmanTable, huffmanTables, steps, zigzag } from './tables.ts'
import { transform } from './transform.ts'

const kinds = ['brightness', 'colour', 'colour'] as const

/** A component with what its blocks are written by. */
interface Component extends Plane {
  readonly kind: 'brightness' | 'colour'
  /** Blocks of a unit, across and down. */
  readonly factor: number
  /** Blocks that hold any of its samples. */
  readonly across: number
  readonly down: number
}

/** A JFIF file as Java's writer makes it (com.sun.imageio.plugins.jpeg): baseline, quality 75, colour at half the size. */
export function jpeg (picture: Picture): Buffer {
  const planes = planesOf(picture)
  const largest = planes.length === 1 ? 1 : 2
  const components = planes.map((plane, at): Component => ({
    ...plane,
    kind: kinds[at] ?? 'colour',
    factor: at === 0
      ? largest
      : 1,
    across: Math.ceil(plane.width / 8),
    down: Math.ceil(plane.height / 8)
  }))
  const used = planes.length === 1 ? ['brightness'] as const : ['brightness', 'colour'] as const
  return Buffer.concat([
    Buffer.from([0xFF, 0xD8]),
    segment(0xE0, Buffer.from('JFIF\0'), [1, 2, 0, 0, 1, 0, 1, 0, 0]),
    ...used.map((kind, number) => segment(0xDB, [number], zigzag.map(place => steps[kind][place] ?? 1))),
    segment(0xC0, [8, picture.height >> 8, picture.height & 0xFF, picture.width >> 8, picture.width & 0xFF, components.length],
      components.flatMap(({ kind, factor }, at) => [at + 1, factor << 4 | factor, kind === 'colour' ? 1 : 0])),
    ...used.flatMap((kind, number) => [tableSegment(number, huffmanTables[kind].dc), tableSegment(0x10 | number, huffmanTables[kind].ac)]),
    segment(0xDA, [components.length], components.flatMap(({ kind }, at) => [at + 1, kind === 'colour' ? 0x11 : 0]), [0, 63, 0]),
    scan(components, Math.ceil(picture.width / (8 * largest)), Math.ceil(picture.height / (8 * largest))),
    Buffer.from([0xFF, 0xD9])
  ])
}

function segment (marker: number, ...parts: readonly (Uint8Array | readonly number[])[]): Buffer {
  const content = Buffer.concat(parts.map(part => Buffer.from(part)))
  return Buffer.concat([Buffer.from([0xFF, marker, content.length + 2 >> 8, content.length + 2 & 0xFF]), content])
}

const tableSegment = (number: number, { counts, values }: HuffmanTable): Buffer => segment(0xC4, [number], counts, values)

/** Every unit of blocks, row by row. */
function scan (components: readonly Component[], across: number, down: number): Uint8Array {
  const writers = components.map(component => new BlockWriter(component))
  const out = new HuffmanWriter()
  for (let row = 0; row < down; row++) {
    for (let column = 0; column < across; column++) for (const writer of writers) writer.unit(out, column, row)
  }
  return out.bytes()
}

/** Writes the blocks of one component. */
class BlockWriter {
  private readonly component: Component
  private readonly block = new Int32Array(64)
  private before = 0

  constructor (component: Component) {
    this.component = component
  }

  unit (out: HuffmanWriter, column: number, row: number): void {
    const { factor, kind, across, down } = this.component
    for (let place = 0; place < factor * factor; place++) {
      const [x, y] = [column * factor + place % factor, row * factor + Math.floor(place / factor)]
      // a block behind the image has the mean of the block before it
      const mean = x < across && y < down ? this.fill(x * 8, y * 8) : this.empty()
      out.block(this.block, mean - this.before, huffmanTables[kind])
      this.before = mean
    }
  }

  /** Reads a block of samples, transforms it and divides it by its steps. @returns its mean. */
  private fill (left: number, top: number): number {
    const { width, height, samples, kind } = this.component
    for (let place = 0; place < 64; place++) {
      const [x, y] = [Math.min(left + (place & 7), width - 1), Math.min(top + (place >> 3), height - 1)]
      this.block[place] = (samples[y * width + x] ?? 0) - 128
    }
    transform(this.block)
    for (let place = 0; place < 64; place++) {
      const [value, step] = [this.block[place] ?? 0, (steps[kind][place] ?? 1) * 8]
      this.block[place] = Math.sign(value) * Math.floor((Math.abs(value) + (step >> 1)) / step)
    }
    return this.block[0] ?? 0
  }

  private empty (): number {
    this.block.fill(0)
    return this.before
  }
}
