import type { FoundSearch } from './found-search.ts'

/** A search whose result a user may come back to. */
export interface CachedSearch {
  readonly id: string
  readonly login: string
  readonly found: FoundSearch
}

/** As many results as are kept, and as many rows of them in all: then the oldest goes. */
const mostSearches = 100
const mostRows = 2_000_000

/** Results that were asked for with `cache=true`, each under its ID. They live as long as the store does. */
export class CachedSearches {
  private readonly searches = new Map<string, CachedSearch>()
  private rows = 0

  add (search: CachedSearch): void {
    this.remove(search.id)
    this.searches.set(search.id, search)
    this.rows += search.found.count
    for (const id of this.searches.keys()) {
      if (this.searches.size <= mostSearches && (this.rows <= mostRows || this.searches.size === 1)) break
      this.remove(id)
    }
  }

  get (id: string): CachedSearch | undefined {
    return this.searches.get(id)
  }

  private remove (id: string): void {
    const search = this.searches.get(id)
    if (search === undefined) return
    this.searches.delete(id)
    this.rows -= search.found.count
    search.found.close()
  }
}
