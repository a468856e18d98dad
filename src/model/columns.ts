import type { Catalogue } from './catalogue.ts'
import type { DataType } from './data-type.ts'
import { dictionary } from './dictionary.ts'
import type { Cell } from './document.ts'
import { type Filter, type Segment, parseFieldPath, resolve } from './field-path.ts'
import type { Meta, ReadonlyItem } from './item.ts'
import { timestampText } from './java-date.ts'
import { hashtableOrder } from './java-order.ts'
import type { FieldMapping } from './shortcuts.ts'
import type { Child, Kind } from './types.ts'

/** A path that the root type's columns cannot show: XNAT's query fails. */
export class UnknownColumn extends Error {}

/** One column of a listing (QueryOrganizer). */
export interface Column {
  readonly path: string
  readonly header: string
  /** The type that the path begins with. */
  readonly element: DataType
  readonly segments: readonly Segment[]
  readonly kind: Kind
}

/** What a query reads beyond the listed item itself. */
export interface Relations {
  /** Rows of a list that has a table of its own; undefined where the item holds them. */
  readonly below: (item: ReadonlyItem, path: string) => readonly ReadonlyItem[] | undefined
  /**
   * The items of another type that the item is joined to; none where nothing ties them. An undefined one stands for a
   * row that the join finds, but not in the table of that type.
   * @param root the type that is listed, which the item is or extends.
   */
  readonly beside: (item: ReadonlyItem, element: DataType, root: DataType) => readonly (ReadonlyItem | undefined)[]
}

/** The item on its own. */
export const alone: Relations = { below: () => undefined, beside: () => [] }

/** A column that every item has beside its fields. */
const metaKinds = dictionary<Kind>({
  meta: 'integer',
  'meta/insert_date': 'dateTime',
  'meta/last_modified': 'dateTime',
  'meta/insert_user/login': 'string',
  'meta/status': 'string',
  'extension_item/element_name': 'string'
})

/**
 * The columns that a listing has: the root's key, its own fields, those of other types, each once.
 * @param paths full paths; those that begin with no known type are left out, as XNAT logs and ignores them.
 * @throws UnknownColumn for a field that its type does not have.
 */
export function columnsFor (catalogue: Catalogue, root: DataType, paths: readonly string[], shortcuts: FieldMapping): Column[] {
  const groups = new Map<string, Column[]>()
  const seen = new Set<string>()
  for (const path of [keyPath(root), ...paths]) {
    const column = columnAt(catalogue, path, shortcuts.nameOf(path))
    if (column === undefined || seen.has(path.toLowerCase())) continue
    seen.add(path.toLowerCase())
    const name = column.element.xsiType
    groups.set(name, [...groups.get(name) ?? [], column])
  }
  const others = hashtableOrder([...groups.keys()].filter(name => name !== root.xsiType))
  return [root.xsiType, ...others].flatMap(name => groups.get(name) ?? [])
}

/** The path of a type's primary key. */
export const keyPath = (type: DataType): string => `${type.xsiType}/${type.inheritedKeyName ?? type.keyName}`

/** The column at a full path; none where it begins with no type. @throws UnknownColumn */
export function columnAt (catalogue: Catalogue, path: string, header = path.toLowerCase()): Column | undefined {
  const slash = path.indexOf('/')
  const element = catalogue.find(path.slice(0, slash))
  if (slash === -1 || element === undefined) return undefined
  const segments = parseFieldPath(path).slice(1)
  // inside a path, the type that a type extends is known by its name alone
  if (segments.some(({ name }) => name.includes(':'))) throw new UnknownColumn(path)
  return { path, header, element, segments, kind: kindAt(element, segments) }
}

/** The kind of value at the end of a path; it may lead through rows. */
function kindAt (type: DataType, segments: readonly Segment[]): Kind {
  const meta = metaKinds[segments.map(({ name }) => name).join('/').toLowerCase()]
  if (meta) return meta
  const place = resolve(type, segments)
  switch (place?.found) {
    case 'value': return place.field.kind
    case 'key': return 'integer'
    case 'rows': return kindAt(rowType(type, place.field, place.filter), place.rest)
    default: throw new UnknownColumn(`${type.xsiType}/${segments.map(({ name }) => name).join('/')}`)
  }
}

/** The type of a list's rows: the one that the path asks for, else the list's own. @throws UnknownColumn */
function rowType (type: DataType, field: Child, { xsiType }: Filter): DataType {
  const own = type.childType(field)
  const requested = xsiType === undefined ? own : type.typeNamed(xsiType)
  if (requested?.isA(own.xsiType) !== true) throw new UnknownColumn(`${type.xsiType}/${field.path}`)
  return requested
}

/**
 * The rows of a listing: one for each item, more where a column leads into a list or to joined items.
 * @returns one array of cells for each row, in the order of the columns.
 */
export function rowsFor (columns: readonly Column[], items: readonly ReadonlyItem[], relations: Relations = alone): Cell[][] {
  return rowReader(columns, relations).rows(items)
}

/** Reads rows, some items at a time. */
export interface RowReader {
  readonly rows: (items: readonly ReadonlyItem[]) => Cell[][]
  /** Whether each item is one row, whatever it holds. */
  readonly oneForEach: boolean
}

export function rowReader (columns: readonly Column[], relations: Relations): RowReader {
  const plan = planFor(columns)
  return {
    rows: items => items.flatMap(item => expand(plan, item, relations).map(cells => cells.map(cell => cell ?? null))),
    oneForEach: plan.rows.size === 0 && plan.joined.size === 0
  }
}

/**
 * The first value that each path leads to within one item, as `item.getProperty` gives it.
 * @throws UnknownColumn
 */
