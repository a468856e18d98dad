import { type Failure, failures } from '../../../failures/index.ts'
import { subjectShortcuts } from '../../../model/catalogue/shortcuts.ts'
import type { TextDocument } from '../../../model/document.ts'
import { newItem } from '../../../model/item.ts'
import { FieldMapping } from '../../../model/shortcuts.ts'
import type { ProjectRow } from '../../../store/items/projects.ts'
import { created } from '../items/created.ts'
import { checkEvent } from '../items/event.ts'
import { manageStatus } from '../items/owned-status.ts'
import { submittedItem } from '../items/submitted-item.ts'
import { checkSubject, existingSubject, storeSubject } from './put-subject.ts'
import { nextSubjectId } from './new-subject.ts'
import type { Call } from '../resource.ts'
import { intoProject } from '../items/save-shares.ts'

const writable = new FieldMapping(subjectShortcuts, false)

/** ProjectSubjectList.handlePost, its checks in its order. */
export function addSubject (call: Call, project: ProjectRow): TextDocument | Failure {
  const { catalogue, store, viewer } = call
  const { item = newItem(catalogue.type('xnat:subjectData')) } = submittedItem(call, {
    shortcuts: writable,
    defaultType: 'xnat:subjectData'
  })
  if (!item.type.isA('xnat:subjectData')) throw failures.notASubject()
  if ((item.children['experiments/experiment'] ?? []).length > 0) throw failures.subjectWithExperiments()
  intoProject(item, project)
  if (existingSubject(call, item) !== undefined) throw failures.subjectExists()
  if (!store.access.can(viewer, 'create', String(item.values['project']))) throw failures.mayNotCreateSubject()
  item.values['ID'] ??= nextSubjectId(call)
  checkSubject(call, item, undefined)
  checkEvent(call, failures.saveFailed)
  const id = storeSubject(call, item, undefined, false)
  return manageStatus(call, store.subjects, { id, project: String(item.values['project']) }) ?? created(call, id)
}
