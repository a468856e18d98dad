import { failures } from '../../../failures/index.ts'
import { type Document, empty } from '../../../model/document.ts'
import type { ExperimentRow } from '../../../store/items/experiments.ts'
import { deleteExperiment, deletedFrom } from '../items/delete-owned.ts'
import { type ExperimentPlace, findAnywhere, findBelowSubject } from './place.ts'
import { fullExperiment } from '../items/full-item.ts'
import { readableExperiment, readableExperimentByLabel } from '../items/lookup.ts'
import { projectTable, statusQuery, statusText } from '../items/owned-status.ts'
import { putExperiment, putSubjectExperiment } from './put-experiment.ts'
import { itemQuery, representItem } from '../items/represent-item.ts'
import type { Call, Resource } from '../resource.ts'
import { unseen } from '../items/unseen.ts'

const get = {
  summary: 'Read one experiment, or with /projects or /status behind its address the projects that show it or its status',
  query: itemQuery,
  ignores: 'parameters' as const,
  responses: {
    200: 'The experiment; a session with its scans and assessors',
    404: 'No such experiment, or no right to see it',
    406: 'Accept fits neither HTML nor XML'
  },
  handle: getExperiment
}

const put = {
  summary: 'Make or change an experiment, or share it with /projects/{project} behind its address',
  description:
    'Fields come from the query, an XML body or a form body, as for scans. A subject that does not exist is made. A label on an existing ' +
    'experiment renames it and does nothing else.',
  query: {
    xsiType: 'type of a new experiment, unless a path or the body names it',
    label: 'a new label for an existing experiment; with /projects/{project}, the label there',
    subject_ID: 'another subject, by ID; below a subject\'s address by label too',
    primary: 'true with /projects/{project}: make that project its owner',
    allowDataDeletion: 'true: what is absent is removed',
    fixScanTypes: 'true: scans without a type get one by their series description',
    triggerPipelines: 'true: run the pipelines of new sessions; there are none here',
    supressEmail: 'beside triggerPipelines',
    action: 'fixScanTypes, pullDataFromHeaders, triggerPipelines: several, with commas',
    ...statusQuery,
    pullDataFromHeaders: 'true: fill a session and its scans from the headers of its DICOM files',
    event_reason: 'reason for the change'
  },
  responses: {
    200: "Saved; the experiment's ID",
    201: "Made; the experiment's ID",
    400: 'Values that do not fit, or an ID or label that differs',
    403: 'No right to',
    404: 'No such project to share with',
    409: 'A label that is taken, a share that is there, or another project',
    417: 'No type and no body',
    422: 'No project, no subject, not an experiment, or XML that cannot be read',
    500: 'A label with other characters than letters, digits, _ and -'
  }
}

const remove = {
  summary: 'Delete an experiment, or take its share with the project away',
  query: { removeFiles: 'remove the files too; anything but false and 0 means yes', event_reason: 'reason for the change' },
  responses: {
    200: 'Deleted; no body',
    400: 'Something behind the address that is no project',
    403: 'No right to, or the site prevents deletion',
    404: 'No such experiment or project'
  },
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
  put: {
    id: 'putSubjectExperiment',
    ...put,
    query: { ...put.query, date: 'a short name or field path for any field', visit: 'the ID of a visit' },
    handle: putSubjectExperiment
  },
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
  put: {
    id: 'putExperiment',
    ...put,
    description: `${put.description} Short names of fields are not understood here: fields have their full paths.`,
    query: { ...put.query, 'xnat:experimentData/date': 'any field by its full path' },
    handle: putExperiment
  },
  delete: { id: 'deleteExperiment', ...remove }
}

/** For reading and deleting the ID goes before the label, and may be that of another project. */
function theExperiment (call: Call, { project, idOrLabel }: ExperimentPlace): ExperimentRow | undefined {
  return readableExperiment(call, idOrLabel) ?? (project && readableExperimentByLabel(call, idOrLabel, project.id))
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
