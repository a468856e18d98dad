import type { Values } from '../write/file.ts'
import { ultrasound, testCard } from './pictures.ts'
import { angiogram, digitalRadiograph, filmRadiograph, mammogram } from './radiographs.ts'
import { emission, magneticResonance, scintigraphy, tomography } from './sections.ts'
import type { Instrument } from './shot.ts'

/** What a modality's images are like. */
export interface Kind {
  /** Below the storage root of the SOP classes. */
  readonly sopClass: string
  readonly instrument: Instrument
  /** What the pixels show from one edge to the other, in millimetres; images without it have no place in the patient. */
  readonly fieldOfView?: number
  readonly values?: Values
}

const section = (sopClass: string, instrument: Instrument, fieldOfView: number, values: Values): Kind =>
  ({ sopClass, instrument, fieldOfView, values })
const flat = (sopClass: string, instrument: Instrument, values: Values = {}): Kind => ({ sopClass, instrument, values })

const axial = 'ORIGINAL\\PRIMARY\\AXIAL'

export const kinds: Readonly<Record<string, Kind>> = {
  MR: section(
    '4', magneticResonance, 240,
    { ImageType: 'ORIGINAL\\PRIMARY\\M\\ND', SliceThickness: 5, MagneticFieldStrength: 3, PatientPosition: 'HFS' }
  ),
  CT: section('2', tomography, 380, { ImageType: axial, SliceThickness: 5, KVP: 120, PatientPosition: 'HFS' }),
  PT: section('128', emission, 300, { ImageType: 'ORIGINAL\\PRIMARY', SliceThickness: 3.27, PatientPosition: 'HFS' }),
  NM: section('20', scintigraphy, 300, { ImageType: 'ORIGINAL\\PRIMARY\\RECON TOMO\\EMISSION', SliceThickness: 5, PatientPosition: 'HFS' }),
  CR: flat('1', filmRadiograph, { ImageType: 'ORIGINAL\\PRIMARY', BodyPartExamined: 'CHEST', ViewPosition: 'PA', KVP: 120 }),
  DX: flat('1.1', digitalRadiograph, { ImageType: 'ORIGINAL\\PRIMARY', BodyPartExamined: 'CHEST', ViewPosition: 'PA', KVP: 120 }),
  MG: flat('1.2', mammogram, { ImageType: 'ORIGINAL\\PRIMARY', BodyPartExamined: 'BREAST', ViewPosition: 'CC', Laterality: 'L', KVP: 28 }),
  XA: flat('12.1', angiogram, { ImageType: 'ORIGINAL\\PRIMARY\\SINGLE PLANE', KVP: 80 }),
  RF: flat('12.2', angiogram, { ImageType: 'ORIGINAL\\PRIMARY\\SINGLE PLANE', KVP: 80 }),
  US: flat('6.1', ultrasound, { ImageType: 'ORIGINAL\\PRIMARY' }),
  SC: flat('7', testCard, { ImageType: 'DERIVED\\SECONDARY', ConversionType: 'SYN' })
}

/** Of any other modality there is a card. */
const other: Kind = flat('7', testCard, { ImageType: 'DERIVED\\SECONDARY', ConversionType: 'SYN' })

/** Classes of images that have several frames, where that is another one. */
const multiframe: Readonly<Record<string, string>> = { US: '3.1' }

export const kindOf = (modality: string): Kind => kinds[modality] ?? other

export const sopClassOf = (modality: string, frames: number): string =>
  `1.2.840.10008.5.1.4.1.1.${(frames > 1 ? multiframe[modality] : undefined) ?? kindOf(modality).sopClass}`
