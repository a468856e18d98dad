import type { DataSet } from 'dicom-parser'
import type { Description } from '../description.ts'
import { type LookupTable, type StoredValue, combined, inverted, largest, smallest, tableIn, withBits } from './lookup-table.ts'
import type { Raster } from '../raster.ts'
import { decimalsAt, groupOf, itemAt } from './values.ts'

/** What is between stored values and what is shown of them. */
interface Transformation {
  readonly slope: number
  readonly intercept: number
  readonly modality: LookupTable | undefined
  readonly window: { readonly center: number, readonly width: number } | undefined
  readonly voi: LookupTable | undefined
}

/**
 * Stored values as 8 bits of grey (DicomImageReader.applyLUTs): rescaled, through the data set's first window or its VOI
 * table, or a window from the smallest to the largest value of the frame where it has neither.
 */
export function greyOf (raster: Raster, frame: number, data: DataSet, { bitsStored, signed }: Description): Uint8Array {
  const stored: StoredValue = { bits: bitsStored, signed }
  const given = transformationOf(data, frame, stored)
  const isOpen = given.modality === undefined && given.voi === undefined && given.window === undefined
  const { offset, entries } = shownAs(data, stored, isOpen ? { ...given, window: windowOver(raster, stored, given) } : given)
  const shift = 32 - bitsStored
  const { values } = raster
  const grey = new Uint8Array(raster.width * raster.height)
  const last = entries.length - 1
  for (let at = 0; at < grey.length; at++) {
    const pixel = values[at] ?? 0
    const index = (signed ? pixel << shift >> shift : pixel << shift >>> shift) - offset
    grey[at] = entries[index < 0 ? 0 : index > last ? last : index] ?? 0
  }
  return grey
}

/** SOP classes of angiography, whose values may be logarithms that are shown as they are (LookupTableFactory.applyModalityLUT). */
const angiographic = ['1.2.840.10008.5.1.4.1.1.12.1', '1.2.840.10008.5.1.4.1.1.12.2', '1.2.840.10008.5.1.4.1.1.12.3']

function transformationOf (data: DataSet, frame: number, stored: StoredValue): Transformation {
  const isRescaled = !(angiographic.includes(data.string('x00080016') ?? '') && ['LOG', 'DISP'].includes(data.string('x00281040') ?? ''))
  const rescale = groupOf(data, frame, 'x00289145')
  const modality = isRescaled ? tableIn(itemAt(rescale, 'x00283000'), stored) : undefined
  const view = groupOf(data, frame, 'x00289132')
  const [[center], [width]] = [decimalsAt(view, 'x00281050'), decimalsAt(view, 'x00281051')]
  const window = center === undefined || width === undefined ? undefined : { center, width }
  return {
    slope: isRescaled ? decimalsAt(rescale, 'x00281053')[0] ?? 1 : 1,
    intercept: isRescaled ? decimalsAt(rescale, 'x00281052')[0] ?? 0 : 0,
    modality,
    window: window?.width === 0 ? undefined : window,
    voi: window ? undefined : tableIn(itemAt(view, 'x00283010'), modality ? { bits: modality.outBits, signed: false } : stored, true)
  }
}

/** LookupTableFactory.autoWindowing; none where all values are the same. */
function windowOver ({ values }: Raster, { bits, signed }: StoredValue, { slope, intercept }: Transformation): Transformation['window'] {
  const shift = 32 - bits
  let [least, most] = [Infinity, -Infinity]
  for (let at = 0; at < values.length; at++) {
    const pixel = values[at] ?? 0
    const value = signed ? pixel << shift >> shift : pixel << shift >>> shift
    if (value < least) least = value
    if (value > most) most = value
  }
  if (least === most) return undefined
  return { center: Math.trunc((least + most + 1) / 2) * slope + intercept, width: Math.abs((most + 1 - least) * slope) }
}

/** LookupTableFactory.createLUT: with a presentation table, or white for the smallest value where the data set wants it so. */
function shownAs (data: DataSet, stored: StoredValue, transformation: Transformation): LookupTable {
  const item = itemAt(data, 'x20500010')
  const presentation = tableIn(item, { bits: 8, signed: false })
  if (presentation) {
    const bits = Math.floor(Math.log2(presentation.entries.length))
    return combined(displayTable(stored, transformation, bits), { ...withBits(presentation, 8), offset: 0 })
  }
  const table = displayTable(stored, transformation, 8)
  const shape = data.string('x20500020')
  const isInverse = shape === undefined ? data.string('x00280004')?.trim() === 'MONOCHROME1' : shape === 'INVERSE'
  return isInverse && item === undefined ? inverted(table) : table
}

/** LookupTableFactory.combineModalityVOILUT */
function displayTable (stored: StoredValue, { slope, intercept, modality, window, voi }: Transformation, bits: number): LookupTable {
  if (voi) return modality ? combined(modality, withBits(voi, bits)) : withBits(voi, bits)
  if (modality && window === undefined) return withBits(modality, bits)
  const input = modality ? { bits: modality.outBits, signed: false } : stored
  const size = window ? Math.max(2, Math.abs(javaRound(window.width / slope))) : largest(input) - smallest(input) + 1
  const offset = window ? javaRound((window.center - intercept) / slope) - Math.trunc(size / 2) : smallest(input)
  const table = ramp(input, { size, offset, falling: slope < 0, bits })
  return modality ? combined(modality, table) : table
}

interface Ramp {
  readonly size: number
  readonly offset: number
  readonly falling: boolean
  readonly bits: number
}

/** From black to white, or back, in so many steps; none of them that no value can reach, as a window may be far wider than these are. */
function ramp (input: StoredValue, { size, offset, falling, bits }: Ramp): LookupTable {
  const [last, white] = [size - 1, 2 ** bits - 1]
  const at = (index: number): number => Math.trunc(((falling ? last - index : index) * white + Math.trunc(last / 2)) / last)
  const from = Math.min(Math.max(0, smallest(input) - offset), last)
  const to = Math.min(Math.max(from, largest(input) - offset), last)
  return {
    input,
    outBits: bits,
    offset: offset + from,
    entries: Uint16Array.from({ length: to - from + 1 }, (_, index) => at(from + index))
  }
}

/** Math.round of a float: halves go up. */
const javaRound = (value: number): number => Math.floor(Math.fround(value) + 0.5)
