import type { Cell } from '../../../model/document.ts'
import type { Item } from '../../../model/item.ts'

/** The row that was made last of an item, and of which columns. */
const rows = new WeakMap<Item, { readonly shape: string, readonly row: Cell[] }>()

/**
 * A row for each item, the same one as before where the item and the columns are: of a long list in which little has
 * changed, little is made anew.
 * @param shape what tells one choice of columns from another.
 */
export function lastingRows (items: readonly Item[], shape: string, read: (items: readonly Item[]) => Cell[][]): Cell[][] {
  return items.map(item => {
    const known = rows.get(item)
    if (known?.shape === shape) return known.row
    const row = read([item])[0] ?? []
    rows.set(item, { shape, row })
    return row
  })
}
