import { failures } from '../../../failures/index.ts'
import { experimentShortcuts } from '../../../model/catalogue/shortcuts.ts'
import type { DataType } from '../../../model/data-type.ts'
import type { Document } from '../../../model/document.ts'
import { FieldMapping } from '../../../model/shortcuts.ts'
import type { ExperimentRow } from '../../../store/items/experiments.ts'
import type { ProjectRow } from '../../../store/items/projects.ts'
import type { SubjectRow } from '../../../store/items/subjects.ts'
import { addExperiment } from './add-experiment.ts'
import { type ProjectExperiments, findProjectExperiments } from './place.ts'
import { unformatted } from '../lists/empty-list.ts'
import { type Found, type Listing, listed, listing, shortcutTable } from '../lists/listing.ts'
import { statusQuery } from '../items/owned-status.ts'
import { orNoTable } from '../lists/no-table.ts'
import { recentExperiments } from './recent-experiments.ts'
import { relationsIn } from '../items/relations.ts'
import { type Call, type Resource, standardOffers } from '../resource.ts'

const shown = ['ID', 'project', 'date', 'xsiType', 'label', 'insert_date']

const uri = '/data/experiments/'
const shortcuts = new FieldMapping(experimentShortcuts, true)

const ofProject = ({ store }: Call): Listing => ({
  root: 'xnat:subjectAssessorData',
  columns: () => shown,
  // their rights hang on the types of the rows, so XNAT reads these too
  always: ({ xsiType }) =>
    store.dataTypes.isSecure(xsiType) ? [] : ['xnat:experimentData/extension_item/element_name', 'xnat:experimentData/project'],
  shortcuts,
  uri
})

const ofSite = (call: Call): Listing => ({
  ...ofProject(call),
  root: 'xnat:experimentData',
  columns: root => [
    ...shown,
    ...root.isA('xnat:subjectAssessorData') ? ['subject_ID', 'subject_label'] : [],
    ...root.isA('xnat:imageAssessorData') ? ['session_ID', 'session_label'] : []
  ]
})

const query = {
  format: 'json, xml, csv, html',
  columns: 'comma-separated short names and field paths; those of scans give a row for each scan',
  xsiType: 'list experiments of this type only',
  label:
    'a short name or field path with the values that are wanted: a comma is or, * and % stand for anything, a-b is a range of numbers or ' +
    'dates',
  limit: 'how many rows, 100 where only offset is there; the answer then has no total',
  offset: 'how many rows to leave out',
  sortBy: 'comma-separated names of columns',
  sortOrder: 'DESC turns the rows round',
  fields: 'any value: list the short names and their paths instead'
}

/** ProjSubExptList: the experiments of a project, or of one of its subjects. */
export const projectExperimentList: Resource<ProjectExperiments> = {
  tag: 'experiments',
  urls: ['/projects/{PROJECT_ID}/subjects/{SUBJECT_ID}/experiments', '/projects/{PROJECT_ID}/experiments'],
  archive: true,
  offers: standardOffers,
  find: findProjectExperiments,
  get: {
    id: 'listProjectExperiments',
    summary: 'List experiments of a subject or of a project, with those that are shared into it',
    query,
    responses: {
      200: 'A table of experiments; nothing at all where the query fails',
      403: "No right to read the project's experiments",
      404: 'No such project or subject'
    },
    handle: listProjectExperiments
  },
  post: {
    id: 'addExperiment',
    summary: 'Add an experiment; it gets a generated ID',
    query: {
      xsiType: 'type of the experiment',
      label: 'a short name or field path for any field',
      subject_ID: 'its subject, by ID; one that nobody knows is made under this label',
      triggerPipelines: 'true: run the pipelines of new sessions; there are none here',
      ...statusQuery
    },
    responses: {
      200: 'The address of the new experiment as text, and in Location',
      400: 'Values that do not fit',
      403: 'No right to',
      404: 'No such project or subject',
      409: 'An experiment with this ID or label exists',
      417: 'No type and no body',
      422: "No subject, or not a subject's experiment"
    },
    handle: addExperiment
  }
}

