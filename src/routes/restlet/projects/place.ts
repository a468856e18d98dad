import type { ProjectRow } from '../../../store/items/projects.ts'
import { readableProject } from '../items/lookup.ts'
import type { Call } from '../resource.ts'

/** Where a project's URL leads. */
export interface ProjectPlace {
  /** As the URL has it: an ID or an alias. */
  readonly idOrAlias: string
  readonly project: ProjectRow | undefined
}

export function findProjectPlace (call: Call): ProjectPlace {
  const idOrAlias = call.params['PROJECT_ID'] ?? ''
  return { idOrAlias, project: readableProject(call, idOrAlias) }
}
