import { type Table, table } from '../../../model/document.ts'
import { noTable } from '../lists/no-table.ts'
import { sorted } from '../lists/sorting.ts'
import { type Call, type Resource, standardOffers } from '../resource.ts'

const columns = ['datatype', 'id']

/** FavEntries.GetFavoriteEntries: the caller's favorites of one data type. */
function favoritesOf (call: Call, dataType: string): Table {
  const rows = call.store.favorites.of(call.viewer.login).filter(row => row.dataType === dataType).map(({ id }) => [dataType, id])
  return { ...table(columns, sorted(call, columns, rows)), properties: { title: 'User Favorites' } }
}

/** UserFavoritesList, which takes the data type from the query, where nobody sends it: there is no table without one. */
export const favorites: Resource<undefined> = {
  tag: 'users',
  urls: ['/users/favorites/{DATA_TYPE}'],
  archive: false,
  offers: standardOffers,
  find: () => undefined,
  get: {
    id: 'listFavorites',
    summary: 'List the caller\'s favorites of the data type in the query; the one in the address does not count',
    query: { DATA_TYPE: 'the data type, such as Project; without it the answer is empty', format: 'json, xml, csv, html' },
    responses: { 200: 'A table of favorites; an empty body where the query has no DATA_TYPE' },
    handle: call => {
      const dataType = call.query.get('DATA_TYPE')
      return dataType === undefined ? noTable(call) : favoritesOf(call, dataType)
    }
  }
}

interface Marked {
  readonly dataType: string
  readonly id: string
}

/** UserFavoriteResource: one favorite of the caller. Nobody checks that there is such a type or such an item. */
export const favorite: Resource<Marked> = {
  tag: 'users',
  urls: ['/users/favorites/{DATA_TYPE}/{PROJECT_ID}'],
  archive: false,
  offers: standardOffers,
  find: ({ params }) => ({ dataType: params['DATA_TYPE'] ?? '', id: params['PROJECT_ID'] ?? '' }),
  put: {
    id: 'addFavorite',
    summary: 'Mark something as a favorite of the caller',
    description: 'Favorites of the data type `Project` are those that `/projects?favorite=true` lists.',
    query: { format: 'json, xml, csv, html' },
    responses: { 200: 'The caller\'s favorites of the data type' },
    handle: (call, { dataType, id }) => {
      call.store.favorites.add(call.viewer.login, dataType, id)
      return favoritesOf(call, dataType)
    }
  },
  delete: {
    id: 'removeFavorite',
    summary: 'Take a favorite of the caller away',
    query: { format: 'json, xml, csv, html' },
    responses: { 200: 'The caller\'s favorites of the data type that are left' },
    handle: (call, { dataType, id }) => {
      call.store.favorites.remove(call.viewer.login, dataType, id)
      return favoritesOf(call, dataType)
    }
  }
}
