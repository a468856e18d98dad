import type { ExperimentRow } from '../../../store/items/experiments.ts'
import type { ProjectRow } from '../../../store/items/projects.ts'
import { asImageSession, readableExperiment, readableProject } from '../items/lookup.ts'
import type { Call } from '../resource.ts'

/** Where a scan's URL leads; the subject in it is never looked at. */
export interface ScanPlace {
  readonly project: ProjectRow | undefined
  readonly session: ExperimentRow | undefined
  readonly scanId: string
}

/** The constructor: an unknown project does not stop it; the session is found by ID, in a project also by label. */
export function findScanPlace (call: Call): ScanPlace {
  const { PROJECT_ID: projectId, ASSESSED_ID: sessionId = '', SCAN_ID: scanId = '' } = call.params
  const project = projectId === undefined ? undefined : readableProject(call, projectId)
  return { project, session: asImageSession(call, readableExperiment(call, sessionId, project)), scanId }
}
