import type { DataType } from './data-type.ts'
import { type Item, type Meta, givenFields } from './item.ts'
import type { Child, Field, Value } from './types.ts'
import { UnfitValue, columnValue, isNewValue } from './values.ts'

/** Gives new rows their generated keys, and changed rows the event that changed them. */
export interface Stamp {
  readonly meta: Meta
  readonly nextKey: (type: DataType) => number
}

/** How far a save reaches: nothing is new, rows of its lists alone are, or the item's own row is, which alone makes history. */
export type Reach = 'nothing' | 'rows' | 'item'

/** How an item is saved onto a stored one. */
interface Saving {
  readonly stamp: Stamp
  /** What is absent is removed (allowDataDeletion). */
  readonly removing: boolean
}

/**
 * Saves a submitted item onto the stored one, as XFT does: what is absent keeps its value, `NULL` clears it, rows are
 * matched by key or by their unique fields and else appended (DBAction.StoreItem, XFTItem.ReconcileItems).
 * @param stored the item as it stands, changed in place; a new one where nothing is stored.
 * @param removing with it, what is absent is removed (allowDataDeletion).
 * @throws UnfitValue where a value does not fit its column.
 */
export function merge (stored: Item, submitted: Item, stamp: Stamp, removing = false): Reach {
  const saving = { stamp, removing }
  let own = mergeValues(stored, submitted, saving)
  let below = false
  for (const field of removing ? submitted.type.fields : givenFields(submitted)) {
    if (field.form === 'value' || !hasRowFor(stored, field, submitted)) continue
    const reach = mergeRows(stored, submitted, field, saving)
    if (reach === 'item') own = true
    else if (reach === 'rows') below = true
  }
  if (own || stored.meta === undefined) stored.meta = stamp.meta
  return own ? 'item' : below ? 'rows' : 'nothing'
}

/**
 * Whether there is a row that the field stands in or hangs on: where the type has become another, its own table has none.
 * @throws UnfitValue for rows of a list that would hang on it.
 */
function hasRowFor ({ rowOf, type }: Item, field: Field, submitted: Item): boolean {
  if (rowOf === undefined || rowOf.layers.includes(type.layerOf(field))) return true
  if (field.form === 'list' && (submitted.children[field.path]?.length ?? 0) > 0) {
    throw new UnfitValue(500, `a row of ${field.path} hangs on none of ${type.xsiType}`)
  }
  return false
}

/** The item as one of another type. What the row of the type before holds is not seen any more. */
export function retyped (item: Item, type: DataType): Item {
  if (item.type === type) return item
  const { rowOf = item.type, ...rest } = item
  const stays = (path: string) => {
    const field = item.type.field(path)
    return field !== undefined && type.layers.includes(item.type.layerOf(field))
  }
  const retained = <T>(record: Readonly<Record<string, T>>): Record<string, T> =>
    Object.fromEntries(Object.entries(record).filter(([path]) => stays(path)))
  return { ...rest, type, ...(rowOf !== type && { rowOf }), values: retained(item.values), children: retained(item.children) }
}

/** Each layer of a type has a table of its own: where one value of it is new, all that are given are written (DBAction.UpdateItem). */
function mergeValues (stored: Item, submitted: Item, { removing }: Saving): boolean {
  const given = (removing ? submitted.type.fields : givenFields(submitted)).filter(field =>
    field.form === 'value' && hasRowFor(stored, field, submitted)
  ) as Value[]
  if (stored.meta === undefined) {
    for (const field of given) write(stored, field, submitted)
    return true
  }
  let changed = false
  let layer: Value[] = []
  const writeLayer = () => {
    if (!layer.some(field => isNew(stored, field, submitted))) return
    changed = true
    for (const field of layer) write(stored, field, submitted)
  }
  for (const [at, field] of given.entries()) {
    layer.push(field)
    const next = given[at + 1]
    if (next !== undefined && submitted.type.layerOf(next) === submitted.type.layerOf(field)) continue
    writeLayer()
    layer = []
  }
  return changed
}

/** What is absent is given only where it is to be removed. */
function isNew (stored: Item, field: Value, submitted: Item): boolean {
  const value = submitted.values[field.path]
  return value === undefined ? stored.values[field.path] !== undefined : isNewValue(field, stored.values[field.path], value)
}

function write (stored: Item, field: Value, submitted: Item): void {
  const given = submitted.values[field.path]
  const value = given === undefined ? null : columnValue(field, given)
  if (value === null) delete stored.values[field.path]
  else stored.values[field.path] = value
}

/** Merges the rows of one field. */
function mergeRows (stored: Item, submitted: Item, field: Child, saving: Saving): Reach {
  const given = submitted.children[field.path] ?? []
  const before = stored.children[field.path] ?? []
  if (given.length === 0 && !(saving.removing && before.length > 0)) return 'nothing'
  const list = new RowList(stored, field, saving)
  const reach = list.take(given)
  if (field.form === 'list' || reach === 'nothing') return reach === 'nothing' ? 'nothing' : 'rows'
  // a row that the item refers to is part of its own where the type extends another (DBAction.StoreSingleRefs)
  return before.length === 0 || stored.type.base !== undefined ? 'item' : 'rows'
}

