import type Database from 'better-sqlite3'
import type { Clock } from '../../process/clock.ts'
import { ColumnAliases } from '../../model/search/columns.ts'
import { CachedSearches } from './cached-searches.ts'
import { FoundRows } from './found-rows.ts'
import { FoundSearch } from './found-search.ts'
import type { Reader } from './query-text.ts'
import { type Plan, statementOf } from './statement.ts'
import { WorkLimit } from './work-limit.ts'

export interface SearchesOptions {
  readonly clock: Clock
  /** Called when answers that were given before may no longer be right. */
  readonly changed: () => void
  /** Milliseconds that one search may take. */
  readonly longestSearch?: number | undefined
}

/** XNAT's search engine: runs searches over the archive, and caches what some of them have found. */
export class Searches {
  /** Names of columns that are too long for PostgreSQL. */
  readonly aliases = new ColumnAliases()
  readonly cached: CachedSearches
  private readonly rows: FoundRows
  private readonly changed: () => void
  private listedFor: number | undefined

  constructor (db: Database.Database, { clock, changed, longestSearch }: SearchesOptions) {
    this.changed = changed
    this.cached = new CachedSearches(clock)
    this.rows = new FoundRows(db, new WorkLimit(longestSearch))
  }

  /**
   * Runs a search. Its caller closes what was found.
   * @throws SearchFailed
   */
  run (plan: Plan, reader: Reader): FoundSearch {
    const statement = statementOf(plan, reader)
    return new FoundSearch(this.rows, this.rows.insert(statement), statement.columns)
  }

  /**
   * Whose role the listing of projects shows: XNAT puts the first user who asks for it into the listing itself, where it
   * stays (DisplaySearch.getSQLQuery, {XDAT_USER_ID}).
   */
  listsFor (userId: number): number {
    if (this.listedFor === undefined) {
      this.listedFor = userId
      this.changed()
    }
    return this.listedFor
  }

  /** The user in the listing, if anybody has requested it. */
  get listed (): number | undefined {
    return this.listedFor
  }
}
