import { createHash } from 'node:crypto'
import { type Values, writeFile } from '../write/file.ts'
import { uidFor } from '../write/uid.ts'
import { type Kind, kindOf, sopClassOf } from './kinds.ts'
import type { Exposure, Shot } from './shot.ts'
import { type Vector, cross, plus, times } from './vector.ts'

/** What a header is to say, by keyword. */
export type Given = Readonly<Record<string, string | number>>

/** Rows and columns where none are given, and at most; the most samples of a file. */
const [usual, most, mostSamples] = [64, 4096, 64 * 1024 * 1024]

/**
 * A DICOM file with an image of a phantom: a head or a chest as the modality sees it. The same for the same header and name;
 * no function of it depends on the machine.
 * @param given attributes by keyword; those of the pixels but for Rows, Columns and NumberOfFrames are the phantom's.
 * @param name a path, from which UIDs come that are not given.
 */
export function phantomFile (given: Given, name: string): Buffer {
  const modality = String(given['Modality'] ?? 'MR')
  const kind = kindOf(modality)
  const [rows, columns] = [sizeIn(given, 'Rows', usual, most), sizeIn(given, 'Columns', usual, most)]
  const frames = sizeIn(given, 'NumberOfFrames', 1, Math.max(1, Math.floor(mostSamples / (rows * columns * 3))))
  const shot: Shot = {
    rows,
    columns,
    depth: depthOf(given),
    orientation: orientationOf(given),
    seed: createHash('sha256').update(name).digest().readInt32LE(0),
    given
  }
  const exposures = Array.from(
    { length: frames },
    (_, frame) => kind.instrument(frames === 1 ? shot : { ...shot, depth: (frame + 0.5) / frames, seed: shot.seed + frame })
  )
  const folder = name.slice(0, name.lastIndexOf('/'))
  return writeFile({
    SOPInstanceUID: uidFor(name),
    StudyInstanceUID: uidFor(`study of ${folder}`),
    SeriesInstanceUID: uidFor(`series of ${folder}`),
    InstanceNumber: 1,
    ...kind.values,
    ...placeOf(kind, shot, folder),
    ...exposures[0]?.values,
    Modality: modality,
    SOPClassUID: sopClassOf(modality, frames),
    ...given,
    ...ofPixels(exposures[0]?.values),
    Rows: rows,
    Columns: columns,
    ...(frames > 1 || 'NumberOfFrames' in given) && { NumberOfFrames: frames }
  }, joined(exposures))
}

/** Attributes that the pixels are of no use without. */
const pixelAttributes = [
  'SamplesPerPixel', 'PhotometricInterpretation', 'PlanarConfiguration', 'BitsAllocated', 'BitsStored', 'HighBit',
  'PixelRepresentation'
]

const ofPixels = (values: Values = {}): Values =>
  Object.fromEntries(Object.entries(values).filter(([keyword]) => pixelAttributes.includes(keyword)))

function sizeIn (given: Given, keyword: string, otherwise: number, most: number): number {
  const size = Math.floor(Number(given[keyword] ?? otherwise))
  return Number.isFinite(size) ? Math.min(Math.max(1, size), most) : otherwise
}

/** How deep in the body an image is: by its number among all; up from the middle and back where nobody says how many there are. */
function depthOf (given: Given): number {
  const [number, all] = [Number(given['InstanceNumber'] ?? 1) || 1, Number(given['ImagesInAcquisition'] ?? 0) || 0]
  if (all > 0) return Math.min(Math.max(0, (number - 0.5) / all), 1)
  const step = Math.abs((number - 1) % 40)
  return 0.5 + (step < 20 ? step : 40 - step) * 0.02
}

function orientationOf (given: Given): readonly number[] {
  const cosines = String(given['ImageOrientationPatient'] ?? '').split('\\').map(Number)
  return cosines.length === 6 && cosines.every(Number.isFinite) ? cosines : [1, 0, 0, 0, 1, 0]
}

/** Where the image is in the patient, in millimetres from the middle of the phantom. */
function placeOf ({ fieldOfView }: Kind, { rows, columns, orientation, depth }: Shot, folder: string): Values {
  if (fieldOfView === undefined) return {}
  const [a = 1, b = 0, c = 0, d = 0, e = 1, f = 0] = orientation
  const [across, down]: [Vector, Vector] = [[a, b, c], [d, e, f]]
  const spacing = fieldOfView / Math.max(rows, columns)
  const location = (depth * 2 - 1) * 0.62 * fieldOfView / 2
  const corner = plus(
    times(cross(across, down), location),
    plus(times(across, (1 - columns) / 2 * spacing), times(down, (1 - rows) / 2 * spacing))
  )
  return {
    FrameOfReferenceUID: uidFor(`frame of ${folder}`),
    ImageOrientationPatient: orientation.map(decimal).join('\\'),
    ImagePositionPatient: corner.map(decimal).join('\\'),
    PixelSpacing: `${decimal(spacing)}\\${decimal(spacing)}`,
    SliceLocation: decimal(location)
  }
}

const decimal = (value: number): string => String(Math.round(value * 1000) / 1000 + 0)

function joined (exposures: readonly Exposure[]): Uint8Array | Uint16Array {
  const [first] = exposures
  if (first === undefined || exposures.length === 1) return first?.pixels ?? new Uint8Array(0)
  const pixels = first.pixels instanceof Uint16Array
    ? new Uint16Array(first.pixels.length * exposures.length)
    : new Uint8Array(first.pixels.length * exposures.length)
  for (const [frame, exposure] of exposures.entries()) pixels.set(exposure.pixels, frame * first.pixels.length)
  return pixels
}
