import type Database from 'better-sqlite3'

/** SQL with its types, prepared when it is first used: a new space costs nothing for statements it never runs. */
export function statements (db: Database.Database) {
  const lazily = (sql: string) => {
    let statement: Database.Statement<unknown[]> | undefined
    return () => (statement ??= db.prepare(sql))
  }
  return {
    /** The first row, if any. */
    get: <Params extends unknown[], Row> (sql: string) => {
      const statement = lazily(sql)
      return (...params: Params) => statement().get(...params) as Row | undefined
    },
    all: <Params extends unknown[], Row> (sql: string) => {
      const statement = lazily(sql)
      return (...params: Params) => statement().all(...params) as Row[]
    },
    /** @returns the number of rows changed and the last rowid. */
    run: <Params extends unknown[]> (sql: string) => {
      const statement = lazily(sql)
      return (...params: Params) => statement().run(...params)
    }
  }
}

export type Statements = ReturnType<typeof statements>
