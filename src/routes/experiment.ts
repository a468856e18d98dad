import { failures } from '../failures.ts'
import { experimentShortcuts } from '../model/catalogue/shortcuts.ts'
import { type Document, empty, text } from '../model/document.ts'
import { type Item, newItem } from '../model/item.ts'
import { FieldMapping } from '../model/shortcuts.ts'
import { validate } from '../model/validation.ts'
import type { ExperimentRow } from '../store/experiments.ts'
import { idPrefix } from '../store/preferences.ts'
import type { ProjectRow } from '../store/projects.ts'
import { blankItem, loadItem } from './load-item.ts'
import { readableExperiment, readableProject, readableSubject } from './lookup.ts'
import { representItem } from './represent-item.ts'
import type { Call, Resource } from './resource.ts'
import { saved } from './save-scan.ts'

const writable = new FieldMapping(experimentShortcuts, false)

export interface ExperimentPlace {
  readonly project: ProjectRow | undefined
  readonly experiment: ExperimentRow | undefined
  /** The subject of the URL, by label or ID, there or not. */
  readonly subjectNamed: string | undefined
  /** As the URL has it: an ID or a label. */
  readonly named: string
}

const get = {
  summary: 'Read one experiment',
  query: { format: 'json, html, xml' },
  responses: { 200: 'The experiment', 404: 'No such experiment, or no right to see it' },
  handle: (call: Call, { experiment }: ExperimentPlace): Document => {
    if (experiment === undefined) throw failures.experimentNotFound()
    return representItem(call, fullExperiment(call, experiment))
  }
}

const put = {
  summary: 'Make or change an experiment; a subject that does not exist is made',
  query: { xsiType: 'type of a new experiment', label: 'a new label for an existing one; nothing else is saved then', date: 'a short name or field path for any field' },
  responses: { 200: 'Saved; the experiment\'s ID', 201: 'Made; the experiment\'s ID', 403: 'No right to', 409: 'A label that is taken', 417: 'No type and no body', 422: 'No project' },
  handle: putExperiment
}

const remove = {
  summary: 'Delete an experiment',
  query: { removeFiles: 'remove the files too' },
  responses: { 200: 'Deleted; no body', 403: 'No right to', 404: 'No such experiment' },
  handle: (call: Call, { experiment }: ExperimentPlace): Document => {
    if (experiment === undefined) throw failures.experimentNotFound()
    if (call.rest !== '') throw failures.notASharePath(call.rest)
    if (!call.store.access.can(call.viewer, 'delete', experiment.project)) throw failures.mayNotDeleteExperiment()
    call.store.experiments.remove(experiment.id)
    return empty
  }
}

/** SubjAssessmentResource: an experiment below its subject. */
export const subjectExperiment: Resource<ExperimentPlace> = {
  tag: 'experiments',
  urls: ['/projects/{PROJECT_ID}/subjects/{SUBJECT_ID}/experiments/{EXPT_ID}'],
  archive: true,
  offers: ['text/html', 'text/xml'],
  find: call => {
    const place = findExperimentPlace(call)
    if (place.project === undefined) throw failures.placeNotFound()
    return place
  },
  get: { id: 'getSubjectExperiment', ...get },
  put: { id: 'putSubjectExperiment', ...put },
  delete: { id: 'deleteSubjectExperiment', ...remove }
}

/** ExperimentResource: an experiment by project or by ID alone. */
export const experiment: Resource<ExperimentPlace> = {
  tag: 'experiments',
  urls: ['/projects/{PROJECT_ID}/experiments/{EXPT_ID}', '/experiments/{EXPT_ID}'],
  archive: true,
  offers: ['text/html', 'text/xml'],
  find: findExperimentPlace,
  get: { id: 'getExperiment', ...get },
  put: { id: 'putExperiment', ...put },
  delete: { id: 'deleteExperiment', ...remove }
}

function findExperimentPlace (call: Call): ExperimentPlace {
  const { PROJECT_ID: projectId, SUBJECT_ID: subjectNamed, EXPT_ID: named = '' } = call.params
  const project = projectId === undefined ? undefined : readableProject(call, projectId)
  const experiment = projectId !== undefined && project === undefined ? undefined : readableExperiment(call, named, project)
  return { project, experiment, subjectNamed, named }
}

