import { failures } from '../../../failures/index.ts'
import { displayOf } from '../../../model/display/display.ts'
import { type Document, empty } from '../../../model/document.ts'
import type { Item } from '../../../model/item.ts'
import { hashtableOrder } from '../../../model/java-order.ts'
import { projectSearch as projectSearchOf } from '../../../model/search/stored-search.ts'
import type { ProjectRow } from '../../../store/items/projects.ts'
import type { Call, Resource } from '../resource.ts'
import { store } from './save-search.ts'
import { isAllowed, leaveToOthers, savedItem, withUser } from './saved-item.ts'
import { searchIn } from './search-document.ts'

/** ProjectSearchResource: a search as a project's page needs it. Whose it is XNAT does not look at here. */
export const projectSearch: Resource<ProjectRow> = {
  tag: 'search',
  urls: ['/projects/{PROJECT_ID}/searches/{SEARCH_ID}'],
  archive: true,
  offers: ['text/xml'],
  find: projectOf,
  get: {
    id: 'readProjectSearch',
    summary: 'Read a search of a project; `@` and a data type stand for the list of what the project has of it',
    query: { concealHiddenFields: 'leave out the comments with generated keys' },
    responses: { 200: 'The document', 404: 'No such project or search' },
    handle: (call, project) => {
      const item = itemOf(call, project)
      if (item === undefined || call.mime !== 'text/xml' || call.rest !== '') throw failures.placeNotFound()
      return { kind: 'item', item }
    }
  },
  put: {
    id: 'saveProjectSearch',
    summary: 'Save a search',
    responses: { 200: 'Saved; no body', 404: 'No such project', 422: 'No search document' },
    handle: call => {
      const { catalogue, viewer, params } = call
      if (viewer.guest) throw failures.forbidden()
      const item = searchIn(catalogue, call.body)
      const named: Item = { ...item, values: { ...item.values, ID: params['SEARCH_ID'] ?? '' } }
      store(call, isAllowed(named, viewer.login) ? named : withUser(named, viewer.login, catalogue))
      return empty
    }
  },
  delete: {
    id: 'deleteProjectSearch',
    summary: 'Delete a search of one\'s own, or, where it has other users, leave it to them',
    responses: { 200: 'Deleted, or nothing; no body', 404: 'No such project' },
    handle: letGo
  }
}

/** @throws noSuchSearchProject */
function projectOf ({ params, store, viewer }: Call): ProjectRow {
  const project = store.projects.find(params['PROJECT_ID'] ?? '')
  if (project === undefined || !store.access.canSeeProject(viewer, project.id)) throw failures.noSuchSearchProject()
  return project
}

function itemOf (call: Call, { id: project }: ProjectRow): Item | undefined {
  const { catalogue, params, store } = call
  const id = params['SEARCH_ID'] ?? ''
  if (!id.startsWith('@')) {
    const saved = store.savedSearches.find(id)
    return saved && savedItem(call, saved)
  }
  const type = catalogue.find(id.slice(1))
  const display = type && displayOf(type)
  if (type === undefined || display === undefined) return undefined
  return projectSearchOf(catalogue, display, {
    project, plural: type.entry.display?.plural ?? type.xsiType, types: hashtableOrder(store.experiments.typesIn(project))
  })
}

function letGo (call: Call): Document {
  const { params, store: { savedSearches }, viewer: { login } } = call
  const saved = savedSearches.find(params['SEARCH_ID'] ?? '')
  if (saved !== undefined && isAllowed(savedItem(call, saved), login)) leaveToOthers(call, saved)
  return empty
}
