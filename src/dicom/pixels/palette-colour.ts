import type { DataSet } from 'dicom-parser'
import { Unreadable } from '../unreadable.ts'
import { valuesAt } from './values.ts'

/** One colour's part of a palette: 8 bits for each index. */
interface Part {
  readonly offset: number
  readonly entries: Uint8Array
}

/** Descriptor, data and segmented data of red, green and blue. */
const tags = [
  ['x00281101', 'x00281201', 'x00281221'], ['x00281102', 'x00281202', 'x00281222'],
  ['x00281103', 'x00281203', 'x00281223']
] as const

/** Red, green and blue of each stored value (PaletteColorModel). @throws Unreadable for a palette that is none. */
export function throughPalette (values: Uint8Array | Uint16Array, data: DataSet, bitsStored: number): Uint8Array {
  const mask = 2 ** bitsStored - 1
  const colours = new Uint8Array(values.length * 3)
  for (const [index, [descriptor, plain, segmented]] of tags.entries()) {
    const { offset, entries } = partOf(data, descriptor, plain, segmented)
    for (let at = 0; at < values.length; at++) {
      colours[at * 3 + index] = entries[Math.min(Math.max(0, ((values[at] ?? 0) & mask) - offset), entries.length - 1)] ?? 0
    }
  }
  return colours
}

function partOf (data: DataSet, descriptor: string, plain: string, segmented: string): Part {
  const values = valuesAt(data, descriptor)
  const [count = 0, offset = 0, bits] = values
  if (values.length === 0) throw new Unreadable('Missing LUT Descriptor!', false)
  if (values.length !== 3) throw new Unreadable(`Illegal number of LUT Descriptor values: ${values.length}`, false)
  if (bits !== 8 && bits !== 16) throw new Unreadable(`Illegal LUT Descriptor: bits=${bits ?? ''}`, false)
  const length = count === 0 ? 0x10000 : count
  const element = data.elements[plain]
  if (element === undefined) return { offset, entries: inflated(valuesAt(data, segmented), length) }
  if (bits === 8 && element.length === length) {
    return { offset, entries: data.byteArray.slice(element.dataOffset, element.dataOffset + length) }
  }
  if (element.length !== length * 2) {
    throw new Unreadable(`Number of actual LUT entries: ${element.length} mismatch specified value: ${length} in LUT Descriptor`, false)
  }
  return { offset, entries: Uint8Array.from(valuesAt(data, plain), value => bits === 8 ? value & 0xFF : value >> 8) }
}

/** Segments of a palette (PS3.3 C.7.9.2): single values, slopes between two, and repetitions of segments before. */
function inflated (words: readonly number[], length: number): Uint8Array {
  if (words.length === 0) throw new Unreadable('Missing LUT Data!', false)
  const entries = new Uint8Array(length)
  let to = 0
  const write = (value: number): void => {
    if (to >= length) {
      throw new Unreadable(`Number of entries in inflated segmented LUT exceeds specified value: ${length} in LUT Descriptor`, false)
    }
    entries[to++] = value >> 8
  }
  const read = (at: number): number => {
    const word = words[at]
    if (word === undefined) throw new Unreadable('Running out of data inflating segmented LUT', false)
    return word
  }
  let last = 0
  /** @returns where the next segment is. */
  const segment = (at: number, nested: boolean): number => {
    const [kind, count] = [read(at), read(at + 1)]
    if (kind === 0) {
      for (let each = 0; each < count; each++) write(last = read(at + 2 + each))
      return at + 2 + count
    }
    const end = read(at + 2)
    if (kind === 1) {
      for (let step = 1; step <= count; step++) write(last + Math.trunc((end - last) * step / count))
      last = end
      return at + 3
    }
    if (kind !== 2 || nested) throw new Unreadable(`illegal op code ${kind} at index${at}`, false)
    for (let [left, from] = [count, end | read(at + 3) << 16]; left > 0; left--) from = segment(from, true)
    return at + 4
  }
  for (let at = 0; at < words.length;) at = segment(at, false)
  return entries
}
