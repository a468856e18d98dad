import { type Solid, chest, head } from './bodies.ts'
import { noise } from './noise.ts'
import { type Plane, cut } from './plane.ts'
import { scout } from './radiographs.ts'
import { type Instrument, type Shot, greyWords } from './shot.ts'
import { type Look, hounsfield, signals, uptake } from './tissues.ts'
import { type Vector, cross, times } from './vector.ts'

/** How far from the middle the first and the last slice are. */
const reach = 0.62

function planeOf ({ rows, columns, depth, orientation }: Shot): Plane {
  const [a = 1, b = 0, c = 0, d = 0, e = 1, f = 0] = orientation
  const [across, down]: [Vector, Vector] = [[a, b, c], [d, e, f]]
  return { width: columns, height: rows, across, down, middle: times(cross(across, down), (depth * 2 - 1) * reach) }
}

/** The head, unless another part of the body is requested. */
const bodyOf = ({ given }: Shot, usual: readonly Solid[]): readonly Solid[] => {
  const part = String(given['BodyPartExamined'] ?? '').toUpperCase()
  if (part === '') return usual
  return /HEAD|BRAIN|SKULL/.test(part) ? head : chest
}

function section (
  shot: Shot, usual: readonly Solid[], look: Look, sharpness: number, change: (value: number, noise: number) => number
): Float32Array {
  const grain = noise(shot.seed)
  return cut(planeOf(shot), bodyOf(shot, usual), look, sharpness).map((value, at) => change(value, grain(at)))
}

/** T1, T2 or FLAIR, as echo and inversion times have it. */
function weighting ({ given }: Shot): Look {
  const [echo, inversion] = [Number(given['EchoTime'] ?? 0), Number(given['InversionTime'] ?? 0)]
  if (echo < 60) return signals.t1
  return inversion > 1500 ? signals.flair : signals.t2
}

/** 12 bits without a sign; the window is the scanner's own. */
export const magneticResonance: Instrument = shot =>
  greyWords(
    section(shot, head, weighting(shot), 10, (value, noise) => Math.abs(value * 1400 + noise * 40)), 12, false,
    { WindowCenter: 700, WindowWidth: 1500 }
  )

/** Hounsfield units, 1024 more than they are; a localizer is looked at from the front or the side. */
export const tomography: Instrument = shot => {
  if (/LOCALIZER/.test(String(shot.given['ImageType'] ?? ''))) return scout(shot)
  return greyWords(section(shot, chest, hounsfield, 14, (value, noise) => value + noise * 25 + 1024), 12, false, {
    RescaleIntercept: -1024, RescaleSlope: 1, RescaleType: 'HU', WindowCenter: '40\\-600', WindowWidth: '400\\1500'
  })
}

/** Becquerels in a millilitre, with a sign and a slope. */
export const emission: Instrument = shot =>
  greyWords(section(
    shot, head, uptake, 3, (value, noise) => (value * 20_000 * (1 + noise * 0.12) + Math.abs(noise) * 300) / slope
  ), 16, true, {
    RescaleIntercept: 0, RescaleSlope: slope, Units: 'BQML', CorrectedImage: 'DECY\\ATTN\\SCAT\\DTIM\\RAN\\NORM', DecayCorrection: 'START'
  })

const slope = 1.25

/** Counts: few, so that they are grainy. */
export const scintigraphy: Instrument = shot =>
  greyWords(section(shot, head, uptake, 2, (value, noise) => value * 180 * (1 + noise * 0.5) + Math.abs(noise) * 6), 16)
