import { failures } from '../failures.ts'
import { type Document, empty } from '../model/document.ts'
import type { Item } from '../model/item.ts'
import type { ExperimentRow } from '../store/experiments.ts'
import type { ProjectRow } from '../store/projects.ts'
import type { SubjectRow } from '../store/subjects.ts'
import { deleteExperiment, deletedFrom } from './delete-owned.ts'
import { withResources } from './item-files.ts'
import { readableExperiment, readableExperimentByLabel, readableProject, readableSubject } from './lookup.ts'
import { projectTable, statusText } from './owned-status.ts'
import { putExperiment, putSubjectExperiment } from './put-experiment.ts'
import { itemQuery, representItem } from './represent-item.ts'
import type { Call, Resource } from './resource.ts'
import { unseen } from './unseen.ts'

export interface ExperimentPlace {
  readonly project: ProjectRow | undefined
  /** What a PUT changes: found by label in the project, below a subject also by ID. */
  readonly existing: ExperimentRow | undefined
  /** The subject of the address, where it is there. */
  readonly subject: SubjectRow | undefined
  /** The same as the address has it. */
  readonly subjectNamed: string | undefined
  /** As the URL has it: an ID or a label. */
  readonly named: string
}

const get = {
  summary: 'Read one experiment, or with /projects or /status behind its address the projects that show it or its status',
  query: itemQuery,
  ignores: 'parameters' as const,
  responses: { 200: 'The experiment; a session with its scans and assessors', 404: 'No such experiment, or no right to see it', 406: 'Accept fits neither HTML nor XML' },
  handle: getExperiment
}

const put = {
  summary: 'Make or change an experiment, or share it with /projects/{project} behind its address',
  description: 'Fields come from the query, an XML body or a form body, as for scans. A subject that does not exist is made. A label on an existing experiment renames it and does nothing else.',
  query: {
    xsiType: 'type of a new experiment, unless a path or the body names it',
    date: 'a short name or field path for any field',
    label: 'a new label for an existing experiment; with /projects/{project}, the label there',
    subject_ID: 'another subject, by ID or label',
    primary: 'true with /projects/{project}: make that project its owner',
    allowDataDeletion: 'true: what is absent is removed',
    pullDataFromHeaders: 'true: fill a session and its scans from the headers of its DICOM files',
    event_reason: 'reason for the change'
  },
  responses: { 200: 'Saved; the experiment\'s ID', 201: 'Made; the experiment\'s ID', 400: 'Values that do not fit, or an ID or label that differs', 403: 'No right to', 404: 'No such project to share with', 409: 'A label that is taken, a share that is there, or another project', 417: 'No type and no body', 422: 'No project, no subject, not an experiment, or XML that cannot be read', 500: 'A label with other characters than letters, digits, _ and -' }
}

const remove = {
  summary: 'Delete an experiment, or take its share with the project away',
  query: { removeFiles: 'remove the files too; anything but false and 0 means yes', event_reason: 'reason for the change' },
  responses: { 200: 'Deleted; no body', 400: 'Something behind the address that is no project', 403: 'No right to, or the site prevents deletion', 404: 'No such experiment or project' },
  handle: removeExperiment
}

/** SubjAssessmentResource: an experiment below its subject. */
export const subjectExperiment: Resource<ExperimentPlace> = {
  tag: 'experiments',
  urls: ['/projects/{PROJECT_ID}/subjects/{SUBJECT_ID}/experiments/{EXPT_ID}'],
  archive: true,
  offers: ['text/html', 'text/xml'],
  find: findBelowSubject,
  get: { id: 'getSubjectExperiment', ...get },
  put: { id: 'putSubjectExperiment', ...put, handle: putSubjectExperiment },
  delete: { id: 'deleteSubjectExperiment', ...remove }
}

/** ExperimentResource: an experiment by project or by ID alone. */
export const experiment: Resource<ExperimentPlace> = {
  tag: 'experiments',
  urls: ['/projects/{PROJECT_ID}/experiments/{EXPT_ID}', '/experiments/{EXPT_ID}'],
  archive: true,
  offers: ['text/html', 'text/xml'],
  find: findAnywhere,
  get: { id: 'getExperiment', ...get },
  put: { id: 'putExperiment', ...put, handle: putExperiment },
  delete: { id: 'deleteExperiment', ...remove }
}

function findBelowSubject (call: Call): ExperimentPlace {
  const { PROJECT_ID: projectId = '', SUBJECT_ID: subjectNamed = '', EXPT_ID: named = '' } = call.params
  const project = readableProject(call, projectId)
  if (project === undefined) throw failures.placeNotFound()
  const existing = readableExperimentByLabel(call, named, project.id) ?? readableExperiment(call, named, project)
  return { project, existing, subject: readableSubject(call, subjectNamed, project), subjectNamed, named }
}

/** The constructor looks for the label in the project as the address names it, so never below an alias. */
function findAnywhere (call: Call): ExperimentPlace {
  const { PROJECT_ID: projectId, EXPT_ID: named = '' } = call.params
  const project = projectId === undefined ? undefined : readableProject(call, projectId)
  const existing = projectId === undefined ? undefined : readableExperimentByLabel(call, named, projectId)
  return { project, existing, subject: undefined, subjectNamed: undefined, named }
}

/** For reading and deleting the ID goes before the label, and may be that of another project. */
function theExperiment (call: Call, { project, named }: ExperimentPlace): ExperimentRow | undefined {
  return readableExperiment(call, named) ?? (project && readableExperimentByLabel(call, named, project.id))
}

function getExperiment (call: Call, place: ExperimentPlace): Document {
  const found = theExperiment(call, place)
  if (found === undefined) return unseen(call, failures.experimentNotFound)
  if (call.rest === 'status') return statusText(call, found)
  if (call.rest === 'history') throw failures.notImplemented('the history of an experiment')
  if (call.rest.startsWith('projects')) return projectTable(call, 'experiment', found)
  return representItem(call, fullExperiment(call, found))
}

function removeExperiment (call: Call, place: ExperimentPlace): Document {
  const found = theExperiment(call, place)
  if (found === undefined) throw failures.experimentNotFound()
  deleteExperiment(call, found, deletedFrom(call, place.project, found))
  return empty
}

/** The experiment with its shares and, of a session, its scans and the assessors that the viewer may read. */
export function fullExperiment (call: Call, row: ExperimentRow): Item {
  const { store, viewer } = call
  const item = withResources(store, store.experiments.item(row), { kind: 'experiment', id: row.id })
  item.children['sharing/share'] = store.shares.items('experiment', row.id)
  if (!item.type.isA('xnat:imageSessionData')) return item
  item.children['scans/scan'] = store.scans.list(row.id).map(scan => withResources(store, store.scans.item(scan), { kind: 'scan', id: scan.key }))
  item.children['assessors/assessor'] = store.experiments.ofSession(row.id)
    .filter(({ id, project }) => store.access.canRead(viewer, { kind: 'experiment', id, project }))
    .map(assessor => fullExperiment(call, assessor))
  return item
}
