import { Failure, failures } from '../../../failures/index.ts'
import { type Item, newItem } from '../../../model/item.ts'
import { validId } from '../../../model/validation.ts'
import { idPrefix } from '../../../store/accounts/preferences.ts'
import type { ProjectRow } from '../../../store/items/projects.ts'
import type { SubjectRow } from '../../../store/items/subjects.ts'
import type { Call } from '../resource.ts'

/** The ID that the next subject without one gets. */
export function nextSubjectId ({ store }: Call): string {
  return store.ids.nextId('subject', idPrefix(store.preferences.read(), 'S'))
}

/** BaseXnatSubjectdata.preSave */
export function checkBeforeSave ({ store }: Call, { values: { ID: id, label, project } }: Item): void {
  if (!validId.test(String(id)) || !validId.test(String(label ?? '')) || store.projects.byId(String(project)) === undefined) {
    throw failures.saveFailed()
  }
  const other = store.subjects.byLabel(String(project), String(label))
  if (other !== undefined && other.id !== id) throw failures.duplicateSubjectLabel()
}

/** Requests that have made a subject beside what they are about. */
const makers = new WeakSet<object>()

/**
 * Work that may make a subject on its way: XNAT saves it at once, so that it stays, whatever becomes of the rest.
 * @returns the failure in place of throwing it, where a subject has been made.
 */
export function keepingNewSubject <Result> ({ incoming }: Call, work: () => Result): Result | Failure {
  try {
    return work()
  } catch (error) {
    if (error instanceof Failure && makers.has(incoming)) return error
    throw error
  }
}

/** SubjAssessmentResource.createNewSubject */
export function newSubject (call: Call, project: ProjectRow, label: string): SubjectRow {
  const { store, viewer, catalogue } = call
  if (!store.access.can(viewer, 'create', project.id)) throw failures.userMayNotCreateSubject(viewer.login)
  const id = nextSubjectId(call)
  const item = newItem(catalogue.type('xnat:subjectData'))
  Object.assign(item.values, { ID: id, project: project.id, label })
  checkBeforeSave(call, item)
  store.subjects.save(item, undefined, viewer, idPrefix(store.preferences.read(), 'S'))
  const made = store.subjects.byId(id)
  if (made === undefined) throw failures.saveFailed()
  makers.add(call.incoming)
  return made
}
