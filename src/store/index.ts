import type Database from 'better-sqlite3'
import type { Clock } from '../process/clock.ts'
import type { Catalogue } from '../model/catalogue.ts'
import { AccessStore } from './accounts/access.ts'
import { AliasTokenStore } from './accounts/alias-tokens.ts'
import { BlobStore } from './files/blobs.ts'
import { CatalogStore } from './files/catalogs.ts'
import { type Change, Changes } from './sql/changes.ts'
import { DataTypeStore } from './items/data-types.ts'
import { ConfigurationStore } from './accounts/configurations.ts'
import { imageOf, openDatabase } from './sql/database.ts'
import { Disk } from './files/disk.ts'
import { ExperimentStore } from './items/experiments.ts'
import { FavoriteStore } from './accounts/favorites.ts'
import { Freshness, type Mark } from './sql/freshness.ts'
import { InvitationStore } from './accounts/invitations.ts'
import { type Preferences, PreferenceStore } from './accounts/preferences.ts'
import { PrearchiveStore } from './files/prearchive.ts'
import { ProjectStore } from './items/projects.ts'
import { RecordStore } from './sql/records.ts'
import { ResourceStore } from './files/resources.ts'
import { PastStates } from './items/past-states.ts'
import { Saver } from './items/save.ts'
import { SavedSearchStore } from './accounts/saved-searches.ts'
import { ScanStore } from './items/scans.ts'
import { Sequences } from './sql/sequences.ts'
import { SettingStore } from './accounts/settings.ts'
import { ToolPreferenceStore } from './accounts/tool-preferences.ts'
import { ShareStore } from './items/shares.ts'
import { Searches } from './search/searches.ts'
import { Statements } from './sql/statements.ts'
import { SubjectStore } from './items/subjects.ts'
import { UserStore } from './accounts/users.ts'
import { WorkflowStore } from './items/workflows.ts'

export interface StoreOptions {
  /** A file, `:memory:`, or the image of another store. */
  readonly location: string | Buffer
  readonly catalogue: Catalogue
  readonly clock: Clock
  /** Preferences that nobody has set. */
  readonly preferences?: Partial<Preferences>
  /** Where files' bytes are stored; several archives may share one. */
  readonly blobs?: BlobStore
  /** Milliseconds that one search may take. */
  readonly longestSearch?: number
}

export type Store = ReturnType<typeof openStore>

/** One archive: its users, projects and everything in them. */
export function openStore ({ location, catalogue, clock, preferences = {}, blobs = new BlobStore(), longestSearch }: StoreOptions) {
  const db = openDatabase(location)
  const changes = new Changes()
  const freshness = new Freshness()
  const sql = new Statements(db, changes, freshness)
  const ids = new Sequences(sql)
  const saving = new Saver(sql, catalogue, ids, clock, changes)
  const shares = new ShareStore(sql, catalogue, ids, clock)
  const disk = new Disk(sql, blobs, clock)
  const catalogs = new CatalogStore(sql, disk)
  return {
    users: new UserStore(sql, clock),
    configurations: new ConfigurationStore(sql, clock),
    savedSearches: new SavedSearchStore(sql, catalogue, ids, clock),
    aliasTokens: new AliasTokenStore(sql, clock),
    access: new AccessStore(sql),
    preferences: new PreferenceStore(sql, preferences),
    ...storesOfUsers(sql, { catalogue, ids, saving, clock }),
    dataTypes: new DataTypeStore(sql),
    ids,
    shares,
    projects: new ProjectStore(sql, catalogue, ids, saving),
    subjects: new SubjectStore(sql, catalogue, ids, saving, shares),
    experiments: new ExperimentStore(sql, catalogue, ids, saving, shares),
    scans: new ScanStore(sql, catalogue, saving),
    pastStates: new PastStates(saving),
    resources: new ResourceStore({ statements: sql, catalogue, sequences: ids, saver: saving, disk, catalogs }),
    prearchive: new PrearchiveStore(sql, disk),
    catalogs,
    disk,
    blobs,
    records: new RecordStore(sql),
    searches: new Searches(db, { clock, changed: () => { freshness.advance([]) }, longestSearch }),
    clock,
    ...wholeOf(db, disk),
    ...transactions(db, { freshness, disk, changes }),
    /** Whatever was read from the archive is true as long as this mark is the same. */
    mark: (): Mark => freshness.mark()
  }
}

interface Parts {
  readonly catalogue: Catalogue
  readonly ids: Sequences
  readonly saving: Saver
  readonly clock: Clock
}

/** What administrators set beside the site's own preferences, and what users do beside the data. */
const storesOfUsers = (sql: Statements, { catalogue, ids, saving, clock }: Parts) => ({
  toolPreferences: new ToolPreferenceStore(sql),
  settings: new SettingStore(sql),
  favorites: new FavoriteStore(sql),
  invitations: new InvitationStore(sql, clock),
  workflows: new WorkflowStore(sql, catalogue, ids, saving)
})

/** What is done with a database as one. */
function wholeOf (db: Database.Database, disk: Disk) {
  return {
    /** The whole database as bytes, from which another store can be opened. */
    serialize: (): Buffer => imageOf(db),
    close: (): void => {
      disk.leave()
      db.close()
    }
  }
}

function transactions (
  db: Database.Database,
  { freshness, disk, changes }: { readonly freshness: Freshness, readonly disk: Disk, readonly changes: Changes }
) {
  // made once: a function of better-sqlite3's costs more than the transaction that it runs
  const asOne = db.transaction((work: () => unknown) => work())
  return {
    /** What the last transaction has written; returned once. */
    takeChanges: (): Change[] => changes.take(),
    /** Runs work as one: all of it is stored, or, where it throws, nothing. */
    transaction: <Result>(work: () => Result): Result => {
      changes.take()
      const mark = freshness.mark()
      try {
        return asOne.immediate(work) as Result
      } catch (error) {
        changes.take()
        freshness.rolledBack(mark)
        throw error
      } finally {
        disk.settle()
      }
    },
    /**
     * Runs a part of a transaction: where it throws, the part is undone, and the rest may go on. By itself it reads as
     * one, whatever others write to the file.
     */
    attempt: <Result>(part: () => Result): Result => {
      const mark = freshness.mark()
      try {
        return asOne(part) as Result
      } catch (error) {
        freshness.rolledBack(mark)
        throw error
      }
    }
  }
}
