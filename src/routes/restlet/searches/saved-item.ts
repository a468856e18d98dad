import { displayOf } from '../../../model/display/display.ts'
import { type Item, newItem } from '../../../model/item.ts'
import { listingSearch } from '../../../model/search/stored-search.ts'
import { readXml } from '../../../serializers/read-xml.ts'
import type { SavedSearchRow } from '../../../store/accounts/saved-searches.ts'
import type { Call } from '../resource.ts'

/** A saved search; one that was seeded belongs to whom the seed names. */
export function savedItem ({ catalogue, store }: Call, row: SavedSearchRow): Item {
  const stored = store.savedSearches.item(row)
  if (stored !== undefined) return stored
  const item = readXml(row.xml, catalogue)
  const withId = { ...item, values: { 'allow-diff-columns': 1, secure: 1, ...item.values, ID: row.id } }
  return isAllowed(withId, row.login) ? withId : withUser(withId, row.login, catalogue)
}

const usersOf = (item: Item): readonly Item[] => item.children['allowed_user'] ?? []

export const loginsOf = (item: Item): string[] => usersOf(item).map(({ values }) => String(values['login'] ?? ''))

export const isAllowed = (item: Item, login: string): boolean => loginsOf(item).includes(login)

export function withUser (item: Item, login: string, catalogue: Call['catalogue']): Item {
  const row = { ...newItem(catalogue.type('xdat:stored_search_allowed_user')), values: { login } }
  return { ...item, children: { ...item.children, allowed_user: [...usersOf(item), row] } }
}

/** A user has no more use for a search that names him: it goes where nobody else is named. */
export function leaveToOthers (call: Call, row: SavedSearchRow): void {
  const { store: { savedSearches }, viewer: { login } } = call
  const item = savedItem(call, row)
  const others = usersOf(item).filter(({ values }) => values['login'] !== login)
  if (others.length === 0) return savedSearches.remove(row.id)
  savedSearches.save({ ...item, children: { ...item.children, allowed_user: others } }, savedSearches.item(row), row.xml, row.login)
}

/** The search that lists a type: `@` and its name. @returns none where there is no such type. */
export function listingOf ({ catalogue, query }: Call, id: string): Item | undefined {
  const type = catalogue.find(id.slice(1))
  const display = type && displayOf(type)
  if (type === undefined) return undefined
  if (display !== undefined) return listingSearch(catalogue, display, query.get('dv') ?? 'listing', id)
  return { ...newItem(catalogue.type('xdat:stored_search')), values: { ID: id, root_element_name: type.xsiType } }
}
