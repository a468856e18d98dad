import { failures } from '../failures.ts'
import { subjectShortcuts } from '../model/catalogue/shortcuts.ts'
import type { Document } from '../model/document.ts'
import { FieldMapping } from '../model/shortcuts.ts'
import type { ProjectRow } from '../store/projects.ts'
import type { ListedSubject } from '../store/subjects.ts'
import { type Listing, listedType, listing } from './listing.ts'
import { readableProject } from './lookup.ts'
import { type Call, type Resource, standardOffers } from './resource.ts'

const subjects: Listing = {
  root: 'xnat:subjectData',
  columns: ['ID', 'project', 'label', 'insert_date', 'insert_user'],
  shortcuts: new FieldMapping(subjectShortcuts, true),
  idPath: 'xnat:subjectData/ID'
}

/** ProjectSubjectList and SubjectListResource */
export const subjectList: Resource<ProjectRow | undefined> = {
  tag: 'subjects',
  urls: ['/projects/{PROJECT_ID}/subjects', '/subjects'],
  archive: true,
  offers: standardOffers,
  find: projectOfList,
  get: {
    id: 'listSubjects',
    summary: 'List subjects of a project, or all that the caller may see',
    query: { format: 'json, xml, csv, html', columns: 'comma-separated short names and field paths' },
    responses: { 200: 'A table of subjects', 403: 'No right to read the project\'s subjects', 404: 'No such project' },
    handle: (call, project) => {
      if (project === undefined) return subjectTable(call, call.store.subjects.readable(call.viewer))
      if (!call.store.access.can(call.viewer, 'read', project.id)) throw failures.mayNotReadSubjects(project.id)
      return subjectTable(call, call.store.subjects.inProject(project.id))
    }
  }
}

/** The project of a list's URL. @throws placeNotFound */
export function projectOfList (call: Call): ProjectRow | undefined {
  const named = call.params['PROJECT_ID']
  if (named === undefined) return undefined
  const project = readableProject(call, named)
  if (project === undefined) throw failures.placeNotFound()
  return project
}

function subjectTable (call: Call, rows: readonly ListedSubject[]): Document {
  const items = rows.map(row => {
    const item = call.store.subjects.item(row)
    Object.assign(item.values, { project: row.shown_project, ...(row.shown_label !== null && { label: row.shown_label }) })
    return item
  })
  const found = listing(call, subjects, listedType(call, subjects), items, '/data/subjects/')
  return { kind: 'table', ...found, properties: { totalRecords: String(found.rows.length) } }
}
