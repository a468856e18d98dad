import { failures } from '../failures.ts'
import { type Document, empty } from '../model/document.ts'
import type { SubjectRow } from '../store/subjects.ts'
import { checkEvent } from './event.ts'
import type { ProjectPlace } from './project.ts'
import type { Call } from './resource.ts'

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
  if (kept.length === 0) store.projects.remove(project.id)
  return empty
}

/** Takes the project's part of a subject away. @returns whether nothing of it keeps the project. */
function emptied ({ store }: Call, subject: SubjectRow, project: string): boolean {
  let others = false
  for (const experiment of store.experiments.ofSubject(subject.id)) {
    if (experiment.project === project) {
      store.experiments.remove(experiment.id)
    } else {
      others = true
      store.shares.remove('experiment', experiment.id, project)
    }
  }
  if (subject.project !== project) store.shares.remove('subject', subject.id, project)
  else if (!others) store.subjects.remove(subject.id)
  return subject.project !== project || !others
}
