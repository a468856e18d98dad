import { failures } from '../../../failures/index.ts'
import { cleanColumn } from '../../../model/display/column-name.ts'
import type { Document } from '../../../model/document.ts'
import { type Item, textOf } from '../../../model/item.ts'
import { timestampText } from '../../../model/java-date.ts'
import { javaHash } from '../../../model/java-order.ts'
import { sorted } from '../lists/sorting.ts'
import { type Call, type Resource, standardOffers } from '../resource.ts'
import { readCached } from './cached-search.ts'
import { columnProperties } from './column-properties.ts'
import { type Ran, besideRows, everything, foundTable, readSearch, runSearch } from './run-search.ts'
import { searchIn } from './search-document.ts'

/** SearchResource: a document that is no search is 422, a search that cannot be run 500. */
export const search: Resource<undefined> = {
  tag: 'search',
  urls: ['/search'],
  archive: false,
  offers: standardOffers,
  find: () => undefined,
  post: {
    id: 'search',
    summary: 'Search for what an xdat:bundle describes',
    description: 'With `cache=true` the rows stay where they are for an hour, to be read at `/search/{ID}`; ' +
      'a search whose document has an ID finds them again.',
    query: {
      format: 'json, xml, csv, html',
      sortBy: "the ID of one of the root's display fields",
      sortOrder: 'ASC, DESC',
      cache: 'true: the answer tells where the rows are',
      limit: 'with cache: how many rows are answered with',
      refresh: 'true: what was cached before is not looked at'
    },
    responses: {
      200: 'A table of what the caller may read', 403: 'No such type', 422: 'No search document', 500: 'Unknown fields or comparisons'
    },
    handle: call => answer(call, searchIn(call.catalogue, call.body))
  }
}

/** SearchResource.handlePost */
function answer (call: Call, document: Item): Document {
  const { query, store, viewer } = call
  const searchId = textOf(document, 'ID')
  const isNew = searchId === undefined || searchId.startsWith('@') || query.get('refresh')?.toLowerCase() === 'true'
  const before = isNew ? undefined : store.searches.cached.bySearchId(searchId, viewer.login)
  if (query.get('cache')?.toLowerCase() !== 'true') {
    if (before === undefined) return searchTable(call, document)
    const { request } = readSearch(call, document)
    return readCached(call, before, everything, besideFound(call, request, { totalRecords: String(before.found.count) }))
  }
  if (before === undefined) return cacheTable(call, document, searchId)
  const { request } = readSearch(call, document)
  const values = { ID: before.id, totalRecords: String(before.found.count), last_access: timestampText(before.lastAccess) }
  return readCached(call, before, { ...everything, limit: 0 }, besideFound(call, request, values))
}

/** The table of a search. */
export function searchTable (call: Call, document: Item): Document {
  const { request, found } = runSearch(call, document)
  const table = foundTable(found, besideFound(call, request, { totalRecords: String(found.count) }))
  return table.cursor === undefined ? { ...table, rows: sorted(call, table.columns, table.rows) } : table
}

/** Caches what a search finds, and answers with its first rows: none where no limit says how many. */
function cacheTable (call: Call, document: Item, searchId: string | undefined): Document {
  const limit = call.query.get('limit') ?? '0'
  if (!/^\+?\d{1,9}$/.test(limit)) throw failures.searchFailed(`limit=${limit} is no number`)
  const { login } = call.viewer
  const { request, found } = runSearch(call, document, true)
  const { cached } = call.store.searches
  const id = viewName(`${searchId === undefined ? '' : `_${cleanColumn(searchId)}`}_${cleanColumn(login)}_${cached.nextNumber()}`)
  const added = cached.add({ id, login, searchId, found })
  const beside = besideFound(call, request, { ID: id, totalRecords: String(found.count) })
  return readCached(call, added, { ...everything, limit: Number(limit) }, beside)
}

/** XftStringUtils.formatPostgreSQLIdentifier */
const viewName = (text: string): string => text.length <= 63 ? text : `${text.slice(0, 54)}_${(javaHash(text) >>> 0).toString(16)}`

/** What stands beside the rows. */
function besideFound (call: Call, request: Ran['request'], values: Readonly<Record<string, string>>) {
  const withLinks = call.query.get('format')?.toLowerCase() === 'json'
  return {
    columnProperties: columnProperties(request, withLinks),
    properties: besideRows({ ...values, rootElementName: request.root.type.xsiType })
  }
}
