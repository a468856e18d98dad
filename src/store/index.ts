import type { Clock } from '../clock.ts'
import type { Catalogue } from '../model/catalogue.ts'
import { accessStore } from './access.ts'
import { openDatabase } from './database.ts'
import { experimentStore } from './experiments.ts'
import { type Preferences, preferenceStore } from './preferences.ts'
import { projectStore } from './projects.ts'
import { saver } from './save.ts'
import { scanStore } from './scans.ts'
import { sequences } from './sequences.ts'
import { shareStore } from './shares.ts'
import { statements } from './statements.ts'
import { subjectStore } from './subjects.ts'
import { userStore } from './users.ts'

export interface StoreOptions {
  /** A file, or `:memory:`. */
  readonly location: string
  readonly catalogue: Catalogue
  readonly clock: Clock
  /** Preferences that nobody has set. */
  readonly preferences?: Partial<Preferences>
}

export type Store = ReturnType<typeof openStore>

/** One archive: its users, projects and everything in them. */
export function openStore ({ location, catalogue, clock, preferences = {} }: StoreOptions) {
  const db = openDatabase(location)
  const sql = statements(db)
  const ids = sequences(sql)
  const saving = saver(sql, catalogue, ids, clock)
  const shares = shareStore(sql, catalogue, ids, clock)
  return {
    users: userStore(sql, clock),
    access: accessStore(sql),
    preferences: preferenceStore(sql, preferences),
    ids,
    shares,
    projects: projectStore(sql, catalogue, ids, saving),
    subjects: subjectStore(sql, catalogue, ids, saving, shares),
    experiments: experimentStore(sql, catalogue, ids, saving, shares),
    scans: scanStore(sql, catalogue, saving),
    /** Runs the work as one: all of it is kept, or, where it throws, nothing. */
    transaction: <Result>(work: () => Result): Result => db.transaction(work).immediate(),
    close: () => { db.close() }
  }
}
