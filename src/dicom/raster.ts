/** The samples of one frame as they are stored. */
export interface Raster {
  readonly width: number
  readonly height: number
  readonly samples: number
  /** Whether all first samples come before all second ones. */
  readonly planar: boolean
  readonly values: Uint8Array | Uint16Array
}

/** Where each sample of a pixel is: of the pixel at `p`, the sample `s` at `p * step + s * skip`. */
export const layout = ({ width, height, samples, planar }: Raster): { readonly step: number, readonly skip: number } =>
  planar ? { step: 1, skip: width * height } : { step: samples, skip: 1 }
