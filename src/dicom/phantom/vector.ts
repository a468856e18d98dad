/** To the left, to the back and upwards of the patient. */
export type Vector = readonly [x: number, y: number, z: number]

export const dot = (a: Vector, b: Vector): number => a[0] * b[0] + a[1] * b[1] + a[2] * b[2]

export const cross = (a: Vector, b: Vector): Vector => [a[1] * b[2] - a[2] * b[1], a[2] * b[0] - a[0] * b[2], a[0] * b[1] - a[1] * b[0]]

/** @param change of each part, with its place. */
export const mapped = (vector: Vector, change: (part: number, axis: 0 | 1 | 2) => number): Vector =>
  [change(vector[0], 0), change(vector[1], 1), change(vector[2], 2)]

export const times = (vector: Vector, factor: number): Vector => mapped(vector, part => part * factor)

export const plus = (a: Vector, b: Vector): Vector => mapped(a, (part, axis) => part + b[axis])
