import { noise } from './noise.ts'
import { type Instrument, colourBytes } from './shot.ts'

/** A sector scan: echoes in a fan, a cyst, a bright wall, and flow in red and blue. */
export const ultrasound: Instrument = ({ rows, columns, depth, seed }) => {
  const speckle = noise(seed)
  const pixels = new Uint8Array(rows * columns * 3)
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++) {
      const [x, y] = [(column + 0.5) / columns * 2 - 1, (row + 0.5) / rows]
      const far = Math.sqrt(x * x / 4 + y * y)
      if (Math.abs(x) > y * 1.3 + 0.04 || far > 0.97) continue
      const at = (row * columns + column) * 3
      const wall = Math.abs(far - 0.78) < 0.02 ? 90 : 0
      const cyst = square((x + 0.2) / 0.28) + square((y - 0.45) / 0.15) < 1
      const grey = cyst ? 6 : Math.min(255, Math.max(0, 95 - far * 55 + speckle(at) * 60 + wall))
      const flow = square((x - 0.3) / 0.2) + square((y - 0.55) / 0.1)
      pixels.set(flow < 1 ? flowColour(x - 0.3, depth) : [grey, grey, grey], at)
    }
  }
  return colourBytes(pixels)
}

const square = (value: number): number => value * value

/** Towards the probe is red, away from it blue. */
function flowColour (place: number, depth: number): readonly number[] {
  const speed = Math.round(90 + 500 * Math.abs(place) + 40 * depth)
  return place > 0 ? [Math.min(255, speed + 60), speed >> 2, 20] : [20, speed >> 2, Math.min(255, speed + 60)]
}

const bars: readonly (readonly number[])[] = [
  [235, 235, 235], [235, 235, 16], [16, 235, 235], [16, 235, 16], [235, 16, 235], [235, 16, 16], [16, 16, 235],
  [16, 16, 16]
]

/** A card of colour bars above a slope from black to white. */
export const testCard: Instrument = ({ rows, columns }) => {
  const pixels = new Uint8Array(rows * columns * 3)
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++) {
      const grey = Math.floor(column * 255 / Math.max(1, columns - 1))
      const bar = bars[Math.floor(column * bars.length / columns)] ?? []
      pixels.set(row < rows * 2 / 3 ? bar : [grey, grey, grey], (row * columns + column) * 3)
    }
  }
  return colourBytes(pixels)
}
