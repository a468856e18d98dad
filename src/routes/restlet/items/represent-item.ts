import { failures } from '../../../failures/index.ts'
import type { Document } from '../../../model/document.ts'
import type { Item } from '../../../model/item.ts'
import type { Call } from '../resource.ts'
import { itemValues } from './item-values.ts'

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

/** An item in the format requested (SecureResource.representItem), or some of its values with `handler=values`. */
export function representItem (call: Call, item: Item): Document {
  const handler = call.query.get('handler')
  if (handler === 'values') return itemValues(call, item)
  if (handler !== undefined) throw failures.badHandler(handler)
  if (!call.query.isTrue('includeHistory')) return { kind: 'item', item }
  // of JSON alone: nothing else shows rows that are past
  const { item: whole, past } = call.store.pastStates.of(item)
  return { kind: 'item', item, history: [whole, ...past] }
}