/** The experiment with its shares and, of a session, its scans below it. */
export function fullExperiment ({ store }: Call, row: ExperimentRow): Item {
  const item = store.experiments.item(row)
  item.children['sharing/share'] = store.shares.items('experiment', row.id)
  if (item.type.isA('xnat:imageSessionData')) item.children['scans/scan'] = store.scans.list(row.id).map(store.scans.item)
  return item
}

/** SubjAssessmentResource.handlePut and ExperimentResource.handlePut */
function putExperiment (call: Call, place: ExperimentPlace): Document {
  const { project, experiment, named } = place
  const { store, viewer, query } = call
  const label = query.get('label')
  if (experiment !== undefined && label !== undefined && call.body === undefined) return rename(call, experiment, label)
  const item = submitted(call, experiment)
  if (!item.type.isA('xnat:experimentData')) throw failures.notASubject()
  if (project === undefined) throw failures.experimentWithoutProject()
  if (experiment !== undefined && call.rest !== '') throw failures.unexpectedPath()
  item.values['project'] ??= project.id
  item.values['label'] ??= experiment?.label ?? named
  const subject = subjectOf(call, place, project, item)
  if (subject !== undefined) item.values['subject_ID'] = subject
  const action = experiment === undefined ? 'create' : 'edit'
  if (!store.access.can(viewer, action, project.id)) throw experiment === undefined ? failures.mayNotCreateExperiment() : failures.mayNotEditExperiment()
  const prefix = idPrefix(store.preferences.read(), 'E')
  item.values['ID'] = experiment?.id ?? item.values['ID'] ?? store.ids.nextId('experiment', prefix)
  const lines = validate(item)
  if (lines.length > 0) throw failures.invalid(...lines)
  const kept = saved(() => store.experiments.save(item, experiment, viewer, prefix))
  return text(String(kept.values['ID']), { status: experiment === undefined ? 201 : 200 })
}

function submitted (call: Call, experiment: ExperimentRow | undefined): Item {
  const { catalogue, query, body } = call
  const template = experiment && newItem(call.store.experiments.type(experiment))
  const { item } = loadItem({ catalogue, query, body, shortcuts: writable, defaultType: undefined, template })
  const xsiType = query.get('xsiType')
  const found = item ?? (xsiType === undefined ? undefined : blankItem(catalogue, xsiType))
  if (found === undefined) throw failures.needPutContents()
  return found
}

/** The subject's ID, by the item or the URL; one that does not exist is made with that label. */
function subjectOf (call: Call, { subjectNamed, experiment }: ExperimentPlace, project: ProjectRow, item: Item): string | undefined {
  const named = subjectNamed ?? (item.values['subject_ID'] === undefined ? undefined : String(item.values['subject_ID']))
  if (named === undefined || !item.type.isA('xnat:subjectAssessorData')) return experiment?.subject ?? undefined
  const { store, viewer, catalogue } = call
  const known = readableSubject(call, named, project)
  if (known) return known.id
  if (!store.access.can(viewer, 'create', project.id)) throw failures.userMayNotCreateSubject(viewer.login)
  const prefix = idPrefix(store.preferences.read(), 'S')
  const made = newItem(catalogue.type('xnat:subjectData'))
  Object.assign(made.values, { ID: store.ids.nextId('subject', prefix), project: project.id, label: named })
  store.subjects.save(made, undefined, viewer, prefix)
  return String(made.values['ID'])
}

/** SecureResource.rename: a label on an existing experiment is all that such a request does. */
function rename ({ store, viewer }: Call, row: ExperimentRow, label: string): Document {
  if (label === row.label) return empty
  if (!store.access.can(viewer, 'edit', row.project)) throw failures.mayNotEditExperiment()
  if (store.experiments.byLabel(row.project, label)) throw failures.labelInUse()
  store.experiments.save({ type: store.experiments.type(row), values: { label }, children: {} }, row, viewer, idPrefix(store.preferences.read(), 'E'))
  return empty
}
