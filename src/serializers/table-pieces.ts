import type { RowCursor, Table } from '../model/document.ts'
import type { TableText } from './format.ts'

/** A table whose rows are all there. */
export const tableText = ({ rows }: Table, text: TableText): string => text.head + text.rows(rows, 0) + text.tail

/** One whose rows are still to come, as they come. */
export async function * tablePieces ({ pieces }: RowCursor, text: TableText): AsyncGenerator<Buffer> {
  yield Buffer.from(text.head)
  let first = 0
  for await (const rows of pieces) {
    yield Buffer.from((first === 0 ? '' : text.between) + text.rows(rows, first))
    first += rows.length
  }
  yield Buffer.from(text.tail)
}