/** The rows of one field of a stored item, while others are saved onto them. */
class RowList {
  private readonly rows: Item[]
  private readonly owner: Item
  private readonly field: Child
  private readonly saving: Saving
  /** Rows that this save has made. */
  private readonly made = new Set<Item>()

  constructor (stored: Item, field: Child, saving: Saving) {
    this.rows = stored.children[field.path] ??= []
    this.owner = stored
    this.field = field
    this.saving = saving
  }

  take (given: readonly Item[]): Reach {
    const retained = new Set<Item>()
    let reach: Reach = 'nothing'
    for (const row of given) {
      const match = this.matching(row)
      // another row takes the place of a single one
      if (match === undefined && this.field.form === 'one') this.rows.length = 0
      retained.add(match ?? this.add(row))
      if (match === undefined || this.update(match, row) !== 'nothing') reach = 'rows'
    }
    if (!this.saving.removing || this.rows.every(row => retained.has(row))) return reach
    for (const row of this.rows) if (!retained.has(row)) this.remember(pastOf(row, this.saving.stamp.meta.modified))
    this.rows.splice(0, this.rows.length, ...this.rows.filter(row => retained.has(row)))
    return 'rows'
  }

  /** A single row without unique fields is the one that is there (DBAction.StoreSingleRefs). */
  private matching (row: Item): Item | undefined {
    if (this.field.form === 'one' && uniqueGroups(row.type).length === 0) return this.rows[0]
    return this.rows.find(candidate => isSameRow(candidate, row))
  }

  private update (stored: Item, submitted: Item): Reach {
    // of two rows that are one and both new, the first counts (XFTItem.importNonItemFields)
    if (this.made.has(stored)) return merge(stored, withoutValuesOf(submitted, stored), this.saving.stamp)
    const before = { ...stored, values: { ...stored.values } }
    const reach = merge(stored, submitted, this.saving.stamp, this.saving.removing)
    if (reach === 'item') this.remember(pastOf(before, this.saving.stamp.meta.modified))
    return reach
  }

  private add (submitted: Item): Item {
    const row: Item = { type: submitted.type, values: {}, children: {} }
    if (!row.type.hasOwnKey) row.key = this.saving.stamp.nextKey(row.type)
    merge(row, submitted, this.saving.stamp)
    assignDefaults(row)
    row.meta = this.saving.stamp.meta
    this.rows.push(row)
    this.made.add(row)
    return row
  }

  private remember (past: Item): void {
    const states = (this.owner.pastRows ??= {})
    states[this.field.path] = [...states[this.field.path] ?? [], past]
  }
}

/** XFTItem.assignDefaultValues: what the schema says of fields that a new row came without. */
export function assignDefaults ({ type, values }: Item): void {
  for (const field of type.defaults) {
    if (field.initial !== undefined) values[field.path] ??= columnValue(field, field.initial) ?? field.initial
  }
}

const pastOf = ({ type, key, meta, values }: Item, end: number): Item =>
  ({ type, ...(key !== undefined && { key }), ...(meta && { meta }), values, children: {}, past: { end } })

/** An item without the values that another has already. */
export function withoutValuesOf (item: Item, other: Pick<Item, 'values'>): Item {
  return { ...item, values: Object.fromEntries(Object.entries(item.values).filter(([path]) => other.values[path] === undefined)) }
}

/** CompareItemsByPKs, then by unique fields: those of one group suffice, if all of them are given (XFTItem.hasUniques). */
function isSameRow (stored: Item, submitted: Item): boolean {
  if (submitted.key !== undefined) return stored.key === submitted.key
  return uniqueGroups(submitted.type).some(group => group.every(field => {
    const value = submitted.values[field.path]
    return value !== undefined && columnValue(field, value) === stored.values[field.path]
  }))
}

/** The fields by which rows of a type are told from each other, nearest layer first: each unique one alone, and groups of others. */
export function uniqueGroups (type: DataType): readonly (readonly Value[])[] {
  let groups = known.get(type)
  if (groups === undefined) known.set(type, groups = type.layers.flatMap(layer => groupsOf(layer.own)))
  return groups
}

/** Those of one layer. */
export function groupsOf (fields: readonly Field[]): readonly (readonly Value[])[] {
  const groups = new Map<string, Value[]>()
  for (const field of fields) {
    if (field.form !== 'value' || field.unique === undefined) continue
    for (const name of field.unique === true ? [`one ${field.path}`] : field.unique.split(',')) {
      groups.set(name, [...groups.get(name) ?? [], field])
    }
  }
  return [...groups.values()].sort((a, b) => Number(b[0]?.unique === true) - Number(a[0]?.unique === true))
}

const known = new WeakMap<DataType, readonly (readonly Value[])[]>()
