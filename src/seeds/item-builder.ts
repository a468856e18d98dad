import type { Catalogue } from '../model/catalogue.ts'
import type { DataType } from '../model/data-type.ts'
import { type Item, type Meta, type Scalar, newItem } from '../model/item.ts'
import { FieldNotFound, setField } from '../model/populate.ts'
import type { Child, Kind, Value } from '../model/types.ts'
import { UnfitValue, columnValue, complaints, parseValue } from '../model/values.ts'
import { FieldNames, type NodeKind } from './field-names.ts'
import type { FieldValue, SeedRow } from './schema.ts'

/** Called with what is wrong with a field. @param steps from the fields to what is wrong. */
export type Complain = (steps: readonly (string | number)[], what: string, at: 'key' | 'value') => void

/** What rows that say nothing else have: the event and time of their item, and the next key of their type. */
export interface RowDefaults {
  readonly meta: Meta
  readonly nextKey: (type: DataType) => number
}

/** An item as a seed has it. */
export interface SeedItem {
  readonly kind: NodeKind
  readonly type: DataType
  /** What its place in the seed says; fields come on top. */
  readonly implied: Fields
  readonly fields: Fields
}

type Fields = Readonly<Record<string, FieldValue>>

const silent: Complain = () => {}

/** Makes items from the fields of a seed, as a PUT and a save would make them. */
export class ItemBuilder {
  private readonly catalogue: Catalogue
  private readonly names: FieldNames

  constructor (catalogue: Catalogue) {
    this.catalogue = catalogue
    this.names = new FieldNames(catalogue)
  }

  /** An item as it is stored. */
  build ({ kind, type, implied, fields }: SeedItem, defaults: RowDefaults, complain: Complain = silent): Item {
    const item = newItem(type)
    this.fill({ kind, item, defaults, complain }, implied, [])
    this.fill({ kind, item, defaults, complain }, fields, [])
    return settled(item, defaults)
  }

  private fill (filling: Filling, fields: Fields, steps: readonly (string | number)[]): void {
    for (const [name, value] of Object.entries(fields)) this.set(filling, name, value, [...steps, name])
  }

  private set (filling: Filling, name: string, value: FieldValue, steps: readonly (string | number)[]): void {
    const { kind, item, complain } = filling
    const target = this.names.find(kind, item.type, name)
    if (target.found === 'nothing') return complain(steps, unknownField(item.type, name, this.names.like(kind, item.type, name)), 'key')
    if (target.found === 'another type') return complain(steps, `a field of ${target.xsiType}, which ${item.type.xsiType} has not`, 'key')
    if (Array.isArray(value)) {
      return target.found === 'rows'
        ? this.addRows(filling, target.field, value, steps)
        : complain(steps, 'must be one value: it leads to no list', 'value')
    }
    if (target.found !== 'value') return this.setBelow(filling, target.found === 'path' ? target.path : name, String(value), steps)
    const { field } = target
    const scalar = readValue(field, value)
    if (complain === silent || fits(field, scalar, steps, complain)) item.values[field.path] = scalar
  }

  /** A path that goes on in rows. */
  private setBelow ({ item, complain }: Filling, path: string, text: string, steps: readonly (string | number)[]): void {
    try {
      if (complain !== silent) {
        const alone = newItem(item.type)
        setField(this.catalogue, alone, path, text)
        if (!leavesOf(alone).every(([field, value]) => fits(field, value, steps, complain))) return
      }
      setField(this.catalogue, item, path, text)
    } catch (error) {
      if (!(error instanceof FieldNotFound)) throw error
      complain(steps, unknownField(item.type, path, []), 'key')
    }
  }

  private addRows (filling: Filling, field: Child, rows: readonly SeedRow[], steps: readonly (string | number)[]): void {
    const { item, defaults, complain } = filling
    const declared = item.type.childType(field)
    const list = item.children[field.path] ??= []
    if (field.form === 'one' && rows.length + list.length > 1) complain(steps, 'must have one row at most', 'value')
    for (const [index, { xsiType, fields = {}, kept = {} }] of rows.entries()) {
      const type = xsiType === undefined ? declared : this.catalogue.find(xsiType)
      if (!type?.isA(declared.xsiType)) {
        complain([...steps, index, 'xsiType'], `${xsiType} is no ${declared.xsiType}`, 'value')
        continue
      }
      const row = newItem(type)
      if (kept.key !== undefined) row.key = kept.key
      const meta = {
        event: kept.event ?? defaults.meta.event,
        modified: kept.modified === undefined ? defaults.meta.modified : Date.parse(kept.modified)
      }
      row.meta = meta
      this.fill({ kind: 'row', item: row, defaults: { ...defaults, meta }, complain }, fields, [...steps, index, 'fields'])
      list.push(row)
    }
  }
}

interface Filling {
  readonly kind: NodeKind
  readonly item: Item
  readonly defaults: RowDefaults
  readonly complain: Complain
}

function unknownField (type: DataType, name: string, like: readonly string[]): string {
  return `${type.xsiType} has no field '${name}'${like[0] === undefined ? '' : `; did you mean ${like[0]}?`}`
}

const numeric: ReadonlySet<Kind> = new Set(['integer', 'int', 'long', 'float', 'double'])

/** A text is read as that of a PUT; a number is what it is. */
const readValue = ({ kind }: Value, value: string | number | boolean): Scalar =>
  typeof value === 'number' && numeric.has(kind) ? value : parseValue(kind, String(value))

/** Every value of an item and of the rows below it. */
const leavesOf = ({ type, values, children }: Item): [field: Value, value: Scalar][] => [
  ...Object.entries(values).flatMap(([path, value]) => {
    const field = type.value(path)
    return field === undefined ? [] : [[field, value] as [Value, Scalar]]
  }),
  ...Object.values(children).flatMap(rows => rows.flatMap(leavesOf))
]

/** Whether XNAT would take the value: what its validation says, then its database. */
function fits (field: Value, value: Scalar, steps: readonly (string | number)[], complain: Complain): boolean {
  const found = complaints(field, value)
  try {
    if (found.length === 0) columnValue(field, value)
  } catch (error) {
    if (!(error instanceof UnfitValue)) throw error
    found.push(error.message)
  }
  const text = String(value)
  for (const what of new Set(found)) {
    complain(steps, `'${text.length > 60 ? `${text.slice(0, 60)}…` : text}' does not fit: ${what}`, 'value')
  }
  return found.length === 0
}

/** Values as their columns have them, in schema order; rows with keys and times. */
function settled ({ type, values, children, key, meta }: Item, defaults: RowDefaults): Item {
  const item: Item = { type, values: {}, children: {}, ...(key !== undefined && { key }), ...(meta && { meta }) }
  for (const field of type.fields) {
    if (field.form === 'value') {
      const given = values[field.path]
      const value = given === undefined ? null : stored(field, given)
      if (value !== null) item.values[field.path] = value
    } else {
      const rows = children[field.path]
      if (rows !== undefined && rows.length > 0) item.children[field.path] = rows.map(row => settledRow(row, defaults))
    }
  }
  return item
}

/** What does not fit has been complained of before. */
function stored (field: Value, value: Scalar): Scalar | null {
  try {
    return columnValue(field, value)
  } catch (error) {
    if (error instanceof UnfitValue) return null
    throw error
  }
}

function settledRow (row: Item, defaults: RowDefaults): Item {
  const own = { ...defaults, meta: row.meta ?? defaults.meta }
  const key = row.type.hasOwnKey ? undefined : row.key ?? defaults.nextKey(row.type)
  return { ...settled(row, own), ...(key !== undefined && { key }), meta: own.meta }
}
