import { failures } from '../../../failures/index.ts'
import { type Document, empty } from '../../../model/document.ts'
import type { SubjectRow } from '../../../store/items/subjects.ts'
import { advise } from '../../../plugins/warnings.ts'
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
  if (store.projects.isEmptied(project.id)) {
    advise(call.incoming, 'delete-once', 'XNAT fails over the subjects that the first DELETE has taken away, until the project is changed')
    throw failures.deletedBefore()
  }
  const left = store.subjects.inProject(project.id).map(subject => takeAway(call, subject, project.id))
  if (left.some(({ stays }) => stays)) {
    if (left.some(({ changed }) => changed)) store.projects.setEmptied(project.id)
    return empty
  }
  removeProjectFolder(call, project.id)
  store.projects.remove(project.id)
  return empty
}

interface Left {
  /** Whether the subject keeps the project. */
  readonly stays: boolean
  /** Whether anything of it was deleted. */
  readonly changed: boolean
}

/** Takes the project's part of a subject away. */
function takeAway (call: Call, subject: SubjectRow, project: string): Left {
  const { store } = call
  const experiments = store.experiments.ofSubject(subject.id)
  const others = experiments.filter(experiment => experiment.project !== project)
  for (const experiment of experiments) {
    if (experiment.project === project) {
      removeFolder(call, 'experiment', experiment)
      store.experiments.remove(experiment.id)
    } else {
      store.shares.remove('experiment', experiment.id, project)
    }
  }
  if (subject.project !== project) store.shares.remove('subject', subject.id, project)
  else if (others.length === 0) removeSubject(call, subject)
  const stays = subject.project === project && others.length > 0
  return { stays, changed: !stays || others.length < experiments.length }
}

function removeSubject (call: Call, subject: SubjectRow): void {
  removeFolder(call, 'subject', subject)
  call.store.subjects.remove(subject.id)
}
