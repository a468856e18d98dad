import type { Cell } from '../../model/document.ts'

/** As many arguments as a function of SQLite's may have, and fewer. */
const most = 100

/** A row as an array in JSON: each hundred cells after the first end it as an array of their own. */
export function rowText (cells: readonly string[]): string {
  const more = cells.length > most ? [rowText(cells.slice(most))] : []
  return `json_array(${[...cells.slice(0, most), ...more].join(', ')})`
}

/** Where a cell stands in it. */
export const cellPath = (cell: number): string => `$${`[${most}]`.repeat(Math.floor(cell / most))}[${cell % most}]`

/** The cells of a row. */
export const cellsIn = (text: string): Cell[] => flat(JSON.parse(text) as Nested)

type Nested = (Cell | Nested)[]

function flat (cells: Nested): Cell[] {
  const last = cells[most]
  return Array.isArray(last) ? [...cells.slice(0, most) as Cell[], ...flat(last)] : cells as Cell[]
}
