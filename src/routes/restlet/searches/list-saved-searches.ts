import { failures } from '../../../failures/index.ts'
import type { Cell, Document } from '../../../model/document.ts'
import { type Item, textOf } from '../../../model/item.ts'
import { sorted } from '../lists/sorting.ts'
import { type Call, type Resource, standardOffers } from '../resource.ts'
import { isAllowed, loginsOf, savedItem } from './saved-item.ts'

/** SavedSearchListResource: searches that are not secure, and those that name the user. */
export const savedSearches: Resource<undefined> = {
  tag: 'search',
  urls: ['/search/saved'],
  archive: false,
  offers: standardOffers,
  find: () => undefined,
  get: {
    id: 'listSavedSearches',
    summary: 'List the saved searches that the caller may use',
    query: {
      format: 'json, xml, csv, html',
      includeTag: 'true: only those that belong to a project; the ID of a project: only those that belong to it',
      user: "to an administrator: another user's",
      all: 'true, to an administrator: all'
    },
    responses: { 200: 'A table of searches', 400: 'No such project', 500: 'No such user' },
    handle: (call): Document => {
      checkListed(call)
      const rows = call.store.savedSearches.all().map(
        row => ({ item: savedItem(call, row), row })
      ).filter(({ item }) => isListed(call, item))
      const cells = rows.map(({ item, row }) => cellsOf(item, row.event)).sort(inOrder)
      return { kind: 'table', columns, rows: sorted(call, columns, cells), properties: { title: 'Stored Searches' } }
    }
  }
}

function isListed ({ query, viewer }: Call, item: Item): boolean {
  if (viewer.administrator && query.get('all')?.toLowerCase() === 'true') return true
  const other = viewer.administrator ? query.get('user') : undefined
  const login = other === undefined || other.trim() === '' ? viewer.login : other
  if (item.values['secure'] !== 0 && !isAllowed(item, login)) return false
  const [tag, wanted] = [textOf(item, 'tag'), query.get('includeTag')]
  if (wanted === undefined) return tag === undefined
  return wanted === 'true' ? tag !== undefined : tag === wanted
}

const columns = [
  'root_element_name', 'sort_by_element_name', 'sort_by_field_id', 'id', 'description', 'layeredsequence', 'allow_diff_columns', 'secure',
  'brief_description', 'tag', 'extension', 'stored_search_info', 'users'
]

/** The number of xdat:stored_search among XNAT's types (xdat_meta_element). */
const extension = 84

function cellsOf (item: Item, event: number): Cell[] {
  const value = (path: string): Cell => item.values[path] ?? null
  const logins = loginsOf(item)
  return [
    value('root_element_name'), value(
      'sort_by/element_name'
    ), value('sort_by/field_ID'), value('ID'), value('description'), value('layeredSequence'),
    value('allow-diff-columns'), value('secure'), value('brief-description'), value('tag'), extension, event,
    `{${logins.length === 0 ? 'NULL' : logins.join(',')}}`
  ]
}

/** SELECT DISTINCT sorts by all columns; nothing comes last. */
function inOrder (a: readonly Cell[], b: readonly Cell[]): number {
  for (const [at, left] of a.entries()) {
    const right = b[at] ?? null
    if (left === right) continue
    return left === null ? 1 : right === null ? -1 : left < right ? -1 : 1
  }
  return 0
}

/** @throws noSuchTag, searchFailed for names that XNAT does not know. */
function checkListed ({ query, store, viewer }: Call): void {
  const user = viewer.administrator ? query.get('user') : undefined
  if (user !== undefined && user.trim() !== '' && store.users.find(user) === undefined) {
    throw failures.searchFailed(`there is no user ${user}`)
  }
  const tag = query.get('includeTag')
  const isAll = viewer.administrator && query.get('all')?.toLowerCase() === 'true'
  if (!isAll && tag !== undefined && tag !== 'true' && store.projects.byId(tag) === undefined) throw failures.noSuchTag()
}
