import type { Catalogue } from './catalogue.ts'
import type { DataType } from './data-type.ts'
import type { Item, Scalar } from './item.ts'
import { uniqueFields } from './merge.ts'
import type { Child } from './types.ts'

/** Rows in the order of JSON: descending by their unique fields (ItemComparator compares the second with the first). */
export function jsonOrder (rows: readonly Item[]): Item[] {
  return rows.length < 2 ? [...rows] : [...rows].sort((a, b) => compare(b, a))
}

/** Rows in the order of XML: ascending by key (XFTItem.getChildItemIds). */
export function xmlOrder (rows: readonly Item[]): Item[] {
  return rows.length < 2 ? [...rows] : [...rows].sort((a, b) => (a.key ?? 0) - (b.key ?? 0))
}

function compare (a: Item, b: Item): number {
  for (const { path } of uniqueFields(a.type)) {
    const left = a.values[path]
    const right = b.values[path]
    if (left === undefined || right === undefined) continue
    const order = compareScalars(left, right)
    if (order !== 0) return order
  }
  return 0
}

function compareScalars (a: Scalar, b: Scalar): number {
  if (typeof a === 'number' && typeof b === 'number') return a - b
  const [left, right] = [String(a), String(b)]
  return left < right ? -1 : left > right ? 1 : 0
}

/** A column that XFT adds to a row's table for one kind of owner; shown in XML comments. */
export interface ForeignColumn {
  readonly owner: DataType
  readonly field: Child
  readonly name: string
}

const known = new WeakMap<Catalogue, Map<string, readonly ForeignColumn[]>>()

/** Every column by which rows of a type may hang on an owner, in the catalogue's order. */
export function foreignColumns (catalogue: Catalogue, type: DataType): readonly ForeignColumn[] {
  const columns = known.get(catalogue) ?? allForeignColumns(catalogue)
  known.set(catalogue, columns)
  return type.layers.flatMap(layer => columns.get(layer.xsiType) ?? [])
}

function allForeignColumns (catalogue: Catalogue): Map<string, readonly ForeignColumn[]> {
  const columns = new Map<string, ForeignColumn[]>()
  for (const owner of catalogue.types()) {
    for (const field of owner.own) {
      if (field.form !== 'list' || field.manyToMany || field.column !== undefined) continue
      const list = columns.get(field.child) ?? []
      list.push({ owner, field, name: columnName(owner, field) })
      columns.set(field.child, list)
    }
  }
  return columns
}

/** XftStringUtils.CreateTableName: at most 31 characters of path and owner, then the owner's key. */
function columnName (owner: DataType, { path }: Child): string {
  const table = path.includes('/') ? `${path.replaceAll('/', '_').toLowerCase()}_${owner.sqlName}` : owner.sqlName
  const key = owner.hasOwnKey ? 'id' : owner.keyName.toLowerCase()
  return `${table.slice(0, 31)}_${key.slice(0, 31)}`
}
