import type { XMLBuilder } from 'xmlbuilder2/lib/interfaces.js'
import type { Catalogue } from '../model/catalogue.ts'
import type { DataType } from '../model/data-type.ts'
import type { ItemDocument } from '../model/document.ts'
import { type ElementNode, fieldTree } from '../model/field-tree.ts'
import type { Item, Scalar } from '../model/item.ts'
import { parseDateTime, xmlDateTime } from '../model/java-date.ts'
import { doubleText } from '../model/java-number.ts'
import { foreignColumns, xmlOrder } from '../model/rows.ts'
import type { Child, Value } from '../model/types.ts'
import type { ItemOptions } from './format.ts'
import { lazily } from './lazily.ts'
import { namespaceAttributes } from './namespaces.ts'

/** Where a row hangs: its owner's key fills one of the row's foreign columns. */
interface Owner {
  readonly type: DataType
  readonly field: Child
  readonly key: Scalar
}

interface Writing {
  readonly catalogue: Catalogue
  readonly conceal: boolean
}

// xmlbuilder2 leaves what looks like an entity as it is, so the ampersands of those written here are marked until the end
const mark = '\uFFFF'

// eslint-disable-next-line no-control-regex -- the characters that Xalan's serializer writes as numbers
const specialInText = /[&\0-\x08\x0B-\x1F\x7F-\x9F\u2028\uD800-\uDFFF\uFFFF]/g
// eslint-disable-next-line no-control-regex -- likewise
const specialInAttributes = /[&\0-\x1F\x7F-\x9F\u2028\uD800-\uDFFF\uFFFF]/g

const marked = (text: string): string => text.replace(specialInText, asEntity)
const markedAttribute = (text: string): string => text.replace(specialInAttributes, asEntity)

/** Each half of a pair by itself (ToStream.characters, where the writer's encoding is not known to hold it). */
function asEntity (character: string): string {
  if (character === mark) return mark + mark
  return character === '&' ? `${mark}amp;` : `${mark}#${character.charCodeAt(0)};`
}

const xmlbuilder = lazily<typeof import('xmlbuilder2')>('xmlbuilder2')

/** SAXWriter.write through the JDK's serializer: a line feed after each element, no indentation. */
export function itemXml ({ item, hangsOn }: ItemDocument, { catalogue, siteUrl, concealHiddenFields }: ItemOptions): string {
  const attributes = { ...attributesOf(item), ...namespaceAttributes(siteUrl) }
  const root = xmlbuilder().create({ encoding: 'UTF-8' }).ele(item.type.rootName, attributes)
  content(root, item, hangsOn && ownerOf(hangsOn, catalogue), { catalogue, conceal: concealHiddenFields })
  const xml = root.end({ headless: true }).replace(/\uFFFF\uFFFF?/g, text => text === mark ? '&' : mark)
  return `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n${xml}\n`
}

function ownerOf ({ type: name, path, key }: NonNullable<ItemDocument['hangsOn']>, catalogue: Catalogue): Owner | undefined {
  const type = catalogue.type(name)
  const field = type.field(path)
  return field === undefined || field.form === 'value' ? undefined : { type, field, key }
}

function attributesOf (item: Item): Record<string, string> {
  const attributes: Record<string, string> = {}
  for (const layer of item.type.layers.toReversed()) addAttributes(attributes, item, fieldTree(layer).attributes)
  return attributes
}

/** Empty ones are left out, but for required ones. */
function addAttributes (attributes: Record<string, string>, item: Item, fields: readonly Value[]): void {
  for (const field of fields) {
    const value = textOf(item, field)
    const name = field.path.slice(field.path.lastIndexOf('/') + 1)
    if (value !== '' || field.required === true) attributes[name] = markedAttribute(value)
  }
}

/** What stands inside an item's element: the comment with its generated keys, its elements, its text. */
function content (builder: XMLBuilder, item: Item, owner: Owner | undefined, writing: Writing): void {
  const comment = writing.conceal ? undefined : hiddenFields(item, owner, writing.catalogue)
  if (comment !== undefined) builder.txt('\n').com(comment)
  const text = item.type.layers.map(layer => fieldTree(layer).text).find(field => field !== undefined)
  const body = text === undefined ? '' : textOf(item, text)
  if (body !== '') {
    builder.txt(marked(body))
    return
  }
  const before = elementCount(builder)
  for (const layer of item.type.layers.toReversed()) {
    for (const node of fieldTree(layer).children) element(builder, item, layer.prefix, node, writing)
  }
  if (comment !== undefined || elementCount(builder) > before) builder.txt('\n')
}

