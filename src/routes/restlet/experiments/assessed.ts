import { failures } from '../../../failures/index.ts'
import type { ExperimentRow } from '../../../store/items/experiments.ts'
import { readableExperiment, readableProject, readableSubject } from '../items/lookup.ts'
import type { Call } from '../resource.ts'

/** The parameters of the lists of what is derived from a session. */
export const derivedQuery = {
  format: 'json, xml, csv, html',
  columns: 'comma-separated short names and field paths',
  xsiType: 'list this type only'
} as const

/** The lists' constructor; each step has words of its own. */
export function assessed (call: Call): ExperimentRow {
  const { PROJECT_ID: projectId, SUBJECT_ID: subjectId = '', ASSESSED_ID: experimentId = '' } = call.params
  if (projectId === undefined) {
    const row = readableExperiment(call, experimentId)
    if (row === undefined) throw failures.placeNotFound()
    return row
  }
  const project = readableProject(call, projectId)
  if (project === undefined) throw failures.noAssessedProject()
  if (readableSubject(call, subjectId, project) === undefined) throw failures.noAssessedSubject()
  const row = readableExperiment(call, experimentId, project)
  if (row === undefined) throw failures.noAssessedExperiment()
  return row
}
