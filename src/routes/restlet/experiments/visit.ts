import type { Item } from '../../../model/item.ts'
import type { ExperimentRow } from '../../../store/items/experiments.ts'
import type { Call } from '../resource.ts'

const fields = ['visit', 'protocol'] as const

/**
 * SubjAssessmentResource.unsetOldVisitAndSubtype: whoever says again to which subject an experiment belongs takes it out of
 * its visit and its protocol, unless the request gives it one where it had none, or takes one away.
 */
export function forgetVisit ({ store }: Call, item: Item, existing: ExperimentRow | undefined): void {
  if (existing === undefined) return
  const { values: before } = store.experiments.item(existing)
  const isMeant = fields.some(field => before[field] === undefined ? item.values[field] !== undefined : item.values[field] === 'NULL')
  if (isMeant) return
  for (const field of fields) item.values[field] = 'NULL'
}
