import type { Picture } from './picture.ts'

/** At most 256 colours, and which of them each pixel has. */
export interface Indexed {
  /** Red, green and blue of each colour. */
  readonly colours: Uint8Array
  readonly indices: Uint8Array
}

const most = 256
const greys = Uint8Array.from({ length: most * 3 }, (_, at) => Math.floor(at / 3))

/** The colours of a picture: grey has 256 always; others have theirs, or the nearest 256 where theirs are more. */
export function indexed (picture: Picture): Indexed {
  if (picture.channels === 1) return { colours: greys, indices: picture.samples }
  return exact(picture) ?? nearest(picture)
}

/** Every colour that a picture has, from black to white; undefined where they are too many. */
function exact ({ samples }: Picture): Indexed | undefined {
  const found = new Set<number>()
  for (let at = 0; at < samples.length; at += 3) {
    found.add(colourAt(samples, at))
    if (found.size > most) return undefined
  }
  const colours = [...found].sort((a, b) => a - b)
  const indexOf = new Map(colours.map((colour, index) => [colour, index]))
  return {
    colours: Uint8Array.from(colours.flatMap(colour => [colour >> 16, colour >> 8 & 0xFF, colour & 0xFF])),
    indices: mapped(samples, at => indexOf.get(colourAt(samples, at)) ?? 0)
  }
}

const colourAt = (samples: Uint8Array, at: number): number =>
  (samples[at] ?? 0) << 16 | (samples[at + 1] ?? 0) << 8 | (samples[at + 2] ?? 0)

/** @param index of the colour whose samples begin there. */
function mapped (samples: Uint8Array, index: (at: number) => number): Uint8Array {
  const indices = new Uint8Array(samples.length / 3)
  for (let pixel = 0; pixel < indices.length; pixel++) indices[pixel] = index(pixel * 3)
  return indices
}

/** Five bits of each sample: colours of one bin are taken for one. */
const binAt = (samples: Uint8Array, at: number): number =>
  (samples[at] ?? 0) >> 3 << 10 | (samples[at + 1] ?? 0) >> 3 << 5 | (samples[at + 2] ?? 0) >> 3
const shifts = [10, 5, 0] as const

/** Median cut: the box with the most pixels is divided until there are enough boxes; a box's colour is the mean of its pixels. */
function nearest ({ samples }: Picture): Indexed {
  const counts = new Uint32Array(1 << 15)
  const sums = new Float64Array(counts.length * 3)
  for (let at = 0; at < samples.length; at += 3) {
    const bin = binAt(samples, at)
    counts[bin] = (counts[bin] ?? 0) + 1
    for (let part = 0; part < 3; part++) sums[bin * 3 + part] = (sums[bin * 3 + part] ?? 0) + (samples[at + part] ?? 0)
  }
  const boxes = divided([...counts.keys()].filter(bin => (counts[bin] ?? 0) > 0), bin => counts[bin] ?? 0)
  const colours = new Uint8Array(boxes.length * 3)
  const indexOf = new Uint8Array(counts.length)
  for (const [index, { bins, weight }] of boxes.entries()) {
    for (const bin of bins) indexOf[bin] = index
    for (let part = 0; part < 3; part++) {
      colours[index * 3 + part] = Math.round(
        bins.reduce((sum, bin) => sum + (sums[bin * 3 + part] ?? 0), 0) / weight
      )
    }
  }
  return { colours, indices: mapped(samples, at => indexOf[binAt(samples, at)] ?? 0) }
}

interface Box {
  readonly bins: readonly number[]
  readonly weight: number
}

function divided (bins: readonly number[], weightOf: (bin: number) => number): readonly Box[] {
  const boxOf = (bins: readonly number[]): Box => ({ bins, weight: bins.reduce((sum, bin) => sum + weightOf(bin), 0) })
  const boxes = [boxOf(bins)]
  while (boxes.length < most) {
    const heaviest = boxes.reduce<Box | undefined>(
      (best, box) => box.bins.length > 1 && box.weight > (best?.weight ?? 0) ? box : best, undefined
    )
    if (heaviest === undefined) break
    boxes.splice(boxes.indexOf(heaviest), 1, ...halves(heaviest, weightOf).map(boxOf))
  }
  return boxes
}

/** Divides along the sample that differs most, where half of the pixels are on either side. */
function halves ({ bins, weight }: Box, weightOf: (bin: number) => number): (readonly number[])[] {
  const ranges = shifts.map(shift => ({ shift, range: spread(bins.map(bin => bin >> shift & 31)) }))
  const { shift } = ranges.reduce((widest, each) => each.range > widest.range ? each : widest)
  const sorted = bins.toSorted((a, b) => (a >> shift & 31) - (b >> shift & 31) || a - b)
  let [at, passed] = [0, 0]
  while (at < sorted.length - 1 && (at === 0 || passed + weightOf(sorted[at] ?? 0) <= weight / 2)) passed += weightOf(sorted[at++] ?? 0)
  return [sorted.slice(0, at), sorted.slice(at)]
}

const spread = (values: readonly number[]): number => Math.max(...values) - Math.min(...values)
