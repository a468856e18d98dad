import { type Solid, breast, chest } from './bodies.ts'
import { noise } from './noise.ts'
import { project } from './plane.ts'
import { type Instrument, type Shot, greyBytes, greyWords } from './shot.ts'
import { weakening } from './tissues.ts'

/** What each solid has more than what it lies in; the outermost lies in air, all others in muscle or fat. */
const weights = (solids: readonly Solid[]): readonly number[] => solids.map(({ tissue }, index) => {
  const around = index === 1 ? solids[0]?.tissue ?? 'fat' : 'muscle'
  return index === 0 ? weakening[tissue] : weakening[tissue] - weakening[around]
})

/** From the front: what is on the patient's left is on the right. */
const front = ({ rows, columns }: Shot) =>
  ({ width: columns, height: rows, middle: [0, 0, 0], across: [1, 0, 0], down: [0, 0, -1] } as const)

function radiograph (shot: Shot, solids: readonly Solid[], change: (value: number, noise: number) => number): Float32Array {
  const grain = noise(shot.seed)
  return project(front(shot), solids, weights(solids)).map((value, at) => change(value, grain(at)))
}

/** Computed radiography: bright values are dark, as on film. */
export const filmRadiograph: Instrument = shot =>
  greyWords(
    radiograph(shot, chest, (value, noise) => 3600 - value * 1900 + noise * 30), 12, false,
    { PhotometricInterpretation: 'MONOCHROME1', WindowCenter: 2000, WindowWidth: 3600 }
  )

/** Digital radiography: what weakens most is brightest. */
export const digitalRadiograph: Instrument = shot =>
  greyWords(
    radiograph(shot, chest, (value, noise) => 400 + value * 6000 + noise * 60), 14, false,
    { WindowCenter: 5600, WindowWidth: 11_000, RescaleIntercept: 0, RescaleSlope: 1, RescaleType: 'US' }
  )

export const mammogram: Instrument = shot =>
  greyWords(
    radiograph(shot, breast, (value, noise) => 300 + value * 3400 + noise * 30), 12, false,
    { WindowCenter: 1900, WindowWidth: 3200 }
  )

/** A scout of tomography, from the front or the side. */
export const scout: Instrument = shot => {
  const [a = 1, b = 0, c = 0, d = 0, e = 0, f = -1] = shot.orientation
  const plane = { ...front(shot), across: [a, b, c], down: [d, e, f] } as const
  const grain = noise(shot.seed)
  const values = project(plane, chest, weights(chest)).map((value, at) => value * 500 + grain(at) * 12)
  return greyWords(
    values, 12, false,
    { RescaleIntercept: -1024, RescaleSlope: 1, RescaleType: 'HU', WindowCenter: -500, WindowWidth: 1100 }
  )
}

/** Fluoroscopy with 8 bits: a vessel fills from frame to frame. */
export const angiogram: Instrument = shot => {
  const vessel = Array.from({ length: 26 }, (_, at): Solid => {
    const way = at / 25
    return {
      tissue: 'bone',
      center: [0.5 - way + 0.35 * way * (1 - way), 0, 0.7 - 1.3 * way * way],
      radii: [0.05 - way * 0.03, 0.05, 0.07]
    }
  })
  const filled = vessel.slice(0, Math.max(1, Math.ceil(vessel.length * shot.depth)))
  const grain = noise(shot.seed)
  const [body, contrast] = [project(front(shot), chest, weights(chest)), project(front(shot), filled, filled.map(() => 9))]
  return greyBytes(body.map((value, at) => 205 - value * 70 - (contrast[at] ?? 0) * 60 + grain(at) * 6))
}
