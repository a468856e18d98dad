import { failures } from '../../../failures/index.ts'
import { subjectShortcuts } from '../../../model/catalogue/shortcuts.ts'
import type { Document } from '../../../model/document.ts'
import { FieldMapping } from '../../../model/shortcuts.ts'
import type { ProjectRow } from '../../../store/items/projects.ts'
import { addSubject } from './add-subject.ts'
import { type Listing, type Found, listed, listing, shortcutTable } from '../lists/listing.ts'
import { statusQuery } from '../items/owned-status.ts'
import { readableProject } from '../items/lookup.ts'
import { relationsIn } from '../items/relations.ts'
import { type Call, type Resource, standardOffers } from '../resource.ts'

const subjects: Listing = {
  root: 'xnat:subjectData',
  columns: () => ['ID', 'project', 'label', 'insert_date', 'insert_user'],
  shortcuts: new FieldMapping(subjectShortcuts, true),
  idPath: 'xnat:subjectData/ID',
  uri: '/data/subjects/'
}

const query = {
  format: 'json, xml, csv, html',
  columns: 'comma-separated short names and field paths',
  gender:
    'a short name or field path with the values that are wanted: a comma is or, * and % stand for anything, a-b is a range of numbers or ' +
    'dates',
  limit: 'how many rows, 100 where only offset is there; the answer then has no total',
  offset: 'how many rows to leave out',
  sortBy: 'comma-separated names of columns',
  sortOrder: 'DESC turns the rows round',
  fields: 'any value: list the short names and their paths instead'
}

/** ProjectSubjectList: the subjects of a project. */
export const projectSubjectList: Resource<ProjectRow> = {
  tag: 'subjects',
  urls: ['/projects/{PROJECT_ID}/subjects'],
  archive: true,
  offers: standardOffers,
  find: call => {
    const project = readableProject(call, call.params['PROJECT_ID'] ?? '')
    if (project === undefined) throw failures.placeNotFound()
    return project
  },
  get: {
    id: 'listProjectSubjects',
    summary: 'List the subjects of a project, with those that are shared into it',
    query,
    responses: {
      200: 'A table of subjects',
      403: "No right to read the project's subjects",
      404: 'No such project',
      500: 'Unknown columns, or a condition that the database refuses'
    },
    handle: listProjectSubjects
  },
  post: {
    id: 'addSubject',
    summary: 'Add a subject; it gets a generated ID',
    query: { label: 'a short name or field path for any field', ...statusQuery },
    responses: {
      200: 'The address of the new subject as text, and in Location',
      400: 'Values that do not fit',
      403: 'No right to',
      404: 'No such project',
      409: 'A subject with this ID or label exists',
      422: 'Not a subject, or one with experiments'
    },
    handle: addSubject
  }
}

/** SubjectListResource: every subject that the caller may see. */
export const subjectList: Resource<undefined> = {
  tag: 'subjects',
  urls: ['/subjects'],
  archive: true,
  offers: standardOffers,
  find: () => undefined,
  get: {
    id: 'listSubjects',
    summary: 'List the subjects that the caller may see',
    query,
    responses: { 200: 'A table of subjects', 500: 'No access to any project, unknown columns, or a condition that the database refuses' },
    handle: call => {
      const fields = shortcutTable(call, subjects)
      if (fields) return fields
      if (!call.store.access.readsAny(call.viewer)) throw failures.badListing()
      const items = call.store.subjects.readable(call.viewer).map(call.store.subjects.item)
      return listed(call, listing(call, subjects, items, relationsIn(call.store)))
    }
  }
}

function listProjectSubjects (call: Call, project: ProjectRow): Document {
  const { store, viewer } = call
  const fields = shortcutTable(call, subjects)
  if (fields) return fields
  if (!store.access.can(viewer, 'read', project.id)) throw failures.mayNotReadSubjects(project.id)
  const found = listing(call, subjects, store.subjects.inProject(project.id).map(store.subjects.item), relationsIn(store))
  return listed(call, asShared(call, project, found))
}

/** What is shared into the project stands there under its label in it; the project stays that of its owner. */
function asShared ({ store }: Call, { id: project }: ProjectRow, found: Found): Found {
  const column = found.columns.indexOf('label')
  if (column === -1 || !found.columns.includes('ID')) return found
  const rows = found.rows.map(row => {
    const label = store.shares.find('subject', String(row.at(-1)).slice(subjects.uri.length), project)?.label
    return label == null ? row : row.map((cell, index) => index === column ? label : cell)
  })
  return { ...found, rows }
}
