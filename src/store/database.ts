import { readFileSync, readdirSync } from 'node:fs'
import Database from 'better-sqlite3'

const folder = new URL('../../migrations/', import.meta.url)

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
    db.pragma('journal_mode = WAL')
    // durable to a killed process; a power cut may lose the last moments
    db.pragma('synchronous = NORMAL')
    db.pragma('foreign_keys = ON')
    migrate(db)
    return db
  } catch (error) {
    db.close()
    throw error instanceof UnusableDatabase ? error : new UnusableDatabase(`cannot use database ${location}: ${(error as Error).message}`)
  }
}

function connect (location: string): Database.Database {
  try {
    return new Database(location)
  } catch (error) {
    throw new UnusableDatabase(`cannot open database ${location}: ${(error as Error).message}`)
  }
}

/** Applies the numbered SQL files that the database has not seen, all or none. */
function migrate (db: Database.Database): void {
  const files = readdirSync(folder).filter(name => name.endsWith('.sql')).sort()
  const done = Number(db.pragma('user_version', { simple: true }))
  if (done > files.length) throw new UnusableDatabase(`the database was written by a newer xnat-mock (level ${done}, this one knows ${files.length})`)
  if (done === files.length) return
  db.transaction(() => {
    for (const name of files.slice(done)) db.exec(readFileSync(new URL(name, folder), 'utf8'))
    db.pragma(`user_version = ${files.length}`)
  })()
}
