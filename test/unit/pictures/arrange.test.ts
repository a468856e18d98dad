import { test } from 'tap'
import { halved, montage } from '../../../src/pictures/arrange.ts'
import type { Picture } from '../../../src/pictures/picture.ts'
import { chosenSlices } from '../../../src/pictures/slices.ts'

const grey = (width: number, ...samples: readonly number[]): Picture =>
  ({ width, height: samples.length / width, channels: 1, samples: Uint8Array.from(samples) })

test('which slices a montage shows', t => {
  // the first seven are those of XNAT's own SliceCoordinateCalculatorTests
  const chosen: readonly (readonly [panels: number, slices: number, shown: readonly number[]])[] = [
    [0, 1, []], [1, 0, []], [2, 1, [0]], [1, 2, [1]], [1, 6, [3]], [2, 5, [1, 3]], [6, 2, [0, 1]],
    [1, 176, [88]], [4, 9, [1, 3, 5, 7]], [9, 176, [9, 28, 47, 66, 85, 104, 123, 142, 161]]
  ]
  for (const [panels, slices, shown] of chosen) t.same(chosenSlices(panels, slices), shown, `${panels} of ${slices}`)
  t.end()
})

test('pictures stand in panels, row by row', t => {
  const grid = montage([grey(2, 1, 2, 3, 4), grey(1, 9), grey(2, 5, 6, 7, 8)], 2, 2)
  t.same([grid.width, grid.height, grid.channels], [4, 4, 1])
  t.same([...grid.samples], [1, 2, 9, 0, 3, 4, 0, 0, 5, 6, 0, 0, 7, 8, 0, 0])
  const colour: Picture = { width: 1, height: 1, channels: 3, samples: Uint8Array.of(10, 20, 30) }
  t.same([...montage([colour, grey(1, 7)], 1, 3).samples], [10, 20, 30, 7, 7, 7, 0, 0, 0])
  t.end()
})

test('half of a picture has the lower right pixel of each four', t => {
  const half = halved(grey(4, ...Array(16).keys()))
  t.same([half.width, half.height, [...half.samples]], [2, 2, [5, 7, 13, 15]])
  const odd = halved(grey(7, ...Array(35).keys()))
  t.same([odd.width, odd.height, [...odd.samples]], [4, 3, [8, 10, 12, 0, 22, 24, 26, 0, 0, 0, 0, 0]], 'and black where there is none')
  t.same([...halved({ width: 2, height: 2, channels: 3, samples: Uint8Array.from(Array(12).keys()) }).samples], [9, 10, 11])
  t.end()
})
