import { failures } from '../../../failures/index.ts'
import { type Document, empty } from '../../../model/document.ts'
import type { ProjectRow } from '../../../store/items/projects.ts'
import { deleteSubject, deletedFrom } from '../items/delete-owned.ts'
import { fullSubject } from '../items/full-item.ts'
import { readableSubject } from '../items/lookup.ts'
import { projectTable, statusQuery, statusText } from '../items/owned-status.ts'
import { putSubject } from './put-subject.ts'
import { itemQuery, representItem } from '../items/represent-item.ts'
import type { Call, Resource } from '../resource.ts'
import { type SubjectPlace, findSubjectPlace } from './place.ts'

/** SubjectResource: one subject. */
export const subject: Resource<SubjectPlace> = {
  tag: 'subjects',
  urls: ['/projects/{PROJECT_ID}/subjects/{SUBJECT_ID}', '/subjects/{SUBJECT_ID}'],
  archive: true,
  offers: ['text/html', 'text/xml'],
  find: findSubjectPlace,
  get: {
    id: 'getSubject',
    summary: 'Read one subject, or with /projects or /status behind its address the projects that show it or its status',
    query: itemQuery,
    ignores: 'parameters',
    responses: {
      200: 'The subject with its experiments',
      404: 'No such subject, or no right to see it',
      406: 'Accept fits neither HTML nor XML'
    },
    handle: getSubject
  },
  put: {
    id: 'putSubject',
    summary: 'Make or change a subject, or share it with /projects/{project} behind its address',
    description:
      'Fields come from the query, an XML body or a form body, as for scans. A label on an existing subject renames it and does nothing ' +
      'else.',
    query: {
      gender: 'a short name or field path for any field',
      label: 'a new label for an existing subject; with /projects/{project}, the label there',
      primary: 'with /projects/{project}: make that project its owner',
      ...statusQuery,
      loadExisting: 'false: do not lay the request over the stored subject',
      allowDataDeletion: 'true: what is absent is removed',
      event_reason: 'reason for the change'
    },
    responses: {
      200: "Saved; the subject's ID",
      201: "Made; the subject's ID",
      400: 'Values that do not fit, or an ID that differs',
      403: 'No right to',
      404: 'No such project to share with',
      409: 'A label that is taken, a share that is there, or another project',
      417: 'An ID with other characters than letters, digits, _ and -',
      422: 'No project, not a subject, or XML that cannot be read'
    },
    handle: putSubject
  },
  delete: {
    id: 'deleteSubject',
    summary: 'Delete a subject and its experiments, or take its share with the project away',
    query: { removeFiles: 'remove the files too; anything but false and 0 means yes', event_reason: 'reason for the change' },
    responses: {
      200: 'Deleted; no body',
      400: 'Something behind the address that is no project',
      403: 'No right to, or the site prevents deletion',
      404: 'No such subject or project'
    },
    handle: removeSubject
  }
}

function getSubject (call: Call, { project, subject, idOrLabel }: SubjectPlace): Document {
  const found = subject ?? readableSubject(call, idOrLabel)
  if (found === undefined) throw failures.subjectNotFound(explanation(project, idOrLabel))
  if (call.rest === 'status') return statusText(call, found)
  if (call.rest.startsWith('projects')) return projectTable(call, 'subject', found)
  return representItem(call, fullSubject(call, found))
}

const explanation = (project: ProjectRow | undefined, idOrLabel: string): string =>
  project
    ? ` The project ${project.id} does not contain a subject identifiable by the ID or label ${idOrLabel}.`
    : ' When searching by subject ID only, you must specify the accession number and not the subject label, which is not unique across ' +
      `the XNAT system. ${idOrLabel} is not a known subject accession ID.`

function removeSubject (call: Call, { project, subject, idOrLabel }: SubjectPlace): Document {
  const found = subject ?? readableSubject(call, idOrLabel)
  if (found === undefined) throw failures.subjectNotFound('')
  deleteSubject(call, found, deletedFrom(call, project, found))
  return empty
}
