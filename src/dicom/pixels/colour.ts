import type { DataSet } from 'dicom-parser'
import type { Photometric } from '../description.ts'
import { throughPalette } from './palette-colour.ts'
import { type Raster, layout } from '../raster.ts'

/** What red, green and blue have of brightness and of two differences, each from 0 to 1 (dcm4che's YBR: ITU-R BT.601 with four digits). */
interface Matrix {
  readonly black: number
  readonly rows: readonly (readonly [y: number, cb: number, cr: number])[]
  /** What is added before the part behind the point is cut off. */
  readonly rounding: number
}

const full: Matrix = {
  black: 0,
  rows: [[1, -0.00003681999, 1.4019875769], [1, -0.34411328131, -0.71410382112], [1, 1.7719781167, -0.00013458341]],
  rounding: 0.5
}
const partial: Matrix = {
  black: 0.0625,
  rows: [
    [1.16441546344, -0.00009503599, 1.59600187763], [1.16441546344, -0.39172456367, -0.81301336828],
    [1.16441546344, 2.01729068223, -0.000135273]
  ],
  rounding: 0
}

/** dcm4che takes each that shares its colours for one of the smaller range, YBR_FULL_422 too. */
const matrices: Partial<Readonly<Record<Photometric, Matrix>>> = {
  YBR_FULL: full, YBR_FULL_422: partial, YBR_PARTIAL_422: partial, YBR_PARTIAL_420: partial
}

/** Red, green and blue side by side, 8 bits each (DicomImageReader.applyColorTransformations). */
export function coloursOf (raster: Raster, photometric: Photometric, data: DataSet, bitsStored: number): Uint8Array {
  if (photometric === 'PALETTE COLOR') return throughPalette(raster.values, data, bitsStored)
  const { step, skip } = layout(raster)
  const { values } = raster
  const shift = Math.max(0, bitsStored - 8)
  const colours = new Uint8Array(raster.width * raster.height * 3)
  for (let at = 0, from = 0; at < colours.length; at += 3, from += step) {
    for (let part = 0; part < 3; part++) colours[at + part] = (values[from + skip * part] ?? 0) >> shift
  }
  const matrix = matrices[photometric]
  if (matrix) convert(colours, matrix)
  return colours
}

function convert (colours: Uint8Array, { black, rows, rounding }: Matrix): void {
  for (let at = 0; at < colours.length; at += 3) {
    const y = (colours[at] ?? 0) / 255 - black
    const cb = (colours[at + 1] ?? 0) / 255 - 0.5
    const cr = (colours[at + 2] ?? 0) / 255 - 0.5
    for (const [part, [ofY, ofCb, ofCr]] of rows.entries()) {
      colours[at + part] = Math.min(Math.max(0, Math.fround(ofY * y + ofCb * cb + ofCr * cr)), 1) * 255 + rounding
    }
  }
}
