import { createRequire } from 'node:module'
import type { Raster } from '../raster.ts'
import { Unreadable } from '../unreadable.ts'
import { type Size, checkSize } from '../description.ts'

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

const [jpegLs, jpeg2000] = [
  codec('@cornerstonejs/codec-charls/decodewasmjs', 'JpegLSDecoder'),
  codec('@cornerstonejs/codec-openjpeg/decodewasmjs', 'J2KDecoder')
]

export async function decodeJpegLs (bytes: Buffer, wanted: Size): Promise<Raster> {
  const frame = segment(bytes, [0xFF, 0xF7], 10)
  checkSize(frame.readUInt16BE(7), frame.readUInt16BE(5), frame.readUInt8(9), wanted)
  return decoded(new (await jpegLs())(), bytes, wanted)
}

export async function decodeJpeg2000 (bytes: Buffer, wanted: Size): Promise<Raster> {
  const size = segment(bytes, [0xFF, 0x4F, 0xFF, 0x51], 42)
  checkSize(size.readUInt32BE(8) - size.readUInt32BE(16), size.readUInt32BE(12) - size.readUInt32BE(20), size.readUInt16BE(40), wanted)
  return decoded(new (await jpeg2000())(), bytes, wanted)
}

/** A stream's own word on its size: before a codec makes room for it. */
function segment (bytes: Buffer, marker: readonly number[], length: number): Buffer {
  const start = bytes.indexOf(Buffer.from(marker))
  if (start < 0 || start + length > bytes.length) throw new Unreadable('Corrupt JPEG data')
  return bytes.subarray(start)
}

function decoded (decoder: Decoder, bytes: Buffer, wanted: Size): Raster {
  try {
    decoder.getEncodedBuffer(bytes.length).set(bytes)
    decoder.decode()
    const { width, height, bitsPerSample, componentCount: samples } = decoder.getFrameInfo()
    checkSize(width, height, samples, wanted)
    const size = width * height * samples * (bitsPerSample > 8 ? 2 : 1)
    // the codec's memory is used again
    const own = decoder.getDecodedBuffer().slice(0, size)
    if (own.length < size) throw new Unreadable('Corrupt JPEG data')
    const values = bitsPerSample > 8 ? new Uint16Array(own.buffer) : own
    return { width, height, samples, planar: samples > 1 && decoder.getInterleaveMode?.() === 0, values }
  } catch (error) {
    throw error instanceof Unreadable ? error : new Unreadable('Corrupt JPEG data')
  } finally {
    decoder.delete()
  }
}
