import { failures } from '../failures.ts'
import { type Joins, UnknownColumn, columnsFor, rowsFor } from '../model/columns.ts'
import type { DataType } from '../model/data-type.ts'
import type { Cell, Table } from '../model/document.ts'
import type { Item } from '../model/item.ts'
import type { FieldMapping } from '../model/shortcuts.ts'
import type { Call } from './resource.ts'

/** A list that understands `columns=` (QueryOrganizerResource). */
export interface Listing {
  /** getDefaultElementName */
  readonly root: string
  /** getDefaultFields, as short names. */
  readonly columns: readonly string[]
  readonly shortcuts: FieldMapping
  /** The path whose value ends each row's URI; without it in the columns the query fails. */
  readonly idPath: string
}

/** Names in a comma-separated list. */
const names = (list: string): string[] => list.split(',').map(name => name.trim()).filter(name => name !== '')

/** `?fields=x` answers with the short names themselves, in the order of XNAT's HashMap and without a total. */
export function shortcutTable ({ shortcuts }: Listing): Table {
  return { kind: 'table', columns: ['key', 'xpath'], rows: [...shortcuts.entries()] }
}

/**
 * The type that is listed: `xsiType`, else the first type named by a path that extends what is listed so far
 * (getRootElementName).
 * @throws badListing for a type that does not exist.
 */
export function listedType ({ query, catalogue }: Call, { root, shortcuts }: Listing): DataType {
  const asked = query.get('xsiType')
  if (asked !== undefined && !asked.includes(',')) {
    const type = catalogue.find(asked)
    if (type === undefined) throw failures.badListing()
    return type
  }
  let listed = catalogue.type(root)
  for (const path of pathsNamed(query.entries(), shortcuts)) {
    const type = catalogue.find(path.slice(0, path.indexOf('/')))
    if (type !== undefined && type !== listed && type.isA(listed.xsiType)) listed = type
  }
  return listed
}

function * pathsNamed (parameters: Iterable<[string, string | undefined]>, shortcuts: FieldMapping): Generator<string> {
  for (const [name, value] of parameters) {
    if (name.includes('/')) yield name
    else if (name === 'columns') for (const column of names(value ?? '')) yield * pathOf(column, shortcuts)
    else yield * pathOf(name, shortcuts)
  }
}

function * pathOf (name: string, shortcuts: FieldMapping): Generator<string> {
  const path = name.includes('/') ? name : shortcuts.pathOf(name)
  if (path !== undefined) yield path
}

/** The paths asked for; a name that is neither a path nor a short name is logged by XNAT and ignored. */
function paths ({ query }: Call, { columns, shortcuts }: Listing): string[] {
  const asked = query.get('columns')
  const wanted = asked === undefined || asked === 'DEFAULT' ? columns : names(decodedTwice(asked))
  return wanted.flatMap(name => [...pathOf(name, shortcuts)])
}

/** populateQuery decodes the list once more; what it cannot decode fails the query. */
export function decodedTwice (text: string): string {
  try {
    return decodeURIComponent(text.replaceAll('+', ' '))
  } catch {
    throw failures.badListing()
  }
}

/**
 * The table of a list: XNAT's headers, and a URI at the end of each row.
 * @param uriPrefix what stands before a row's ID in its URI.
 * @throws badListing for a field that its type does not have, and where the ID is not among the columns.
 */
export function listing (call: Call, list: Listing, root: DataType, items: readonly Item[], uriPrefix: string, joins?: Joins): Pick<Table, 'columns' | 'rows' | 'kinds'> {
  try {
    const columns = columnsFor(call.catalogue, root, paths(call, list), list.shortcuts)
    const id = columns.findIndex(({ path }) => path.toLowerCase() === list.idPath.toLowerCase())
    if (id === -1) throw failures.badListing()
    const rows = rowsFor(columns, items, joins).map(row => [...row, `${uriPrefix}${row[id] ?? ''}`])
    return { columns: [...columns.map(({ header }) => header), 'URI'], kinds: columns.map(({ kind }) => kind), rows: sorted(call, columns.map(({ header }) => header), rows) }
  } catch (error) {
    throw error instanceof UnknownColumn ? failures.badListing() : error
  }
}

/** representTable: `sortBy` names headers in any case, nulls come last; `sortOrder=DESC` turns the rows round. */
export function sorted ({ query, mime }: Call, headers: readonly string[], rows: readonly (readonly Cell[])[]): readonly (readonly Cell[])[] {
  const sortBy = query.get('sortBy')
  if (sortBy === undefined) return rows
  const known = headers.map(header => header.toLowerCase())
  const columns = sortBy.split(',').map(name => known.indexOf(name.toLowerCase())).filter(index => index !== -1)
  const ordered = [...rows].sort((a, b) => compareRows(a, b, columns))
  return query.get('sortOrder')?.toUpperCase() === 'DESC' && mime !== 'application/xList' ? ordered.reverse() : ordered
}

function compareRows (a: readonly Cell[], b: readonly Cell[], columns: readonly number[]): number {
  for (const column of columns) {
    const [left, right] = [a[column] ?? null, b[column] ?? null]
    if (left === null || right === null) return left === right ? 0 : left === null ? 1 : -1
    const order = typeof left === 'number' && typeof right === 'number' ? left - right : compareTexts(String(left), String(right))
    if (order !== 0) return order
  }
  return 0
}

const compareTexts = (a: string, b: string): number => a < b ? -1 : a > b ? 1 : 0