const elementCount = (builder: XMLBuilder): number => builder.node.childNodes.length

/** SAXWriter.writeHiddenFields: a comment where XFT added columns to the row. */
function hiddenFields (item: Item, owner: Owner | undefined, catalogue: Catalogue): string | undefined {
  const pairs: string[] = []
  const isSaved = item.type.hasOwnKey || item.key !== undefined
  if (!item.type.hasOwnKey) pairs.push(`${item.type.keyName}="${item.key ?? 'null'}"`)
  for (const column of foreignColumns(catalogue, item.type)) {
    const mine = owner !== undefined && column.field === owner.field && owner.type.isA(column.owner.xsiType)
    pairs.push(`${column.name}="${mine && isSaved ? owner.key : 'null'}"`)
  }
  return pairs.length === 0 ? undefined : `hidden_fields[${pairs.join(',')}]`
}

function element (builder: XMLBuilder, item: Item, prefix: string, node: ElementNode, writing: Writing): void {
  if (node.rows) return rows(builder, item, prefix, node, writing)
  const attributes: Record<string, string> = {}
  addAttributes(attributes, item, node.attributes)
  const text = node.text === undefined ? '' : textOf(item, node.text)
  if (node.children.length > 0) {
    if (Object.keys(attributes).length === 0 && !hasContent(item, node)) return
    const group = builder.txt('\n').ele(`${prefix}:${node.name}`, attributes)
    for (const child of node.children) element(group, item, prefix, child, writing)
    if (elementCount(group) > 0) group.txt('\n')
  } else if (text !== '' || Object.keys(attributes).length > 0) {
    const leaf = builder.txt('\n').ele(`${prefix}:${node.name}`, attributes)
    if (text !== '') leaf.txt(marked(text))
  }
}

function hasContent (item: Item, node: ElementNode): boolean {
  if (node.rows) return (item.children[node.rows.path]?.length ?? 0) > 0
  if (node.text && item.values[node.text.path] !== undefined) return true
  return node.attributes.some(({ path }) => item.values[path] !== undefined) || node.children.some(child => hasContent(item, child))
}

function rows (builder: XMLBuilder, item: Item, prefix: string, node: ElementNode, writing: Writing): void {
  const field = node.rows
  if (field === undefined) return
  const owner = { type: item.type, field, key: item.type.hasOwnKey ? item.values['ID'] ?? '' : item.key ?? 0 }
  for (const row of xmlOrder(item.children[field.path] ?? [])) {
    if (isInline(row.type)) {
      inline(builder, row, owner, `${prefix}:${node.name}`, writing)
      continue
    }
    const attributes = attributesOf(row)
    if (row.type.xsiType !== field.child) attributes['xsi:type'] = row.type.xsiType
    content(builder.txt('\n').ele(`${prefix}:${node.name}`, attributes), row, owner, writing)
  }
}

/** A row of a list of plain values (XMLWrapperField.isInLineRepeaterElement). */
const isInline = ({ fields: [only, ...others] }: DataType): boolean => others.length === 0 && only?.form === 'value' && only.node === 'text'

/** Its comment stands before its element, which is that of its value. */
function inline (builder: XMLBuilder, row: Item, owner: Owner, name: string, writing: Writing): void {
  const comment = writing.conceal ? undefined : hiddenFields(row, owner, writing.catalogue)
  if (comment !== undefined) builder.txt('\n').com(comment)
  const text = row.type.fields.map(field => field.form === 'value' ? textOf(row, field) : '').join('')
  if (text !== '') builder.txt('\n').ele(name).txt(marked(text))
}

/** XMLWriter.ValueParser: numbers as Java prints them, booleans 1 and 0, dateTime with T and no fraction. */
function textOf (item: Item, { path, kind }: Value): string {
  const value = item.values[path]
  if (value === undefined) return ''
  if (kind === 'dateTime') {
    const epoch = parseDateTime(String(value))
    return epoch === undefined ? String(value) : xmlDateTime(epoch)
  }
  if (typeof value === 'string') return value
  if (kind === 'float') return doubleText(value)
  if (kind === 'double') return Number.isFinite(value) ? doubleText(value) : doubleText(value).replace('Infinity', 'INF')
  return String(value)
}
