import { failures } from '../../../failures/index.ts'
import { type Cell, type Document, empty, text } from '../../../model/document.ts'
import { type Item, textOf } from '../../../model/item.ts'
import { bodyText } from '../../../entity/body.ts'
import { readXml } from '../../../serializers/read-xml.ts'
import type { SavedSearch } from '../../../store/accounts/saved-searches.ts'
import { sorted } from '../lists/sorting.ts'
import { type Call, type Resource, standardOffers } from '../resource.ts'
import { searchIn } from './search-document.ts'
import { searchTable } from './search.ts'

const itemOf = ({ catalogue }: Call, { xml }: SavedSearch): Item => readXml(xml, catalogue)

/** SavedSearchListResource */
export const savedSearches: Resource<undefined> = {
  tag: 'search',
  urls: ['/search/saved'],
  archive: false,
  offers: standardOffers,
  find: () => undefined,
  get: {
    id: 'listSavedSearches',
    summary: 'List the searches that the caller has saved',
    query: { format: 'json, xml, csv, html' },
    responses: { 200: 'A table of searches' },
    handle: (call): Document => {
      const columns = ['id', 'brief_description', 'description', 'root_element_name', 'users']
      const rows = call.store.savedSearches.ofUser(call.viewer.login).map((saved): Cell[] => {
        const item = itemOf(call, saved)
        return [
          saved.id,
          textOf(item, 'brief-description') ?? null,
          textOf(item, 'description') ?? null,
          textOf(item, 'root_element_name') ?? null,
          saved.login
        ]
      })
      return { kind: 'table', columns, rows: sorted(call, columns, rows), properties: { title: 'Stored Searches' } }
    }
  }
}

/** SavedSearchResource: one search, as it was sent. */
export const savedSearch: Resource<SavedSearch | undefined> = {
  tag: 'search',
  urls: ['/search/saved/{SEARCH_ID}'],
  archive: false,
  offers: ['text/xml'],
  find: ({ store, viewer, params }) => store.savedSearches.find(params['SEARCH_ID'] ?? '', viewer.login),
  get: {
    id: 'readSavedSearch',
    summary: 'Read a saved search, or, as /results, what it finds',
    query: { format: 'of the results: json, xml, csv, html' },
    responses: { 200: 'The document, or a table', 404: 'No such search' },
    handle: (call, saved) => {
      if (saved === undefined) throw failures.placeNotFound()
      return call.rest === 'results' ? searchTable(call, itemOf(call, saved)) : text(saved.xml, { mime: 'text/xml' })
    }
  },
  put: {
    id: 'saveSearch',
    summary: 'Save a search',
    responses: { 200: 'Saved; no body', 403: 'A guest; another user\'s search', 422: 'No search document' },
    handle: call => {
      const { store, viewer, body, params } = call
      if (viewer.guest) throw failures.forbidden()
      searchIn(call.catalogue, body)
      const xml = body === undefined ? '' : bodyText(body)
      if (!store.savedSearches.save({ id: params['SEARCH_ID'] ?? '', login: viewer.login, xml })) throw failures.forbidden()
      return empty
    }
  },
  delete: {
    id: 'deleteSavedSearch',
    summary: 'Delete a saved search',
    responses: { 200: 'Deleted; no body', 404: 'No such search' },
    handle: (call, saved) => {
      if (saved === undefined) throw failures.placeNotFound()
      call.store.savedSearches.remove(saved.id)
      return empty
    }
  }
}
