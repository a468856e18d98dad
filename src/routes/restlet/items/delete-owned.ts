import { failures } from '../../../failures/index.ts'
import type { ExperimentRow } from '../../../store/items/experiments.ts'
import type { OwnedRow } from '../../../store/items/owned.ts'
import type { ProjectRow } from '../../../store/items/projects.ts'
import type { SubjectRow } from '../../../store/items/subjects.ts'
import { checkReason } from './event.ts'
import { removeFolder } from './item-files.ts'
import { readableProject } from './lookup.ts'
import type { Call } from '../resource.ts'

/**
 * The project that an item is deleted from: the one behind it in the address, else the address's own, else the item's
 * (SecureResource.getProjectFromFilePath).
 * @throws notASharePath, projectNotIdentified
 */
export function deletedFrom (call: Call, project: ProjectRow | undefined, row: OwnedRow): ProjectRow {
  if (call.rest !== '' && !call.rest.startsWith('projects/')) throw failures.notASharePath(call.rest)
  checkReason(call, failures.eventRefused)
  if (call.rest === '' && project !== undefined) return project
  const named = call.rest === '' ? row.project : call.rest.slice('projects/'.length)
  const found = readableProject(call, named)
  if (found === undefined) throw failures.projectNotIdentified(named)
  return found
}

/** BaseXnatExperimentdata.delete: from a project that it is only shared with, the share goes. */
export function deleteExperiment (call: Call, row: ExperimentRow, { id: project }: ProjectRow): void {
  const { store, viewer } = call
  mayDeleteExperiment(call, row, project)
  if (row.project !== project) {
    for (const assessor of store.experiments.ofSession(row.id)) {
      if (assessor.project === project) throw failures.deletesRatherThanUnshares(row.id)
      store.shares.remove('experiment', assessor.id, project)
    }
    store.shares.remove('experiment', row.id, project)
    return
  }
  if (store.preferences.read()['security.prevent-data-deletion']) throw failures.experimentsAreKept()
  if (!store.access.can(viewer, 'delete', row.project)) throw failures.mayNotDeleteExperiment()
  removeFolder(call, 'experiment', row)
  store.experiments.remove(row.id)
}

/** BaseXnatExperimentdata.canDelete */
function mayDeleteExperiment ({ store, viewer }: Call, row: ExperimentRow, project: string): void {
  const may = store.access.can(viewer, 'delete', project)
  if (store.experiments.isIn(row, project) ? may : may || store.access.can(viewer, 'delete', row.project)) return
  throw failures.mayNotDeleteExperimentsOf(project)
}

/** BaseXnatSubjectdata.canDelete and delete: with its experiments, as far as they are the project's. */
export function deleteSubject (call: Call, row: SubjectRow, project: ProjectRow): void {
  const { store, viewer } = call
  if (!store.subjects.isIn(row, project.id)) throw failures.subjectElsewhere(project.id)
  if (!store.access.can(viewer, 'delete', project.id)) throw failures.mayNotDeleteSubjectsOf(project.id)
  const owned = row.project === project.id
  if (owned && store.preferences.read()['security.prevent-data-deletion']) throw failures.subjectsAreKept()
  if (!owned) store.shares.remove('subject', row.id, project.id)
  for (const experiment of store.experiments.ofSubject(row.id)) deleteExperiment(call, experiment, project)
  if (owned) removeFolder(call, 'subject', row)
  if (owned) store.subjects.remove(row.id)
}
