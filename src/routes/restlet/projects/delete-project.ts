import { failures } from '../../../failures/index.ts'
import { type Document, empty } from '../../../model/document.ts'
import type { SubjectRow } from '../../../store/items/subjects.ts'
import { checkEvent } from '../items/event.ts'
import { removeFolder, removeProjectFolder } from '../items/item-files.ts'
import type { ProjectPlace } from './place.ts'
import type { Call } from '../resource.ts'

/**
 * ProjectResource.handleDelete and BaseXnatProjectdata.delete: first what the subjects have in the project, then they
 * themselves. A subject that an experiment of another project hangs on stays, and so does the project; that is no error.
 */
export function deleteProject (call: Call, { project }: ProjectPlace): Document {
  const { store, viewer } = call
  if (project === undefined || call.rest !== '') throw failures.noSuchProject()
  if (viewer.guest || !store.access.ownsProject(viewer, project.id)) throw failures.forbidden()
  checkEvent(call, failures.saveFailed)
  if (store.preferences.read()['security.prevent-data-deletion']) throw failures.saveFailed()
  const kept = store.subjects.inProject(project.id).filter(subject => !emptied(call, subject, project.id))
  if (kept.length > 0) return empty
  removeProjectFolder(call, project.id)
  store.projects.remove(project.id)
  return empty
}

/** Takes the project's part of a subject away. @returns whether nothing of it keeps the project. */
function emptied (call: Call, subject: SubjectRow, project: string): boolean {
  const { store } = call
  let others = false
  for (const experiment of store.experiments.ofSubject(subject.id)) {
    if (experiment.project === project) {
      removeFolder(call, 'experiment', experiment)
      store.experiments.remove(experiment.id)
    } else {
      others = true
      store.shares.remove('experiment', experiment.id, project)
    }
  }
  if (subject.project !== project) store.shares.remove('subject', subject.id, project)
  else if (!others) removeSubject(call, subject)
  return subject.project !== project || !others
}

function removeSubject (call: Call, subject: SubjectRow): void {
  removeFolder(call, 'subject', subject)
  call.store.subjects.remove(subject.id)
}
