import { createRequire } from 'node:module'
import type { Raster } from '../pixels/raster.ts'
import { mostSamples } from '../pixels/description.ts'
import { Unreadable } from '../pixels/unreadable.ts'

interface FrameInfo {
  readonly width: number
  readonly height: number
  readonly bitsPerSample: number
  readonly componentCount: number
}

/** What the codecs of Cornerstone have in common: CharLS and OpenJPEG, compiled to WebAssembly. */
interface Decoder {
  /** Room for so many bytes in the codec's memory. */
  readonly getEncodedBuffer: (length: number) => Uint8Array
  readonly getDecodedBuffer: () => Uint8Array
  readonly getFrameInfo: () => FrameInfo
  /** Of JPEG-LS: 0 where all first samples come before all second ones. */
  readonly getInterleaveMode?: () => number
  readonly decode: () => void
  /** Lets go of its memory. */
  readonly delete: () => void
}

type Codec = Readonly<Record<string, new () => Decoder>>

const require = createRequire(import.meta.url)

/** Loads a codec when it is first used. @param decoder the name of its class. */
function codec (module: string, decoder: string): () => Promise<new () => Decoder> {
  let loaded: Promise<Codec> | undefined
  return async () => {
    loaded ??= (require(module) as (options: object) => Promise<Codec>)({ print: () => {}, printErr: () => {} })
    const found = (await loaded)[decoder]
    if (found === undefined) throw new Unreadable(`${module} has no ${decoder}`, false)
    return found
  }
}

const [jpegLs, jpeg2000] = [codec('@cornerstonejs/codec-charls/decodewasmjs', 'JpegLSDecoder'), codec('@cornerstonejs/codec-openjpeg/decodewasmjs', 'J2KDecoder')]

export const decodeJpegLs = async (bytes: Buffer): Promise<Raster> => decoded(new (await jpegLs())(), bytes)
export const decodeJpeg2000 = async (bytes: Buffer): Promise<Raster> => decoded(new (await jpeg2000())(), bytes)

function decoded (decoder: Decoder, bytes: Buffer): Raster {
  try {
    decoder.getEncodedBuffer(bytes.length).set(bytes)
    decoder.decode()
    const { width, height, bitsPerSample, componentCount: samples } = decoder.getFrameInfo()
    const [size, found] = [width * height * samples, decoder.getDecodedBuffer()]
    const width16 = bitsPerSample > 8 ? 2 : 1
    if (size === 0 || size > mostSamples || found.length < size * width16) throw new Unreadable('Corrupt JPEG data')
    // the codec's memory is used again
    const own = found.slice(0, size * width16)
    const values = width16 === 1 ? own : new Uint16Array(own.buffer, own.byteOffset, size)
    return { width, height, samples, planar: samples > 1 && decoder.getInterleaveMode?.() === 0, values }
  } catch (error) {
    throw error instanceof Unreadable ? error : new Unreadable('Corrupt JPEG data')
  } finally {
    decoder.delete()
  }
}
