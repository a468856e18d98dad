import type { XMLBuilder } from 'xmlbuilder2/lib/interfaces.js'
import type { Catalogue } from '../model/catalogue.ts'
import type { DataType } from '../model/data-type.ts'
import { type ElementNode, type FieldTree, fieldTree } from '../model/field-tree.ts'
import type { Child, Kind, Value } from '../model/types.ts'
import { lazily } from './lazily.ts'
import { type Schema, declared, schemas, xdat } from './namespaces.ts'

const xmlbuilder = lazily<typeof import('xmlbuilder2')>('xmlbuilder2')

/** How schemas are addressed: by folder and file, or by file alone. */
export type Form = 'folders' | 'flat'

/**
 * The XML schema of one namespace, written from the catalogue. Prefix `xs`, declarations in double quotes, no groups of
 * elements or attributes: xnatpy reads it with patterns. A namespace without types in the catalogue has an empty schema.
 */
export function schemaXml (catalogue: Catalogue, schema: Schema, form: Form = 'folders'): string {
  const types =
    schema === xdat || schema.prefix === '' ? [] : [...catalogue.types()].filter(({ prefix }) => prefix === schema.prefix && prefix !== '')
  const used = schema === xdat ? [] : referenced(types, schema)
  const root = xmlbuilder().create({ encoding: 'UTF-8' }).ele('xs:schema', {
    ...(schema.namespace !== '' && { targetNamespace: schema.namespace, [`xmlns:${schema.prefix}`]: schema.namespace }),
    ...Object.fromEntries(used.map(({ prefix, namespace }) => [`xmlns:${prefix}`, namespace])),
    'xmlns:xs': 'http://www.w3.org/2001/XMLSchema',
    elementFormDefault: 'qualified',
    attributeFormDefault: 'unqualified'
  })
  for (const other of used) root.ele('xs:import', { namespace: other.namespace, schemaLocation: locationOf(other, form) })
  for (const type of types) if (type.entry.element !== undefined) root.ele('xs:element', { name: type.entry.element, type: type.xsiType })
  for (const type of types) if (!type.unnamed) namedType(root, type)
  if (schema === xdat) {
    for (const name of Object.values(ownTypes)) {
      root.ele('xs:simpleType', { name: name.slice('xdat:'.length) }).ele('xs:restriction', { base: 'xs:string' })
    }
  }
  return `${root.end({ prettyPrint: true })}\n`
}

const locationOf = ({ folder, file }: Schema, form: Form): string => form === 'flat' ? `${file}.xsd` : `../${folder}/${file}.xsd`

/** The types of XFT itself, which a schema of that language defines. */
const ownTypes = { longText: 'xdat:LONGVARCHAR', json: 'xdat:jsonb' } as const

const typeOf = (kind: Kind): string => kind === 'longText' || kind === 'json' ? ownTypes[kind] : `xs:${kind}`

/** The other schemas that these types speak of. */
function referenced (types: readonly DataType[], schema: Schema): readonly Schema[] {
  const prefixes = new Set(types.flatMap(({ base, own }) => [
    ...base === undefined ? [] : [base.prefix],
    ...own.flatMap(field => field.form === 'value' ? [] : [field.child.slice(0, field.child.indexOf(':'))])
  ]))
  const speaksXdat = types.length > 0 && schema.prefix !== xdat.prefix
  return [...(speaksXdat ? [xdat] : []), ...declared.filter(other => other !== schema && prefixes.has(other.prefix))]
}

/** The schema with this folder and file, or with this file alone. */
export const findSchema = (folder: string, file: string): Schema | undefined =>
  schemas.find(schema => schema.folder === folder && schema.file === file)

export const findSchemaFile = (file: string): Schema | undefined => findSchema(file, file) ?? schemas.find(schema => schema.file === file)

/**
 * SAXWriter ends a comment with a line feed even in an element without elements, which makes it text; what extends such a type
 * is mixed too.
 */
const mixed = (type: DataType) => isMixed(type) ? { mixed: 'true' } : {}

const isMixed = ({ fields, base }: DataType): boolean =>
  (base !== undefined && isMixed(base)) ||
  fields.every(field => field.form === 'value' && field.node === 'attribute' && !field.path.includes('/'))

