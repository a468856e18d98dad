import type { DataType } from './data-type.ts'
import { type Filter, type Segment, parseFieldPath, resolve } from './field-path.ts'
import type { Child, Kind, Value } from './types.ts'

/** One step from an item to the rows of a reference. */
export interface RowStep {
  readonly field: Child
  readonly filter: Filter
  /** The type of the rows. */
  readonly type: DataType
}

/** What XFT knows of every item beside its fields. */
export type MetaName = keyof typeof metaKinds

const metaKinds = {
  'meta/insert_date': 'dateTime',
  'meta/last_modified': 'dateTime',
  'meta/insert_user/login': 'string',
  'meta/status': 'string',
  'extension_item/element_name': 'string'
} as const

const isMeta = (name: string): name is MetaName => Object.hasOwn(metaKinds, name)

/** Where a path of the schema ends. */
export interface SchemaPlace {
  readonly steps: readonly RowStep[]
  readonly end: { readonly at: 'value', readonly field: Value } | { readonly at: 'key' } | { readonly at: 'meta', readonly name: MetaName }
  readonly kind: Kind
  /** The key that a path means which ends at a reference to one item. */
  readonly implied?: string
}

/** @returns none where the type has no such field, or where the path ends at a list. */
export const schemaPlace = (type: DataType, path: string): SchemaPlace | undefined => placeIn(type, parseFieldPath(path))

function placeIn (type: DataType, segments: readonly Segment[]): SchemaPlace | undefined {
  const meta = segments.map(({ name }) => name).join('/').toLowerCase()
  if (isMeta(meta)) return { steps: [], end: { at: 'meta', name: meta }, kind: metaKinds[meta] }
  const place = resolve(type, segments)
  switch (place?.found) {
    case 'value': return { steps: [], end: { at: 'value', field: place.field }, kind: place.field.kind }
    case 'key': return { steps: [], end: { at: 'key' }, kind: 'integer' }
    case 'rows': return placeBelow(type, place.field, place.filter, place.rest)
    default: return undefined
  }
}

function placeBelow (type: DataType, field: Child, filter: Filter, rest: readonly Segment[]): SchemaPlace | undefined {
  const listed = type.childType(field)
  const rows = filter.xsiType === undefined ? listed : type.typeNamed(filter.xsiType)
  if (rows?.isA(listed.xsiType) !== true) return undefined
  const step = { field, filter, type: rows }
  const below = rest.length > 0 ? placeIn(rows, rest) : field.form === 'one' ? keyOf(rows) : undefined
  return below && { ...below, steps: [step, ...below.steps] }
}

/** A reference stands for its key (SchemaElement.getDisplayFieldForXMLPath). */
function keyOf (type: DataType): SchemaPlace | undefined {
  const place = placeIn(type, [{ name: type.keyName }])
  return place && { ...place, implied: type.keyName }
}
