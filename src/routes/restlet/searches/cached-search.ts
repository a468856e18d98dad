import { failures } from '../../../failures/index.ts'
import { type Document, type Table, empty } from '../../../model/document.ts'
import { looksLikeAttack } from '../../../model/search/literal.ts'
import type { CachedSearch } from '../../../store/search/cached-searches.ts'
import type { FoundSearch } from '../../../store/search/found-search.ts'
import type { RowOrder } from '../../../store/search/found-rows.ts'
import { type Call, type Resource, standardOffers } from '../resource.ts'
import { type Wanted, foundTable } from './run-search.ts'

/** CachedSearchResource: what a search with cache=true has found, page by page. */
export const cachedSearch: Resource<Wish> = {
  tag: 'search',
  urls: ['/search/{CACHED_SEARCH_ID}'],
  archive: false,
  offers: standardOffers,
  find: wishOf,
  get: {
    id: 'cachedSearch',
    summary: 'Read what a search has found that was made with cache=true',
    query: {
      format: 'json, xml, csv, html',
      sortBy: 'columns',
      sortOrder: 'ASC, DESC',
      offset: 'how many rows are passed over',
      limit: 'how many rows there are at most'
    },
    responses: { 200: 'A table; of another user nothing', 422: 'A limit that is no number', 500: 'No such search or column' },
    handle: (call, { offset = 0, limit = Infinity, sortBy, sortOrder }) => {
      const cached = ownCached(call)
      if (cached === undefined) return nothing
      if (offset < 0 || limit < 0) throw failures.cachedUnreadable()
      const order = sortBy === undefined ? [] : orderOf(cached.found, sortBy, sortOrder)
      return readCached(call, cached, { offset, limit, order })
    }
  }
}

/** CachedSearchColumnResource: the values of one column of it. */
export const cachedColumn: Resource<undefined> = {
  tag: 'search',
  urls: ['/search/{CACHED_SEARCH_ID}/{COLUMN}'],
  archive: false,
  offers: standardOffers,
  find: () => undefined,
  get: {
    id: 'cachedSearchColumn',
    summary: 'List the values of one column of what a search has found',
    query: { format: 'json, xml, csv, html' },
    responses: { 200: 'A table of values, each with how often it comes; of another user nothing', 500: 'No such search or column' },
    handle: call => {
      const cached = ownCached(call)
      if (cached === undefined) return nothing
      const name = call.params['COLUMN'] ?? ''
      const rows = cached.found.distinct(cellOf(cached.found, name))
      return { kind: 'table', columns: ['values', 'count'], rows, properties: { ID: cached.id, COLUMN: name } }
    }
  }
}

/** XNAT has no table for another user, and so no entity. */
const nothing: Document = { ...empty, headers: { 'content-type': 'application/json;charset=ISO-8859-1' } }

/** How rows are wanted. */
interface Wish {
  readonly offset: number | undefined
  readonly limit: number | undefined
  readonly sortBy: string | undefined
  readonly sortOrder: string
}

/** @throws badCachedSearch */
function wishOf ({ query }: Call): Wish {
  const [sortBy, sortOrder = 'ASC'] = [query.get('sortBy'), query.get('sortOrder')]
  for (const text of [sortBy, sortOrder]) if (text !== undefined && looksLikeAttack(text)) throw failures.badCachedSearch()
  return { offset: integerOf(query.get('offset')), limit: integerOf(query.get('limit')), sortBy, sortOrder: sortOrder.replaceAll(' ', '') }
}

/** Integer.valueOf. @throws badCachedSearch */
function integerOf (text: string | undefined): number | undefined {
  if (text === undefined) return undefined
  const number = Number(text)
  if (!/^[+-]?\d+$/.test(text) || number !== (number | 0)) throw failures.badCachedSearch()
  return number
}

/** @returns none where it is another user's. @throws cachedUnreadable where there is none. */
function ownCached ({ params, store, viewer }: Call): CachedSearch | undefined {
  const cached = store.searches.cached.get(params['CACHED_SEARCH_ID'] ?? '')
  if (cached === undefined) throw failures.cachedUnreadable()
  return cached.login === viewer.login ? cached : undefined
}

/** Columns by name, which SQL folds; the last one has the order, and rows that are alike stand as they are known. */
function orderOf (found: FoundSearch, sortBy: string, sortOrder: string): RowOrder[] {
  if (!/^(asc|desc|)$/i.test(sortOrder)) throw failures.cachedUnreadable()
  const cells = sortBy.replaceAll(' ', '').split(',').map(name => cellOf(found, name))
  if (cells.length > mostSorted) throw failures.cachedUnreadable()
  const order = cells.map((cell, at) => ({ cell, descending: at === cells.length - 1 && /^desc$/i.test(sortOrder) }))
  return [...order, { cell: found.columns.length - 1, descending: false }]
}

const mostSorted = 10

function cellOf (found: FoundSearch, name: string): number {
  const cell = found.columns.findIndex(column => column.name === name.toLowerCase())
  if (cell === -1) throw failures.cachedUnreadable()
  return cell
}

/** Rows of a cached result. */
export function readCached (
  { store }: Call, cached: CachedSearch, wanted: Wanted, more: Pick<Table, 'columnProperties' | 'properties'> = {}
): Table {
  store.searches.cached.touch(cached)
  return foundTable(cached.found.hold(), { properties: { ID: cached.id }, ...more }, { ...wanted, later: true })
}
