import { chosenSlices } from '../../../pictures/slices.ts'

/** A slice: the number of its file, and of its frame there. */
export interface Slice {
  readonly file: number
  readonly frame: number
}

/**
 * Where the slices of a montage are (SliceCoordinateCalculator.getSliceCoordinates): one in each file, or all in one.
 * @param slices how many frames the catalog says that there are.
 * @param files how many files it lists.
 * @param hasFrames whether a file says how many frames it has.
 * @returns undefined where XNAT throws: it cannot divide slices among several files with several frames.
 */
export function slicesFor (panels: number, slices: number, files: number, hasFrames: () => boolean): readonly Slice[] | undefined {
  const chosen = chosenSlices(panels, slices)
  if (slices === files) return chosen.map(file => ({ file, frame: 0 }))
  if (files === 1) return chosen.map(frame => ({ file: 0, frame }))
  return hasFrames() ? undefined : theHardWay(chosen, files)
}

/**
 * getSliceCoordinatesTheHardWay: counts slices from 1 though their numbers begin with 0, and looks for one more when it has
 * found the last; so it finds an end only where the last chosen slice is that of the last file, or none is found.
 */
function theHardWay (chosen: readonly number[], files: number): readonly Slice[] | undefined {
  const found: Slice[] = []
  for (let file = 0; file < files; file++) {
    const wanted = chosen[found.length]
    if (wanted === undefined) return undefined
    if (file + 1 === wanted) found.push({ file, frame: 0 })
  }
  return found
}
