import { failures } from '../../../failures/index.ts'
import { assessorShortcuts, reconstructionShortcuts } from '../../../model/catalogue/shortcuts.ts'
import { FieldMapping } from '../../../model/shortcuts.ts'
import type { ExperimentRow } from '../../../store/items/experiments.ts'
import { unformatted } from '../lists/empty-list.ts'
import { type Found, type Listing, listed, listing, shortcutTable } from '../lists/listing.ts'
import { readableExperiment, readableProject, readableSubject } from '../items/lookup.ts'
import { orNoTable } from '../lists/no-table.ts'
import { notYet } from '../not-implemented.ts'
import { relationsIn } from '../items/relations.ts'
import { type Call, type Resource, standardOffers } from '../resource.ts'

const assessors: Listing = {
  root: 'xnat:imageAssessorData',
  columns: () => ['ID', 'project', 'label', 'date', 'xsiType', 'insert_date', 'session_ID', 'session_label'],
  shortcuts: new FieldMapping(assessorShortcuts, true),
  idPath: 'xnat:experimentData/ID',
  uri: '/data/experiments/'
}

const reconstructions: Listing = {
  root: 'xnat:reconstructedImageData',
  columns: () => ['xnat_reconstructedimagedata_id', 'ID', 'type', 'baseScanType'],
  shortcuts: new FieldMapping(reconstructionShortcuts, true),
  idPath: 'xnat:reconstructedImageData/ID',
  uri: '/data/experiments/'
}

const columnsAsked = {
  format: 'json, xml, csv, html',
  columns: 'comma-separated short names and field paths',
  xsiType: 'list this type only'
}

/** ProjSubExptAsstList: the assessors of an experiment. */
export const assessorList: Resource<ExperimentRow> = {
  tag: 'assessors',
  urls: ['/projects/{PROJECT_ID}/subjects/{SUBJECT_ID}/experiments/{ASSESSED_ID}/assessors', '/experiments/{ASSESSED_ID}/assessors'],
  archive: true,
  offers: standardOffers,
  find: assessed,
  get: {
    id: 'listAssessors',
    summary: 'List the assessors of an experiment',
    query: columnsAsked,
    responses: { 200: 'A table of assessors', 404: 'No such project, subject or experiment' },
    handle: (call, session) =>
      shortcutTable(call, assessors) ?? orNoTable(call, () => listed(call, unformatted(assessorsOf(call, session))))
  },
  post: notYet('addAssessor', 'Adding assessors')
}

/** ReconList: the reconstructions of a session, of which this server makes none. */
export const reconstructionList: Resource<ExperimentRow> = {
  tag: 'assessors',
  urls: [
    '/projects/{PROJECT_ID}/subjects/{SUBJECT_ID}/experiments/{ASSESSED_ID}/reconstructions',
    '/experiments/{ASSESSED_ID}/reconstructions'
  ],
  archive: true,
  offers: standardOffers,
  find: assessed,
  get: {
    id: 'listReconstructions',
    summary: 'List the reconstructions of a session: none',
    query: columnsAsked,
    responses: { 200: 'An empty table', 404: 'No such project, subject or session' },
    handle: call => shortcutTable(call, reconstructions) ?? listed(call, listing(call, reconstructions, []))
  },
  post: notYet('addReconstruction', 'Adding reconstructions')
}

/** The session's own condition takes the place of the request's. */
function assessorsOf (call: Call, session: ExperimentRow): Found {
  const { store, viewer } = call
  const rows = store.experiments.readable(viewer).filter(row => row.session === session.id)
  return listing(call, assessors, rows.map(store.experiments.item), relationsIn(store), { criteria: false, pages: true })
}

/** The lists' constructor; each step has words of its own. */
function assessed (call: Call): ExperimentRow {
  const { PROJECT_ID: projectId, SUBJECT_ID: subjectId = '', ASSESSED_ID: experimentId = '' } = call.params
  if (projectId === undefined) {
    const row = readableExperiment(call, experimentId)
    if (row === undefined) throw failures.placeNotFound()
    return row
  }
  const project = readableProject(call, projectId)
  if (project === undefined) throw failures.noAssessedProject()
  if (readableSubject(call, subjectId, project) === undefined) throw failures.noAssessedSubject()
  const row = readableExperiment(call, experimentId, project)
  if (row === undefined) throw failures.noAssessedExperiment()
  return row
}

/** ExptAssessmentResource: one assessor. */
export const assessor: Resource<ExperimentRow> = {
  tag: 'assessors',
  urls: [
    '/projects/{PROJECT_ID}/subjects/{SUBJECT_ID}/experiments/{ASSESSED_ID}/assessors/{EXPT_ID}',
    '/experiments/{ASSESSED_ID}/assessors/{EXPT_ID}'
  ],
  archive: true,
  offers: ['text/xml'],
  find: assessed,
  get: {
    id: 'readAssessor',
    summary: 'Read an assessor',
    query: { format: 'json, xml, html' },
    responses: { 200: 'The assessor', 404: 'No such assessor' },
    handle: (call, session) => {
      const row = readableExperiment(call, call.params['EXPT_ID'] ?? '')
      if (row?.session !== session.id) throw failures.experimentNotFound()
      return { kind: 'item', item: call.store.experiments.item(row) }
    }
  },
  put: notYet('putAssessor', 'Making assessors'),
  delete: notYet('deleteAssessor', 'Deleting assessors')
}

/** ReconResource: one reconstruction, of which there is none. */
export const reconstruction: Resource<ExperimentRow> = {
  tag: 'assessors',
  urls: [
    '/projects/{PROJECT_ID}/subjects/{SUBJECT_ID}/experiments/{ASSESSED_ID}/reconstructions/{RECON_ID}',
    '/experiments/{ASSESSED_ID}/reconstructions/{RECON_ID}'
  ],
  archive: true,
  offers: ['text/html', 'text/xml'],
  find: assessed,
  get: {
    id: 'readReconstruction',
    summary: 'Read a reconstruction: there is none',
    responses: { 404: 'No such reconstruction' },
    handle: () => { throw failures.reconstructionNotFound() }
  },
  put: notYet('putReconstruction', 'Making reconstructions'),
  delete: {
    id: 'deleteReconstruction',
    summary: 'Delete a reconstruction: there is none',
    responses: { 404: 'No such reconstruction' },
    handle: () => { throw failures.reconstructionNotFound() }
  }
}
