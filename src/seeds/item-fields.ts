import type { Item, Meta, Scalar } from '../model/item.ts'
import type { FieldValue, SeedRow } from './schema.ts'
import { valueToGive } from '../model/values.ts'
import { timeText } from './times.ts'

type Fields = Record<string, FieldValue>

export interface FieldsOptions {
  /** What the place of the item says already. */
  readonly place?: Readonly<Record<string, Scalar>>
  /** Lists that are written elsewhere. */
  readonly apart?: readonly string[]
  /** Whether keys, events and times are written; those of rows only where they are not the item's. */
  readonly keeping: boolean
}

/** The fields of an item as a seed has them, from which ItemBuilder makes the same item. */
export function fieldsOf (item: Item, { place = {}, apart = [], keeping }: FieldsOptions): Fields {
  const fields: Fields = {}
  for (const field of item.type.fields) {
    const { path } = field
    const value = item.values[path]
    const rows = item.children[path] ?? []
    if (value !== undefined && place[path] !== value) fields[path] = plain(field.form === 'value' ? valueToGive(field, value) : value)
    else if (value === undefined && place[path] !== undefined) fields[path] = 'NULL'
    if (field.form !== 'value' && rows.length > 0 && !apart.includes(path)) {
      fields[path] = rows.map(row => rowOf(row, field.child, keeping ? item.meta : undefined, keeping))
    }
  }
  return fields
}

/** Numbers that JSON has no form for are texts. */
const plain = (value: Scalar): Scalar => typeof value === 'number' && !Number.isFinite(value) ? String(value) : value

function rowOf (row: Item, declared: string, above: Meta | undefined, keeping: boolean): SeedRow {
  const { type, key, meta } = row
  const fields = fieldsOf(row, { keeping })
  return {
    ...(type.xsiType !== declared && { xsiType: type.xsiType }),
    ...(Object.keys(fields).length > 0 && { fields }),
    ...(keeping && {
      kept: {
        ...(key !== undefined && { key }),
        ...(meta && meta.event !== above?.event && { event: meta.event }),
        ...(meta && meta.modified !== above?.modified && { modified: timeText(meta.modified) })
      }
    })
  }
}
