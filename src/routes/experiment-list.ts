import { failures } from '../failures.ts'
import { experimentShortcuts } from '../model/catalogue/shortcuts.ts'
import type { Document } from '../model/document.ts'
import { FieldMapping } from '../model/shortcuts.ts'
import type { ListedExperiment } from '../store/experiments.ts'
import type { ProjectRow } from '../store/projects.ts'
import { type Listing, listedType, listing } from './listing.ts'
import { readableSubject } from './lookup.ts'
import { type Call, type Resource, standardOffers } from './resource.ts'
import { projectOfList } from './subject-list.ts'

const ofProject: Listing = {
  root: 'xnat:subjectAssessorData',
  columns: ['ID', 'project', 'date', 'xsiType', 'label', 'insert_date'],
  shortcuts: new FieldMapping(experimentShortcuts, true),
  idPath: 'xnat:experimentData/ID'
}

const ofSite: Listing = { ...ofProject, root: 'xnat:experimentData' }

interface ListPlace {
  readonly project: ProjectRow | undefined
  readonly subject: string | undefined
}

/** ProjSubExptList and ExperimentListResource */
export const experimentList: Resource<ListPlace> = {
  tag: 'experiments',
  urls: ['/projects/{PROJECT_ID}/subjects/{SUBJECT_ID}/experiments', '/projects/{PROJECT_ID}/experiments', '/experiments'],
  archive: true,
  offers: standardOffers,
  find: call => {
    const project = projectOfList(call)
    const named = call.params['SUBJECT_ID']
    const subject = named === undefined ? undefined : readableSubject(call, named, project)
    if (named !== undefined && subject === undefined) throw failures.placeNotFound()
    return { project, subject: subject?.id }
  },
  get: {
    id: 'listExperiments',
    summary: 'List experiments of a subject, of a project, or all that the caller may see',
    query: { format: 'json, xml, csv, html', columns: 'comma-separated short names and field paths', xsiType: 'list experiments of this type only' },
    responses: { 200: 'A table of experiments', 403: 'No right to read the project\'s experiments', 404: 'No such project or subject' },
    handle: (call, { project, subject }) => {
      if (project === undefined) return experimentTable(call, ofSite, call.store.experiments.readable(call.viewer), { title: 'Matching experiments' })
      if (!call.store.access.can(call.viewer, 'read', project.id)) throw failures.mayNotReadExperiments(project.id)
      const rows = call.store.experiments.inProject(project.id)
      return experimentTable(call, ofProject, subject === undefined ? rows : rows.filter(row => row.subject === subject), {})
    }
  }
}

function experimentTable (call: Call, list: Listing, rows: readonly ListedExperiment[], more: Readonly<Record<string, string>>): Document {
  const root = listedType(call, list)
  const items = rows.map(row => {
    const item = call.store.experiments.item(row)
    Object.assign(item.values, { project: row.shown_project, ...(row.shown_label !== null && { label: row.shown_label }) })
    return item
  }).filter(({ type }) => type.isA(root.xsiType))
  const found = listing(call, list, root, items, '/data/experiments/')
  return { kind: 'table', ...found, properties: { totalRecords: String(found.rows.length), ...more } }
}
