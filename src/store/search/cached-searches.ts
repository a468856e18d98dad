import type { Clock } from '../../process/clock.ts'
import type { FoundSearch } from './found-search.ts'

/** A search whose result its user may come back to (XNAT's materialized view). */
export interface CachedSearch {
  readonly id: string
  readonly login: string
  /** The ID that the search's document has, if any. */
  readonly searchId: string | undefined
  readonly found: FoundSearch
  /** Epoch milliseconds. */
  lastAccess: number
}

/** As many results as are cached, and as many rows of them in all: then the oldest goes. */
const mostSearches = 100
const mostRows = 2_000_000
/** How long a result is cached that nobody reads (MaterializedViewManager). */
const keptFor = 3_600_000

/** Results that were requested with `cache=true`. They live as long as the store does, but no longer than XNAT keeps them. */
export class CachedSearches {
  private readonly searches = new Map<string, CachedSearch>()
  private readonly clock: Clock
  private rows = 0
  private lastNumber = 0

  constructor (clock: Clock) {
    this.clock = clock
  }

  add (search: Omit<CachedSearch, 'lastAccess'>): CachedSearch {
    this.expire()
    const added = { ...search, lastAccess: this.clock.now() }
    this.remove(search.id)
    this.searches.set(search.id, added)
    this.rows += search.found.count
    for (const id of this.searches.keys()) {
      if (this.searches.size === 1 || (this.searches.size <= mostSearches && this.rows <= mostRows)) break
      this.remove(id)
    }
    return added
  }

  get (id: string): CachedSearch | undefined {
    this.expire()
    return this.searches.get(id)
  }

  /** The last that a user has had of a search by the ID of its document. */
  bySearchId (searchId: string, login: string): CachedSearch | undefined {
    this.expire()
    const own = [...this.searches.values()].filter(search => search.searchId === searchId && search.login === login)
    return own.reduce<CachedSearch | undefined>(
      (latest, search) => latest === undefined || search.lastAccess >= latest.lastAccess ? search : latest, undefined
    )
  }

  touch (search: CachedSearch): void {
    search.lastAccess = this.clock.now()
  }

  /** The milliseconds that end a new result's ID; they differ, even where the clock stands. */
  nextNumber (): number {
    return (this.lastNumber = Math.max(this.clock.now(), this.lastNumber + 1))
  }

  private expire (): void {
    const now = this.clock.now()
    for (const { id, lastAccess } of this.searches.values()) if (lastAccess + keptFor < now) this.remove(id)
  }

  private remove (id: string): void {
    const search = this.searches.get(id)
    if (search === undefined) return
    this.searches.delete(id)
    this.rows -= search.found.count
    search.found.close()
  }
}
