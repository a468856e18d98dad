import type { Cell, Table } from '../model/document.ts'

type Row = readonly Cell[]

/** What rows that last were written as in one format. */
export class WrittenRows {
  private readonly texts = new WeakMap<Row, string>()

  /** @returns what writes a row of the table, where it lasts only once. */
  writer ({ lasting = false }: Table, write: (row: Row) => string): (row: Row) => string {
    if (!lasting) return write
    return row => {
      let text = this.texts.get(row)
      if (text === undefined) this.texts.set(row, text = write(row))
      return text
    }
  }
}
