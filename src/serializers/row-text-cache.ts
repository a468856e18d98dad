import type { Cell, Table } from '../model/document.ts'

type Row = readonly Cell[]

/** The texts of cached rows, in one format. */
export class RowTextCache {
  private readonly texts = new WeakMap<Row, string>()

  /** @returns what writes a row of the table, a cached one only once. */
  writer ({ cachedRows = false }: Table, write: (row: Row) => string): (row: Row) => string {
    if (!cachedRows) return write
    return row => {
      let text = this.texts.get(row)
      if (text === undefined) this.texts.set(row, text = write(row))
      return text
    }
  }
}
