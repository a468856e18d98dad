import type { Cell } from '../../../model/document.ts'
import type { ReadonlyItem } from '../../../model/item.ts'

/** The row that was made last of an item, and of which columns. An item that is no longer cached takes its row along. */
const cache = new WeakMap<ReadonlyItem, { readonly columns: string, readonly row: readonly Cell[] }>()

/**
 * A row for each item: the same array as before where both the item and the columns are the same, so that of a long list
 * in which little has changed little is made anew.
 * @param columns what distinguishes this choice of columns from others.
 */
export function cachedRows (
  items: readonly ReadonlyItem[],
  columns: string,
  read: (items: readonly ReadonlyItem[]) => readonly (readonly Cell[])[]
): (readonly Cell[])[] {
  return items.map(item => {
    const entry = cache.get(item)
    if (entry?.columns === columns) return entry.row
    const row = read([item])[0] ?? []
    cache.set(item, { columns, row })
    return row
  })
}
