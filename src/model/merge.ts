import type { DataType } from './data-type.ts'
import { type Item, type Meta, type Scalar, givenFields } from './item.ts'
import type { Value } from './types.ts'
import { columnValue } from './values.ts'

/** Gives new rows their generated keys, and changed rows the event that changed them. */
export interface Stamp {
  readonly meta: Meta
  readonly nextKey: (type: DataType) => number
}

/**
 * Saves a submitted item onto the stored one, as XFT does: what is absent keeps its value, `NULL` clears it, rows are
 * matched by key or by their unique fields and else appended (DBAction, XFTItem.ReconcileItems).
 * @param stored the item as it stands, changed in place; a new one where nothing is stored.
 * @param removing with it, what is absent is removed (allowDataDeletion).
 * @returns whether any value differs (HasNewFields), which alone makes history.
 * @throws UnfitValue where a value does not fit its column.
 */
export function merge (stored: Item, submitted: Item, stamp: Stamp, removing = false): boolean {
  let changed = false
  for (const field of removing ? submitted.type.fields : givenFields(submitted)) {
    if (field.form === 'value') {
      changed = mergeValue(stored, submitted, field, removing) || changed
    } else {
      const rows = submitted.children[field.path] ?? []
      const before = stored.children[field.path] ?? []
      if (rows.length > 0 || (removing && before.length > 0)) {
        changed = mergeRows(stored.children[field.path] = before, rows, field.form === 'one', stamp, removing) || changed
      }
    }
  }
  if (changed || stored.meta === undefined) stored.meta = stamp.meta
  return changed
}

function mergeValue (stored: Item, submitted: Item, field: Value, removing: boolean): boolean {
  const given = submitted.values[field.path]
  const before = stored.values[field.path]
  if (given === undefined && !(removing && before !== undefined)) return false
  const value = given === undefined ? null : columnValue(field, given)
  if (value === null) delete stored.values[field.path]
  else stored.values[field.path] = value
  return !Object.is(value ?? undefined, before)
}

function mergeRows (stored: Item[], submitted: readonly Item[], single: boolean, stamp: Stamp, removing: boolean): boolean {
  let changed = false
  const kept = new Set<Item>()
  for (const row of submitted) {
    const match = single && uniqueFields(row.type).length === 0 ? stored[0] : stored.find(candidate => isSameRow(candidate, row))
    if (match) {
      changed = merge(match, row, stamp, removing) || changed
    } else {
      // a single row whose type has unique fields gives way to another one (DBAction.StoreSingleRefs, ImportNoIdentifierFKs)
      if (single) stored.length = 0
      stored.push(newRow(row, stamp))
      changed = true
    }
    kept.add(match ?? stored[stored.length - 1] ?? row)
  }
  if (!removing || stored.every(row => kept.has(row))) return changed
  stored.splice(0, stored.length, ...stored.filter(row => kept.has(row)))
  return true
}

function newRow (submitted: Item, stamp: Stamp): Item {
  const row: Item = { type: submitted.type, values: {}, children: {} }
  if (!row.type.hasOwnKey) row.key = stamp.nextKey(row.type)
  merge(row, submitted, stamp)
  assignDefaults(row)
  row.meta = stamp.meta
  return row
}

/** XFTItem.assignDefaultValues: what the schema says of fields that a new row came without. */
export function assignDefaults ({ type, values }: Item): void {
  for (const field of type.defaults) {
    if (field.initial !== undefined) values[field.path] ??= columnValue(field, field.initial) ?? field.initial
  }
}

/** CompareItemsByPKs, then by unique fields. */
function isSameRow (stored: Item, submitted: Item): boolean {
  if (submitted.key !== undefined) return stored.key === submitted.key
  const identity = identityOf(submitted)
  return identity.length > 0 && identity.every(([path, value]) => String(stored.values[path]) === String(value))
}

function identityOf (row: Item): [path: string, value: Scalar][] {
  return uniqueFields(row.type).flatMap(({ path }) => {
    const value = row.values[path]
    return value === undefined ? [] : [[path, value] as [string, Scalar]]
  })
}

/** Fields that distinguish the rows of a list: unique ones, then those of uniqueness groups, nearest layer first. */
export function uniqueFields (type: DataType): readonly Value[] {
  const known = uniques.get(type)
  if (known) return known
  const own = type.layers.flatMap(({ own }) => {
    const fields = own.filter(field => field.form === 'value' && field.unique !== undefined) as Value[]
    return [...fields.filter(({ unique }) => unique === true), ...fields.filter(({ unique }) => unique !== true)]
  })
  uniques.set(type, own)
  return own
}

const uniques = new WeakMap<DataType, readonly Value[]>()
