import type { Description } from '../pixels/description.ts'
import { Unreadable } from '../pixels/unreadable.ts'

/** What a frame must measure. */
export type Size = Pick<Description, 'columns' | 'rows' | 'samples'>

/** Called before room is made for what a stream says of itself. @throws Unreadable where its data set says otherwise. */
export function checkSize (width: number, height: number, samples: number, wanted: Size): void {
  if (width !== wanted.columns || height !== wanted.rows || samples !== wanted.samples) {
    throw new Unreadable(`${width} x ${height} x ${samples} samples in place of ${wanted.columns} x ${wanted.rows} x ${wanted.samples}`)
  }
}
