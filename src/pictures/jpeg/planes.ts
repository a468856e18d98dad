import type { Picture } from '../picture.ts'

/** One component of a JPEG image. */
export interface Plane {
  readonly width: number
  readonly height: number
  readonly samples: Uint8Array
}

const [whole, half, middle] = [1 << 16, 1 << 15, 128 << 16]
const part = (factor: number): number => Math.round(factor * whole)
const [y1, y2, y3] = [part(0.299), part(0.587), part(0.114)]
const [cb1, cb2] = [part(0.16874), part(0.33126)]
const [cr2, cr3] = [part(0.41869), part(0.08131)]

/** Brightness and two differences of colour (JFIF), the differences with half as many rows and columns; of grey, brightness alone. */
export function planesOf ({ width, height, channels, samples }: Picture): readonly Plane[] {
  if (channels === 1) return [{ width, height, samples }]
  const size = width * height
  const y = new Uint8Array(size)
  const cb = new Uint8Array(size)
  const cr = new Uint8Array(size)
  for (let pixel = 0, at = 0; pixel < size; pixel++, at += 3) {
    const r = samples[at] ?? 0
    const g = samples[at + 1] ?? 0
    const b = samples[at + 2] ?? 0
    y[pixel] = r * y1 + g * y2 + b * y3 + half >> 16
    cb[pixel] = b * half - r * cb1 - g * cb2 + middle + half - 1 >> 16
    cr[pixel] = r * half - g * cr2 - b * cr3 + middle + half - 1 >> 16
  }
  return [{ width, height, samples: y }, ...[cb, cr].map(samples => halved({ width, height, samples }))]
}

/**
 * The mean of each four samples, rounded down and up in turn. The last row and column stand for those behind them; blocks
 * are filled to their right edge.
 */
function halved ({ width, height, samples }: Plane): Plane {
  const columns = Math.ceil(width / 16) * 8
  const rows = Math.ceil(height / 2)
  const means = new Uint8Array(columns * rows)
  for (let row = 0; row < rows; row++) {
    const upper = row * 2 * width
    const lower = Math.min(row * 2 + 1, height - 1) * width
    for (let column = 0; column < columns; column++) {
      const left = Math.min(column * 2, width - 1)
      const right = Math.min(column * 2 + 1, width - 1)
      const above = (samples[upper + left] ?? 0) + (samples[upper + right] ?? 0)
      const sum = above + (samples[lower + left] ?? 0) + (samples[lower + right] ?? 0)
      means[row * columns + column] = sum + 1 + column % 2 >> 2
    }
  }
  return { width: columns, height: rows, samples: means }
}
