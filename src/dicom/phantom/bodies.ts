import type { Tissue } from './tissues.ts'
import type { Vector } from './vector.ts'

/** An ellipsoid along the axes, in halves of the field of view; later ones lie on earlier ones. */
export interface Solid {
  readonly tissue: Tissue
  readonly center: Vector
  readonly radii: Vector
}

const solid = (tissue: Tissue, center: Vector, radii: Vector): Solid => ({ tissue, center, radii })

/** The same on the left and on the right. */
const pair = (tissue: Tissue, [x, y, z]: Vector, radii: Vector): readonly Solid[] =>
  [solid(tissue, [-x, y, z], radii), solid(tissue, [x, y, z], radii)]

export const head: readonly Solid[] = [
  solid('muscle', [0, 0.2, -0.8], [0.42, 0.45, 0.55]),
  solid('fat', [0, 0, 0], [0.72, 0.88, 0.9]),
  solid('bone', [0, 0, 0.01], [0.67, 0.83, 0.85]),
  solid('fluid', [0, 0, 0.02], [0.61, 0.77, 0.79]),
  solid('grey', [0, 0, 0.04], [0.59, 0.75, 0.75]),
  ...pair('white', [0.26, -0.02, 0.12], [0.26, 0.62, 0.52]),
  solid('white', [0, -0.02, 0.26], [0.2, 0.36, 0.08]),
  ...pair('grey', [0.25, 0.05, 0], [0.13, 0.22, 0.18]),
  ...pair('fluid', [0.1, -0.12, 0.1], [0.065, 0.28, 0.14]),
  ...pair('fluid', [0.2, 0.3, 0.02], [0.05, 0.18, 0.1]),
  solid('fluid', [0, 0, 0.68], [0.02, 0.6, 0.2]),
  ...pair('grey', [0.24, 0.45, -0.45], [0.24, 0.26, 0.2]),
  ...pair('white', [0.2, 0.42, -0.44], [0.13, 0.14, 0.1]),
  solid('white', [0, 0.12, -0.55], [0.12, 0.13, 0.35]),
  ...pair('fluid', [0.3, -0.74, -0.38], [0.12, 0.12, 0.12]),
  solid('air', [0, -0.68, -0.55], [0.1, 0.2, 0.22]),
  solid('lesion', [-0.34, -0.3, 0.28], [0.07, 0.07, 0.07])
]

/** Ribs: small beads around the lungs, that a slice cuts here and there. */
const ribs: readonly Solid[] = [-0.7, -0.5, -0.3, -0.1, 0.1, 0.3, 0.5].flatMap(z => [
  ...pair('bone', [0.78, 0.05, z], [0.05, 0.16, 0.05]),
  ...pair('bone', [0.55, -0.42, z + 0.08], [0.14, 0.05, 0.05]),
  ...pair('bone', [0.5, 0.46, z - 0.06], [0.16, 0.05, 0.05])
])

export const chest: readonly Solid[] = [
  solid('fat', [0, 0, 0], [0.9, 0.62, 1.6]),
  solid('muscle', [0, 0, 0], [0.85, 0.57, 1.55]),
  ...ribs,
  ...pair('lung', [0.42, -0.02, 0.1], [0.33, 0.43, 0.8]),
  solid('muscle', [0.12, -0.14, -0.12], [0.3, 0.27, 0.34]),
  solid('blood', [0.14, -0.14, -0.1], [0.19, 0.16, 0.22]),
  solid('muscle', [0, 0, -1.05], [0.84, 0.55, 0.5]),
  solid('fluid', [0.02, 0.02, 0.55], [0.14, 0.16, 0.4]),
  solid('air', [0, 0.1, 0.7], [0.05, 0.05, 0.45]),
  solid('blood', [0.13, 0.28, 0], [0.07, 0.07, 1.3]),
  solid('bone', [0, 0.42, 0], [0.14, 0.13, 1.6]),
  solid('marrow', [0, 0.41, 0], [0.1, 0.09, 1.6]),
  solid('fluid', [0, 0.52, 0], [0.04, 0.035, 1.6]),
  solid('bone', [0, -0.5, 0.2], [0.09, 0.04, 0.5]),
  solid('lesion', [-0.45, 0.1, 0.2], [0.06, 0.06, 0.06])
]

export const breast: readonly Solid[] = [
  solid('fat', [-1, 0, 0], [1.25, 0.4, 0.8]),
  solid('muscle', [-0.75, 0, 0.05], [0.75, 0.3, 0.55]),
  solid('fat', [-0.55, 0, 0.2], [0.2, 0.2, 0.15]),
  solid('fat', [-0.3, 0, -0.15], [0.15, 0.15, 0.1]),
  solid('lesion', [-0.42, 0, 0.05], [0.05, 0.05, 0.05]),
  solid('bone', [-0.2, 0, 0.1], [0.012, 0.012, 0.012]),
  solid('bone', [-0.23, 0, 0.14], [0.01, 0.01, 0.01])
]
