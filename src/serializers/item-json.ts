import type { DataType } from '../model/data-type.ts'
import type { ItemDocument } from '../model/document.ts'
import { quoteJson } from '../model/escape.ts'
import { type ElementNode, fieldTree } from '../model/field-tree.ts'
import type { Item, Scalar } from '../model/item.ts'
import { javaDateText } from '../model/java-date.ts'
import { jsonNumber } from '../model/java-number.ts'
import { HashtableKeys, hashMapOrder, hashtableOrder } from '../model/java-order.ts'
import { jsonOrder } from '../model/rows.ts'
import type { Kind } from '../model/types.ts'
import type { ItemOptions } from './format.ts'

/** An infinite number stands in the item: org.json refuses to write it, and XNAT answers 500 with this text. */
export class NotFinite extends Error {
  constructor () {
    super('JSON does not allow non-finite numbers.')
  }
}

/** ItemJSONBuilder.buildJSON: the item; with its history, its past states after it. */
export function itemJson ({ item, history }: ItemDocument, { includeHeaders }: Pick<ItemOptions, 'includeHeaders'>): string {
  return `{${wrapper(history ?? [item], includeHeaders)}}`
}

/** `headers`, then `items`; a child's `field` comes between them. */
function wrapper (items: readonly Item[], includeHeaders: boolean, field?: string): string {
  const headers = new Set<string>()
  const written = items.map(item => object(item, includeHeaders, headers))
  const members = [`"items":[${written.join(',')}]`]
  if (field !== undefined) members.unshift(`"field":${quoteJson(field)}`)
  if (includeHeaders) members.unshift(`"headers":[${[...headers].map(quoteJson).join(',')}]`)
  return members.join(',')
}

function object (item: Item, includeHeaders: boolean, headers: Set<string>): string {
  const fields = dataFields(withOwnText(item), headers)
  const present = item.type.fields.filter(field => field.form !== 'value' && (item.children[field.path]?.length ?? 0) > 0)
  const children = hashtableOrder(present.map(({ path }) => path))
    .map(path => `{${wrapper(jsonOrder(item.children[path] ?? []), includeHeaders, path)}}`)
  return `{"children":[${children.join(',')}],"meta":{${meta(item)}},"data_fields":{${fields}}}`
}

/** A row's own long text is read as an empty one where the database has none. */
function withOwnText (item: Item): Item {
  const own = item.type.own.find(field => field.form === 'value' && field.kind === 'longText' && field.node === 'text')
  return own === undefined || item.values[own.path] !== undefined ? item : { ...item, values: { ...item.values, [own.path]: '' } }
}

/** Keys in HashMap order: end_date, create_event_id, modified_event_id, xsi:type, isHistory, start_date. */
function meta ({ type, meta, past, rowOf }: Item): string {
  const members: string[] = []
  // what XFT knows of a row stands in the table of its type
  const known = rowOf === undefined ? meta : undefined
  if (past) members.push(`"end_date":"${javaDateText(past.end)}"`)
  if (known && known.event !== 0) members.push(`"create_event_id":${known.event}`)
  // of a row that was changed, not deleted, XNAT knows no event and gives the date in milliseconds (getModifiedEventId)
  if (past) members.push(`"modified_event_id":${past.end}`)
  members.push(`"xsi:type":${quoteJson(type.xsiType)}`, `"isHistory":${past !== undefined}`)
  if (known) members.push(`"start_date":"${javaDateText(known.modified)}"`)
  return members.join(',')
}

function dataFields (item: Item, headers: Set<string>): string {
  const order = fieldOrder(item)
  for (const path of order.enumerated) headers.add(path)
  return order.written.map(path => `${quoteJson(path)}:${fieldValue(item, path)}`).join(',')
}

function fieldValue (item: Item, path: string): string {
  const value = item.values[path]
  if (value === undefined) return keyValue(item)
  return scalar(value, item.type.value(path)?.kind ?? 'string')
}

const keyValue = (item: Item): string => item.type.hasOwnKey ? quoteJson(String(item.values['ID'] ?? '')) : String(item.key ?? 0)

function scalar (value: Scalar, kind: Kind): string {
  if (typeof value === 'string') return quoteJson(value)
  if (kind === 'boolean') return value === 0 ? '"false"' : '"true"'
  if (Number.isNaN(value)) return '"NaN"'
  if (!Number.isFinite(value)) throw new NotFinite()
  return kind === 'float' || kind === 'double' ? jsonNumber(value) : String(value)
}

interface FieldOrder {
  /** Order of the Hashtable that FlattenedItem collects the fields in. */
  readonly enumerated: readonly string[]
  /** Order of the HashMap inside the JSONObject. */
  readonly written: readonly string[]
}

const orders = new Map<string, FieldOrder>()
const ordersKept = 2000

/** The order depends on the type and on which fields are there; it is worked out once for each combination. */
function fieldOrder (item: Item): FieldOrder {
  const signature = `${item.type.xsiType} ${item.key === undefined ? '' : '#'} ${Object.keys(item.values).sort().join(' ')}`
  const known = orders.get(signature)
  if (known) return known
  const enumerated = typeKeys(item.type, item).keys()
  const order = { enumerated, written: hashMapOrder(enumerated) }
  if (orders.size >= ordersKept) orders.clear()
  orders.set(signature, order)
  return order
}

/** FlattenedItem.getFlattenedSingleParams: attributes, the parent layer, elements, then the layer's own key. */
function typeKeys (type: DataType, item: Item): HashtableKeys {
  const keys = new HashtableKeys()
  const put = (table: HashtableKeys, path: string) => { if (item.values[path] !== undefined) table.put(path) }
  const tree = fieldTree(type)
  for (const { path } of tree.attributes) put(keys, path)
  if (type.base) {
    const inherited = new HashtableKeys()
    inherited.putAll(typeKeys(type.base, item))
    keys.putAll(inherited)
  }
  for (const node of tree.children) keys.putAll(nodeKeys(node, put))
  if (tree.text) put(keys, tree.text.path)
  const key = type.inheritedKeyName ?? type.keyName
  if (item.key !== undefined || item.values['ID'] !== undefined) keys.put(key)
  return keys
}

function nodeKeys (node: ElementNode, put: (table: HashtableKeys, path: string) => void): HashtableKeys {
  const keys = new HashtableKeys()
  for (const { path } of node.attributes) put(keys, path)
  for (const child of node.children) keys.putAll(nodeKeys(child, put))
  if (node.text) put(keys, node.text.path)
  return keys
}
