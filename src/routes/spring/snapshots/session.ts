import { failures } from '../../../failures/index.ts'
import type { ExperimentRow } from '../../../store/items/experiments.ts'
import type { XapiCall } from '../endpoint.ts'

/** What the address names: by ID, or by ID or label in a project. The subject is looked at later. */
function named ({ store, params }: XapiCall): ExperimentRow | undefined {
  const { project, session = '' } = params
  const byId = store.experiments.byId(session)
  if (project === undefined) return byId
  if (byId && store.experiments.isIn(byId, project)) return byId
  return store.experiments.byLabel(project, session)
}

/** DataObjectXapiAuthorization.checkImpl. @throws noSuchThing for a project or a session that is not there, for every user. */
export function mayRead (call: XapiCall): boolean {
  const { store, viewer, params } = call
  const { project, session = '' } = params
  if (
    project !== undefined && store.projects.byId(project) === undefined
  ) throw failures.noSuchThing(`No project with ID "${project}" exists`)
  const row = named(call)
  if (row === undefined) throw failures.noSuchThing(`The following item(s) don't exist: ${session}`)
  return store.access.canRead(viewer, { kind: 'experiment', id: row.id, project: row.project })
}

/** XftDataObjectIdResolver.resolve: with a subject, the session must be one of its. @throws noSuchThing */
export function sessionOf (call: XapiCall): ExperimentRow {
  const { store, params } = call
  const { project = '', subject, session = '' } = params
  const row = named(call)
  const owner = subject === undefined ? undefined : store.subjects.byLabel(project, subject) ?? store.subjects.byId(subject)
  if (row === undefined || (subject !== undefined && (owner === undefined || row.subject !== owner.id))) {
    throw failures.noSuchThing(`No existing object found for project: ${project}, subject: ${subject}, experiment: ${session}`)
  }
  return row
}
