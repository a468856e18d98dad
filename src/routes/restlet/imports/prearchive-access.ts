import { failures } from '../../../failures/index.ts'
import { type PrearchivePlace, type PrearchiveRow, unassigned } from '../../../store/files/prearchive.ts'
import type { Call } from '../resource.ts'

/** PrearcUtils.canModify */
export const mayModify = ({ store, viewer }: Call, project: string | null): boolean =>
  viewer.administrator || (project !== null && store.access.can(viewer, 'edit', project))

/**
 * PrearcUtils.getPrearcDir: whether the caller may come near a place in the prearchive.
 * @param toAll whether what has no project is everybody's (allowUnassigned).
 * @throws prearchiveForbidden, prearchiveFailed
 */
export function checkPlace (call: Call, { project }: PrearchivePlace, toAll: boolean): void {
  const { store, viewer } = call
  if (project === null) {
    if (!toAll && !viewer.administrator) throw failures.prearchiveUnassigned(viewer.login)
  } else if (store.projects.byId(project) === undefined) {
    throw failures.prearchiveFailed(`No project named ${project}`)
  } else if (!mayModify(call, project)) {
    throw failures.prearchiveForbidden(
      `The user ${viewer.login} has insufficient privileges to edit the 'xnat:projectData' item with ID '${project}'.`
    )
  }
}

/** What PrearcDatabase.checkUniqueRow says of a session that is not there. */
export const unknownSession = ({ project, timestamp, folder }: PrearchivePlace): string =>
  `A record with session ${folder}, timestamp ${timestamp} and project ${project ?? 'null'} could not be found.`

/** @throws what the caller makes of a session that is not there. */
export function rowAt ({ store }: Call, place: PrearchivePlace, failure: (text: string) => Error): PrearchiveRow {
  const row = store.prearchive.find(place)
  if (row === undefined) throw failure(unknownSession(place))
  return row
}

/** A project as a client names it: none for Unassigned, in whatever case. */
export const projectNamed = (name: string): string | null => name.toLowerCase() === unassigned.toLowerCase() ? null : name
