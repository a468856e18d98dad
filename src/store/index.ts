import type { Clock } from '../clock.ts'
import type { Catalogue } from '../model/catalogue.ts'
import { AccessStore } from './access.ts'
import { AliasTokenStore } from './alias-tokens.ts'
import { ConfigurationStore } from './configurations.ts'
import { openDatabase } from './database.ts'
import { ExperimentStore } from './experiments.ts'
import { type Preferences, PreferenceStore } from './preferences.ts'
import { ProjectStore } from './projects.ts'
import { Saver } from './save.ts'
import { SavedSearchStore } from './saved-searches.ts'
import { ScanStore } from './scans.ts'
import { Sequences } from './sequences.ts'
import { ShareStore } from './shares.ts'
import { Statements } from './statements.ts'
import { SubjectStore } from './subjects.ts'
import { UserStore } from './users.ts'

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
  const sql = new Statements(db)
  const ids = new Sequences(sql)
  const saving = new Saver(sql, catalogue, ids, clock)
  const shares = new ShareStore(sql, catalogue, ids, clock)
  const users = new UserStore(sql, clock)
  const site = new PreferenceStore(sql, preferences)
  return {
    users,
    configurations: new ConfigurationStore(sql, clock),
    savedSearches: new SavedSearchStore(sql),
    aliasTokens: new AliasTokenStore(sql, clock),
    access: new AccessStore(sql),
    preferences: site,
    ids,
    shares,
    projects: new ProjectStore(sql, catalogue, ids, saving),
    subjects: new SubjectStore(sql, catalogue, ids, saving, shares),
    experiments: new ExperimentStore(sql, catalogue, ids, saving, shares),
    scans: new ScanStore(sql, catalogue, saving),
    /** Runs the work as one: all of it is kept, or, where it throws, nothing. */
    transaction: <Result>(work: () => Result): Result => {
      try {
        return db.transaction(work).immediate()
      } catch (error) {
        site.forget()
        users.forget()
        throw error
      }
    },
    /** Grows with every write. */
    version: (): number => sql.version,
    close: () => { db.close() }
  }
}
