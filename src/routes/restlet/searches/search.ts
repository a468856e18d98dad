import type { Document } from '../../../model/document.ts'
import { sorted } from '../lists/sorting.ts'
import { type Call, type Resource, standardOffers } from '../resource.ts'
import { columnProperties } from './column-properties.ts'
import { besideRows, foundTable, runSearch } from './run-search.ts'
import { searchIn } from './search-document.ts'

/** SearchResource: whatever keeps the document from being a search is 422, whatever keeps it from being carried out 500. */
export const search: Resource<undefined> = {
  tag: 'search',
  urls: ['/search'],
  archive: false,
  offers: standardOffers,
  find: () => undefined,
  post: {
    id: 'search',
    summary: 'Search for what an xdat:bundle describes',
    query: { format: 'json, xml, csv, html', sortBy: "the ID of one of the root's display fields", sortOrder: 'DESC' },
    responses: { 200: 'A table of what the caller may read', 403: 'No such type', 422: 'No search document', 500: 'Unknown fields or comparisons' },
    handle: call => searchTable(call)
  }
}

export function searchTable (call: Call, document = searchIn(call.catalogue, call.body)): Document {
  const { request, found } = runSearch(call, document)
  const withLinks = call.query.get('format')?.toLowerCase() === 'json'
  const table = foundTable(found, {
    columnProperties: columnProperties(request, withLinks),
    properties: besideRows({ totalRecords: String(found.count), rootElementName: request.root.type.xsiType })
  })
  return table.later === undefined ? { ...table, rows: sorted(call, table.columns, table.rows) } : table
}
