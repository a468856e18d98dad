import type Database from 'better-sqlite3'
import { type Changes, type Written, writtenBy } from './changes.ts'
import { keepNative } from './native.ts'

/** SQL with its types, prepared when it is first used: a new space costs nothing for statements it never runs. */
export class Statements {
  private readonly db: Database.Database
  private readonly changes: Changes
  private written = 0
  private deleted = 0
  /** When each table was last written to, and when all may have changed, in steps of an own clock. */
  private readonly changed = new Map<string, number>()
  private allChanged = 0
  private now = 0

  /** @param changes is told of every row that is written. */
  constructor (db: Database.Database, changes: Changes) {
    this.db = db
    this.changes = changes
  }

  /** Grows with every write: what was read at one version is still true while it stays. */
  get version (): number {
    return this.written
  }

  /** Something that answers depend on is other than it was, though no table was written to. */
  readonly changedBeside = (): void => {
    this.written++
  }

  /** Grows with every deletion: what was taken is taken still while it stays. */
  get deletions (): number {
    return this.deleted
  }

  /** When a table was last written to, or anything was deleted or taken back that may have been of it. */
  changedAt (table: string): number {
    return Math.max(this.allChanged, this.changed.get(table) ?? 0)
  }

  /** The first row, if any. */
  get<Params extends unknown[], Row> (sql: string): (...params: Params) => Row | undefined {
    const reading = this.reading(sql)
    return (...params) => {
      const { statement, columns } = reading()
      const cells = statement.get(...params) as unknown[] | undefined
      return cells && rowOf<Row>(columns, cells)
    }
  }

  /**
   * The same where one row of a table is asked for again and again: the last one is remembered as long as its table stays
   * as it is and nothing is deleted, for a deletion takes along what hangs on it.
   */
  row<Params extends unknown[], Row> (sql: string): (...params: Params) => Row | undefined {
    const read = this.get<Params, Row>(sql)
    const [, table = ''] = / FROM (\w+)/.exec(sql) ?? []
    let last: { readonly params: Params, readonly row: Row | undefined, readonly at: number } | undefined
    return (...params) => {
      if (last === undefined || last.at < this.changedAt(table) || params.some((param, at) => param !== last?.params[at])) {
        last = { params, row: read(...params), at: this.now }
      }
      return last.row
    }
  }

  /** Remembers nothing any more, after something was taken back. */
  forget (): void {
    this.allChanged = ++this.now
  }

  all<Params extends unknown[], Row> (sql: string): (...params: Params) => Row[] {
    const reading = this.reading(sql)
    return (...params) => {
      const { statement, columns } = reading()
      return (statement.all(...params) as unknown[][]).map(cells => rowOf<Row>(columns, cells))
    }
  }

  /** @returns the number of rows changed. */
  run<Params extends unknown[]> (sql: string): (...params: Params) => number {
    const run = this.running<Params>(sql)
    return (...params) => run(...params).changes
  }

  /** Writes one row. @returns the key that SQLite gives it, at less cost than by a RETURNING clause. */
  add<Params extends unknown[]> (sql: string): (...params: Params) => number {
    const run = this.running<Params>(sql)
    return (...params) => Number(run(...params).lastInsertRowid)
  }

  private running<Params extends unknown[]> (sql: string): (...params: Params) => Database.RunResult {
    const statement = this.lazily(sql)
    const written = writtenBy(sql)
    return (...params) => {
      this.write(written)
      const result = statement().run(...params)
      this.changes.count(written, result.changes)
      return result
    }
  }

  /** Writes one row. @returns what its RETURNING clause names. */
  insert<Params extends unknown[], Row> (sql: string): (...params: Params) => Row {
    const get = this.get<Params, Row>(sql)
    const written = writtenBy(sql)
    return (...params) => {
      this.write(written)
      this.changes.count(written, 1)
      return get(...params) as Row
    }
  }

  private reading (sql: string): () => Reading {
    const prepared = this.lazily(sql)
    let reading: Reading | undefined
    return () => {
      if (reading !== undefined) return reading
      const statement = prepared().raw()
      return (reading = { statement, columns: statement.columns().map(({ name }) => name) })
    }
  }

  private lazily (sql: string): () => Database.Statement<unknown[]> {
    let statement: Database.Statement<unknown[]> | undefined
    return () => (statement ??= keepNative(this.db.prepare(sql)))
  }

  private write ({ action, table }: Written): void {
    if (!this.db.inTransaction) throw new Error('a write belongs into a transaction')
    this.written++
    this.changed.set(table, ++this.now)
    if (action !== 'deleted') return
    this.deleted++
    this.forget()
  }
}

/** A statement that gives rows as arrays. */
interface Reading {
  readonly statement: Database.Statement<unknown[]>
  readonly columns: readonly string[]
}

/** Names the cells: better-sqlite3 would look every name up for every row, and take half as long again. */
function rowOf<Row> (columns: readonly string[], cells: readonly unknown[]): Row {
  const row: Record<string, unknown> = {}
  for (let at = 0; at < columns.length; at++) row[columns[at] ?? ''] = cells[at]
  return row as Row
}
