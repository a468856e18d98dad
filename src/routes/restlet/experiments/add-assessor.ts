import { type Failure, failures } from '../../../failures/index.ts'
import type { Document } from '../../../model/document.ts'
import { textOf } from '../../../model/item.ts'
import type { ExperimentRow } from '../../../store/items/experiments.ts'
import { created } from '../items/created.ts'
import { readableProject } from '../items/lookup.ts'
import type { Call } from '../resource.ts'
import { intoOwner, kept, mayCreateAssessor, setSession, submittedAssessor } from './put-assessor.ts'
import { existingExperiment } from './put-experiment.ts'
import { checkExperiment, storeExperiment } from './save-experiment.ts'

/** ProjSubExptAsstList.handlePost, its checks in its order. */
export function addAssessor (call: Call, session: ExperimentRow): Document | Failure {
  const item = submittedAssessor(call, undefined)
  const { PROJECT_ID: idOrAlias } = call.params
  intoOwner(call, item, idOrAlias === undefined ? undefined : readableProject(call, idOrAlias))
  setSession(call, item, session)
  if (existingExperiment(call, item) !== undefined) throw failures.experimentExists()
  mayCreateAssessor(call, item)
  checkExperiment(call, item, undefined)
  const id = call.store.attempt(() => storeExperiment(call, item, undefined, false))
  return kept(call, item, id) ?? created(call, textOf(item, 'ID') ?? id)
}
