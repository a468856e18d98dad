import { failures } from '../../../failures/index.ts'
import type { RowCursor, Rows, Table } from '../../../model/document.ts'
import type { Item } from '../../../model/item.ts'
import { hashtableOrder } from '../../../model/java-order.ts'
import { columnsOf } from '../../../model/search/columns.ts'
import { readDocument } from '../../../model/search/document.ts'
import { NotSearchable, SearchFailed } from '../../../model/search/failure.ts'
import { type SearchRequest, readRequest } from '../../../model/search/request.ts'
import type { FoundSearch } from '../../../store/search/found-search.ts'
import type { RowOrder } from '../../../store/search/found-rows.ts'
import type { Call } from '../resource.ts'

/** A search that has run. */
export interface Ran {
  readonly request: SearchRequest
  readonly found: FoundSearch
}

/** What a document asks for. @throws notSearchable, searchFailed */
export function readSearch ({ catalogue, query, store, viewer }: Call, document: Item): Pick<Ran, 'request'> {
  const [sortBy, sortOrder] = [query.get('sortBy'), query.get('sortOrder')]
  return asAnswered(() => ({
    request: readRequest(readDocument(document), {
      catalogue,
      now: store.clock.now(),
      userId: viewer.id,
      listedFor: () => store.searches.listsFor(viewer.id),
      ...sortBy !== undefined && { sortBy, ...sortOrder !== undefined && { sortOrder } }
    })
  }))
}

/**
 * Runs the search that a document asks for.
 * @param withKey whether each row ends with what its item is known by.
 * @throws notSearchable, searchFailed
 */
export function runSearch (call: Call, document: Item, withKey = false): Ran {
  const { catalogue, store, viewer } = call
  const { request } = readSearch(call, document)
  const reader = { login: viewer.login, everything: viewer.administrator, isSecure: (xsiType: string) => store.dataTypes.isSecure(xsiType) }
  return asAnswered(() => {
    const columns = columnsOf(request, store.searches.aliases)
    return { request, found: store.searches.run({ catalogue, request, columns, withKey }, reader) }
  })
}

/** What a search may throw, as XNAT answers it. */
function asAnswered<Result> (work: () => Result): Result {
  try {
    return work()
  } catch (error) {
    if (error instanceof NotSearchable) throw failures.notSearchable()
    throw error instanceof SearchFailed ? failures.searchFailed(error.message) : error
  }
}

/** Rows up to this many are read at once. */
const mostAtOnce = 5000
/** How many are read in one go, where there are more. */
const piece = 1000

/** What of what was found is wanted. */
export interface Wanted {
  readonly offset: number
  readonly limit: number
  readonly order: readonly RowOrder[]
  /** Whether rows are read while they are sent, however few: then the answer is not repeated, for the rows may be gone by then. */
  readonly later?: true
}

export const everything: Wanted = { offset: 0, limit: Infinity, order: [] }

/** The table of what was found, which is let go of when its last row is read. */
export function foundTable (found: FoundSearch, more: Pick<Table, 'columnProperties' | 'properties'>, wanted = everything): Table {
  const columns = found.columns.map(({ name }) => name)
  const kinds = found.columns.map(({ kind }) => kind)
  const table = { kind: 'table', columns, kinds, ...more } as const
  const count = Math.max(0, Math.min(wanted.limit, found.count - wanted.offset))
  if (count > mostAtOnce || wanted.later === true) return { ...table, rows: [], cursor: cursorOver(found, { ...wanted, limit: count }) }
  const rows = found.read({ offset: wanted.offset, limit: count }, wanted.order)
  found.close()
  return { ...table, rows }
}

function cursorOver (found: FoundSearch, wanted: Wanted): RowCursor {
  let isOpen = true
  const close = (): void => {
    if (isOpen) found.close()
    isOpen = false
  }
  return { pieces: piecesOf(found, wanted, close), close }
}

async function * piecesOf (found: FoundSearch, { offset, limit, order }: Wanted, close: () => void): AsyncGenerator<Rows> {
  try {
    for (let done = 0; done < limit; done += piece) {
      yield found.read({ offset: offset + done, limit: Math.min(piece, limit - done) }, order)
      // others have their turn
      await new Promise(resolve => setImmediate(resolve))
    }
  } finally {
    close()
  }
}

/** What stands beside the rows, in the order of XNAT's Hashtable. */
export const besideRows = (values: Readonly<Record<string, string>>): Record<string, string> =>
  Object.fromEntries(hashtableOrder(Object.keys(values)).map(name => [name, values[name] ?? '']))
