import { clockOperations } from './clock.ts'
import type { Operation } from './operation.ts'
import { resetOperations } from './reset.ts'
import { snapshotOperations } from './snapshots.ts'
import { spaceOperations } from './spaces.ts'

/** Everything that the control plane does. */
export const operations: readonly Operation[] = [...resetOperations, ...snapshotOperations, ...spaceOperations, ...clockOperations]
