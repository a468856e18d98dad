import { failures } from '../../../failures/index.ts'
import { empty } from '../../../model/document.ts'
import { type Item, textOf } from '../../../model/item.ts'
import type { SavedSearchRow } from '../../../store/accounts/saved-searches.ts'
import type { Call, Resource } from '../resource.ts'
import { isAllowed, leaveToOthers, listingOf, savedItem } from './saved-item.ts'
import { saveSearch } from './save-search.ts'
import { savedResults } from './saved-results.ts'

/** SavedSearchResource: one search, as XNAT stores it. */
export const savedSearch: Resource<SavedSearchRow | undefined> = {
  tag: 'search',
  urls: ['/search/saved/{SEARCH_ID}'],
  archive: false,
  offers: ['text/xml'],
  find: ({ store, params }) => store.savedSearches.find(params['SEARCH_ID'] ?? ''),
  get: {
    id: 'readSavedSearch',
    summary: 'Read a saved search, or, as /results, what it finds',
    description: '`@` and a data type stand for the listing of the type.',
    query: {
      format: 'of the results: json, xml, csv, html',
      dv: 'of a listing: its version',
      sortBy: "of the results: the ID of one of the root's display fields",
      sortOrder: 'ASC, DESC'
    },
    responses: { 200: 'The document, or a table', 403: "Another user's search", 404: 'No such search' },
    handle: (call, saved) => {
      const item = readable(call, saved)
      if (call.rest.startsWith('results')) return savedResults(call, item)
      if (call.mime !== 'text/xml') throw failures.placeNotFound()
      return { kind: 'item', item }
    }
  },
  put: {
    id: 'saveSearch',
    summary: 'Save a search',
    description: 'The ID of the address counts, not that of the document.',
    query: { saveAs: 'true: where there is one of this ID, save it under another' },
    responses: { 200: 'Saved; no body', 403: "No such type; another user's search", 422: 'No search document' },
    handle: call => saveSearch(call)
  },
  delete: {
    id: 'deleteSavedSearch',
    summary: 'Delete a saved search, or, where it has other users, leave it to them',
    responses: { 200: 'Deleted, or there was none; no body', 403: "Another user's search" },
    handle: (call, saved) => {
      if (saved !== undefined) letGo(call, saved)
      return empty
    }
  }
}

/** @throws placeNotFound; forbidden, also to administrators, where a secure search has other users. */
function readable (call: Call, saved: SavedSearchRow | undefined): Item {
  const id = call.params['SEARCH_ID'] ?? ''
  const item = id.startsWith('@') ? listingOf(call, id) : saved && savedItem(call, saved)
  if (item === undefined) throw failures.placeNotFound()
  const isSecure = item.values['secure'] !== 0
  if (!id.startsWith('@') && isSecure && !isAllowed(item, call.viewer.login)) throw failures.forbidden()
  const root = textOf(item, 'root_element_name')
  if (isSecure && (root === undefined || call.catalogue.find(root) === undefined)) throw failures.forbidden()
  return item
}

/** SavedSearchResource.handleDelete @throws forbidden */
function letGo (call: Call, saved: SavedSearchRow): void {
  const { store, viewer } = call
  if (isAllowed(savedItem(call, saved), viewer.login)) leaveToOthers(call, saved)
  else if (viewer.administrator) store.savedSearches.remove(saved.id)
  else throw failures.forbidden()
}
