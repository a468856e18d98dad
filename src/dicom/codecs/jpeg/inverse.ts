/** cos((2x + 1)uπ / 16) / 2, by u and x; of u = 0 its root of a half. */
const waves = Float64Array.from(
  { length: 64 }, (_, at) => Math.cos((2 * (at & 7) + 1) * (at >> 3) * Math.PI / 16) / 2 * (at < 8 ? Math.SQRT1_2 : 1)
)

const between = new Float64Array(64)

/**
 * The inverse of the discrete cosine transform (ITU-T T.81, A.3.3). @param block of coefficients. @param into gets
 * the values, not yet rounded.
 */
export function inverse (block: Float64Array, into: Float64Array): void {
  for (let row = 0; row < 64; row += 8) {
    for (let x = 0; x < 8; x++) {
      let sum = 0
      for (let u = 0; u < 8; u++) sum += (block[row + u] ?? 0) * (waves[u * 8 + x] ?? 0)
      between[row + x] = sum
    }
  }
  for (let x = 0; x < 8; x++) {
    for (let y = 0; y < 8; y++) {
      let sum = 0
      for (let v = 0; v < 8; v++) sum += (between[v * 8 + x] ?? 0) * (waves[v * 8 + y] ?? 0)
      into[y * 8 + x] = sum
    }
  }
}
