import { failures } from '../../../failures/index.ts'
import type { Catalogue } from '../../../model/catalogue.ts'
import { type Column, type Relations, UnknownColumn, alone, columnsFor, rowReader } from '../../../model/columns.ts'
import { Criteria, UnfitCriterion } from '../../../model/criteria.ts'
import type { DataType } from '../../../model/data-type.ts'
import type { Cell, Table } from '../../../model/document.ts'
import type { ReadonlyItem } from '../../../model/item.ts'
import type { FieldMapping } from '../../../model/shortcuts.ts'
import { type PathOfType, pathsOfJoins } from './joins.ts'
import { pageOf } from './page.ts'
import type { Call } from '../resource.ts'
import { cachedRows } from './row-cache.ts'
import { sorted } from './sorting.ts'

/** A list that understands `columns=` (QueryOrganizerResource). */
export interface Listing {
  /** getDefaultElementName */
  readonly root: string
  /** getDefaultFields, as short names. */
  readonly columns: (root: DataType) => readonly string[]
  /** Paths that are there whatever was requested. */
  readonly always?: (root: DataType) => readonly string[]
  readonly shortcuts: FieldMapping
  /** The path whose value ends each row's URI, where that is not the root's own key; without it in the columns the query fails. */
  readonly idPath?: string
  /** What stands before a row's ID in its URI. */
  readonly uri: string
}

/** What a list's query finds. */
export interface Found extends Pick<Table, 'columns' | 'rows' | 'kinds' | 'cachedRows'> {
  readonly root: DataType
  /** The columns before URI. */
  readonly queried: readonly Column[]
  /** A part of the rows only, because the request requested one: XNAT then gives no total. */
  readonly paged: boolean
}

/** Names in a comma-separated list, with the blanks that stand around them (XftStringUtils.CommaDelimitedStringToArrayList). */
const names = (list: string): string[] => list.trim() === '' ? [] : list.split(',')

/** `?fields=x` answers with the short names themselves, in the order of XNAT's HashMap and without a total. */
export function shortcutTable ({ query }: Pick<Call, 'query'>, { shortcuts }: Listing): Table | undefined {
  return query.get('fields') === undefined ? undefined : { kind: 'table', columns: ['key', 'xpath'], rows: [...shortcuts.entries()] }
}

/**
 * The type that is listed: `xsiType`, else the first type named by a path that extends what is listed so far
 * (getRootElementName).
 * @throws badListing for a type that does not exist.
 */
export function listedType ({ query, catalogue }: Pick<Call, 'query' | 'catalogue'>, { root, shortcuts }: Listing): DataType {
  const requested = query.get('xsiType')
  if (requested !== undefined && !requested.includes(',')) {
    const type = catalogue.find(requested)
    if (type === undefined) throw failures.badListing()
    checkName(requested, type)
    return type
  }
  let listed = catalogue.type(root)
  for (const path of pathsNamed(query.entries(), shortcuts)) {
    const type = catalogue.find(path.slice(0, path.indexOf('/')))
    if (type !== undefined && type !== listed && type.isA(listed.xsiType)) listed = type
  }
  return listed
}

