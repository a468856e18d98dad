import { failures } from '../../../failures/index.ts'
import type { ExperimentRow } from '../../../store/items/experiments.ts'
import type { ProjectRow } from '../../../store/items/projects.ts'
import { castTo, readableExperiment, readableProject } from '../items/lookup.ts'
import type { Call } from '../resource.ts'

/** Where an assessor's URL leads. */
export interface AssessorPlace {
  /** That of the address. */
  readonly project: ProjectRow | undefined
  /** The session of the address, where it is there; the subject is not looked at. */
  readonly session: ExperimentRow | undefined
  /** The assessor, whose session may be another one. */
  readonly existing: ExperimentRow | undefined
  /** As the URL has it: an ID or a label. */
  readonly idOrLabel: string
}

/** ExptAssessmentResource's constructor: of what is not there, the project alone ends it. @throws placeNotFound, notAnImageSession */
export function findAssessor (call: Call): AssessorPlace {
  const { PROJECT_ID: projectId, ASSESSED_ID: session = '', EXPT_ID: idOrLabel = '' } = call.params
  const project = projectId === undefined ? undefined : readableProject(call, projectId)
  if (projectId !== undefined && project === undefined) throw failures.placeNotFound()
  const existing = castTo(call, 'xnat:imageAssessorData', readableExperiment(call, idOrLabel, project))
  return { project, session: readableExperiment(call, session, project), existing, idOrLabel }
}
