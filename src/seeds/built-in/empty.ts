import type { SeedDocument } from '../schema.ts'
import { users } from './users.ts'

/** Nothing but the users. */
export const empty: SeedDocument = { name: 'empty', users, projects: [] }
