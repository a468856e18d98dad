import type { Raster } from '../../raster.ts'
import { Unreadable } from '../../unreadable.ts'
import { type Size, checkSize } from '../../description.ts'
import { decodeLossless } from './lossless.ts'
import { readHeaders } from './markers.ts'
import { decodeSequential } from './sequential.ts'

/** A frame in JPEG, with what its colours are. @param wanted the size that it must have. @throws Unreadable */
export function decodeJpeg (bytes: Buffer, wanted: Size): { readonly raster: Raster, readonly colours: 'rgb' | 'ybr' } {
  if (bytes[0] !== 0xFF || bytes[1] !== 0xD8) throw new Unreadable('Corrupt JPEG data: no start of image')
  const headers = readHeaders(bytes)
  checkSize(headers.width, headers.height, headers.components.length, wanted)
  const decode = headers.process === 'lossless' ? decodeLossless : decodeSequential
  return { raster: decode(bytes, headers), colours: headers.process === 'lossless' ? 'rgb' : headers.colours }
}
