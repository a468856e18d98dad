import { failures } from '../../../failures/index.ts'
import { experimentShortcuts } from '../../../model/catalogue/shortcuts.ts'
import type { TextDocument } from '../../../model/document.ts'
import type { Item } from '../../../model/item.ts'
import { FieldMapping } from '../../../model/shortcuts.ts'
import type { ProjectExperiments } from './place.ts'
import { knownSubject } from './experiment-subject.ts'
import { newSubject } from '../subjects/new-subject.ts'
import { created } from '../items/created.ts'
import { blankItem } from '../items/load-item.ts'
import { submittedItem } from '../items/submitted-item.ts'
import { manageStatus } from '../items/owned-status.ts'
import { existingExperiment, mayCreate } from './put-experiment.ts'
import type { Call } from '../resource.ts'
import { checkExperiment, storeExperiment } from './save-experiment.ts'
import { intoProject } from '../items/save-shares.ts'

const writable = new FieldMapping(experimentShortcuts, false)

/** ProjSubExptList.handlePost, its checks in its order. */
export function addExperiment (call: Call, place: ProjectExperiments): TextDocument {
  const item = submitted(call)
  if (!item.type.isA('xnat:subjectAssessorData')) throw failures.notASubject()
  intoProject(item, place.project)
  setSubject(call, place, item)
  if (existingExperiment(call, item) !== undefined) throw failures.experimentExists()
  mayCreate(call, item)
  checkExperiment(call, item, undefined)
  const id = storeExperiment(call, item, undefined, false)
  manageStatus(call, call.store.experiments, { id, project: String(item.values['project']) })
  return created(call, id)
}

function submitted (call: Call): Item {
  const { catalogue, query } = call
  const { item } = submittedItem(call, { shortcuts: writable, defaultType: undefined })
  const xsiType = query.get('xsiType')
  if (item !== undefined) return item
  if (xsiType === undefined) throw failures.needPostContents()
  return blankItem(catalogue, xsiType)
}

/** A subject that nobody knows is made, which fails without the right to. */
function setSubject (call: Call, { project, subject }: ProjectExperiments, item: Item): void {
  const named = item.values['subject_ID']
  if (subject === undefined && (named === undefined || named === '')) throw failures.experimentWithoutSubject()
  const found = subject ?? knownSubject(call, String(named), item)
  if (found === undefined && !call.store.access.can(call.viewer, 'create', project.id)) throw failures.saveFailed()
  item.values['subject_ID'] = (found ?? newSubject(call, project, String(named))).id
}
