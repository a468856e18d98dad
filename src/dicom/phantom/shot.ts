import type { Values } from '../write/file.ts'

/** Where an image is in its series, and how it is taken. */
export interface Shot {
  readonly rows: number
  readonly columns: number
  /** From 0 to 1 through the body. */
  readonly depth: number
  /** Cosines of rows and columns (ImageOrientationPatient). */
  readonly orientation: readonly number[]
  /** A number of its own, from which its noise comes. */
  readonly seed: number
  /** What the header says otherwise, by keyword. */
  readonly given: Readonly<Record<string, string | number>>
}

/** Pixels, with what the header must say of them. */
export interface Exposure {
  readonly pixels: Uint8Array | Uint16Array
  readonly values: Values
}

/** How an instrument takes an image of the phantom. */
export type Instrument = (shot: Shot) => Exposure

const stored = (bitsAllocated: number, bitsStored: number, signed: boolean): Values => ({
  SamplesPerPixel: 1,
  PhotometricInterpretation: 'MONOCHROME2',
  BitsAllocated: bitsAllocated,
  BitsStored: bitsStored,
  HighBit: bitsStored - 1,
  PixelRepresentation: signed ? 1 : 0
})

/** Values as words of so many bits, with a sign or without; what does not fit becomes the nearest that does. */
export function greyWords (values: Float32Array, bits: number, signed = false, more: Values = {}): Exposure {
  const [least, most] = signed ? [-(2 ** (bits - 1)), 2 ** (bits - 1) - 1] : [0, 2 ** bits - 1]
  return {
    pixels: Uint16Array.from(values, value => Math.min(Math.max(least, Math.round(value)), most)),
    values: { ...stored(16, bits, signed), ...more }
  }
}

export const greyBytes = (values: Float32Array, more: Values = {}): Exposure =>
  ({ pixels: Uint8Array.from(values, value => Math.min(Math.max(0, Math.round(value)), 255)), values: { ...stored(8, 8, false), ...more } })

/** Red, green and blue side by side. */
export const colourBytes = (pixels: Uint8Array): Exposure =>
  ({ pixels, values: { ...stored(8, 8, false), SamplesPerPixel: 3, PhotometricInterpretation: 'RGB', PlanarConfiguration: 0 } })
