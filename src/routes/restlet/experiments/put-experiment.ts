import { type Failure, failures } from '../../../failures/index.ts'
import { experimentShortcuts } from '../../../model/catalogue/shortcuts.ts'
import type { Document } from '../../../model/document.ts'
import { type Item, textOf } from '../../../model/item.ts'
import { FieldMapping } from '../../../model/shortcuts.ts'
import type { ExperimentRow } from '../../../store/items/experiments.ts'
import { idPrefix } from '../../../store/accounts/preferences.ts'
import type { ProjectRow } from '../../../store/items/projects.ts'
import type { ExperimentPlace } from './place.ts'
import { fullExperiment } from '../items/full-item.ts'
import { keepingNewSubject } from '../subjects/new-subject.ts'
import { moveToSubject, setSubject, subjectBelow } from './experiment-subject.ts'
import { advise } from '../../../plugins/warnings.ts'
import { blankItem } from '../items/load-item.ts'
import { submittedItem } from '../items/submitted-item.ts'
import { readableExperimentByLabel, readableProject } from '../items/lookup.ts'
import type { Call } from '../resource.ts'
import { checkExperiment, keepExperiment, renameExperiment } from './save-experiment.ts'
import { intoProject, sharesOf } from '../items/save-shares.ts'
import { shareByUrl, shareFromSubject } from './share-experiment.ts'

const writable = new FieldMapping(experimentShortcuts, false)
/** ExperimentResource puts nothing into its field mapping: it understands full paths alone. */
const none = new FieldMapping([], false)

export const putSubjectExperiment = (call: Call, place: ExperimentPlace): Document | Failure =>
  keepingNewSubject(call, () => putBelowSubject(call, place))

export const putExperiment = (call: Call, place: ExperimentPlace): Document | Failure =>
  keepingNewSubject(call, () => putAnywhere(call, place))

/** SubjAssessmentResource.handlePut, its checks in its order. */
function putBelowSubject (call: Call, place: ExperimentPlace): Document | Failure {
  const removing = call.query.isTrue('allowDataDeletion')
  // where data may be deleted, the item is not laid over the stored one
  const item = submittedExperiment(call, place, writable, removing ? undefined : place.existing)
  if (!item.type.isA('xnat:subjectAssessorData')) throw failures.notASubject()
  const submittedProject = textOf(item, 'project')
  if (call.rest !== '') return shareFromSubject(call, place, item)
  item.values['label'] ??= place.idOrLabel
  const project = matchProject(call, place.project, item)
  const existing = place.existing ?? existingExperiment(call, item)
  const subject = subjectBelow(call, item, { place, project, submittedProject, existing })
  if (existing === undefined) {
    mayCreate(call, item)
  } else {
    item.values['ID'] ??= existing.id
    if (existing.project !== submittedProject) throw failures.projectElsewhere()
    mayEdit(call, existing)
    moveToSubject(call, project, item, existing)
    const label = call.query.get('label')
    if (label !== undefined) return renameExperiment(call, existing, project.id, label)
  }
  if (subject === undefined) throw failures.experimentWithoutSubject()
  checkExperiment(call, item, existing)
  return keepExperiment(call, { item, existing, project, removing })
}

/** ExperimentResource.handlePut: the subject is looked for when all else about the place is known. */
function putAnywhere (call: Call, place: ExperimentPlace): Document | Failure {
  const item = submittedExperiment(call, place, none, place.existing)
  if (!item.type.isA('xnat:experimentData')) throw failures.notASubject()
  if (call.rest !== '') return shareByUrl(call, place, item)
  item.values['label'] ??= place.idOrLabel
  const project = matchProject(call, place.project, item)
  const existing = place.existing ?? existingExperiment(call, item)
  if (existing === undefined) {
    mayCreate(call, item)
  } else {
    item.values['ID'] ??= existing.id
    if (existing.project !== item.values['project']) throw failures.projectElsewhere()
    mayEdit(call, existing)
  }
  setSubject(call, item, project, existing)
  const label = call.query.get('label')
  if (existing !== undefined && label !== undefined) return renameExperiment(call, existing, project.id, label)
  checkExperiment(call, item, existing)
  return keepExperiment(call, { item, existing, project, removing: call.query.get('allowDataDeletion') === 'true' })
}

/** The request's item; without one that of the address, whoever may read it. @throws needPutContents, notASubjectAssessor */
function submittedExperiment (
  call: Call,
  { project, idOrLabel }: ExperimentPlace,
  shortcuts: FieldMapping,
  template: ExperimentRow | undefined
): Item {
  const { catalogue, query, store } = call
  const { item } = submittedItem(call, {
    shortcuts,
    elsewhere: writable,
    defaultType: undefined,
    template: template && fullExperiment(call, template)
  })
  if (item !== undefined) return item
  const xsiType = query.get('xsiType')
  if (xsiType !== undefined) return blankItem(catalogue, xsiType)
  const row = (project && readableExperimentByLabel(call, idOrLabel, project.id)) ?? store.experiments.byId(idOrLabel)
  if (row === undefined) throw failures.needPutContents()
  if (!store.experiments.type(row).isA('xnat:subjectAssessorData')) {
    advise(call.incoming, 'type-not-named', 'without xsiType XNAT takes what is stored for an experiment of a subject, which this is not')
    throw failures.notASubjectAssessor()
  }
  return fullExperiment(call, row)
}

/** The project of the address, else that of the item. @throws experimentWithoutProject */
function matchProject (call: Call, project: ProjectRow | undefined, item: Item): ProjectRow {
  const idOrAlias = item.values['project']
  const found = project ?? (idOrAlias === undefined ? undefined : readableProject(call, String(idOrAlias)))
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
