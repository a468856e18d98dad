/**
 * Which slices of a scan a montage shows: evenly spread, each from the middle of its share
 * (SliceCoordinateCalculator.selecctSliceIndices).
 */
export function chosenSlices (panels: number, slices: number): readonly number[] {
  const shown = Math.min(panels, slices)
  if (shown <= 0) return []
  const share = Math.floor(slices / shown)
  const middle = Math.floor(slices / (2 * shown))
  return Array.from({ length: shown }, (_, at) => share * at + middle)
}
