import { zigzag } from '../../../pictures/jpeg/tables.ts'
import { Unreadable } from '../../unreadable.ts'
import { type HuffmanCodes, huffmanCodes } from './bit-reader.ts'

export interface Component {
  readonly id: number
  /** Blocks or samples of a unit, across and down. */
  readonly across: number
  readonly down: number
  readonly quantization: number
}

/** What a JPEG stream says before its first scan's data, and where these are. */
export interface Headers {
  /** Sequential with 8 or 12 bits (SOF0, SOF1), or lossless (SOF3). */
  readonly process: 'sequential' | 'lossless'
  readonly precision: number
  readonly width: number
  readonly height: number
  readonly components: readonly Component[]
  readonly quantization: readonly (Uint16Array | undefined)[]
  /** Units between restart markers; 0: none. */
  readonly restart: number
  /** Components whose colours are red, green and blue, or brightness and two differences (Adobe and JFIF markers; component IDs). */
  readonly colours: 'rgb' | 'ybr'
  readonly scan: Scan
}

/** The components of a scan with their Huffman codes, and its parameters. */
export interface Scan {
  readonly parts: readonly { readonly component: number, readonly dc: HuffmanCodes, readonly ac: HuffmanCodes }[]
  /** Of a lossless scan: the predictor, and the bits that every value has lost. */
  readonly predictor: number
  readonly shift: number
  readonly data: number
}

/** What is gathered on the way to the scan. */
interface Gathered {
  frame?: Pick<Headers, 'process' | 'precision' | 'width' | 'height' | 'components'>
  readonly quantization: (Uint16Array | undefined)[]
  readonly codes: (HuffmanCodes | undefined)[]
  restart: number
  jfif: boolean
  adobe?: number
}

const processes: Readonly<Record<number, Headers['process']>> = { 0xC0: 'sequential', 0xC1: 'sequential', 0xC3: 'lossless' }
const isFrame = (marker: number): boolean => marker >= 0xC0 && marker <= 0xCF && ![0xC4, 0xC8, 0xCC].includes(marker)

/** Reads everything up to the first scan. @throws Unreadable */
export function readHeaders (bytes: Buffer): Headers {
  const gathered: Gathered = { quantization: [], codes: [], restart: 0, jfif: false }
  let at = 2
  while (at + 4 <= bytes.length) {
    if (bytes[at] !== 0xFF) throw new Unreadable('Corrupt JPEG data: no marker')
    const marker = bytes[at + 1] ?? 0
    if (marker === 0xFF) {
      at++
      continue
    }
    const length = bytes.readUInt16BE(at + 2)
    const segment = bytes.subarray(at + 4, at + 2 + length)
    at += 2 + length
    if (marker === 0xDA) return headersOf(gathered, segment, at)
    readSegment(gathered, marker, segment)
  }
  throw new Unreadable('Corrupt JPEG data: no scan')
}

function readSegment (gathered: Gathered, marker: number, segment: Buffer): void {
  try {
    if (isFrame(marker)) gathered.frame = frameOf(marker, segment)
    else if (marker === 0xC4) readCodes(gathered.codes, segment)
    else if (marker === 0xDB) readQuantization(gathered.quantization, segment)
    else if (marker === 0xDD) gathered.restart = segment.readUInt16BE(0)
    else if (marker === 0xE0) gathered.jfif ||= segment.toString('latin1', 0, 5) === 'JFIF\0'
    else if (marker === 0xEE && segment.toString('latin1', 0, 5) === 'Adobe') gathered.adobe = segment[11] ?? 0
  } catch (error) {
    throw error instanceof RangeError ? new Unreadable('Corrupt JPEG data: a segment is cut off') : error
  }
}

function frameOf (marker: number, segment: Buffer): NonNullable<Gathered['frame']> {
  const process = processes[marker]
  if (process === undefined) throw new Unreadable(`Unsupported JPEG process: SOF type 0x${marker.toString(16)}`)
  const components = Array.from({ length: segment.readUInt8(5) }, (_, index) => {
    const [id, factors, quantization] = [6, 7, 8].map(place => segment.readUInt8(place + index * 3)) as [number, number, number]
    return { id, across: factors >> 4, down: factors & 15, quantization }
  })
  if (
    components.length === 0 || components.length > 4 ||
      components.some(({ across, down }) => across === 0 || down === 0 || across > 4 || down > 4)
  ) {
    throw new Unreadable('Corrupt JPEG data: bad components')
  }
  return { process, precision: segment.readUInt8(0), height: segment.readUInt16BE(1), width: segment.readUInt16BE(3), components }
}

function readCodes (codes: Gathered['codes'], segment: Buffer): void {
  for (let at = 0; at < segment.length;) {
    const number = segment.readUInt8(at)
    const counts = segment.subarray(at + 1, at + 17)
    const size = counts.reduce((sum, count) => sum + count, 0)
    codes[number] = huffmanCodes(counts, segment.subarray(at + 17, at + 17 + size))
    at += 17 + size
  }
}

function readQuantization (tables: Gathered['quantization'], segment: Buffer): void {
  for (let at = 0; at < segment.length;) {
    const head = segment.readUInt8(at)
    const [number, width] = [head & 15, head >> 4 === 0 ? 1 : 2]
    const table = new Uint16Array(64)
    for (const [index, place] of zigzag.entries()) table[place] = segment.readUIntBE(at + 1 + index * width, width)
    tables[number] = table
    at += 1 + 64 * width
  }
}

function headersOf ({ frame, quantization, codes, restart, jfif, adobe }: Gathered, segment: Buffer, data: number): Headers {
  if (frame === undefined) throw new Unreadable('Corrupt JPEG data: no frame')
  const count = segment[0] ?? 0
  const none: HuffmanCodes = new Uint16Array(1 << 16)
  const parts = Array.from({ length: count }, (_, index) => {
    const [id, tables] = [segment[1 + index * 2], segment[2 + index * 2] ?? 0]
    const component = frame.components.findIndex(each => each.id === id)
    return { component, dc: codes[tables >> 4] ?? none, ac: codes[0x10 | tables & 15] ?? none }
  })
  if (parts.length !== frame.components.length || parts.some(({ component }) => component < 0)) {
    throw new Unreadable('Unsupported JPEG process: several scans')
  }
  const [predictor = 0, , last = 0] = segment.subarray(1 + count * 2)
  const letters = String.fromCharCode(...frame.components.map(({ id }) => id))
  const isRgb = jfif ? false : adobe === undefined ? letters === 'RGB' : adobe === 0
  return { ...frame, quantization, restart, colours: isRgb ? 'rgb' : 'ybr', scan: { parts, predictor, shift: last & 15, data } }
}
