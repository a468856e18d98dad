import { mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { buildApp } from '../src/app.ts'
import { systemClock } from '../src/process/clock.ts'
import { users } from '../src/seeds/built-in/users.ts'
import { keepNative } from '../src/store/sql/native.ts'

/**
 * Writes test/fixtures/level-N.sql for the newest migration: an archive as this server leaves it, which every later one
 * must open. Run it once for each migration that is released, and never again for that one.
 */
const root = new URL('../', import.meta.url)
const folder = mkdtempSync(join(tmpdir(), 'xnat-mock-fixture-'))
const file = join(folder, 'archive.db')
const app = await buildApp({
  location: file,
  seed: { name: 'fixture', users, projects: [] },
  clock: { ...systemClock, now: () => Date.UTC(2020, 0, 31, 12, 30) }
})
const requests: readonly (readonly [url: string, payload?: string])[] = [
  ['/data/projects/P?name=First&accessibility=public'],
  ['/data/projects/Q?alias=second'],
  ['/data/projects/P/subjects/S?gender=female&age=40'],
  ['/data/projects/P/subjects/S/experiments/E?xsiType=xnat:mrSessionData&date=01/31/2020'],
  ['/data/experiments/XNAT_E00001/scans/1?xsiType=xnat:mrScanData&type=T1&quality=usable&xnat:mrScanData/parameters/tr=2000'],
  ['/data/experiments/XNAT_E00001/scans/1?quality=questionable'],
  ['/data/projects/P/subjects/S/experiments/E/projects/Q?label=SHARED'],
  ['/data/experiments/XNAT_E00001/scans/1/resources/R/files/a.txt?inbody=true', 'hello'],
  ['/data/projects/P/config/tool/path', '{"a":1}']
]
for (const [url, payload] of requests) {
  const { statusCode, body } = await app.inject({
    method: 'PUT',
    url,
    headers: { authorization: `Basic ${Buffer.from('admin:admin').toString('base64')}`, ...(payload && { 'content-type': 'text/plain' }) },
    ...(payload && { payload })
  })
  if (statusCode >= 300) throw new Error(`PUT ${url}: ${statusCode} ${body}`)
}
await app.close()
const level = readdirSync(new URL('migrations/', root)).filter(name => name.endsWith('.sql')).length
for (let older = Number(process.argv[2] ?? level); older <= level; older++) {
  writeFileSync(new URL(`test/fixtures/level-${older}.sql`, root), dump(file, older))
}
rmSync(folder, { recursive: true })

/** The database as SQL, with the tables that a level has. */
function dump (from: string, level: number): string {
  const old = keepNative(new Database(':memory:'))
  for (const name of readdirSync(new URL('migrations/', root)).sort().slice(0, level)) {
    old.exec(readFileSync(new URL(`migrations/${name}`, root), 'utf8'))
  }
  const full = keepNative(new Database(from))
  const schema = keepNative(
    old.prepare<[], { type: string, name: string, sql: string | null }>('SELECT type, name, sql FROM sqlite_schema ORDER BY rowid')
  ).all()
  const rows = schema
    .filter(({ type }) => type === 'table')
    .flatMap(({ name }) =>
      (keepNative(full.prepare(`SELECT ${columnsOf(old, name)} FROM "${name}"`)).all() as Record<string, unknown>[]).map(
        row =>
          `INSERT INTO "${name}" (${Object.keys(row)
            .map(column => `"${column}"`)
            .join(', ')}) VALUES (${Object.values(row).map(literal).join(', ')});`
      )
    )
  full.close()
  old.close()
  return `PRAGMA foreign_keys = OFF;\n${schema
    .filter(({ name, sql }) => sql !== null && !name.startsWith('sqlite_'))
    .map(({ sql }) => `${sql};`)
    .join('\n')}\n${rows.join('\n')}\nPRAGMA user_version = ${level};\n`
}

function columnsOf (db: Database.Database, table: string): string {
  return keepNative(db.prepare<[string], string>('SELECT name FROM pragma_table_info(?)'))
    .pluck()
    .all(table)
    .map(name => `"${name}"`)
    .join(', ')
}

function literal (value: unknown): string {
  return value === null ? 'NULL' : typeof value === 'number' ? String(value) : `'${String(value).replaceAll("'", "''")}'`
}