function namedType (root: XMLBuilder, type: DataType): void {
  const builder = root.ele('xs:complexType', { name: type.local, ...mixed(type) })
  const notes = builder.ele('xs:annotation')
  notes.ele('xs:documentation').txt(type.entry.description)
  appinfo(notes, type)
  const content = type.base === undefined ? builder : builder.ele('xs:complexContent').ele('xs:extension', { base: type.base.xsiType })
  body(content, type, fieldTree(type))
}

/** What clients read of a type: the field that it is known by, and whether there are items of it. */
function appinfo (notes: XMLBuilder, { entry: { displayIdentifiers, abstract } }: DataType): void {
  if (displayIdentifiers === undefined && !abstract) return
  notes
    .ele('xs:appinfo')
    .ele('xdat:element', {
      ...(displayIdentifiers && { displayIdentifiers: displayIdentifiers.join(',') }),
      ...(abstract && { abstract: 'true' })
    })
}

/** What stands inside a type: its text or its elements, then its attributes. */
function body (builder: XMLBuilder, type: DataType, { text, children, attributes }: FieldTree): void {
  if (text !== undefined && children.length === 0) return simple(builder, text, attributes)
  if (children.length > 0) sequence(builder, type, children)
  for (const field of attributes) attribute(builder, field)
}

function sequence (builder: XMLBuilder, type: DataType, nodes: readonly ElementNode[]): void {
  const elements = builder.ele('xs:sequence')
  for (const node of nodes) element(elements, type, node)
}

/** Text with attributes. Restrictions of such a text would need a type of their own; XFT checks them all the same. */
function simple (builder: XMLBuilder, { kind }: Value, attributes: readonly Value[]): void {
  const extension = builder.ele('xs:simpleContent').ele('xs:extension', { base: typeOf(kind) })
  for (const field of attributes) attribute(extension, field)
}

/** XFT lets most elements be missing that XNAT's own schema asks for; so that no document is invalid, this one does too. */
const occurs = (field: Value | undefined) => field?.required === true ? {} : { minOccurs: '0' }

function element (builder: XMLBuilder, type: DataType, node: ElementNode): void {
  if (node.rows !== undefined) return rows(builder, type, node.name, node.rows)
  const { name, text, attributes, children } = node
  if (children.length === 0 && attributes.length === 0 && text !== undefined) {
    return value(builder.ele('xs:element', { name, ...plainType(text), ...occurs(text) }), text)
  }
  const group = builder.ele('xs:element', { name, ...occurs(text) }).ele('xs:complexType')
  body(group, type, { text, children, attributes })
}

function rows (builder: XMLBuilder, type: DataType, name: string, field: Child): void {
  const child = type.childType(field)
  const many = field.form === 'list' ? { maxOccurs: 'unbounded' } : {}
  const row = builder.ele('xs:element', { name, ...(child.unnamed ? {} : { type: child.xsiType }), minOccurs: '0', ...many })
  if (!child.unnamed) return
  if (child.entry.displayIdentifiers !== undefined) appinfo(row.ele('xs:annotation'), child)
  body(row.ele('xs:complexType', mixed(child)), child, fieldTree(child))
}

function attribute (builder: XMLBuilder, field: Value): void {
  const name = field.path.slice(field.path.lastIndexOf('/') + 1)
  value(builder.ele('xs:attribute', { name, ...plainType(field), ...(field.required === true && { use: 'required' }) }), field)
}

const isRestricted = ({ maxLength, min, max, values }: Value): boolean => [maxLength, min, max, values].some(facet => facet !== undefined)

const plainType = (field: Value) => isRestricted(field) ? {} : { type: typeOf(field.kind) }

/** The restrictions of a value, as a type without a name. */
function value (builder: XMLBuilder, field: Value): void {
  if (!isRestricted(field)) return
  const { kind, maxLength, min, max, values = [] } = field
  const restriction = builder.ele('xs:simpleType').ele('xs:restriction', { base: typeOf(kind) })
  for (const text of values) restriction.ele('xs:enumeration', { value: text })
  for (const [facet, limit] of [['maxLength', maxLength], ['minInclusive', min], ['maxInclusive', max]] as const) {
    if (limit !== undefined) restriction.ele(`xs:${facet}`, { value: String(limit) })
  }
}
