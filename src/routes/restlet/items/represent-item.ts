import { failures } from '../../../failures/index.ts'
import { UnknownColumn, valuesAt } from '../../../model/columns.ts'
import { type Document, text } from '../../../model/document.ts'
import type { Item } from '../../../model/item.ts'
import { cellText } from '../../../serializers/cells.ts'
import { decodedTwice } from '../lists/listing.ts'
import type { Call } from '../resource.ts'

/** What every address of one item takes. */
export const itemQuery = {
  format: 'json, html, xml; goes before Accept',
  includeHeaders: 'JSON: list the keys beside the items',
  includeHistory: 'JSON: past states follow the item',
  concealHiddenFields: 'XML: leave out the comments with generated keys',
  handler: '`values` gives a table of the values of `columns`',
  columns: 'with handler=values: comma-separated field paths',
  asValue: 'with handler=values and one column: the bare value'
} as const

/** An item in the format asked for (SecureResource.representItem), or some of its values with `handler=values`. */
export function representItem (call: Call, item: Item): Document {
  const handler = call.query.get('handler')
  if (handler === 'values') return itemValues(call, item)
  if (handler !== undefined) throw failures.badHandler(handler)
  if (!call.query.isTrue('includeHistory')) return { kind: 'item', item }
  // of JSON alone: nothing else shows rows that are past
  const { item: whole, past } = call.store.pastStates.of(item)
  return { kind: 'item', item, history: [whole, ...past] }
}

/** ItemValuesRepresentation: a table of one row, without a total; with `asValue` the bare value of one path. */
function itemValues ({ query }: Call, item: Item): Document {
  const asked = query.get('columns')
  if (asked === undefined) throw failures.valuesWithoutColumns()
  const columns = decodedTwice(asked).split(',')
  const { cells, kinds } = found(item, columns)
  if (!query.isTrue('asValue')) return { kind: 'table', columns, rows: [cells], kinds }
  if (columns.length > 1) throw failures.valuesAsOne()
  return text(cellText(cells[0] ?? null, kinds[0]))
}

function found (item: Item, columns: readonly string[]): ReturnType<typeof valuesAt> {
  for (const path of columns) {
    try {
      valuesAt(item, [path])
    } catch (error) {
      throw error instanceof UnknownColumn ? failures.noSuchValue(path) : error
    }
  }
  return valuesAt(item, columns)
}
