import type { Seed } from '../seed.ts'
import { users } from './users.ts'

/** Nothing but the users. */
export const empty: Seed = { name: 'empty', users, projects: [] }
