import type { Catalogue } from './catalogue.ts'
import { parameterOwners } from './catalogue/parameter-owners.ts'
import type { DataType } from './data-type.ts'
import type { Item, Scalar } from './item.ts'
import { groupsOf } from './merge.ts'
import type { Child } from './types.ts'

/** Rows in the order of JSON, which is that of their unique fields (FlattenedItem.renderChildren). */
export function jsonOrder (rows: readonly Item[]): Item[] {
  return rows.length < 2 ? [...rows] : [...rows].sort(compareItems)
}

/** Rows in the order of XML: ascending by key (XFTItem.getChildItemIds). */
export function xmlOrder (rows: readonly Item[]): Item[] {
  return rows.length < 2 ? [...rows] : [...rows].sort((a, b) => (a.key ?? 0) - (b.key ?? 0))
}

/**
 * ItemComparator.compare takes the second of the two as its first, and so do the layers below with the two that they are
 * given: a type's own unique fields descend, those of the type that it extends ascend, those of the next descend.
 */
function compareItems (a: Item, b: Item): number {
  let left = b
  let right = a
  const [layers, others] = [left.type.layers, right.type.layers]
  for (const [level, layer] of layers.entries()) {
    if (others[level] === undefined) return 0
    const order = compareLayer(groupsOf(layer.own), left, right)
    if (order !== undefined) return order
    ;[left, right] = [right, left]
  }
  return 0
}

/** Undefined where no unique field and no group of them is filled in both. */
function compareLayer (groups: ReturnType<typeof groupsOf>, a: Item, b: Item): number | undefined {
  for (const group of groups) {
    let filled = true
    for (const { path } of group) {
      const [left, right] = [a.values[path], b.values[path]]
      if (left === undefined || right === undefined) {
        filled = false
        break
      }
      const order = compareScalars(left, right)
      if (order !== 0) return order
    }
    if (filled) return 0
  }
  return undefined
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

/** Every column by which rows of a type may hang on an owner, in the schema's order. */
export function foreignColumns (catalogue: Catalogue, type: DataType): readonly ForeignColumn[] {
  const columns = known.get(catalogue) ?? allForeignColumns(catalogue)
  known.set(catalogue, columns)
  return type.layers.flatMap(layer => columns.get(layer.xsiType) ?? [])
}

function allForeignColumns (catalogue: Catalogue): Map<string, readonly ForeignColumn[]> {
  const columns = new Map<string, ForeignColumn[]>()
  const types = [...catalogue.types()].sort((a, b) => parameterOwners.indexOf(a.xsiType) - parameterOwners.indexOf(b.xsiType))
  for (const owner of types) {
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
