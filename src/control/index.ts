import { clockOperations } from './clock.ts'
import { coverageOperations } from './coverage.ts'
import { faultOperations } from './faults.ts'
import type { Operation } from './operation.ts'
import { requestOperations } from './requests.ts'
import { resetOperations } from './reset.ts'
import { seedOperations } from './seed.ts'
import { snapshotOperations } from './snapshots.ts'
import { spaceOperations } from './spaces.ts'

/** Everything that the control plane does. */
export const operations: readonly Operation[] = [
  ...resetOperations,
  ...snapshotOperations,
  ...spaceOperations,
  ...clockOperations,
  ...faultOperations,
  ...requestOperations,
  ...coverageOperations,
  ...seedOperations
]
