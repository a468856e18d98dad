import { type Failure, failures } from '../../../failures/index.ts'
import { assessorShortcuts } from '../../../model/catalogue/shortcuts.ts'
import { type Document, text } from '../../../model/document.ts'
import { type Item, textOf } from '../../../model/item.ts'
import { FieldMapping } from '../../../model/shortcuts.ts'
import { idPrefix } from '../../../store/accounts/preferences.ts'
import type { ExperimentRow } from '../../../store/items/experiments.ts'
import type { ProjectRow } from '../../../store/items/projects.ts'
import { fullExperiment } from '../items/full-item.ts'
import { blankItem } from '../items/load-item.ts'
import { readableProject } from '../items/lookup.ts'
import { manageStatus } from '../items/owned-status.ts'
import { intoProject } from '../items/save-shares.ts'
import { submittedItem } from '../items/submitted-item.ts'
import type { Call } from '../resource.ts'
import type { AssessorPlace } from './assessor-place.ts'
import { existingExperiment } from './put-experiment.ts'
import { checkExperiment, storeExperiment } from './save-experiment.ts'
import { shareAssessor } from './share-experiment.ts'

const writable = new FieldMapping(assessorShortcuts, false)

/** ExptAssessmentResource.handlePut, its checks in its order. */
export function putAssessor (call: Call, place: AssessorPlace): Document | Failure {
  const removing = call.query.isTrue('allowDataDeletion')
  const item = submittedAssessor(call, removing ? undefined : place.existing)
  if (call.rest !== '') return shareAssessor(call, place, item)
  item.values['label'] ??= place.idOrLabel
  intoOwner(call, item, place.project)
  setSession(call, item, place.session)
  const existing = place.existing ?? existingExperiment(call, item)
  if (existing === undefined) mayCreateAssessor(call, item)
  else mayEditAssessor(call, item, existing)
  checkExperiment(call, item, existing)
  const id = call.store.attempt(() => storeExperiment(call, item, existing, call.query.get('allowDataDeletion') === 'true'))
  return kept(call, item, id) ?? text(id, { status: existing === undefined ? 201 : 200 })
}

/** @throws needPostContents, notASubject */
export function submittedAssessor (call: Call, template: ExperimentRow | undefined): Item {
  const { item } = submittedItem(call, {
    shortcuts: writable,
    defaultType: undefined,
    template: template && fullExperiment(call, template)
  })
  const xsiType = call.query.get('xsiType')
  if (item === undefined && xsiType === undefined) throw failures.needPostContents()
  const submitted = item ?? blankItem(call.catalogue, xsiType ?? '')
  if (!submitted.type.isA('xnat:imageAssessorData')) throw failures.notASubject()
  return submitted
}

/** The project of the address, else that of the item. @throws subjectWithoutProject */
export function intoOwner (call: Call, item: Item, project: ProjectRow | undefined): void {
  const named = textOf(item, 'project')
  const owner = project ?? (named === undefined ? undefined : readableProject(call, named))
  if (owner === undefined) throw failures.subjectWithoutProject()
  intoProject(item, owner)
}

/** The session of the address, else that of the item: one that is named by a label keeps it, which no session has for its ID. */
export function setSession (call: Call, item: Item, session: ExperimentRow | undefined): void {
  if (session !== undefined) item.values['imageSession_ID'] = session.id
}

/** A new assessor gets an ID. @throws mayNotCreateSubject */
export function mayCreateAssessor ({ store, viewer }: Call, item: Item): void {
  if (!store.access.can(viewer, 'create', String(item.values['project']))) throw failures.mayNotCreateSubject()
  item.values['ID'] ??= store.ids.nextId('experiment', idPrefix(store.preferences.read(), 'E'))
}

function mayEditAssessor ({ store, viewer }: Call, item: Item, existing: ExperimentRow): void {
  item.values['ID'] ??= existing.id
  if (existing.project !== item.values['project']) throw failures.projectElsewhere()
  if (!store.access.can(viewer, 'edit', existing.project)) throw failures.mayNotEditSubject()
}

/** What a save does beside. @returns a failure that does not undo it. */
export const kept = (call: Call, item: Item, id: string): Failure | undefined =>
  manageStatus(call, call.store.experiments, { id, project: String(item.values['project']) })
