import { failures } from '../../../failures/index.ts'
import { type Document, empty } from '../../../model/document.ts'
import { deleteExperiment, deletedFrom } from '../items/delete-owned.ts'
import { fullExperiment } from '../items/full-item.ts'
import { projectTable, statusQuery, statusText } from '../items/owned-status.ts'
import { itemQuery, representItem } from '../items/represent-item.ts'
import { unseen } from '../items/unseen.ts'
import type { Call, Resource } from '../resource.ts'
import { type AssessorPlace, findAssessor } from './assessor-place.ts'
import { putAssessor } from './put-assessor.ts'

/** ExptAssessmentResource: one assessor of a session. */
export const assessor: Resource<AssessorPlace> = {
  tag: 'assessors',
  urls: [
    '/projects/{PROJECT_ID}/subjects/{SUBJECT_ID}/experiments/{ASSESSED_ID}/assessors/{EXPT_ID}',
    '/experiments/{ASSESSED_ID}/assessors/{EXPT_ID}'
  ],
  archive: true,
  offers: ['text/html', 'text/xml'],
  find: findAssessor,
  get: {
    id: 'getAssessor',
    summary: 'Read an assessor, or with /projects or /status behind its address the projects that show it or its status',
    query: itemQuery,
    ignores: 'parameters',
    responses: { 200: 'The assessor', 404: 'No such assessor, or no right to see it', 406: 'Accept fits neither HTML nor XML' },
    handle: readAssessor
  },
  put: {
    id: 'putAssessor',
    summary: 'Make or change an assessor, or share it with /projects/{project} behind its address',
    description:
      'Fields come from the query, an XML body or a form body, as for scans. A label or an ID cannot be changed here: ' +
      '/data/projects/{project}/experiments/{assessor} does that.',
    query: {
      xsiType: 'type of a new assessor, unless a path or the body names it',
      label: 'the label; with /projects/{project}, the label there',
      project: 'the project that owns a new assessor, where the address names none',
      date: 'a short name or field path for any field',
      primary: 'true with /projects/{project}: make that project its owner',
      allowDataDeletion: 'true: what is absent is removed',
      ...statusQuery,
      event_reason: 'reason for the change'
    },
    responses: {
      200: "Saved; the assessor's ID",
      201: "Made; the assessor's ID",
      400: 'Values that do not fit, no session, or an ID or label that differs',
      403: 'No right to',
      404: 'No such project',
      409: 'A share that is there, a label that is taken, or another project',
      417: 'No type and no body',
      422: 'No project, not an assessor, or XML that cannot be read',
      500: 'A label with other characters than letters, digits, _ and -'
    },
    handle: putAssessor
  },
  delete: {
    id: 'deleteAssessor',
    summary: 'Delete an assessor, or take its share with the project away',
    query: { removeFiles: 'remove the files too; anything but false and 0 means yes', event_reason: 'reason for the change' },
    responses: {
      200: 'Deleted; no body',
      400: 'Something behind the address that is no project',
      403: 'No right to, or the site prevents deletion',
      404: 'No such assessor or project'
    },
    handle: removeAssessor
  }
}

/** Whichever session it belongs to: XNAT compares that with the address nowhere. */
function readAssessor (call: Call, { existing }: AssessorPlace): Document {
  if (existing === undefined) return unseen(call, failures.experimentNotFound)
  if (call.rest === 'status') return statusText(call, existing)
  if (call.rest.startsWith('projects')) return projectTable(call, 'experiment', existing)
  return representItem(call, fullExperiment(call, existing))
}

function removeAssessor (call: Call, { existing, project }: AssessorPlace): Document {
  if (existing === undefined) return unseen(call, failures.experimentNotFound)
  deleteExperiment(call, existing, deletedFrom(call, project, existing))
  return empty
}
