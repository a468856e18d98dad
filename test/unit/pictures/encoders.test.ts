import { createHash } from 'node:crypto'
import { test } from 'tap'
import { gif } from '../../../src/pictures/gif.ts'
import { jpeg } from '../../../src/pictures/jpeg/encode.ts'
import type { Picture } from '../../../src/pictures/picture.ts'
import { readGif } from '../../read-gif.ts'

const picture = (width: number, height: number, channels: 1 | 3, sample: (at: number) => number): Picture =>
  ({ width, height, channels, samples: Uint8Array.from({ length: width * height * channels }, (_, at) => sample(at)) })

const slope = (at: number): number => at * 5 + (at * at >> 3 & 63)
const digest = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex').slice(0, 12)

/** What the writers of OpenJDK 17 make of the same samples (ImageIO.write of JPEG; GIFImageWriter as DicomImageRenderer calls it). */
const written: readonly (readonly [width: number, height: number, channels: 1 | 3, jpeg: string, gif: string | undefined])[] = [
  [1, 1, 1, 'af806e0af144', '585190e0d32f'],
  [7, 5, 1, 'ca2322e34fd7', 'f22f96458611'],
  [8, 8, 1, 'e393f075554a', '80ee595bf1a0'],
  [64, 48, 1, '7d256a8be343', '77be2952eef0'],
  [200, 150, 1, '82664f0ad715', '5f2b0566383c'],
  [2, 3, 1, 'd725c9bed5da', '2b759c370428'],
  [16, 17, 1, '6c4203a7d2ef', '024e9216c5e3'],
  [1, 1, 3, '38a5e037815f', undefined],
  [7, 5, 3, 'f941dd213e67', undefined],
  [8, 8, 3, '0c4e43501618', undefined],
  [17, 16, 3, '7eb0f610dc6b', undefined],
  [33, 30, 3, '23f7cf2a1c3e', undefined],
  [40, 31, 3, '37faa814208f', undefined]
]

test('JPEG and grey GIF are to the byte what Java writes', t => {
  for (const [width, height, channels, ofJpeg, ofGif] of written) {
    const made = picture(width, height, channels, slope)
    t.equal(digest(jpeg(made)), ofJpeg, `JPEG of ${width} x ${height} x ${channels}`)
    if (ofGif !== undefined) t.equal(digest(gif(made)), ofGif, `GIF of ${width} x ${height}`)
  }
  let state = 1
  const noise = picture(90, 80, 1, () => (state = Math.imul(state, 1103515245) + 12345 | 0) >>> 24)
  t.equal(digest(gif(noise)), '7ae67b68368b', 'GIF whose table of strings is full')
  t.end()
})

test('a GIF has the colours that a picture has', t => {
  const few = picture(31, 17, 3, at => at % 3 === 0 ? at % 256 & 0xE0 : at % 3 === 1 ? at % 7 * 30 : 9)
  t.same(readGif(gif(few)).samples, few.samples, 'up to 256 of them exactly')
  const two = picture(5, 3, 3, at => at % 6 < 3 ? 255 : 0)
  t.same(readGif(gif(two)).samples, two.samples, 'two of them')
  t.ok(gif(two).length < gif(few).length / 4, 'with a short palette')
  const many = picture(128, 128, 3, at => [(at / 3 | 0) % 128 * 2, (at / 384 | 0) * 2, 128][at % 3] ?? 0)
  const shown = readGif(gif(many))
  const errors = [...shown.samples].map((value, at) => Math.abs(value - (many.samples[at] ?? 0)))
  t.ok(Math.max(...errors) <= 24, `the nearest of more: off by ${Math.max(...errors)} at most`)
  t.ok(errors.reduce((sum, error) => sum + error) / errors.length < 5, 'and by little on average')
  t.end()
})
