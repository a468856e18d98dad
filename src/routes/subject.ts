import { failures } from '../failures.ts'
import { subjectShortcuts } from '../model/catalogue/shortcuts.ts'
import { type Document, empty, text } from '../model/document.ts'
import type { Item } from '../model/item.ts'
import { FieldMapping } from '../model/shortcuts.ts'
import { validate } from '../model/validation.ts'
import { idPrefix } from '../store/preferences.ts'
import type { ProjectRow } from '../store/projects.ts'
import type { SubjectRow } from '../store/subjects.ts'
import { loadItem } from './load-item.ts'
import { readableProject, readableSubject } from './lookup.ts'
import { representItem } from './represent-item.ts'
import type { Call, Resource } from './resource.ts'
import { saved } from './save-scan.ts'

const writable = new FieldMapping(subjectShortcuts, false)

export interface SubjectPlace {
  readonly project: ProjectRow | undefined
  readonly subject: SubjectRow | undefined
  /** As the URL has it: an ID or a label. */
  readonly named: string
}

/** SubjectResource: one subject. */
export const subject: Resource<SubjectPlace> = {
  tag: 'subjects',
  urls: ['/projects/{PROJECT_ID}/subjects/{SUBJECT_ID}', '/subjects/{SUBJECT_ID}'],
  archive: true,
  offers: ['text/html', 'text/xml'],
  find: findSubjectPlace,
  get: {
    id: 'getSubject',
    summary: 'Read one subject',
    query: { format: 'json, html, xml' },
    responses: { 200: 'The subject', 404: 'No such subject, or no right to see it' },
    handle: (call, { project, subject, named }) => {
      if (subject === undefined) throw failures.subjectNotFound(explanation(project, named))
      return representItem(call, fullSubject(call, subject))
    }
  },
  put: {
    id: 'putSubject',
    summary: 'Make or change a subject',
    query: { label: 'a new label for an existing subject; nothing else is saved then', gender: 'a short name or field path for any field' },
    responses: { 200: 'Saved; the subject\'s ID', 201: 'Made; the subject\'s ID', 403: 'No right to', 409: 'A label that is taken', 422: 'No project, or not a subject' },
    handle: putSubject
  },
  delete: {
    id: 'deleteSubject',
    summary: 'Delete a subject and its experiments',
    query: { removeFiles: 'remove the files too' },
    responses: { 200: 'Deleted; no body', 403: 'No right to', 404: 'No such subject' },
    handle: (call, { subject }) => {
      if (subject === undefined) throw failures.subjectNotFound('')
      if (!call.store.access.can(call.viewer, 'delete', subject.project)) throw failures.mayNotDeleteSubject()
      call.store.subjects.remove(subject.id)
      return empty
    }
  }
}

const explanation = (project: ProjectRow | undefined, named: string): string => project
  ? ` The project ${project.id} does not contain a subject identifiable by the ID or label ${named}.`
  : ` When searching by subject ID only, you must specify the accession number and not the subject label, which is not unique across the XNAT system. ${named} is not a known subject accession ID.`

function findSubjectPlace (call: Call): SubjectPlace {
  const { PROJECT_ID: projectId, SUBJECT_ID: named = '' } = call.params
  const project = projectId === undefined ? undefined : readableProject(call, projectId)
  const subject = projectId !== undefined && project === undefined ? undefined : readableSubject(call, named, project)
  return { project, subject, named }
}

/** The subject with its shares below it. */
export function fullSubject ({ store }: Call, row: SubjectRow): Item {
  const item = store.subjects.item(row)
  item.children['sharing/share'] = store.shares.items('subject', row.id)
  return item
}

/** SubjectResource.handlePut */
function putSubject (call: Call, { project, subject, named }: SubjectPlace): Document {
  const { store, viewer, query, catalogue } = call
  const label = query.get('label')
  if (subject !== undefined && label !== undefined && call.body === undefined) return rename(call, subject, label)
  const { item } = loadItem({ catalogue, query, body: call.body, shortcuts: writable, defaultType: 'xnat:subjectData' })
  if (item === undefined || !item.type.isA('xnat:subjectData')) throw failures.notASubject()
  if (project === undefined) throw failures.subjectWithoutProject()
  item.values['project'] ??= project.id
  item.values['label'] ??= subject?.label ?? named
  const action = subject === undefined ? 'create' : 'edit'
  if (!store.access.can(viewer, action, project.id)) throw subject === undefined ? failures.mayNotCreateSubject() : failures.mayNotEditSubject()
  const prefix = idPrefix(store.preferences.read(), 'S')
  item.values['ID'] = subject?.id ?? item.values['ID'] ?? store.ids.nextId('subject', prefix)
  const lines = validate(item)
  if (lines.length > 0) throw failures.invalid(...lines)
  const kept = saved(() => store.subjects.save(item, subject, viewer, prefix))
  return text(String(kept.values['ID']), { status: subject === undefined ? 201 : 200 })
}

/** SecureResource.rename: a label on an existing subject is all that such a request does. */
function rename ({ store, viewer, catalogue }: Call, subject: SubjectRow, label: string): Document {
  if (label === subject.label) return empty
  if (!store.access.can(viewer, 'edit', subject.project)) throw failures.mayNotEditSubject()
  if (store.subjects.byLabel(subject.project, label)) throw failures.labelInUse()
  store.subjects.save({ type: catalogue.type('xnat:subjectData'), values: { label }, children: {} }, subject, viewer, idPrefix(store.preferences.read(), 'S'))
  return empty
}
