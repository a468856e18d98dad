import { type Picture, blank, inColour } from './picture.ts'

/**
 * A grid of pictures, row by row, each in the upper left corner of its panel, which is as large as the largest
 * (MontageGenerator.generate). Panels without a picture are black.
 */
export function montage (pictures: readonly Picture[], rows: number, columns: number): Picture {
  const width = Math.max(0, ...pictures.map(({ width }) => width))
  const height = Math.max(0, ...pictures.map(({ height }) => height))
  const channels = pictures.some(({ channels }) => channels === 3) ? 3 : 1
  const grid = blank(width * columns, height * rows, channels)
  for (const [at, picture] of pictures.slice(0, rows * columns).entries()) {
    draw(channels === 3 ? inColour(picture) : picture, grid, at % columns * width, Math.floor(at / columns) * height)
  }
  return grid
}

function draw ({ width, height, channels, samples }: Picture, onto: Picture, left: number, top: number): void {
  const line = width * channels
  for (let y = 0; y < height; y++) onto.samples.set(samples.subarray(y * line, (y + 1) * line), ((top + y) * onto.width + left) * channels)
}

/**
 * Half as wide and as high, rounded up (ThumbnailGenerator.rescale): each pixel is the lower right one of four, as
 * Java's AffineTransformOp picks the nearest; where there is none it stays black.
 */
export function halved (picture: Picture): Picture {
  const half = blank(Math.ceil(picture.width / 2), Math.ceil(picture.height / 2), picture.channels)
  for (let y = 1; y < picture.height; y += 2) {
    for (let x = 1; x < picture.width; x += 2) {
      const [from, to] = [(y * picture.width + x) * picture.channels, ((y >> 1) * half.width + (x >> 1)) * half.channels]
      for (let channel = 0; channel < picture.channels; channel++) half.samples[to + channel] = picture.samples[from + channel] ?? 0
    }
  }
  return half
}
