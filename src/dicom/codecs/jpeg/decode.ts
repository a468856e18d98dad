import { mostSamples } from '../../pixels/description.ts'
import type { Raster } from '../../pixels/raster.ts'
import { Unreadable } from '../../pixels/unreadable.ts'
import { decodeLossless } from './lossless.ts'
import { readHeaders } from './markers.ts'
import { decodeSequential } from './sequential.ts'

/** A frame in JPEG, with what its colours are. @throws Unreadable */
export function decodeJpeg (bytes: Buffer): { readonly raster: Raster, readonly colours: 'rgb' | 'ybr' } {
  if (bytes[0] !== 0xFF || bytes[1] !== 0xD8) throw new Unreadable('Corrupt JPEG data: no start of image')
  const headers = readHeaders(bytes)
  if (headers.width * headers.height === 0 || headers.width * headers.height * headers.components.length > mostSamples) {
    throw new Unreadable(`Corrupt JPEG data: ${headers.width} x ${headers.height} pixels`)
  }
  const decode = headers.process === 'lossless' ? decodeLossless : decodeSequential
  return { raster: decode(bytes, headers), colours: headers.process === 'lossless' ? 'rgb' : headers.colours }
}
