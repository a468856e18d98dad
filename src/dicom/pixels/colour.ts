import type { DataSet } from 'dicom-parser'
import type { Photometric } from './description.ts'
import { throughPalette } from './palette-colour.ts'
import { type Raster, layout } from './raster.ts'

/** Red, green and blue of brightness and two differences: what each is multiplied with, of samples from 0 to 255. */
interface Matrix {
  readonly black: number
  readonly y: number
  readonly red: number
  readonly green: readonly [cb: number, cr: number]
  readonly blue: number
}

/** ITU-R BT.601, of the whole range and of that from 16 to 235. */
const full: Matrix = { black: 0, y: 1, red: 1.402, green: [0.344136, 0.714136], blue: 1.772 }
const partial: Matrix = { black: 16, y: 255 / 219, red: 1.596027, green: [0.391762, 0.812968], blue: 2.017232 }

/** dcm4che takes each that shares its colours for one of the smaller range, YBR_FULL_422 too. */
const matrices: Partial<Readonly<Record<Photometric, Matrix>>> = { YBR_FULL: full, YBR_FULL_422: partial, YBR_PARTIAL_422: partial, YBR_PARTIAL_420: partial }

/** Red, green and blue side by side, 8 bits each (DicomImageReader.applyColorTransformations). */
export function coloursOf (raster: Raster, photometric: Photometric, data: DataSet, bitsStored: number): Uint8Array {
  if (photometric === 'PALETTE COLOR') return throughPalette(raster.values, data, bitsStored)
  const matrix = matrices[photometric]
  const { step, skip } = layout(raster)
  const { values } = raster
  const shift = Math.max(0, bitsStored - 8)
  const colours = new Uint8ClampedArray(raster.width * raster.height * 3)
  for (let at = 0, from = 0; at < colours.length; at += 3, from += step) {
    const a = (values[from] ?? 0) >> shift
    const b = (values[from + skip] ?? 0) >> shift
    const c = (values[from + skip * 2] ?? 0) >> shift
    if (matrix === undefined) {
      colours[at] = a
      colours[at + 1] = b
      colours[at + 2] = c
    } else {
      const [y, cb, cr] = [(a - matrix.black) * matrix.y, b - 128, c - 128]
      colours[at] = y + matrix.red * cr
      colours[at + 1] = y - matrix.green[0] * cb - matrix.green[1] * cr
      colours[at + 2] = y + matrix.blue * cb
    }
  }
  return new Uint8Array(colours.buffer)
}
