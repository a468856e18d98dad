import { check } from '../spaces/check.ts'
import { addFault, theFault } from '../spaces/faults/fault-checks.ts'
import { faultRule } from '../spaces/faults/fault-rule.ts'
import type { Space } from '../spaces/space.ts'
import type { XnatFaults } from './xnat.ts'

/** The faults of a space, for programs. @param space as it is at the moment. */
export const faultsOf = (space: () => Space): XnatFaults => ({
  add: rule => addFault(space(), check(faultRule, typeof rule === 'string' ? { preset: rule } : rule)).name,
  list: () => space().faults.list().map(({ name, rule, matched, played }) => ({ name, rule, matched, played })),
  delete: name => { space().faults.delete(theFault(space(), name).name) },
  clear: () => { space().faults.clear() }
})