/** ExperimentListResource: every experiment that the caller may see. */
export const experimentList: Resource<undefined> = {
  tag: 'experiments',
  urls: ['/experiments'],
  archive: true,
  offers: standardOffers,
  find: () => undefined,
  get: {
    id: 'listExperiments',
    summary: 'List the experiments that the caller may see',
    query: { ...query, recent: 'sessions of the last 60 days instead, or of this many days where limit is there too' },
    responses: { 200: 'A table of experiments', 500: 'An unknown type, unknown columns, or a condition that the database refuses' },
    handle: call => {
      const list = ofSite(call)
      const fields = shortcutTable(call, list)
      if (fields) return fields
      if (call.query.get('recent') !== undefined) return recentExperiments(call)
      const { experiments } = call.store
      const items = experiments.readable(call.viewer).filter(isListed(call)).map(experiments.item)
      const found = listing(call, list, items, relationsIn(call.store))
      return listed(call, unformatted(found), { title: 'Matching experiments' })
    }
  }
}

/** Rows of types that are not set up are in no list (ElementSecurity). */
const isListed = ({ store }: Call) => ({ xsi_type: type }: ExperimentRow): boolean => store.dataTypes.isSetUp(type)

function listProjectExperiments (call: Call, { project, subject }: ProjectExperiments): Document {
  const fields = shortcutTable(call, ofProject(call))
  if (fields) return fields
  if (!call.store.access.can(call.viewer, 'read', project.id)) throw failures.mayNotReadExperiments(project.id)
  return orNoTable(call, () => listed(call, projectExperiments(call, project, subject)))
}

function projectExperiments (call: Call, project: ProjectRow, subject: SubjectRow | undefined): Found {
  const { store } = call
  const rows = store.experiments.inProject(project.id)
    .filter(row => subject === undefined || row.subject === subject.id)
    .filter(isListed(call))
  const found = listing(call, ofProject(call), rows.map(store.experiments.item), relationsIn(store))
  const distinct = isDistinct(call, found.root) ? { ...found, rows: withoutRepeats(found.rows) } : found
  return unformatted(asShared(call, project, distinct))
}

/** Where nothing but the project is asked of types that have no rights of their own, the query is a UNION (buildFullQuery). */
const isDistinct = ({ query, params, store }: Call, root: DataType): boolean =>
  !store.dataTypes.isSecure(root.xsiType) &&
  params['SUBJECT_ID'] === undefined &&
  ![...query.entries()].some(
    ([name, value]) => value !== undefined && name !== 'xsiType' && (name.includes('/') || shortcuts.pathOf(name) !== undefined)
  )

function withoutRepeats (rows: Found['rows']): Found['rows'] {
  const seen = new Map(rows.map(row => [JSON.stringify(row), row]))
  return seen.size === rows.length ? rows : [...seen.values()]
}

/** What is shared into the project stands there under its label in it, as long as labels are among the columns. */
function asShared ({ store }: Call, { id: project }: ProjectRow, found: Found): Found {
  const [label, subjectLabel, projectColumn] = ['label', 'subject_label', 'project'].map(header => found.columns.indexOf(header))
  if (label === -1) return found
  const rows = found.rows.map(row => {
    const id = String(row.at(-1)).slice(uri.length)
    const share = store.shares.find('experiment', id, project)
    if (share === undefined) return row
    const subject = store.experiments.byId(id)?.subject
    const subjectShare = subject == null ? undefined : store.shares.find('subject', subject, project)
    const replaced = new Map([[label, share.label], [subjectLabel, subjectShare?.label], [projectColumn, project]])
    return row.map((cell, column) => replaced.get(column) ?? cell)
  })
  return { ...found, rows }
}