/** Under another name of it, the query leads from the type to itself without end. @throws endlessListing */
function checkName (name: string, type: DataType): void {
  if (name.toLowerCase() !== type.xsiType.toLowerCase()) throw failures.endlessListing()
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

/** The paths requested; a name that is neither a path nor a short name is logged by XNAT and ignored. */
function paths ({ query }: Call, { columns, always, shortcuts }: Listing, root: DataType): string[] {
  const requested = query.get('columns')
  const isDefault = requested === undefined || requested.trim() === '' || requested === 'DEFAULT'
  const wanted = isDefault ? columns(root) : names(decodedTwice(requested))
  return [...wanted.flatMap(name => [...pathOf(name, shortcuts)]), ...always?.(root) ?? []]
}

/** populateQuery decodes the list once more; what it cannot decode fails the query. */
export function decodedTwice (text: string): string {
  try {
    return decodeURIComponent(text.replaceAll('+', ' '))
  } catch {
    throw failures.badListing()
  }
}

/** The paths that begin with a type. */
function typesNamed (catalogue: Catalogue, paths: readonly string[]): PathOfType[] {
  return paths.flatMap(path => {
    const slash = path.indexOf('/')
    const type = slash === -1 ? undefined : catalogue.find(path.slice(0, slash))
    return type === undefined ? [] : [[path, type] as const]
  })
}

/** @returns paths that XNAT adds. @throws UnknownColumn where there is no way to a type. */
function joinsOf (root: DataType, named: readonly PathOfType[]): string[] {
  const others = named.filter(([, type]) => !root.isInLineWith(type))
  return others.length === 0 ? [] : pathsOfJoins(root, others)
}

/** What the request asks of the items: short names, but for xsiType, and paths (populateQuery). */
function criteriaOf ({ query, catalogue }: Call, { shortcuts }: Listing, root: DataType): Criteria {
  const wanted = [...query.entries()].flatMap(([name, value]) => {
    if (value === undefined || name === 'xsiType') return []
    return [...pathOf(name, shortcuts)].map(path => [path, value] as const)
  })
  joinsOf(root, typesNamed(catalogue, wanted.map(([path]) => path)))
  return new Criteria(catalogue, root, wanted)
}

/** What a list heeds of a request beside columns and types. */
export interface Heeded {
  readonly criteria: boolean
  readonly pages: boolean
  /** Whether the items come from a cache: each is the same object until it changes. */
  readonly cached?: boolean
}

/** What a list's rows are made of. */
interface Shape {
  readonly root: DataType
  readonly columns: readonly Column[]
  /** The column whose value ends each row's URI. */
  readonly id: number
}

/** @throws badListing where the ID is not among the columns. */
function shapeOf (call: Call, list: Listing): Shape {
  // XNAT looks for a form in the body, and a GET has none
  if (/^form$/i.test(call.query.get('req_format') ?? '')) throw failures.badListing()
  const root = listedType(call, list)
  const requested = paths(call, list, root)
  const named = typesNamed(call.catalogue, requested)
  for (const [path, type] of named) checkName(path.slice(0, path.indexOf('/')), type)
  const columns = columnsFor(call.catalogue, root, [...requested, ...joinsOf(root, named)], list.shortcuts)
  const idPath = (list.idPath ?? `${root.xsiType}/ID`).toLowerCase()
  const id = columns.findIndex(({ path }) => path.toLowerCase() === idPath)
  if (id === -1) throw failures.badListing()
  return { root, columns, id }
}

const headed = ({ columns }: Shape): Pick<Table, 'columns'> & Required<Pick<Table, 'kinds'>> =>
  ({ columns: [...columns.map(({ header }) => header), 'URI'], kinds: columns.map(({ kind }) => kind) })

const located = ({ uri }: Listing, { id }: Shape, rows: readonly Cell[][]): Cell[][] => rows.map(row => [...row, `${uri}${row[id] ?? ''}`])

const keyOf = ({ uri }: Listing, { root, columns }: Shape): string =>
  [uri, root.xsiType, ...columns.map(({ path, header }) => `${header} ${path}`)].join('\n')

/** What the database refuses. */
const refused = (error: unknown): unknown =>
  error instanceof UnknownColumn || error instanceof UnfitCriterion ? failures.badListing() : error

/**
 * The rows of a list that a request asks for: XNAT's headers, and a URI at the end of each row.
 * @throws badListing for a field that its type does not have, for a condition that the database refuses, and where the
 *   ID is not among the columns.
 */
export function listing (
  call: Call,
  list: Listing,
  items: readonly ReadonlyItem[],
  relations: Relations = alone,
  heeded: Heeded = { criteria: true, pages: true }
): Found {
  const page = heeded.pages ? pageOf(call.query) : undefined
  try {
    const shape = shapeOf(call, list)
    const criteria = heeded.criteria ? criteriaOf(call, list, shape.root) : undefined
    const met = items.filter(item => (item.rowOf ?? item.type).isA(shape.root.xsiType) && criteria?.meets(item, relations) !== false)
    const { rows: read, oneForEach } = rowReader(shape.columns, relations)
    const cached = heeded.cached === true && oneForEach
    const found = cached
      ? cachedRows(met, keyOf(list, shape), items => located(list, shape, read(items)))
      : located(list, shape, read(met))
    const rows = page === undefined ? found : found.slice(page.offset, page.offset + page.limit)
    return { root: shape.root, queried: shape.columns, ...headed(shape), rows, cachedRows: cached, paged: page !== undefined }
  } catch (error) {
    throw refused(error)
  }
}

/** Items that are read while they are sent. */
export interface ItemCursor {
  readonly count: number
  readonly pieces: AsyncIterable<readonly ReadonlyItem[]>
  readonly close: () => void
}

/**
 * A very long list, which neither conditions nor pages apply to, to be read while it is sent.
 * @returns none where it must be whole before its first row can be sent: sorted, of some items only, or of more rows than items.
 */
export function cursorTable (call: Call, list: Listing, open: () => ItemCursor): Table | undefined {
  try {
    const shape = shapeOf(call, list)
    const { rows, oneForEach } = rowReader(shape.columns, alone)
    if (!oneForEach || call.query.get('sortBy') !== undefined || shape.root.xsiType !== list.root) return undefined
    const { count, pieces, close } = open()
    const read = async function * () {
      for await (const items of pieces) yield located(list, shape, rows(items))
    }
    return { kind: 'table', ...headed(shape), rows: [], cursor: { pieces: read(), close }, properties: { totalRecords: String(count) } }
  } catch (error) {
    throw refused(error)
  }
}

/** A list as it is answered, sorted as requested; with a total unless it is a part. */
export function listed (
  call: Pick<Call, 'query' | 'mime'>,
  { columns, rows, kinds, cachedRows = false, paged }: Found,
  more: Readonly<Record<string, string>> = {}
): Table {
  const properties = { ...(!paged && { totalRecords: String(rows.length) }), ...more }
  return { kind: 'table', columns, ...(kinds !== undefined && { kinds }), cachedRows, rows: sorted(call, columns, rows), properties }
}
