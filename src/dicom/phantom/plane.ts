import type { Solid } from './bodies.ts'
import type { Look } from './tissues.ts'
import { type Vector, cross, dot, mapped, plus, times } from './vector.ts'

/** A plane of pixels in the body: where its middle is, and which way its rows and columns go. */
export interface Plane {
  readonly width: number
  readonly height: number
  readonly middle: Vector
  /** From one pixel of a row to the next, and from one row to the next: unit vectors. */
  readonly across: Vector
  readonly down: Vector
}

/** How the square of the distance from a solid's middle grows along a row, in its radii: a × s² + 2 b × s + c. */
interface Course {
  readonly a: number
  readonly b: number
  readonly c: number
}

/** Pixels are square: the longer side of the plane is the field of view. */
export const pixelSize = ({ width, height }: Pick<Plane, 'width' | 'height'>): number => 2 / Math.max(width, height)

function courseOf (plane: Plane, { center, radii }: Solid, row: number): Course {
  const size = pixelSize(plane)
  const first = plus(times(plane.across, (0.5 - plane.width / 2) * size), times(plane.down, (row + 0.5 - plane.height / 2) * size))
  const start = mapped(plus(plane.middle, first), (place, axis) => (place - center[axis]) / radii[axis])
  const step = mapped(plane.across, (part, axis) => part * size / radii[axis])
  return { a: dot(step, step), b: dot(step, start), c: dot(start, start) }
}

/**
 * What a plane cuts.
 * @param sharpness how steep edges are: over about a tenth of a radius where it is 5.
 */
export function cut (plane: Plane, solids: readonly Solid[], look: Look, sharpness = 12): Float32Array {
  const { width, height } = plane
  const values = new Float32Array(width * height).fill(look.air)
  for (const solid of solids) {
    const value = look[solid.tissue]
    for (let row = 0; row < height; row++) {
      const { a, b, c } = courseOf(plane, solid, row)
      const root = b * b - a * (c - 1)
      if (root <= 0) continue
      const half = Math.sqrt(root)
      const last = Math.min(width - 1, Math.floor((half - b) / a))
      for (let column = Math.max(0, Math.ceil((-half - b) / a)); column <= last; column++) {
        const cover = Math.min(1, (1 - (a * column * column + 2 * b * column + c)) * sharpness)
        const at = row * width + column
        values[at] = (values[at] ?? 0) * (1 - cover) + value * cover
      }
    }
  }
  return values
}

/** How much each ray is weakened that goes straight through the plane: by what each solid has more or less than what it lies in. */
export function project (plane: Plane, solids: readonly Solid[], weights: readonly number[]): Float32Array {
  const { width, height } = plane
  const normal = cross(plane.across, plane.down)
  const values = new Float32Array(width * height)
  for (const [index, solid] of solids.entries()) {
    const weight = weights[index] ?? 0
    const through = mapped(solid.radii, (radius, axis) => radius * normal[axis])
    const depth = 2 * Math.sqrt(dot(through, through))
    // wherever it is along the ray, it weakens it
    const flat: Solid = { ...solid, center: mapped(solid.center, (place, axis) => normal[axis] === 0 ? place : plane.middle[axis]) }
    for (let row = 0; row < height; row++) {
      const { a, b, c } = courseOf(plane, flat, row)
      for (let column = 0; column < width; column++) {
        const inside = 1 - (a * column * column + 2 * b * column + c)
        if (inside > 0) values[row * width + column] = (values[row * width + column] ?? 0) + weight * depth * Math.sqrt(inside)
      }
    }
  }
  return values
}
