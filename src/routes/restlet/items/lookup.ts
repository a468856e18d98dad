import { type Failure, failures } from '../../../failures/index.ts'
import type { ExperimentRow } from '../../../store/items/experiments.ts'
import type { ProjectRow } from '../../../store/items/projects.ts'
import type { SubjectRow } from '../../../store/items/subjects.ts'
import type { Call } from '../resource.ts'

/** What cannot be read counts as not there: these are XNAT's lookups with a user. */

/** By ID or alias, which XNAT's cache of projects knows too (DefaultUserProjectCache.get, behind every lookup of a project). */
export function readableProject ({ store, viewer }: Call, idOrAlias: string): ProjectRow | undefined {
  const project = store.projects.find(idOrAlias)
  return project !== undefined && store.access.canSeeProject(viewer, project.id) ? project : undefined
}

/** By label in a project alone (GetSubjectByProjectIdentifier). */
export function readableSubjectByLabel (call: Call, label: string, project: string): SubjectRow | undefined {
  return readable(call, 'subject', call.store.subjects.byLabel(project, label))
}

/** By label in the project, then by ID if it belongs there or is shared there. Without a project: by ID only. */
export function readableSubject (call: Call, idOrLabel: string, project?: ProjectRow): SubjectRow | undefined {
  const { subjects } = call.store
  const byLabel = project && readableSubjectByLabel(call, idOrLabel, project.id)
  if (byLabel) return byLabel
  const byId = readable(call, 'subject', subjects.byId(idOrLabel))
  return byId === undefined || project === undefined || subjects.isIn(byId, project.id) ? byId : undefined
}

/** By ID if it belongs to the project or is shared there, then by label in the project. Without a project: by ID only. */
export function readableExperiment (call: Call, idOrLabel: string, project?: ProjectRow): ExperimentRow | undefined {
  const { experiments } = call.store
  const byId = readable(call, 'experiment', experiments.byId(idOrLabel))
  if (byId && (project === undefined || experiments.isIn(byId, project.id))) return byId
  return project && readableExperimentByLabel(call, idOrLabel, project.id)
}

/** By label in the project alone (GetExptByProjectIdentifier). */
export function readableExperimentByLabel (call: Call, label: string, project: string): ExperimentRow | undefined {
  return readable(call, 'experiment', call.store.experiments.byLabel(project, label))
}

function readable<Row extends SubjectRow | ExperimentRow> (
  { store, viewer }: Call,
  kind: 'subject' | 'experiment',
  row: Row | undefined
): Row | undefined {
  return row !== undefined && store.access.canRead(viewer, { kind, id: row.id, project: row.project }) ? row : undefined
}

/** Java's cast of an experiment to an image session. @param failed where it is caught. @throws notAnImageSession */
export const asImageSession = (call: Call, row: ExperimentRow | undefined, failed?: Refusal): ExperimentRow | undefined =>
  castTo(call, 'xnat:imageSessionData', row, failed)

type Refusal = (text: string) => Failure

/** Java's cast of an experiment to a type. @param failed where it is caught. @throws notAnImageSession */
export function castTo (
  { store }: Call,
  xsiType: string,
  row: ExperimentRow | undefined,
  failed: Refusal = failures.notAnImageSession
): ExperimentRow | undefined {
  if (row === undefined) return undefined
  const type = store.experiments.type(row)
  if (type.isA(xsiType)) return row
  throw failed(`${omClass(type.xsiType)} cannot be cast to ${omClass(xsiType)}`)
}

/** The generated class of a data type: xnat:genericData is org.nrg.xdat.om.XnatGenericdata. */
function omClass (xsiType: string): string {
  const capital = (text: string) => text.charAt(0).toUpperCase() + text.slice(1).toLowerCase()
  return `org.nrg.xdat.om.${xsiType.split(':').map(capital).join('')}`
}
