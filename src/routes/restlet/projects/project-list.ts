import { failures } from '../../../failures/index.ts'
import { projectShortcuts } from '../../../model/catalogue/shortcuts.ts'
import type { Document } from '../../../model/document.ts'
import { FieldMapping } from '../../../model/shortcuts.ts'
import { addProject } from './add-project.ts'
import { type Listing, listed, listing, shortcutTable } from '../lists/listing.ts'
import { creatableProjects, projectsWithRight } from './project-rights.ts'
import { asksForSearch, searchedProjects } from './project-search.ts'
import { type Call, type Resource, standardOffers } from '../resource.ts'

const projects: Listing = {
  root: 'xnat:projectData',
  columns: () => ['ID', 'secondary_ID', 'name', 'description', 'pi_firstname', 'pi_lastname'],
  shortcuts: new FieldMapping(projectShortcuts, true),
  uri: '/data/projects/'
}

/** ProjectListResource: the projects that the caller may know of. */
export const projectList: Resource<undefined> = {
  tag: 'projects',
  urls: ['/projects'],
  archive: true,
  offers: standardOffers,
  find: () => undefined,
  get: {
    id: 'listProjects',
    summary: 'List the projects that the caller may see',
    description:
      "With one of the parameters from accessible on it answers with another table, as XNAT's pages use it. Conditions on fields count " +
      'for administrators only.',
    query: {
      format: 'json, xml, csv, html',
      columns: 'comma-separated short names and field paths',
      restrict: 'edit or delete: projects that the caller may change so',
      sortBy: 'comma-separated names of columns',
      sortOrder: 'DESC turns the rows round',
      fields: 'any value: list the short names and their paths instead',
      creatableTypes: 'true: projects in which the caller may make data; of one type with data-type',
      permissions: 'create, read, edit or delete: projects in which the caller may do so with the type in dataType',
      accessible: 'true or false: projects that the caller may see, or those of them that are others\'',
      data: 'readable or writable: projects whose data the caller may read or change',
      owner: 'true or false: the caller\'s role',
      member: 'true or false: the caller\'s role',
      collaborator: 'true or false: the caller\'s role',
      users: 'true: any role',
      admin: 'true: all, for administrators',
      prearc_code: 'true: show the settings for quarantine and prearchive',
      activeSince: 'a date: projects changed later',
      recent: 'projects visited lately; no visits are kept here',
      favorite: 'any value: the caller\'s favorites of the data type Project'
    },
    responses: { 200: 'A table of projects', 500: 'Unknown columns or types, or another value than those listed' },
    handle: listProjects
  },
  post: {
    id: 'addProject',
    summary: 'Add a project; the request names its ID',
    query: { ID: 'the ID of the project', accessibility: 'private, protected or public', name: 'a short name or field path for any field' },
    responses: {
      200: 'The address of the new project as text, and in Location',
      403: 'No right to',
      409: 'A project with this ID exists',
      417: 'No ID, or one with other characters than letters, digits, _ and -',
      500: 'A name that another project has, or values that do not fit'
    },
    handle: addProject
  }
}

/** Of the handlers that can answer, the last one does (getHandlers). */
function listProjects (call: Call): Document {
  const { query, store, viewer } = call
  const fields = shortcutTable(call, projects)
  if (fields) return fields
  if (query.get('format') === 'search_xml') throw failures.notImplemented('a search document for projects')
  if (query.isTrue('creatableTypes')) return creatableProjects(call)
  if (query.names('permissions')) return projectsWithRight(call)
  if (asksForSearch(query)) return searchedProjects(call)
  const items = visible(call).map(store.projects.item)
  // for all but administrators the list of projects takes the place of the request's conditions
  return listed(call, listing(call, projects, items, undefined, { criteria: viewer.administrator, pages: false }))
}

function visible ({ query, store, viewer }: Call) {
  const rows = store.projects.visible(viewer)
  return query.get('restrict') === 'edit' || query.get('restrict') === 'delete'
    ? rows.filter(({ id }) => store.access.ownsProject(viewer, id))
    : rows
}
