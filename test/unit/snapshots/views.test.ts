import { test } from 'tap'
import { slicesFor } from '../../../src/routes/spring/snapshots/slices.ts'
import { contentOf, fileNameOf, viewOf } from '../../../src/routes/spring/snapshots/view.ts'

test('what a grid in an address means, and what its picture is called', t => {
  type Row = readonly [grid: string | undefined, rows: number, columns: number, content: string, name: string]
  const snapshots: readonly Row[] = [
    [undefined, 1, 1, 'ORIGINAL', 'E_1_qc.gif'],
    ['1X1', 1, 1, 'ORIGINAL', 'E_1_qc.gif'],
    ['3X2', 2, 3, '3X2', 'E_1_3x2_qc.gif'],
    [' 3 X 2 ', 2, 3, '3X2', 'E_1_3x2_qc.gif'],
    ['03X2', 2, 3, '3X2', 'E_1_3x2_qc.gif'],
    ['0X0', 0, 0, '0X0', 'E_1_0x0_qc.gif'],
    ['3x2', 1, 1, 'ORIGINAL', 'E_1_qc.gif'],
    ['X2', 1, 1, 'ORIGINAL', 'E_1_qc.gif'],
    ['-3X2', 1, 1, 'ORIGINAL', 'E_1_qc.gif'],
    ['3X2X1', 1, 1, 'ORIGINAL', 'E_1_qc.gif']
  ]
  for (const [grid, rows, columns, content, name] of snapshots) {
    const view = viewOf('snapshot', grid)
    t.same([view.rows, view.columns, contentOf(view), fileNameOf('E', '1', view)], [rows, columns, content, name], grid ?? 'none')
  }
  const small = viewOf('thumbnail', '2X1')
  t.same([contentOf(small), fileNameOf('E', '1', small)], ['2X1_THUMBNAIL', 'E_1_2x1_qc_t.gif'])
  t.same([contentOf(viewOf('thumbnail', undefined)), fileNameOf('E', '1', viewOf('thumbnail', '1X1'))], ['THUMBNAIL', 'E_1_qc_t.gif'])
  t.equal(viewOf('snapshot', '2147483647X1').columns, 2_147_483_647)
  t.throws(() => viewOf('snapshot', '2147483648X1'))
  t.end()
})

test('where the slices of a grid are, in one file or in many', t => {
  const files = (...numbers: readonly number[]) => numbers.map(file => ({ file, frame: 0 }))
  const frames = (...numbers: readonly number[]) => numbers.map(frame => ({ file: 0, frame }))
  type Row = readonly [panels: number, slices: number, files: number, hasFrames: boolean, expected: ReturnType<typeof slicesFor>]
  const rows: readonly Row[] = [
    [1, 5, 5, false, files(2)],
    [2, 5, 5, false, files(1, 3)],
    [1, 1, 1, true, files(0)],
    [1, 5, 1, true, frames(2)],
    [2, 5, 1, true, frames(1, 3)],
    // several files with several frames
    [1, 10, 2, true, undefined],
    // a catalog that says another number than it has files
    [1, 3, 5, false, undefined],
    [1, 3, 1, false, frames(1)],
    [1, 5, 2, false, files(1)],
    [1, 9, 2, false, []],
    [1, 6, 3, false, files(2)],
    [1, 0, 3, false, undefined]
  ]
  for (const [panels, slices, count, hasFrames, expected] of rows) {
    t.same(slicesFor(panels, slices, count, () => hasFrames), expected, `${panels} of ${slices} in ${count} files`)
  }
  t.end()
})
