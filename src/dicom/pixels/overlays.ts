import type { DataSet } from 'dicom-parser'
import type { Picture } from '../../pictures/picture.ts'
import type { Raster } from '../raster.ts'
import { valuesAt } from './values.ts'

/** Groups of overlays: 6000 and every second one after it. */
const groups = Array.from({ length: 16 }, (_, index) => (0x6000 + index * 2).toString(16))

/**
 * Draws every overlay in white (Overlays.applyOverlay): bits of its own element, or of the pixels themselves above those
 * that are stored. One that does not fit is passed over.
 */
export function drawOverlays (picture: Picture, raster: Raster, frame: number, data: DataSet, bitsStored: number): void {
  for (const group of groups) {
    const number = (element: string): number | undefined => data.uint16(`x${group}${element}`)
    const [rows, columns] = [number('0010'), number('0011')]
    const [top, left] = valuesAt(data, `x${group}0050`).map(value => value << 16 >> 16)
    if (rows === undefined || columns === undefined || top === undefined || left === undefined) continue
    const isSet = (number('0100') ?? 1) === 1
      ? bitsOf(data, group, frame, rows * columns)
      : bitInPixels(raster, number('0102') ?? 0, bitsStored, columns)
    if (isSet) draw(picture, { rows, columns, top: top - 1, left: left - 1 }, isSet)
  }
}

type IsSet = (index: number) => boolean

interface Area {
  readonly rows: number
  readonly columns: number
  readonly top: number
  readonly left: number
}

/** Bits of OverlayData, the lowest first; undefined where this frame has none, or they are too few. */
function bitsOf (data: DataSet, group: string, frame: number, size: number): IsSet | undefined {
  const element = data.elements[`x${group}3000`]
  const index = frame - ((data.uint16(`x${group}0051`) ?? 1) - 1)
  if (element === undefined || index < 0 || index >= (data.intString(`x${group}0015`) ?? 1)) return undefined
  const start = size * index
  if (Math.ceil((start + size) / 8) > element.length) return undefined
  return at => ((data.byteArray[element.dataOffset + (start + at >> 3)] ?? 0) >> (start + at & 7) & 1) === 1
}

const bitInPixels = ({ width, values }: Raster, bit: number, bitsStored: number, columns: number): IsSet | undefined =>
  bit < bitsStored ? undefined : at => ((values[Math.floor(at / columns) * width + at % columns] ?? 0) >> bit & 1) === 1

function draw ({ width, height, channels, samples }: Picture, { rows, columns, top, left }: Area, isSet: IsSet): void {
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++) {
      const [y, x] = [top + row, left + column]
      if (y < 0 || y >= height || x < 0 || x >= width || !isSet(row * columns + column)) continue
      samples.fill(255, (y * width + x) * channels, (y * width + x + 1) * channels)
    }
  }
}
