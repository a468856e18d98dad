import type { DataType } from './data-type.ts'
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
  if (!text.endsWith(']')) return { name: text }
  const name = text.slice(0, text.indexOf('['))
  let filter: Filter = {}
  // XFT reads from the last bracket to the first, so the first one of a kind wins
  for (const [, inside = ''] of [...text.slice(name.length).matchAll(/\[([^[\]]*)\]/g)].reverse()) {
    filter = { ...filter, ...parseFilter(inside) }
  }
  return { name, ...filter }
}

function parseFilter (inside: string): Filter {
  if (/^-?\d+$/.test(inside)) return { index: Number(inside) }
  const equals = inside.indexOf('=')
  if (equals === -1) return {}
  const left = inside.slice(0, equals).replaceAll("'", '').trim()
  const right = inside.slice(equals + 1).replaceAll("'", '').trim()
  if (!left.startsWith('@')) return { where: [left, right] }
  return left.toLowerCase() === '@xsi:type' ? { xsiType: right } : {}
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

/**
 * Follows a path through a type and its ancestors, up to a value or the first reference.
 * @returns undefined where XFT throws FieldNotFoundException.
 */
export function resolve (type: DataType, segments: readonly Segment[]): Place | undefined {
  let at = ''
  let group = false
  for (const [index, segment] of segments.entries()) {
    if (type.isA(segment.name)) continue
    const path = at === '' ? segment.name : `${at}/${segment.name}`
    const field = type.field(path)
    group = field === undefined && type.layers.some(layer => layer.ownGroup(path))
    if (field === undefined && !group) return unknownStep(type, segment, index === segments.length - 1)
    if (field !== undefined && field.form !== 'value') return { found: 'rows', field, filter: segment, rest: segments.slice(index + 1) }
    at = path
  }
  const field: Field | undefined = type.field(at)
  if (field?.form === 'value') return { found: 'value', field }
  return group ? { found: 'group' } : undefined
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
