import { type Failure, failures } from '../../../failures/index.ts'
import { experimentShortcuts } from '../../../model/catalogue/shortcuts.ts'
import type { TextDocument } from '../../../model/document.ts'
import type { Item } from '../../../model/item.ts'
import { FieldMapping } from '../../../model/shortcuts.ts'
import type { ProjectExperiments } from './place.ts'
import { knownSubject } from './experiment-subject.ts'
import { keepingNewSubject, newSubject } from '../subjects/new-subject.ts'
import { created } from '../items/created.ts'
import { checkEvent } from '../items/event.ts'
import { blankItem } from '../items/load-item.ts'
import { submittedItem } from '../items/submitted-item.ts'
import { manageStatus } from '../items/owned-status.ts'
import { existingExperiment, mayCreate } from './put-experiment.ts'
import type { Call } from '../resource.ts'
import { checkExperiment, storeExperiment } from './save-experiment.ts'
import { intoProject } from '../items/save-shares.ts'

const writable = new FieldMapping(experimentShortcuts, false)

export const addExperiment = (call: Call, place: ProjectExperiments): TextDocument | Failure =>
  keepingNewSubject(call, () => add(call, place))

/** ProjSubExptList.handlePost, its checks in its order. */
function add (call: Call, place: ProjectExperiments): TextDocument | Failure {
  const item = submitted(call)
  if (!item.type.isA('xnat:subjectAssessorData')) throw failures.notASubject()
  intoProject(item, place.project)
  setSubject(call, place, item)
  if (existingExperiment(call, item) !== undefined) throw failures.experimentExists()
  mayCreate(call, item)
  checkExperiment(call, item, undefined)
  checkEvent(call, failures.saveFailed)
  const id = call.store.attempt(() => storeExperiment(call, item, undefined, false))
  return manageStatus(call, call.store.experiments, { id, project: String(item.values['project']) }) ?? created(call, id)
}

function submitted (call: Call): Item {
  const { catalogue, query } = call
  const { item } = submittedItem(call, { shortcuts: writable, defaultType: undefined })
  const xsiType = query.get('xsiType')
  if (item !== undefined) return item
  if (xsiType === undefined) throw failures.needPostContents()
  return blankItem(catalogue, xsiType)
}

/**
 * The subject of the address, else the one that the item names. A label of one stays in the place of its ID, which the
 * database refuses; a subject that nobody knows is made, which fails without the right to.
 */
function setSubject (call: Call, { project, subject }: ProjectExperiments, item: Item): void {
  if (subject !== undefined) {
    item.values['subject_ID'] = subject.id
    return
  }
  const idOrLabel = item.values['subject_ID']
  if (idOrLabel === undefined || idOrLabel === '') throw failures.experimentWithoutSubject()
  if (knownSubject(call, String(idOrLabel), item) !== undefined) return
  if (!call.store.access.can(call.viewer, 'create', project.id)) throw failures.saveFailed()
  item.values['subject_ID'] = newSubject(call, project, String(idOrLabel)).id
}
