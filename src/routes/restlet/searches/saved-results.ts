import { Failure, failures } from '../../../failures/index.ts'
import type { Document } from '../../../model/document.ts'
import { type Item, textOf } from '../../../model/item.ts'
import type { Call } from '../resource.ts'
import { readCached } from './cached-search.ts'
import { columnProperties } from './column-properties.ts'
import { everything, foundTable, readSearch, runSearch } from './run-search.ts'
import { sorted } from '../lists/sorting.ts'

/** Formats that are offered as a file. */
const files: ReadonlySet<string> = new Set(['text/csv', 'application/vnd.ms-excel'])

/** What a saved search finds (SavedSearchResource.represent). @throws resultsFailed */
export function savedResults (call: Call, item: Item): Document {
  const disposition = files.has(call.mime) && !call.rest.endsWith('.csv') ? `attachment; filename="${call.rest}.csv";` : ''
  try {
    const table = resultsOf(call, item)
    return disposition === '' ? table : { ...table, headers: { 'content-disposition': disposition } }
  } catch (error) {
    throw error instanceof Failure ? failures.resultsFailed(error.source, disposition) : error
  }
}

/** What the user has cached of it before, else what it finds now. */
function resultsOf (call: Call, item: Item) {
  const id = textOf(item, 'ID') ?? ''
  const { cached } = call.store.searches
  const isNew = id.startsWith('@') || call.query.isTrue('refresh')
  const before = isNew ? undefined : cached.bySearchId(id, call.viewer.login)
  const withLinks = call.query.get('format')?.toLowerCase() === 'json'
  if (before !== undefined) {
    const more = {
      columnProperties: columnProperties(readSearch(call, item).request, withLinks),
      properties: { totalRecords: String(before.found.count) }
    }
    return readCached(call, before, everything, more)
  }
  const { request, found } = runSearch(call, item)
  const table = foundTable(
    found, { columnProperties: columnProperties(request, withLinks), properties: { totalRecords: String(found.count) } }
  )
  return table.cursor === undefined ? { ...table, rows: sorted(call, table.columns, table.rows) } : table
}
