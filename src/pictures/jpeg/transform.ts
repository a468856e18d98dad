/** Constants of the transform with 13 bits behind the point. */
const fixed = (value: number): number => Math.round(value * 8192)

const c0298 = fixed(0.298631336)
const c0390 = fixed(0.390180644)
const c0541 = fixed(0.541196100)
const c0765 = fixed(0.765366865)
const c0899 = fixed(0.899976223)
const c1175 = fixed(1.175875602)
const c1501 = fixed(1.501321110)
const c1847 = fixed(1.847759065)
const c1961 = fixed(1.961570560)
const c2053 = fixed(2.053119869)
const c2562 = fixed(2.562915447)
const c3072 = fixed(3.072711026)

/**
 * The discrete cosine transform of an 8 × 8 block in place, each value eight times what it is (Loeffler, Ligtenberg and
 * Moschytz 1989, in whole numbers as the Independent JPEG Group's library has it: results are the same to the bit).
 */
export function transform (block: Int32Array): void {
  // between the passes two bits are kept behind the point
  for (let row = 0; row < 64; row += 8) line(block, row, 1, 2, 11)
  for (let column = 0; column < 8; column++) line(block, column, 8, -2, 15)
}

/** @param scale bits that the sums gain, or lose where below 0. @param shift bits that products lose. */
function line (block: Int32Array, at: number, step: number, scale: number, shift: number): void {
  const v0 = block[at] ?? 0
  const v1 = block[at + step] ?? 0
  const v2 = block[at + 2 * step] ?? 0
  const v3 = block[at + 3 * step] ?? 0
  const v4 = block[at + 4 * step] ?? 0
  const v5 = block[at + 5 * step] ?? 0
  const v6 = block[at + 6 * step] ?? 0
  const v7 = block[at + 7 * step] ?? 0
  const middle = v0 + v7 - (v3 + v4)
  const inner = v1 + v6 - (v2 + v5)
  const all = v0 + v7 + v3 + v4
  const rest = v1 + v6 + v2 + v5
  const half = 1 << shift - 1
  block[at] = scaled(all + rest, scale)
  block[at + 4 * step] = scaled(all - rest, scale)
  const even = (middle + inner) * c0541 + half
  block[at + 2 * step] = even + middle * c0765 >> shift
  block[at + 6 * step] = even - inner * c1847 >> shift
  oddHalf(block, at, step, shift, [v0 - v7, v1 - v6, v2 - v5, v3 - v4])
}

const scaled = (sum: number, scale: number): number => scale > 0 ? sum << scale : sum + (1 << -scale - 1) >> -scale

type Differences = readonly [d0: number, d1: number, d2: number, d3: number]

/** The values at odd places, from the differences. */
function oddHalf (block: Int32Array, at: number, step: number, shift: number, [d0, d1, d2, d3]: Differences): void {
  const half = 1 << shift - 1
  const all = (d3 + d1 + (d2 + d0)) * c1175 + half
  const outer = -(d3 + d0) * c0899
  const inner = -(d2 + d1) * c2562
  const first = all - (d3 + d1) * c1961
  const second = all - (d2 + d0) * c0390
  block[at + 7 * step] = d3 * c0298 + outer + first >> shift
  block[at + 5 * step] = d2 * c2053 + inner + second >> shift
  block[at + 3 * step] = d1 * c3072 + inner + first >> shift
  block[at + step] = d0 * c1501 + outer + second >> shift
}
