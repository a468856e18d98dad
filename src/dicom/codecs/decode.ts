import type { Description, Photometric } from '../description.ts'
import type { Raster } from '../raster.ts'
import { Unreadable } from '../unreadable.ts'
import { decodeJpeg } from './jpeg/decode.ts'
import { decodeRle } from './rle.ts'
import { decodeJpeg2000, decodeJpegLs } from './wasm.ts'

/** A frame that was compressed, and what its samples mean now: some codecs make red, green and blue of other colours. */
export interface Decoded {
  readonly raster: Raster
  readonly photometric: Photometric
}

type Decode = (bytes: Buffer, description: Description) => Decoded | Promise<Decoded>

const rle: Decode = (bytes, description) => ({ raster: decodeRle(bytes, description), photometric: description.photometric })

/** Colours come as the stream's own markers say. */
const jpeg: Decode = (bytes, description) => {
  const { photometric } = description
  const { raster, colours } = decodeJpeg(bytes, description)
  return { raster, photometric: raster.samples === 1 ? photometric : colours === 'rgb' ? asStored(photometric) : 'YBR_FULL' }
}

const jpegLs: Decode = async (bytes, description) =>
  ({ raster: await decodeJpegLs(bytes, description), photometric: description.photometric })
const jpeg2000: Decode = async (bytes, description) => {
  const { photometric } = description
  return { raster: await decodeJpeg2000(bytes, description), photometric: photometric.startsWith('YBR') ? 'RGB' : photometric }
}

/** What a lossless stream has is what was put in; one of differences with half the size has been made whole. */
const asStored = (photometric: Photometric): Photometric => photometric === 'YBR_FULL' ? 'YBR_FULL' : 'RGB'

const syntax = '1.2.840.10008.1.2'

/** Codecs by transfer syntax (ImageReaderFactory.properties). */
const codecs: Readonly<Record<string, Decode>> = {
  [`${syntax}.4.50`]: jpeg,
  [`${syntax}.4.51`]: jpeg,
  [`${syntax}.4.57`]: jpeg,
  [`${syntax}.4.70`]: jpeg,
  [`${syntax}.4.80`]: jpegLs,
  [`${syntax}.4.81`]: jpegLs,
  [`${syntax}.4.90`]: jpeg2000,
  [`${syntax}.4.91`]: jpeg2000,
  [`${syntax}.5`]: rle
}

/** @throws Unreadable for what is damaged, is of another size than the data set says, or of a syntax that has no codec here. */
export async function decodeFrame (bytes: Buffer, syntax: string, description: Description): Promise<Decoded> {
  const codec = codecs[syntax]
  if (codec === undefined) throw new Unreadable(`Unsupported Transfer Syntax: ${syntax}`, false)
  return codec(bytes, description)
}
