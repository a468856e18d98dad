import { type Failure, failures } from '../../../failures/index.ts'
import { experimentShortcuts } from '../../../model/catalogue/shortcuts.ts'
import type { Document } from '../../../model/document.ts'
import type { Item } from '../../../model/item.ts'
import { FieldMapping } from '../../../model/shortcuts.ts'
import type { ExperimentRow } from '../../../store/items/experiments.ts'
import { idPrefix } from '../../../store/accounts/preferences.ts'
import type { ProjectRow } from '../../../store/items/projects.ts'
import type { ExperimentPlace } from './place.ts'
import { fullExperiment } from '../items/full-item.ts'
import { moveToSubject, subjectOfItem } from './experiment-subject.ts'
import { blankItem } from '../items/load-item.ts'
import { submittedItem } from '../items/submitted-item.ts'
import { readableExperimentByLabel, readableProjectById } from '../items/lookup.ts'
import type { Call } from '../resource.ts'
import { checkExperiment, keepExperiment, renameExperiment } from './save-experiment.ts'
import { intoProject, sharesOf } from '../items/save-shares.ts'
import { shareByUrl, shareFromSubject } from './share-experiment.ts'

const writable = new FieldMapping(experimentShortcuts, false)

/** SubjAssessmentResource.handlePut, its checks in its order. */
export function putSubjectExperiment (call: Call, place: ExperimentPlace): Document | Failure {
  const removing = call.query.isTrue('allowDataDeletion')
  // where data may be deleted, the item is not laid over the stored one
  const item = submittedExperiment(call, place, removing ? undefined : place.existing)
  if (!item.type.isA('xnat:subjectAssessorData')) throw failures.notASubject()
  const submittedProject = item.values['project']
  if (call.rest !== '') return shareFromSubject(call, item)
  item.values['label'] ??= place.named
  const project = matchProject(call, place.project, item)
  const existing = place.existing ?? existingExperiment(call, item)
  const subject = subjectOfItem(call, place, project, item, existing)
  if (existing === undefined) {
    mayCreate(call, item)
  } else {
    item.values['ID'] ??= existing.id
    if (existing.project !== submittedProject) throw failures.projectElsewhere()
    mayEdit(call, existing)
    moveToSubject(call, project, item)
    const label = call.query.get('label')
    if (label !== undefined) return renameExperiment(call, existing, project.id, label)
  }
  if (subject === undefined) throw failures.experimentWithoutSubject()
  checkExperiment(call, item, existing)
  return keepExperiment(call, item, existing, removing)
}

/** ExperimentResource.handlePut: the subject is looked for when all else about the place is known. */
export function putExperiment (call: Call, place: ExperimentPlace): Document | Failure {
  const item = submittedExperiment(call, place, place.existing)
  if (!item.type.isA('xnat:experimentData')) throw failures.notASubject()
  if (call.rest !== '') return shareByUrl(call, item)
  item.values['label'] ??= place.named
  const project = matchProject(call, place.project, item)
  const existing = place.existing ?? existingExperiment(call, item)
  if (existing === undefined) {
    mayCreate(call, item)
  } else {
    item.values['ID'] ??= existing.id
    if (existing.project !== item.values['project']) throw failures.projectElsewhere()
    mayEdit(call, existing)
  }
  setSubject(call, place, project, item, existing)
  const label = call.query.get('label')
  if (existing !== undefined && label !== undefined) return renameExperiment(call, existing, project.id, label)
  checkExperiment(call, item, existing)
  return keepExperiment(call, item, existing, call.query.get('allowDataDeletion') === 'true')
}

/** The request's item; without one that of the address, whoever may read it. @throws needPutContents */
function submittedExperiment (call: Call, { project, named }: ExperimentPlace, template: ExperimentRow | undefined): Item {
  const { catalogue, query, store } = call
  const { item } = submittedItem(call, {
    shortcuts: writable,
    defaultType: undefined,
    template: template && fullExperiment(call, template)
  })
  if (item !== undefined) return item
  const xsiType = query.get('xsiType')
  if (xsiType !== undefined) return blankItem(catalogue, xsiType)
  const row = (project && readableExperimentByLabel(call, named, project.id)) ?? store.experiments.byId(named)
  if (row === undefined) throw failures.needPutContents()
  return fullExperiment(call, row)
}

/** The project of the address, else that of the item. @throws experimentWithoutProject */
function matchProject (call: Call, project: ProjectRow | undefined, item: Item): ProjectRow {
  const named = item.values['project']
  const found = project ?? (named === undefined ? undefined : readableProjectById(call, String(named)))
  if (found === undefined) throw failures.experimentWithoutProject()
  intoProject(item, found)
  return found
}

/** By the ID in the item, whoever may read it, by its label in its project, by the labels of its shares. */
export function existingExperiment (call: Call, item: Item): ExperimentRow | undefined {
  const { ID: id, project, label } = item.values
  const byId = id === undefined ? undefined : call.store.experiments.byId(String(id))
  if (byId) return byId
  const byLabel = project === undefined || label === undefined ? undefined : readableExperimentByLabel(call, String(label), String(project))
  return (
    byLabel ??
    sharesOf(item)
      .map(share => readableExperimentByLabel(call, share.label ?? '', share.project))
      .find(row => row !== undefined)
  )
}

export function mayCreate (call: Call, item: Item): void {
  const { store, viewer } = call
  if (!store.access.can(viewer, 'create', String(item.values['project']))) throw failures.mayNotCreateExperiment()
  item.values['ID'] ??= store.ids.nextId('experiment', idPrefix(store.preferences.read(), 'E'))
}

function mayEdit ({ store, viewer }: Call, { project }: ExperimentRow): void {
  if (!store.access.can(viewer, 'edit', project)) throw failures.mayNotEditExperiment()
}

/** ExperimentResource.setSubject */
function setSubject (call: Call, place: ExperimentPlace, project: ProjectRow, item: Item, existing: ExperimentRow | undefined): void {
  if (!item.type.isA('xnat:subjectAssessorData')) return
  const asked = call.query.get('subject_ID')
  if (asked !== undefined) item.values['subject_ID'] = asked
  subjectOfItem(call, place, project, item, existing)
}
