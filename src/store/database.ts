import { readFileSync, readdirSync } from 'node:fs'
import Database from 'better-sqlite3'
import { packageRoot } from '../package.ts'
import { keepNative } from './native.ts'

const folder = new URL('migrations/', packageRoot)

/** What cannot be opened, in words for whoever started the server. */
export class UnusableDatabase extends Error {}

/**
 * Opens a database and brings it up to the newest migration.
 * @param location a file, or `:memory:`.
 * @throws UnusableDatabase where the file is not a database, is newer than this server, or cannot be written.
 */
export function openDatabase (location: string): Database.Database {
  const db = connect(location)
  try {
    const migrations = readdirSync(folder).filter(name => name.endsWith('.sql')).sort()
    // looked at first, so that a file that is not ours stays as it is
    const level = Number(first(db, 'PRAGMA user_version'))
    if (level > migrations.length) throw new UnusableDatabase(`the database was written by a newer xnat-mock (level ${level}, this one knows ${migrations.length})`)
    if (level === 0 && first(db, 'SELECT 1 FROM sqlite_schema') !== undefined) throw new UnusableDatabase(`${location} is a database of something else`)
    // with NORMAL durable to a killed process; a power cut may lose the last moments
    db.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; PRAGMA foreign_keys = ON')
    migrate(db, migrations.slice(level), migrations.length)
    return db
  } catch (error) {
    db.close()
    throw error instanceof UnusableDatabase ? error : new UnusableDatabase(`cannot use database ${location}: ${(error as Error).message}`)
  }
}

/** The first column of the first row. */
const first = (db: Database.Database, sql: string): unknown => keepNative(db.prepare(sql)).pluck().get()

function connect (location: string): Database.Database {
  try {
    return keepNative(new Database(location))
  } catch (error) {
    throw new UnusableDatabase(`cannot open database ${location}: ${(error as Error).message}`)
  }
}

/** Applies the numbered SQL files that the database has not seen, all or none. */
function migrate (db: Database.Database, unseen: readonly string[], level: number): void {
  if (unseen.length === 0) return
  db.transaction(() => {
    for (const name of unseen) db.exec(readFileSync(new URL(name, folder), 'utf8'))
    db.exec(`PRAGMA user_version = ${level}`)
  })()
}
