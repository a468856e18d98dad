import { openSync, closeSync, fsyncSync, readFileSync, readdirSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs'
import Database from 'better-sqlite3'
import { ExpectedError } from '../../process/expected-error.ts'
import { packageRoot } from '../../process/package.ts'
import { keepNative } from './native.ts'

const folder = new URL('migrations/', packageRoot)

/** What cannot be opened, in words for whoever started the server. */
export class UnusableDatabase extends ExpectedError {}

/**
 * Opens a database and brings it up to the newest migration.
 * @param location a file, `:memory:`, or the bytes of a database, which then lives in memory.
 * @throws UnusableDatabase where the file is not a database, is newer than this server, or cannot be written.
 */
export function openDatabase (location: string | Buffer): Database.Database {
  const db = connect(location)
  const named = typeof location === 'string' ? location : 'the image'
  try {
    const migrations = readdirSync(folder).filter(name => name.endsWith('.sql')).sort()
    // two servers at one file would each cache what the other has made stale
    db.exec('PRAGMA locking_mode = EXCLUSIVE')
    // looked at first, so that a file that is not ours stays as it is
    const level = Number(first(db, 'PRAGMA user_version'))
    if (level > migrations.length) {
      throw new UnusableDatabase(`the database was written by a newer xnat-mock (level ${level}, this one knows ${migrations.length})`)
    }
    if (level === 0 && first(db, 'SELECT 1 FROM sqlite_schema') !== undefined) {
      throw new UnusableDatabase(`${named} is a database of something else`)
    }
    if (isFile(location)) checkPages(db, location)
    // of a new database: small pages keep an archive in memory small, of which there may be a thousand, and a write to
    // a file writes whole ones
    db.exec(`PRAGMA page_size = ${location === ':memory:' ? 1024 : 2048}`)
    // with NORMAL durable to a killed process; a power cut may lose the last moments
    db.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; PRAGMA foreign_keys = ON')
    // a checkpoint waits for the disk: not before there are 16 MB to write
    db.exec('PRAGMA wal_autocheckpoint = 8000')
    migrate(db, migrations.slice(level), migrations.length)
    return db
  } catch (error) {
    db.close()
    throw error instanceof UnusableDatabase
      ? error
      : new UnusableDatabase(
          `cannot use database ${named}: ` +
          `${(error as { code?: string }).code === 'SQLITE_BUSY' ? 'another process has it open' : (error as Error).message}`
      )
  }
}

const isFile = (location: string | Buffer): location is string => typeof location === 'string' && location !== ':memory:'

/** Files up to this size are looked through at each start, which takes about a second for all of it. */
const mostChecked = 256 * 1024 * 1024

/** @throws UnusableDatabase where a page is damaged: better no start than answers out of half an archive. */
function checkPages (db: Database.Database, file: string): void {
  if (statSync(file).size > mostChecked) return
  const found = first(db, 'PRAGMA quick_check(1)')
  if (found !== 'ok') throw new UnusableDatabase(`database ${file} is damaged: ${String(found).replace(/\s+/g, ' ')}`)
}

/** The first column of the first row. */
const first = (db: Database.Database, sql: string): unknown => keepNative(db.prepare(sql)).pluck().get()

function connect (location: string | Buffer): Database.Database {
  try {
    return keepNative(new Database(location))
  } catch (error) {
    throw new UnusableDatabase(`cannot open database ${String(location)}: ${(error as Error).message}`)
  }
}

/** Where the header of a database says how it is written: a 2 in both bytes stands for a write-ahead log. */
const journalBytes = [18, 19] as const

/** The whole database as bytes, which another can be opened from in memory. */
export function imageOf (db: Database.Database): Buffer {
  const bytes = db.serialize()
  // a database in memory can have no write-ahead log
  for (const at of journalBytes) bytes[at] = 1
  return bytes
}

/** The hashes of the files that an image names. @throws UnusableDatabase where it is none, is damaged, or is newer than this server. */
export function filesIn (bytes: Buffer): string[] {
  const db = openDatabase(bytes)
  try {
    const found = first(db, 'PRAGMA quick_check(1)')
    if (found !== 'ok') throw new UnusableDatabase(`the database is damaged: ${String(found)}`)
    return keepNative(db.prepare<[], { blob: string }>('SELECT DISTINCT blob FROM file')).all().map(({ blob }) => blob)
  } finally {
    db.close()
  }
}

/** Puts the bytes of a database in the place of a file that nobody has open: all of them, or the file stays as it was. */
export function replaceDatabase (file: string, bytes: Buffer): void {
  const incoming = `${file}.new`
  try {
    writeFileSync(incoming, bytes)
    const handle = openSync(incoming, 'r+')
    fsyncSync(handle)
    closeSync(handle)
    for (const log of ['-wal', '-shm']) rmSync(file + log, { force: true })
    renameSync(incoming, file)
  } catch (error) {
    rmSync(incoming, { force: true })
    throw error
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
