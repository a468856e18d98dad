import { failures } from '../../../failures/index.ts'
import { UnknownColumn, valuesAt } from '../../../model/columns.ts'
import type { DataType } from '../../../model/data-type.ts'
import { type Cell, type Document, text } from '../../../model/document.ts'
import { type Segment, parseFieldPath, resolve } from '../../../model/field-path.ts'
import type { Item } from '../../../model/item.ts'
import { xmlOrder } from '../../../model/rows.ts'
import type { Kind } from '../../../model/types.ts'
import { cellText } from '../../../serializers/cells.ts'
import { decodedTwice } from '../lists/listing.ts'
import type { Call } from '../resource.ts'

interface Found {
  readonly cell: Cell
  readonly kind?: Kind
}

const nothing: Found = { cell: null }

/** ItemValuesRepresentation: a table of one row, without a total; with `asValue` the bare value of one path. */
export function itemValues ({ query }: Call, item: Item): Document {
  const requested = query.get('columns')
  if (requested === undefined) throw failures.valuesWithoutColumns()
  const columns = split(decodedTwice(requested))
  const found = columns.map(path => property(item, path))
  if (!query.isTrue('asValue')) {
    return { kind: 'table', columns, rows: [found.map(({ cell }) => cell)], kinds: found.map(({ kind }) => kind) }
  }
  const [only, ...others] = found
  if (only === undefined || others.length > 0) throw failures.valuesAsOne()
  return text(cellText(only.cell, only.kind))
}

/** String.split: nothing is left of commas at the end. */
function split (text: string): string[] {
  const parts = text.split(',')
  while (parts.length > 1 && parts.at(-1) === '') parts.pop()
  return parts.length === 1 && parts[0] === '' && text !== '' ? [] : parts
}

/**
 * XFTItem.getProperty: a name that there is not stands for nothing, a path that there is not is refused. Blanks count.
 * @throws noSuchValue
 */
function property (item: Item, path: string): Found {
  const segments = parseFieldPath(path)
  const [first, ...others] = segments
  const place = resolve(item.type, segments)
  if (place?.found === 'rows' && place.rest.length === 0) {
    const rows = xmlOrder(item.children[place.field.path] ?? [])
    if (others.length === 0 && place.field.form === 'list' && !path.includes('[')) return { cell: `[${rows.map(rowText).join(', ')}]` }
    const row = rows[place.filter.index ?? 0]
    return row === undefined ? nothing : { cell: rowText(row) }
  }
  if (first !== undefined && others.length === 0 && !path.includes('[') && place?.found !== 'value' && place?.found !== 'key') {
    return byId(item, first)
  }
  try {
    const { cells, kinds } = valuesAt(item, [path])
    const [cell = null] = cells
    const [kind] = kinds
    return { cell, ...(kind !== undefined && { kind }) }
  } catch (error) {
    throw error instanceof UnknownColumn ? failures.noSuchValue(ownPath(item.type, path)) : error
  }
}

/** XFT keeps values under names of its own, which lead to them too. */
function byId ({ type, values }: Item, { name }: Segment): Found {
  const field = type.fields.find(({ path }) => path.replaceAll('/', '_').toLowerCase() === name)
  return field?.form === 'value' ? { cell: values[field.path] ?? null, kind: field.kind } : nothing
}

/** What the message names: the path below the item's type. */
const ownPath = ({ xsiType }: DataType, path: string): string =>
  path.toLowerCase().startsWith(`${xsiType.toLowerCase()}/`) ? path.slice(xsiType.length + 1) : path

/** XFTItem.toString, but for what XFT keeps of the row. */
function rowText ({ type, values, key }: Item): string {
  const cells = new Map(Object.entries(values).map(([path, value]) => [path.replaceAll('/', '_').toLowerCase(), String(value)]))
  if (key !== undefined) cells.set(type.keyName.toLowerCase(), String(key))
  const members = [...cells.keys()].sort().map(name => `<${name}>${cells.get(name) ?? ''}</${name}>`)
  return `<XFTItem name="${type.xsiType}">${members.join('')}</XFTItem>`
}
