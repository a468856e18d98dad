import type { Headers } from './markers.ts'

/** One component as far as its blocks reach. */
export interface Plane {
  /** Blocks of a unit. */
  readonly across: number
  readonly down: number
  readonly width: number
  readonly values: Uint16Array
}

/** The samples of each pixel side by side. @param across, down blocks of a unit of the component that has the most. */
export function joined (
  { width, height, precision }: Headers, planes: readonly Plane[], across: number, down: number
): Uint8Array | Uint16Array {
  const size = width * height * planes.length
  const values = precision === 8 ? new Uint8Array(size) : new Uint16Array(size)
  for (const [sample, plane] of planes.entries()) {
    const columns = axis(width, plane.across / across)
    const rows = axis(height, plane.down / down)
    const isWhole = plane.across === across && plane.down === down
    for (let y = 0; y < height; y++) {
      const upper = (rows.first[y] ?? 0) * plane.width
      const line: Line = { upper, lower: (rows.second[y] ?? 0) * plane.width, share: rows.share[y] ?? 0 }
      for (let x = 0, to = y * width * planes.length + sample; x < width; x++, to += planes.length) {
        values[to] = isWhole ? plane.values[upper + x] ?? 0 : Math.round(between(plane.values, line, columns, x))
      }
    }
  }
  return values
}

/** The two samples that are nearest to each pixel on one axis, and the second one's share. */
interface Axis {
  readonly first: Uint16Array
  readonly second: Uint16Array
  readonly share: Float32Array
}

/** @param factor samples of the component to a pixel: each stands in the middle of its pixels, and what lies between is mixed. */
function axis (length: number, factor: number): Axis {
  const last = Math.ceil(length * factor) - 1
  const found: Axis = { first: new Uint16Array(length), second: new Uint16Array(length), share: new Float32Array(length) }
  for (let at = 0; at < length; at++) {
    const place = Math.min(Math.max(0, (at + 0.5) * factor - 0.5), last)
    found.first[at] = Math.floor(place)
    found.second[at] = Math.min(Math.floor(place) + 1, last)
    found.share[at] = place - Math.floor(place)
  }
  return found
}

/** Where the two rows of samples start between which a row of pixels lies, and the lower one's share. */
interface Line {
  readonly upper: number
  readonly lower: number
  readonly share: number
}

function between (values: Uint16Array, { upper, lower, share }: Line, { first, second, share: shares }: Axis, x: number): number {
  const [left, right, part] = [first[x] ?? 0, second[x] ?? 0, shares[x] ?? 0]
  const above = (values[upper + left] ?? 0) * (1 - part) + (values[upper + right] ?? 0) * part
  const below = (values[lower + left] ?? 0) * (1 - part) + (values[lower + right] ?? 0) * part
  return above * (1 - share) + below * share
}
