import { createRequire } from 'node:module'
import { test } from 'tap'
import { decodeFrame } from '../../../src/dicom/codecs/decode.ts'
import { decodeJpeg } from '../../../src/dicom/codecs/jpeg/decode.ts'
import type { Description } from '../../../src/dicom/description.ts'
import { Unreadable } from '../../../src/dicom/unreadable.ts'
import { jpeg } from '../../../src/pictures/jpeg/encode.ts'
import { losslessJpeg, plainJpeg } from './jpeg-writer.ts'

const [columns, rows] = [67, 49]
const description = (more: Partial<Description> = {}): Description =>
  (
    {
      rows,
      columns,
      frames: 1,
      samples: 1,
      planar: false,
      bitsAllocated: 16,
      bitsStored: 12,
      signed: false,
      photometric: 'MONOCHROME2',
      ...more
    }
  )
const eight = { bitsAllocated: 8, bitsStored: 8 } as const
const colour = { ...eight, samples: 3, photometric: 'RGB' } as const
const syntax = (number: string): string => `1.2.840.10008.1.2.4.${number}`

/** A picture with slopes, an edge and a little noise. */
const sample = (at: number, bits: number): number =>
  ((at % columns * 11 + Math.floor(at / columns) * 7 + (at * 2_654_435_761 >>> 28)) << bits - 8) % (1 << bits)
const values = (count: number, bits: number): Uint8Array | Uint16Array =>
  bits <= 8
    ? Uint8Array.from({ length: count }, (_, at) => sample(at, bits))
    : Uint16Array.from({ length: count }, (_, at) => sample(at, bits))

const farthest = (a: ArrayLike<number>, b: ArrayLike<number>): number =>
  Math.max(...Array.from(a, (value, at) => Math.abs(value - (b[at] ?? 0))))

test('JPEG, lossless: every predictor, 8 to 16 bits, one or three samples, with restarts', async t => {
  for (let predictor = 1; predictor <= 7; predictor++) {
    for (const [bits, samples, restart] of [[8, 1, 0], [12, 1, 0], [16, 1, 0], [8, 3, 0], [16, 1, columns], [8, 3, columns * 4]] as const) {
      const plain = values(columns * rows * samples, bits)
      const { raster } = decodeJpeg(
        losslessJpeg(plain, { width: columns, height: rows, samples, bits, predictor, restart }),
        { columns, rows, samples }
      )
      t.same(raster.values, plain, `predictor ${predictor}, ${bits} bits, ${samples} samples, restart ${restart}`)
    }
  }
  const { raster, photometric } = await decodeFrame(
    losslessJpeg(values(columns * rows, 12), { width: columns, height: rows, samples: 1, bits: 12, predictor: 1, restart: 0 }),
    syntax('70'), description()
  )
  t.same([raster.width, raster.height, photometric], [columns, rows, 'MONOCHROME2'])
})

test('JPEG, baseline: the encoder\'s pictures come back nearly as they were', async t => {
  const grey = values(columns * rows, 8)
  const one = await decodeFrame(
    jpeg({ width: columns, height: rows, channels: 1, samples: Uint8Array.from(grey) }), syntax('50'),
    description(eight)
  )
  t.equal(one.photometric, 'MONOCHROME2')
  t.ok(farthest(one.raster.values, grey) < 60, 'grey')
  const flat = Uint8Array.from({ length: columns * rows * 3 }, (_, at) => [200, 90, 30][at % 3] ?? 0)
  const three = await decodeFrame(
    jpeg({ width: columns, height: rows, channels: 3, samples: flat }), syntax('50'),
    description({ ...colour, photometric: 'YBR_FULL_422' })
  )
  t.equal(three.photometric, 'YBR_FULL')
  t.ok(farthest(three.raster.values.subarray(0, 3), [116, 80, 188]) <= 2, 'colours, as brightness and two differences')
})

test('JPEG, extended: 12 bits, by blocks of one value', async t => {
  const levels = [0, 4095, 2048, 1, 3000, 77]
  const { raster } = await decodeFrame(plainJpeg(levels, 12), syntax('51'), description({ rows: 8, columns: 48 }))
  t.same([raster.width, raster.height], [48, 8])
  for (const [block, level] of levels.entries()) t.equal(raster.values[block * 8 + 48 * 5 + 3], level)
})

interface Encoder {
  getDecodedBuffer: (
    info: {
      width: number,
      height: number,
      bitsPerSample: number,
      componentCount: number,
      isSigned: boolean,
      isUsingColorTransform: boolean
    }
  ) => Uint8Array
  encode: () => void
  getEncodedBuffer: () => Uint8Array
  setInterleaveMode?: (mode: number) => void
  delete: () => void
}

