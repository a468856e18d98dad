import { failures } from '../../../failures/index.ts'
import type { ExperimentRow } from '../../../store/items/experiments.ts'
import type { ProjectRow } from '../../../store/items/projects.ts'
import type { SubjectRow } from '../../../store/items/subjects.ts'
import { readableExperiment, readableExperimentByLabel, readableProject, readableSubject } from '../items/lookup.ts'
import type { Call } from '../resource.ts'

/** Where an experiment's URL leads. */
export interface ExperimentPlace {
  readonly project: ProjectRow | undefined
  /** What a PUT changes: found by label in the project, below a subject also by ID. */
  readonly existing: ExperimentRow | undefined
  /** The subject of the address, where it is there. */
  readonly subject: SubjectRow | undefined
  /** The same as the address has it. */
  readonly subjectNamed: string | undefined
  /** As the URL has it: an ID or a label. */
  readonly idOrLabel: string
}

export function findBelowSubject (call: Call): ExperimentPlace {
  const { PROJECT_ID: projectId = '', SUBJECT_ID: subjectNamed = '', EXPT_ID: idOrLabel = '' } = call.params
  const project = readableProject(call, projectId)
  if (project === undefined) throw failures.placeNotFound()
  const existing = readableExperimentByLabel(call, idOrLabel, project.id) ?? readableExperiment(call, idOrLabel, project)
  return { project, existing, subject: readableSubject(call, subjectNamed, project), subjectNamed, idOrLabel }
}

/** The constructor looks for the label in the project as the address names it, so never below an alias. */
export function findAnywhere (call: Call): ExperimentPlace {
  const { PROJECT_ID: projectId, EXPT_ID: idOrLabel = '' } = call.params
  const project = projectId === undefined ? undefined : readableProject(call, projectId)
  const existing = projectId === undefined ? undefined : readableExperimentByLabel(call, idOrLabel, projectId)
  return { project, existing, subject: undefined, subjectNamed: undefined, idOrLabel }
}

/** Where the URL of a project's or a subject's experiments leads. */
export interface ProjectExperiments {
  readonly project: ProjectRow
  /** The subject of the address. */
  readonly subject: SubjectRow | undefined
}

/** The constructor. @throws projectUnknown, subjectUnknown */
export function findProjectExperiments (call: Call): ProjectExperiments {
  const { PROJECT_ID: idOrAlias = '', SUBJECT_ID: subjectNamed } = call.params
  const project = readableProject(call, idOrAlias)
  if (project === undefined) throw failures.projectUnknown(idOrAlias)
  const subject = subjectNamed === undefined ? undefined : readableSubject(call, subjectNamed, project)
  if (subjectNamed !== undefined && subject === undefined) throw failures.subjectUnknown(subjectNamed)
  return { project, subject }
}
