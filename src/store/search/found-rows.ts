import type Database from 'better-sqlite3'
import type { Cell } from '../../model/document.ts'
import type { Scalar } from '../../model/item.ts'
import { SearchFailed } from '../../model/search/failure.ts'
import { matcher } from '../../model/search/like-match.ts'
import { keepNative } from '../sql/native.ts'
import { cellPath, cellsIn } from './row-text.ts'
import type { Statement } from './statement.ts'
import { WorkLimit } from './work-limit.ts'

/** The rows that a search has found: those of its table with numbers from the first to the last. */
export interface RowRange {
  readonly first: number
  readonly last: number
}

export interface RowPage {
  readonly offset: number
  readonly limit: number
}

/** By which cell rows are ordered. */
export interface RowOrder {
  readonly cell: number
  readonly descending: boolean
}

/** Codes of SQLite's errors for a query that is too much for it. */
const tooMuch: ReadonlySet<unknown> = new Set(['SQLITE_ERROR', 'SQLITE_TOOBIG', 'SQLITE_LIMIT'])

/**
 * What searches have found, in a temporary table of the database: SQLite writes it to a file of its own once it grows, so that
 * a long result takes no memory. No prepared statement is made for a search: the process would never let go of it (keepNative).
 */
export class FoundRows {
  private readonly db: Database.Database
  private isOpen = false
  private values: readonly Scalar[] = []
  private readonly prepared = new Map<string, Database.Statement<unknown[]>>()
  /** Patterns of the query that runs. */
  private readonly matchers = new Map<string, (text: string) => boolean>()

  private readonly limit: WorkLimit

  constructor (db: Database.Database, limit: WorkLimit) {
    this.db = db
    this.limit = limit
  }

  /** Runs a query. @throws SearchFailed where it is more than SQLite can do. */
  insert ({ text, query }: Pick<Statement, 'text' | 'query'>): RowRange {
    this.open()
    const first = this.lastRow() + 1
    this.values = query.values
    this.limit.start()
    try {
      this.db.exec(text)
    } catch (error) {
      throw tooMuch.has((error as { code?: unknown }).code) ? new SearchFailed((error as Error).message) : error
    } finally {
      this.values = []
      this.matchers.clear()
    }
    return { first, last: this.lastRow() }
  }

  remove ({ first, last }: RowRange): void {
    if (last >= first && this.db.open) this.statement('DELETE FROM temp.search_row WHERE row BETWEEN ? AND ?').run(first, last)
  }

  /** @param order by which cells, the first before the others; where left out as they were found. */
  read ({ first, last }: RowRange, { offset, limit }: RowPage, order: readonly RowOrder[] = []): Cell[][] {
    const end = Math.min(last, first + offset + limit - 1)
    if (order.length === 0) return this.all('SELECT cells FROM temp.search_row WHERE row BETWEEN ? AND ? ORDER BY row', first + offset, end)
    const parts = order.map(({ descending }) => `json_extract(cells, ?) ${descending ? 'DESC NULLS FIRST' : 'ASC NULLS LAST'}`)
    const sql = `SELECT cells FROM temp.search_row WHERE row BETWEEN ? AND ? ORDER BY ${parts.join(', ')}, row LIMIT ? OFFSET ?`
    return this.all(sql, first, last, ...order.map(({ cell }) => cellPath(cell)), limit, offset)
  }

  /** The values of a cell, each with how often it comes. */
  distinct ({ first, last }: RowRange, cell: number): [value: Cell, count: number][] {
    const rows = this.statement(`
      SELECT json_extract(cells, ?) AS value, count(*) FROM temp.search_row WHERE row BETWEEN ? AND ?
      GROUP BY value ORDER BY value ASC NULLS LAST`)
      .raw().all(cellPath(cell), first, last)
    return rows as [Cell, number][]
  }

  private all (sql: string, ...params: unknown[]): Cell[][] {
    const rows = this.statement(sql).pluck().all(...params) as string[]
    return rows.map(cellsIn)
  }

  private lastRow (): number {
    return (this.statement('SELECT max(row) FROM temp.search_row').pluck().get() as number | null) ?? 0
  }

  private statement (sql: string): Database.Statement<unknown[]> {
    const statement = this.prepared.get(sql) ?? keepNative(this.db.prepare(sql))
    this.prepared.set(sql, statement)
    return statement
  }

  private open (): void {
    if (this.isOpen) return
    this.isOpen = true
    this.db.exec('CREATE TEMP TABLE IF NOT EXISTS search_row (row INTEGER PRIMARY KEY, cells TEXT NOT NULL) STRICT')
    this.db.function('search_value', { deterministic: true }, number => this.values[Number(number)] ?? null)
    this.db.function('search_step', () => {
      this.limit.check()
      return 1
    })
    this.db.function(
      'search_like', { deterministic: true }, (text, pattern) => text === null ? null : Number(this.matches(String(text), String(pattern)))
    )
  }

  private matches (text: string, pattern: string): boolean {
    let fits = this.matchers.get(pattern)
    if (fits === undefined) this.matchers.set(pattern, fits = matcher(pattern, () => { this.limit.check() }))
    return fits(text)
  }
}
