import { type Filter, type Place, type Rows, placeOf, resolve } from './field-path.ts'
import type { Catalogue } from './catalogue.ts'
import type { DataType } from './data-type.ts'
import { type Item, type Scalar, newItem } from './item.ts'
import type { Child, Kind } from './types.ts'
import { parseValue } from './values.ts'

/** A path that an item's type does not have: XFT's FieldNotFoundException. */
export class FieldNotFound extends Error {
  readonly path: string

  constructor (path: string) {
    super(`no field ${path}`)
    this.path = path
  }
}

/** What came of a parameter that XNAT accepted but did not use. */
export type Ignored = 'another type' | 'not a path'

/**
 * Sets fields from parameters that have a value, in order (PopulateItem, GenericItemObject.setProperties).
 * @param note called with every parameter that XNAT silently ignores.
 * @throws FieldNotFound at the first path that the type lacks; what was set before it stays.
 */
export function populate (
  catalogue: Catalogue,
  item: Item,
  parameters: ReadonlyMap<string, string | undefined>,
  note: (name: string, why: Ignored) => void = () => {}
): void {
  try {
    for (const [name, value] of parameters) {
      if (value === undefined) continue
      const path = acceptedPath(catalogue, item.type, name)
      if (path !== undefined) setField(catalogue, item, path, value)
      else note(name, name.includes('/') ? 'another type' : 'not a path')
    }
  } finally {
    dropEmptyRows(item)
  }
}

/** The path below the item's type, if the parameter's prefix is that type or one of its ancestors. */
function acceptedPath (catalogue: Catalogue, type: DataType, name: string): string | undefined {
  const lower = name.toLowerCase()
  const own = type.xsiType.toLowerCase()
  if (lower.startsWith(own)) return name
  const slash = name.indexOf('/')
  const colon = name.indexOf(':')
  if (colon !== -1 && slash !== -1 && colon < slash) {
    const prefix = catalogue.find(name.slice(0, slash))
    return prefix !== undefined && type.isA(prefix.xsiType) ? name.slice(slash + 1) : undefined
  }
  return lower.startsWith('element_') && lower.slice(8).startsWith(own) ? name.slice(8) : undefined
}

/** Sets one value by its path, making the rows that the path names. */
export function setField (catalogue: Catalogue, item: Item, path: string, value: string): void {
  if (!assign({ catalogue, read: parseValue }, item, placeOf(item.type, path), value)) throw new FieldNotFound(path)
}

/** The same for a text of an XML document, which XNAT stores as it stands (SAXReader). */
export function setText (catalogue: Catalogue, item: Item, path: string, value: string): void {
  if (!assign({ catalogue, read: (kind, text) => text }, item, placeOf(item.type, path), value)) throw new FieldNotFound(path)
}

interface How {
  readonly catalogue: Catalogue
  readonly read: (kind: Kind, text: string) => Scalar
}

function assign (how: How, item: Item, place: Place | undefined, value: string): boolean {
  switch (place?.found) {
    case 'value':
      item.values[place.field.path] = how.read(place.field.kind, value)
      return true
    case 'key':
      if (/^\d{1,15}$/.test(value)) item.key = Number(value)
      return true
    case 'group':
      return true
    case 'meta':
      item.said = { ...item.said, meta: [...item.said?.meta ?? [], place.layer] }
      return true
    case 'type':
      item.said = { ...item.said, type: value }
      return true
    case 'rows':
      return place.rest.length === 0 ? assignRowText(how, item, place, value) : assignInRow(how, item, place, value)
    default:
      return false
  }
}

function assignInRow (how: How, item: Item, { field, filter, rest }: Rows, value: string): boolean {
  const row = pickRow(how, item, field, filter)
  return row !== undefined && assign(how, row, resolve(row.type, rest), value)
}

/**
 * `addParam[0]=x` sets the text of the row itself; without a position XFT fails on it, and so it does where the list is an
 * ancestor's. A single reference is given the key of its row.
 */
function assignRowText (how: How, item: Item, { field, filter }: Rows, value: string): boolean {
  const inherited = !field.path.includes('/') && item.type.ownField(field.path) === undefined
  if (filter.index !== undefined && inherited) return false
  if (field.form === 'one') {
    item.said = { ...item.said, keys: { ...item.said?.keys, [field.path]: value } }
    return true
  }
  const row = filter.index === undefined ? undefined : pickRow(how, item, field, filter)
  const names = [row?.type.local, field.path.split('/').at(-1)]
  const own = row?.type.own.find(({ path }) => names.includes(path))
  if (row === undefined || own?.form !== 'value') return false
  row.values[own.path] = how.read(own.kind, value)
  return true
}

/** Far more rows than any list has; XNAT would make them all. */
const highestIndex = 9999

function pickRow (how: How, item: Item, field: Child, { index = 0, where, xsiType }: Filter): Item | undefined {
  if (index < 0 || index > highestIndex) return undefined
  const rows = item.children[field.path] ??= []
  const type = (xsiType === undefined ? undefined : how.catalogue.find(xsiType)) ?? item.type.childType(field)
  if (field.form === 'one') return rows[0] ?? addRow(rows, type)
  const wanted = rows.filter(row => (xsiType === undefined || row.type.isA(type.xsiType)) && matches(row, where))
  while (wanted.length <= index) {
    const row = addRow(rows, type)
    if (where) setField(how.catalogue, row, where[0], where[1])
    wanted.push(row)
  }
  return wanted[index]
}

function addRow (rows: Item[], type: DataType): Item {
  const row = newItem(type)
  rows.push(row)
  return row
}

function matches (row: Item, where: readonly [path: string, value: string] | undefined): boolean {
  if (where === undefined) return true
  const place = placeOf(row.type, where[0])
  return place?.found === 'value' && String(row.values[place.field.path] ?? '') === where[1]
}

/** XFTItem.removeEmptyItems: rows that no parameter gave a value to. */
function dropEmptyRows (item: Item): void {
  for (const [path, rows] of Object.entries(item.children)) {
    rows.forEach(dropEmptyRows)
    item.children[path] = rows.filter(
      row => row.key !== undefined || Object.keys(row.values).length > 0 || Object.keys(row.children).length > 0
    )
    if (item.children[path].length === 0) delete item.children[path]
  }
}
