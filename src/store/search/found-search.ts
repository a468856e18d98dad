import type { Cell } from '../../model/document.ts'
import { timestampText } from '../../model/java-date.ts'
import type { FoundRows, RowOrder, RowPage, RowRange } from './found-rows.ts'
import type { FoundColumn } from './statement.ts'

/** What a search has found: as long as somebody holds it. */
export class FoundSearch {
  readonly columns: readonly FoundColumn[]
  private readonly rows: FoundRows
  private readonly range: RowRange
  /** Where columns stand whose values are not shown as they are stored. */
  private readonly worded: readonly number[]
  private holders = 1

  constructor (rows: FoundRows, range: RowRange, columns: readonly FoundColumn[]) {
    this.rows = rows
    this.range = range
    this.columns = columns
    this.worded = columns.flatMap(({ epoch, decimals }, at) => epoch === true || decimals !== undefined ? [at] : [])
  }

  get count (): number {
    return this.range.last - this.range.first + 1
  }

  read (page: RowPage, order?: readonly RowOrder[]): Cell[][] {
    const rows = this.rows.read(this.range, page, order)
    for (const at of this.worded) for (const row of rows) row[at] = shown(row[at] ?? null, this.columns[at])
    return rows
  }

  /** The values of a column, each with how often it comes. */
  distinct (column: number): [value: Cell, count: number][] {
    return this.rows.distinct(this.range, column).map(([value, count]) => [shown(value, this.columns[column]), count])
  }

  /** Another one reads it. */
  hold (): this {
    this.holders++
    return this
  }

  /** One of those that hold it lets go; with the last one its rows vanish. */
  close (): void {
    if (--this.holders === 0) this.rows.remove(this.range)
  }
}

/** A value as XNAT has it. */
function shown (cell: Cell, column: FoundColumn | undefined): Cell {
  if (typeof cell !== 'number') return cell
  if (column?.epoch === true) return timestampText(cell)
  return column?.decimals === undefined ? cell : cell.toFixed(column.decimals)
}
