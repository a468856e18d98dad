import type Database from 'better-sqlite3'
import { type Changes, type Written, writtenBy } from './changes.ts'
import { keepNative } from './native.ts'

/** SQL with its types, prepared when it is first used: a new space costs nothing for statements it never runs. */
export class Statements {
  private readonly db: Database.Database
  private readonly changes: Changes
  private written = 0
  private readonly writes = new Map<string, number>()
  private deleted = 0

  /** @param changes is told of every row that is written. */
  constructor (db: Database.Database, changes: Changes) {
    this.db = db
    this.changes = changes
  }

  /** Grows with every write: what was read at one version is still true while it stays. */
  get version (): number {
    return this.written
  }

  /** Grows with every deletion: what was taken is taken still while it stays. */
  get deletions (): number {
    return this.deleted
  }

  /** Statements that have written to a table; what a deletion took along elsewhere is not counted. */
  writesTo (table: string): number {
    return this.writes.get(table) ?? 0
  }

  /** The first row, if any. */
  get<Params extends unknown[], Row> (sql: string): (...params: Params) => Row | undefined {
    const statement = this.lazily(sql)
    return (...params) => statement().get(...params) as Row | undefined
  }

  all<Params extends unknown[], Row> (sql: string): (...params: Params) => Row[] {
    const statement = this.lazily(sql)
    return (...params) => statement().all(...params) as Row[]
  }

  /** @returns the number of rows changed. */
  run<Params extends unknown[]> (sql: string): (...params: Params) => number {
    const statement = this.lazily(sql)
    const written = writtenBy(sql)
    return (...params) => {
      this.write(written)
      const { changes } = statement().run(...params)
      if (written.action === 'deleted') this.deleted++
      this.changes.count(written, changes)
      return changes
    }
  }

  /** Writes one row. @returns what its RETURNING clause names. */
  insert<Params extends unknown[], Row> (sql: string): (...params: Params) => Row {
    const statement = this.lazily(sql)
    const written = writtenBy(sql)
    return (...params) => {
      this.write(written)
      this.changes.count(written, 1)
      return statement().get(...params) as Row
    }
  }

  private lazily (sql: string): () => Database.Statement<unknown[]> {
    let statement: Database.Statement<unknown[]> | undefined
    return () => (statement ??= keepNative(this.db.prepare(sql)))
  }

  private write ({ table }: Written): void {
    if (!this.db.inTransaction) throw new Error('a write belongs into a transaction')
    this.written++
    this.writes.set(table, this.writesTo(table) + 1)
  }
}
