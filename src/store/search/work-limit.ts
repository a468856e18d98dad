import { SearchFailed } from '../../model/search/failure.ts'

/** Milliseconds that one search may take. The server answers nobody else meanwhile. */
export const longestSearch = 20_000

/** Ends a search that takes too long. SQLite has no such limit, so the query calls `check` for each row that it looks at. */
export class WorkLimit {
  private readonly most: number
  private end = Infinity

  /** @param most milliseconds. */
  constructor (most = longestSearch) {
    this.most = most
  }

  start (): void {
    this.end = performance.now() + this.most
  }

  /** @throws SearchFailed */
  check (): void {
    if (performance.now() > this.end) throw new SearchFailed(`a search may take ${this.most / 1000} seconds`)
  }
}
