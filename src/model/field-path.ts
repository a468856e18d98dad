import type { DataType } from './data-type.ts'
import { parseInteger } from './java-number.ts'
import type { Child, Field, Value } from './types.ts'

/** What stands in brackets after a list's name. */
export interface Filter {
  /** `[2]`: the row by position, from 0. */
  readonly index?: number
  /** `[name=foo]`: the first row with that value. */
  readonly where?: readonly [path: string, value: string]
  /** `[@xsi:type=T]`: rows of that type. */
  readonly xsiType?: string
}

export interface Segment extends Filter {
  readonly name: string
}

/** StandardizeXMLPath: `.` and `@` separate like `/`, but for `@` right after a bracket. */
function standardize (path: string): string {
  return path.replaceAll('.', '/').replace(/(?<!\[)@/g, '/').replace(/^\/+/, '')
}

/**
 * A path as XFT takes it apart. A filter's value therefore cannot hold `.` or `/`.
 * @returns one segment for each step; the first may name a data type.
 */
export function parseFieldPath (path: string): Segment[] {
  return standardize(path).split('/').map(parseSegment)
}

function parseSegment (text: string): Segment {
  const numbered = /^(.*)__(\d+)$/.exec(text)
  if (numbered) return { name: numbered[1] ?? '', index: Number(numbered[2]) }
  if (!text.endsWith(']') || !text.includes('[')) return { name: text }
  let filter: Filter = {}
  let rest = text
  // from the last bracket to the first, so the first one of a kind wins (XFTItem.GetFilterOptions)
  for (let start = rest.lastIndexOf('['); rest.endsWith(']') && start !== -1; start = rest.lastIndexOf('[')) {
    filter = { ...filter, ...parseFilter(rest.slice(start + 1, -1)) }
    rest = rest.slice(0, start)
  }
  return { name: text.slice(0, text.indexOf('[')), ...filter }
}

function parseFilter (inside: string): Filter {
  const index = parseInteger(inside)
  if (index !== undefined) return { index }
  if (!inside.includes('=')) return {}
  const [left = '', ...right] = inside.replaceAll("'", '').trim().split('=')
  const value = right.join('=')
  if (!left.startsWith('@')) return { where: [left, value] }
  return left.toLowerCase() === '@xsi:type' ? { xsiType: value.trim() } : {}
}

/** A path that goes on in the rows of a reference. */
export interface Rows {
  readonly found: 'rows'
  readonly field: Child
  readonly filter: Filter
  readonly rest: readonly Segment[]
}

/** Where a path leads within one item, before any row below it is entered. */
export type Place =
  | { readonly found: 'value', readonly field: Value }
  | Rows
  /** The generated key, under any of its names. */
  | { readonly found: 'key' }
  /** An element that only groups others. */
  | { readonly found: 'group' }
  /** What XFT keeps of the row of one layer. */
  | { readonly found: 'meta', readonly layer: DataType }
  /** The name of the item's type, which stands in the row of its first ancestor. */
  | { readonly found: 'type' }

/**
 * Follows a path through a type and its ancestors, up to a value or the first reference.
 * @returns undefined where XFT throws FieldNotFoundException.
 */
export function resolve (type: DataType, segments: readonly Segment[]): Place | undefined {
  let at = ''
  let group = false
  let layer = type
  for (const [index, segment] of segments.entries()) {
    if (type.isA(segment.name)) continue
    const extended = at === '' ? ancestorCalled(type, segment.name) : undefined
    if (extended !== undefined) {
      layer = extended
      continue
    }
    const path = at === '' ? segment.name : `${at}/${segment.name}`
    const field = type.field(path)
    group = field === undefined && type.layers.some(layer => layer.ownGroup(path))
    const last = index === segments.length - 1
    if (field === undefined && !group) return besideFields(type, layer, segments.slice(index)) ?? unknownStep(type, segment, last)
    if (field?.form === 'value' && last && isFiltered(segment)) return undefined
    if (field !== undefined && field.form !== 'value') return { found: 'rows', field, filter: segment, rest: segments.slice(index + 1) }
    at = path
  }
  const field: Field | undefined = type.field(at)
  if (field?.form === 'value') return { found: 'value', field }
  return group ? { found: 'group' } : undefined
}

const isFiltered = ({ index, where, xsiType }: Segment): boolean => index !== undefined || where !== undefined || xsiType !== undefined

/** An ancestor by the field that XFT has its row in: its name without the prefix. */
function ancestorCalled (type: DataType, name: string): DataType | undefined {
  const wanted = name.toLowerCase()
  return type.layers.find(layer => layer !== type && layer.local.toLowerCase() === wanted)
}

const ofMeta = new Set([
  'activation_date', 'activation_user', 'insert_date', 'insert_user', 'last_modified', 'meta_data_id', 'modified', 'origin',
  'row_last_modified', 'shareable', 'status', 'xft_version'
])

/** What XFT has in every row, or in those of scans. */
function besideFields (type: DataType, layer: DataType, [first, second]: readonly Segment[]): Place | undefined {
  const name = first?.name.toLowerCase()
  if (name === 'meta') return second !== undefined && ofMeta.has(second.name.toLowerCase()) ? { found: 'meta', layer } : undefined
  const named = name === 'extension_item' && second?.name.toLowerCase() === 'element_name'
  return named && type.isA('xnat:imageScanData') ? { found: 'type' } : undefined
}

/** Where a type's paths lead: clients write the same few again and again. How many there are is up to them, so it is bounded. */
const known = new WeakMap<DataType, Map<string, Place>>()
const mostKnown = 200
const longestKnown = 200

/** The same for a path as it is written. */
export function placeOf (type: DataType, path: string): Place | undefined {
  const before = known.get(type)?.get(path)
  if (before !== undefined) return before
  const place = resolve(type, parseFieldPath(path))
  if (place !== undefined && path.length <= longestKnown) remember(type, path, place)
  return place
}

function remember (type: DataType, path: string, place: Place): void {
  let places = known.get(type)
  if (places === undefined || places.size >= mostKnown) known.set(type, places = new Map())
  places.set(path, place)
}

function unknownStep (type: DataType, { name }: Segment, last: boolean): Place | undefined {
  return last && !type.hasOwnKey && name.toLowerCase() === type.keyName.toLowerCase() ? { found: 'key' } : undefined
}