/** Encodes with the whole codec, of which the product uses the decoder alone. */
async function encoded (
  module: string, name: string, plain: Uint8Array | Uint16Array, bits: number, samples: number,
  prepare: (encoder: Encoder) => void = () => {}
): Promise<Buffer> {
  const codec = await (createRequire(import.meta.url)(module) as () => Promise<Record<string, new () => Encoder>>)()
  const Encoder_ = codec[name]
  if (Encoder_ === undefined) throw new Error(`${module} has no ${name}`)
  const encoder = new Encoder_()
  prepare(encoder)
  encoder.getDecodedBuffer(
    { width: columns, height: rows, bitsPerSample: bits, componentCount: samples, isSigned: false, isUsingColorTransform: samples === 3 }
  )
    .set(new Uint8Array(plain.buffer, plain.byteOffset, plain.byteLength))
  encoder.encode()
  const bytes = Buffer.from(encoder.getEncodedBuffer())
  encoder.delete()
  return bytes
}

test('JPEG-LS and JPEG 2000 without loss', async t => {
  for (const [bits, samples] of [[8, 1], [12, 1], [16, 1], [8, 3]] as const) {
    const plain = values(columns * rows * samples, bits)
    const described = samples === 3 ? description(colour) : description({ bitsAllocated: bits === 8 ? 8 : 16, bitsStored: bits })
    const ls = await encoded(
      '@cornerstonejs/codec-charls/wasmjs', 'JpegLSEncoder', plain, bits, samples,
      encoder => encoder.setInterleaveMode?.(samples === 3 ? 2 : 0)
    )
    t.same((await decodeFrame(ls, syntax('80'), described)).raster.values, plain, `JPEG-LS, ${bits} bits, ${samples} samples`)
    const j2k = await encoded('@cornerstonejs/codec-openjpeg/wasmjs', 'J2KEncoder', plain, bits, samples)
    const { raster, photometric } = await decodeFrame(
      j2k, syntax('90'), samples === 3 ? description({ ...colour, photometric: 'YBR_RCT' }) : described
    )
    t.same(raster.values, plain, `JPEG 2000, ${bits} bits, ${samples} samples`)
    t.equal(photometric, samples === 3 ? 'RGB' : 'MONOCHROME2')
  }
})

test('what is damaged, of another size or unknown is refused', async t => {
  const lossless = losslessJpeg(
    values(columns * rows, 12), { width: columns, height: rows, samples: 1, bits: 12, predictor: 1, restart: 0 }
  )
  const baseline = jpeg({ width: columns, height: rows, channels: 1, samples: Uint8Array.from(values(columns * rows, 8)) })
  const refusals: readonly (readonly [bytes: Buffer, syntax: string, message: RegExp])[] = [
    [lossless.subarray(0, lossless.length / 2), syntax('70'), /premature end/],
    [baseline.subarray(0, baseline.length / 2), syntax('50'), /premature end/],
    [Buffer.alloc(100), syntax('50'), /no start of image/],
    [Buffer.of(0xFF, 0xD8), syntax('50'), /no scan/],
    [
      Buffer.from(baseline.map((byte, at) => at > 2 && baseline[at - 1] === 0xFF && byte === 0xC0 ? 0xC2 : byte)),
      syntax('50'), /SOF type 0xc2/
    ],
    [Buffer.alloc(100), syntax('80'), /Corrupt/],
    [Buffer.alloc(100), syntax('90'), /Corrupt/],
    [lossless, syntax('104'), /Unsupported Transfer Syntax: 1\.2\.840\.10008\.1\.2\.4\.104/]
  ]
  for (const [bytes, syntax, message] of refusals) {
    await t.rejects(
      decodeFrame(bytes, syntax, description()), { message, constructor: Unreadable }
    )
  }
  await t.rejects(
    decodeFrame(lossless, syntax('70'), description({ rows: 50 })),
    { message: '67 x 49 x 1 samples in place of 67 x 50 x 1' }
  )
})

test('no damage to a compressed frame does more than change its picture or refuse it', async t => {
  const frames: readonly (readonly [Buffer, string])[] = [
    [
      losslessJpeg(values(columns * rows, 12), { width: columns, height: rows, samples: 1, bits: 12, predictor: 4, restart: columns }),
      syntax('70')
    ],
    [jpeg({ width: columns, height: rows, channels: 1, samples: Uint8Array.from(values(columns * rows, 8)) }), syntax('50')],
    [await encoded('@cornerstonejs/codec-charls/wasmjs', 'JpegLSEncoder', values(columns * rows, 12), 12, 1), syntax('80')],
    [await encoded('@cornerstonejs/codec-openjpeg/wasmjs', 'J2KEncoder', values(columns * rows, 12), 12, 1), syntax('90')]
  ]
  const thrown: unknown[] = []
  for (const [frame, syntax] of frames) {
    for (let at = 2; at < frame.length; at += 23) {
      for (const value of [0, 0x80, 0xFF]) {
        const damaged = Buffer.from(frame)
        damaged[at] = value
        await decodeFrame(damaged, syntax, description()).catch(
          (error: unknown) => { if (!(error instanceof Unreadable)) thrown.push(error) }
        )
      }
    }
  }
  t.same(thrown, [])
})
