import type { DataSet } from 'dicom-parser'
import { valuesAt } from './values.ts'

/** What a pixel holds (StoredValue): so many bits, with a sign or without. */
export interface StoredValue {
  readonly bits: number
  readonly signed: boolean
}

export const smallest = ({ bits, signed }: StoredValue): number => signed ? -(2 ** (bits - 1)) : 0
export const largest = ({ bits, signed }: StoredValue): number => signed ? 2 ** (bits - 1) - 1 : 2 ** bits - 1

/** What stands for a value: that of the first index for all below, of the last for all above. */
export interface LookupTable {
  readonly input: StoredValue
  readonly outBits: number
  /** The value that the first entry is of. */
  readonly offset: number
  readonly entries: Uint16Array
}

export const valueIn = ({ offset, entries }: LookupTable, value: number): number =>
  entries[Math.min(Math.max(0, value - offset), entries.length - 1)] ?? 0

/** A table of a data set (LookupTableFactory.createLUT): its descriptor and data. @returns undefined where these do not fit. */
export function tableIn (item: DataSet | undefined, input: StoredValue, isVoi = false): LookupTable | undefined {
  const element = item?.elements['x00283006']
  if (item === undefined || element === undefined) return undefined
  const [count, first, bits] = valuesAt(item, 'x00283002')
  if (count === undefined || first === undefined || bits === undefined) return undefined
  const [length, offset] = [count === 0 ? 0x10000 : count, first << 16 >> 16]
  const words = element.length === length * 2
  const stored = words
    ? valuesAt(item, 'x00283006')
    : Array.from(item.byteArray.subarray(element.dataOffset, element.dataOffset + element.length))
  if (stored.length !== length || bits > 16 || (bits > 8 && !words)) return undefined
  const entries = Uint16Array.from(bits > 8 ? stored : stored.map(value => value & 0xFF))
  return { input, outBits: isVoi ? bitsIn(entries, bits) : bits, offset, entries }
}

/** Tables of 16 bits whose entries all have fewer say so in none of their own fields (adjustVOILUTDescriptor). */
function bitsIn (entries: Uint16Array, bits: number): number {
  if (bits !== 16) return bits
  const high = entries.reduce((all, entry) => all | entry >> 8, 0)
  return (high & 0x80) === 0 ? 40 - Math.clz32(high & 0xFF) : bits
}

/** The same values with other bits: shifted. */
export function withBits (table: LookupTable, outBits: number): LookupTable {
  const shift = outBits - table.outBits
  return shift === 0 ? table : { ...table, outBits, entries: table.entries.map(entry => shift > 0 ? entry << shift : entry >> -shift) }
}

/** One table after another. */
export const combined = (first: LookupTable, second: LookupTable): LookupTable =>
  ({ ...first, outBits: second.outBits, entries: first.entries.map(entry => valueIn(second, entry)) })

export const inverted = (table: LookupTable): LookupTable =>
  ({ ...table, entries: table.entries.map(entry => 2 ** table.outBits - 1 - entry) })
