import type Database from 'better-sqlite3'
import type { Change, Changes } from './changes.ts'
import type { Freshness } from './freshness.ts'
import { keepNative } from './native.ts'
import { type ArchiveTable, reachedFrom } from './tables.ts'

/** What a statement does to a table. */
export interface Write {
  readonly action: Change['action']
  readonly table: ArchiveTable
  /** Every table in which it may change something. */
  readonly reached: readonly ArchiveTable[]
}

/**
 * SQL with its types, prepared when it is first used: a new space costs nothing for statements it never runs. A statement
 * that writes declares its table, and its SQL begins after the table's name.
 */
export class Statements {
  /** Advanced by every write. */
  readonly freshness: Freshness
  private readonly db: Database.Database
  private readonly changes: Changes

  /** @param changes gets every row that is written. */
  constructor (db: Database.Database, changes: Changes, freshness: Freshness) {
    this.db = db
    this.changes = changes
    this.freshness = freshness
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

  /** The row of a table, where one is read again and again: the last one is cached until its table is written to. */
  cachedRow<Params extends unknown[], Row> (table: ArchiveTable, where: string): (...params: Params) => Row | undefined {
    const read = this.get<Params, Row>(`SELECT * FROM ${table} ${where}`)
    const last = this.freshness.cache([table], (): { params?: Params, row?: Row | undefined } => ({}))
    return (...params) => {
      const cached = last.value
      if (cached.params === undefined || params.some((param, at) => param !== cached.params?.[at])) {
        cached.row = read(...params)
        cached.params = params
      }
      return cached.row
    }
  }

  all<Params extends unknown[], Row> (sql: string): (...params: Params) => Row[] {
    const reading = this.reading(sql)
    return (...params) => {
      const { statement, columns } = reading()
      return (statement.all(...params) as unknown[][]).map(cells => rowOf<Row>(columns, cells))
    }
  }

  /** `INSERT INTO table …`. @returns the number of rows written. */
  insert<Params extends unknown[]> (table: ArchiveTable, sql: string): (...params: Params) => number {
    return this.counting(`INSERT INTO ${table} ${sql}`, inserts(table))
  }

  /** `INSERT OR REPLACE INTO table …`: a row that is in the way goes, with all that depends on it. @returns the number of rows written. */
  insertOrReplace<Params extends unknown[]> (table: ArchiveTable, sql: string): (...params: Params) => number {
    return this.counting(`INSERT OR REPLACE INTO ${table} ${sql}`, { ...inserts(table), reached: reachedFrom(table) })
  }

  /** `INSERT INTO table …` of one row. @returns the key that SQLite gives it, at less cost than by a RETURNING clause. */
  insertKeyed<Params extends unknown[]> (table: ArchiveTable, sql: string): (...params: Params) => number {
    const run = this.writing<Params>(`INSERT INTO ${table} ${sql}`, inserts(table))
    return (...params) => Number(run(...params).lastInsertRowid)
  }

  /** `INSERT INTO table … RETURNING …` of one row. @returns what is in its RETURNING clause. */
  insertReturning<Params extends unknown[], Row> (table: ArchiveTable, sql: string): (...params: Params) => Row {
    const get = this.get<Params, Row>(`INSERT INTO ${table} ${sql}`)
    const write = inserts(table)
    return (...params) => {
      this.begin(write)
      this.changes.count(write, 1)
      return get(...params) as Row
    }
  }

  /** `UPDATE table …`. @returns the number of rows changed. */
  update<Params extends unknown[]> (table: ArchiveTable, sql: string): (...params: Params) => number {
    return this.counting(`UPDATE ${table} ${sql}`, { action: 'modified', table, reached: [table] })
  }

  /** `UPDATE OR REPLACE table …`: a row that is in the way goes, with all that depends on it. @returns the number of rows changed. */
  updateOrReplace<Params extends unknown[]> (table: ArchiveTable, sql: string): (...params: Params) => number {
    return this.counting(`UPDATE OR REPLACE ${table} ${sql}`, { action: 'modified', table, reached: reachedFrom(table) })
  }

  /** `DELETE FROM table …`. @returns the number of rows deleted, without those that depended on them. */
  delete<Params extends unknown[]> (table: ArchiveTable, sql: string): (...params: Params) => number {
    return this.counting(`DELETE FROM ${table} ${sql}`, { action: 'deleted', table, reached: reachedFrom(table) })
  }

  private counting<Params extends unknown[]> (sql: string, write: Write): (...params: Params) => number {
    const run = this.writing<Params>(sql, write)
    return (...params) => run(...params).changes
  }

  private writing<Params extends unknown[]> (sql: string, write: Write): (...params: Params) => Database.RunResult {
    const statement = this.lazily(sql)
    return (...params) => {
      this.begin(write)
      const result = statement().run(...params)
      this.changes.count(write, result.changes)
      return result
    }
  }

  private begin ({ reached }: Write): void {
    if (!this.db.inTransaction) throw new Error('a write belongs into a transaction')
    this.freshness.advance(reached)
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
}

const inserts = (table: ArchiveTable): Write => ({ action: 'created', table, reached: [table] })

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
