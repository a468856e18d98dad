import { failures } from '../../failures/index.ts'
import type { Action, Owned } from '../../store/accounts/access.ts'
import type { ExperimentRow } from '../../store/items/experiments.ts'
import type { SubjectRow } from '../../store/items/subjects.ts'
import type { XapiCall } from './endpoint.ts'

/** What an address names, from the outermost: a variable that it does not have is undefined. */
export interface Named {
  readonly project?: string | undefined
  readonly subject?: string | undefined
  readonly experiment?: string | undefined
}

type Wanted = Exclude<Action, 'create'>

/** The names of an address's variables: XNAT's classes have two ways to call a project. */
const named = ({ params: { project, projectId, subject, experiment } }: XapiCall): Named =>
  ({ project: project ?? projectId, subject, experiment })

/** SubjectAccessPredicate: by ID, or by ID or label in a project. */
export function subjectNamed ({ store }: XapiCall, { project, subject = '' }: Named): SubjectRow | undefined {
  if (project === undefined) return store.subjects.byId(subject)
  const row = store.subjects.byLabel(project, subject) ?? store.subjects.byId(subject)
  return row && (row.project === project || store.subjects.isIn(row, project)) ? row : undefined
}

/** ExperimentAccessPredicate: by ID, or by ID or label in a project. */
export function experimentNamed ({ store }: XapiCall, { project, experiment = '' }: Named): ExperimentRow | undefined {
  if (project === undefined) return store.experiments.byId(experiment)
  const row = store.experiments.byLabel(project, experiment) ?? store.experiments.byId(experiment)
  return row && (row.project === project || store.experiments.isIn(row, project)) ? row : undefined
}

/**
 * DataObjectXapiAuthorization: whether one may do something with what an address names; with nothing named everybody may.
 * @throws noSuchThing for what is not there, to an administrator; anybody else is refused (AbstractXapiAuthorization.check)
 */
export const mayDo = (action: Wanted) => (call: XapiCall): boolean => {
  const names = named(call)
  if (call.viewer.guest && action !== 'read') return false
  if (names.project === undefined && names.subject === undefined && names.experiment === undefined) return true
  return projectThere(call, names) && (names.experiment ?? names.subject) === undefined
    ? mayDoWithProject(call, action, names.project ?? '')
    : mayDoWithData(call, action, names)
}

function absent ({ viewer }: XapiCall, text: string): false {
  if (viewer.administrator) throw failures.noSuchThing(text)
  return false
}

function projectThere (call: XapiCall, { project, subject, experiment }: Named): boolean {
  if (project === undefined) return true
  if (project.toLowerCase() === 'unassigned' && (subject ?? experiment) === undefined) return true
  if (call.store.projects.byId(project) !== undefined) return true
  const only = (subject ?? experiment) === undefined
  return absent(call, only ? `The following item(s) don't exist: ${project}` : `No project with ID "${project}" exists`)
}

/** ProjectAccessPredicate: to read is to read its subjects; the project of no project may be read by all. */
function mayDoWithProject ({ store, viewer }: XapiCall, action: Wanted, project: string): boolean {
  if (project.toLowerCase() === 'unassigned') return action === 'read' || viewer.administrator
  return action === 'read' ? store.access.can(viewer, 'read', project) : store.access.ownsProject(viewer, project)
}

function mayDoWithData (call: XapiCall, action: Wanted, names: Named): boolean {
  const { store, viewer } = call
  if (names.project !== undefined && store.projects.byId(names.project) === undefined) return false
  const row = names.experiment === undefined ? subjectNamed(call, names) : experimentNamed(call, names)
  if (row === undefined) return absent(call, `The following item(s) don't exist: ${names.experiment ?? names.subject ?? ''}`)
  const owned: Owned = { kind: names.experiment === undefined ? 'subject' : 'experiment', id: row.id, project: row.project }
  return action === 'read' ? store.access.canRead(viewer, owned) : store.access.can(viewer, action, row.project)
}

/** GuestUserAccessXapiAuthorization: guests too, where the site is open. */
export const mayUse = ({ viewer, store }: XapiCall): boolean => !viewer.guest || !store.preferences.read().requireLogin
