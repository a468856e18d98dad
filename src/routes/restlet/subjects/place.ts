import type { ProjectRow } from '../../../store/items/projects.ts'
import type { SubjectRow } from '../../../store/items/subjects.ts'
import { readableProject, readableSubject } from '../items/lookup.ts'
import type { Call } from '../resource.ts'

/** Where a subject's URL leads. */
export interface SubjectPlace {
  readonly project: ProjectRow | undefined
  readonly subject: SubjectRow | undefined
  /** As the URL has it: an ID or a label. */
  readonly idOrLabel: string
}

export function findSubjectPlace (call: Call): SubjectPlace {
  const { PROJECT_ID: projectId, SUBJECT_ID: idOrLabel = '' } = call.params
  const project = projectId === undefined ? undefined : readableProject(call, projectId)
  return { project, subject: readableSubject(call, idOrLabel, project), idOrLabel }
}
