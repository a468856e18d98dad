import type { DataSet } from 'dicom-parser'
import { Unreadable } from './unreadable.ts'

export const photometrics = [
  'MONOCHROME1', 'MONOCHROME2', 'PALETTE COLOR', 'RGB', 'YBR_FULL', 'YBR_FULL_422', 'YBR_PARTIAL_422',
  'YBR_PARTIAL_420', 'YBR_ICT', 'YBR_RCT'
] as const

export type Photometric = typeof photometrics[number]

/** What a data set says of its pixels. */
export interface Description {
  readonly rows: number
  readonly columns: number
  readonly frames: number
  /** Of each pixel. */
  readonly samples: number
  /** Whether all first samples come before all second ones. */
  readonly planar: boolean
  readonly bitsAllocated: 8 | 16
  readonly bitsStored: number
  readonly signed: boolean
  readonly photometric: Photometric
}

/** How many samples a frame may have: no picture is larger, whatever a header says. */
export const mostSamples = 100_000_000

/** DicomImageReader.setMetadata. @throws Unreadable for what no image can be. */
export function describe (data: DataSet): Description {
  const number = (tag: string, otherwise: number): number => data.uint16(tag) ?? otherwise
  const [rows, columns, samples] = [number('x00280010', 0), number('x00280011', 0), number('x00280002', 1)]
  const bitsAllocated = number('x00280100', 8)
  const bitsStored = number('x00280101', bitsAllocated) || bitsAllocated
  const photometric = photometricOf(data)
  if (rows === 0 || columns === 0) throw new Unreadable(`Width (${columns}) and height (${rows}) must be > 0`, false)
  if (bitsAllocated !== 8 && bitsAllocated !== 16) throw new Unreadable(`Bits Allocated: ${bitsAllocated}`, false)
  if (bitsStored > bitsAllocated) throw new Unreadable(`Bits Stored: ${bitsStored} of ${bitsAllocated}`, false)
  if (
    samples !== (isGrey(photometric) || photometric === 'PALETTE COLOR' ? 1 : 3)
  ) throw new Unreadable(`Samples per Pixel: ${samples} of ${photometric}`, false)
  if (rows * columns * samples > mostSamples) throw new Unreadable(`${columns} x ${rows} pixels are too many`, false)
  return {
    rows,
    columns,
    samples,
    frames: Math.max(1, data.intString('x00280008') ?? 1),
    planar: samples > 1 && number('x00280006', 0) !== 0,
    bitsAllocated,
    bitsStored,
    signed: number('x00280103', 0) !== 0,
    photometric
  }
}

export const isGrey = (photometric: Photometric): boolean => photometric.startsWith('MONOCHROME')

function photometricOf (data: DataSet): Photometric {
  const name = data.string('x00280004')?.trim() || 'MONOCHROME2'
  const known = photometrics.find(each => each === name)
  if (known === undefined) throw new Unreadable(`No enum constant org.dcm4che3.image.PhotometricInterpretation.${name}`, false)
  return known
}

/** What a frame must measure. */
export type Size = Pick<Description, 'columns' | 'rows' | 'samples'>

/** Called before room is made for what a stream says of itself. @throws Unreadable where its data set says otherwise. */
export function checkSize (width: number, height: number, samples: number, { columns, rows, samples: wanted }: Size): void {
  if (width !== columns || height !== rows || samples !== wanted) {
    throw new Unreadable(`${width} x ${height} x ${samples} samples in place of ${columns} x ${rows} x ${wanted}`)
  }
}