export function valuesAt (item: ReadonlyItem, paths: readonly string[]): { cells: Cell[], kinds: Kind[] } {
  const columns = paths.map(path => {
    const segments = parseFieldPath(path)
    return { path, header: path, element: item.type, segments, kind: kindAt(item.type, segments) }
  })
  return { cells: rowsFor(columns, [item])[0] ?? [], kinds: columns.map(({ kind }) => kind) }
}

type Read = (item: ReadonlyItem) => Cell

/** What to read from one item, what from its rows, and what from items of other types. */
interface Plan {
  /** The type that the paths begin at. */
  readonly root: DataType | undefined
  /** Of all columns, those that lead elsewhere among them. */
  readonly width: number
  readonly leaves: { readonly column: number, readonly read: Read }[]
  readonly rows: Map<string, { readonly first: Segment, readonly plan: Plan }>
  readonly joined: Map<DataType, Plan>
}

const newPlan = (width: number, root: DataType | undefined): Plan => ({ root, width, leaves: [], rows: new Map(), joined: new Map() })

function planFor (columns: readonly Column[]): Plan {
  const root = columns[0]?.element
  const plan = newPlan(columns.length, root)
  for (const [column, { element, segments }] of columns.entries()) {
    if (root?.isA(element.xsiType)) {
      addTo(plan, root, segments, column, element)
    } else {
      const joined = plan.joined.get(element) ?? newPlan(plan.width, element)
      plan.joined.set(element, joined)
      addTo(joined, element, segments, column)
    }
  }
  return plan
}

/** @param element that the column's path begins with: the type, or one that it extends. */
function addTo (plan: Plan, type: DataType, segments: readonly Segment[], column: number, element = type): void {
  const place = isMeta(segments) ? undefined : resolve(type, segments)
  if (place?.found !== 'rows') {
    plan.leaves.push({ column, read: readerOf(segments, element) })
    return
  }
  const steps = segments.slice(0, segments.length - place.rest.length)
  const key = steps.map(step => JSON.stringify(step)).join('/')
  const below = plan.rows.get(key) ?? { first: { ...place.filter, name: place.field.path }, plan: newPlan(plan.width, undefined) }
  plan.rows.set(key, below)
  addTo(below.plan, rowType(type, place.field, place.filter), place.rest, column)
}

const isMeta = (segments: readonly Segment[]): boolean => segments.map(({ name }) => name).join('/').toLowerCase() in metaKinds

/** By column; undefined where another part of the plan may have it. */
type Cells = readonly (Cell | undefined)[]

function expand (plan: Plan, item: ReadonlyItem, relations: Relations): Cells[] {
  const own: (Cell | undefined)[] = new Array<undefined>(plan.width).fill(undefined)
  for (const { column, read } of plan.leaves) own[column] = read(item)
  let rows: Cells[] = [own]
  for (const { first, plan: inner } of plan.rows.values()) {
    const below = relations.below(item, first.name) ?? item.children[first.name] ?? []
    rows = combined(rows, below.filter(row => fits(row, first)).flatMap(row => expand(inner, row, relations)))
  }
  for (const [element, inner] of plan.joined) {
    const beside = relations.beside(item, element, plan.root ?? item.type)
    rows = combined(rows, beside.flatMap(other => other === undefined ? [[]] : expand(inner, other, relations)))
  }
  return rows
}

/** A left join: where there is nothing on the right, the left stays as it is. */
function combined (left: readonly Cells[], right: readonly Cells[]): Cells[] {
  if (right.length === 0) return [...left]
  return left.flatMap(a => right.map(b => a.map((cell, column) => cell ?? b[column])))
}

function fits (row: ReadonlyItem, { where, xsiType }: Segment): boolean {
  if (xsiType !== undefined && !row.type.isA(xsiType)) return false
  return where === undefined || String(row.values[row.type.value(where[0])?.path ?? ''] ?? '') === where[1]
}

/** Reads a path from items; where it leads is found once for each type. */
function readerOf (segments: readonly Segment[], element: DataType): Read {
  const name = segments.map(segment => segment.name).join('/').toLowerCase()
  if (name in metaKinds) return item => metaCell(item, name, element)
  const byType = new Map<DataType, Read>()
  return item => {
    let read = byType.get(item.type)
    if (read === undefined) byType.set(item.type, read = readerIn(item.type, segments))
    return read(item)
  }
}

function readerIn (type: DataType, segments: readonly Segment[]): Read {
  const place = resolve(type, segments)
  if (place?.found === 'key') return item => item.key ?? null
  if (place?.found !== 'value') return () => null
  const { path } = place.field
  return item => item.values[path] ?? null
}

function metaCell ({ type, meta, key }: ReadonlyItem, name: string, element: DataType): Cell {
  switch (name) {
    // the number of the row in which XFT keeps what follows, which is none that anybody else needs
    case 'meta': return key ?? null
    case 'extension_item/element_name': return type.xsiType
    case 'meta/insert_user/login': return meta?.insertedBy ?? null
    case 'meta/insert_date': return meta?.inserted === undefined ? null : timestampText(meta.inserted)
    case 'meta/last_modified': return meta === undefined ? null : lastModified(meta, element === type)
    default: return 'active'
  }
}

/**
 * Each layer of an item has a date of its own, which stays empty until the row is changed; that of the item's type itself
 * is also set with each save that writes anything (XFTItem.quarantine).
 */
function lastModified ({ changed, touched, inserted }: Meta, ofType: boolean): Cell {
  const time = ofType ? touched ?? inserted : changed
  return time === undefined ? null : timestampText(time)
}
