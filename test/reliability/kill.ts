import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { keepNative } from '../../src/store/sql/native.ts'
import { Chance } from '../chance.ts'
import { Client } from '../conformance/client.ts'
import { Server } from './server.ts'

/** What was acknowledged before the server was killed. */
interface Acknowledged {
  readonly session: string
  /** Whether each scan that was written or deleted is there; those that were on their way are in neither list. */
  readonly scans: Map<string, boolean>
  readonly files: Set<string>
}

/** Large enough to need several writes to the disk. */
const contentOf = (name: string): string => `${name} `.repeat(20_000)
const fieldsOf = (id: string): string => `type=T-${id}&quality=Q-${id}&note=N-${id}`

/**
 * Kills the server at random moments while clients write to it, and looks at what is there afterwards: everything that
 * was acknowledged, nothing that is half there.
 * @returns what it did. @throws where something is wrong.
 */
export async function kill (rounds: number): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), 'xnat-mock-kill-'))
  const file = join(folder, 'archive.db')
  const chance = new Chance(rounds)
  const all: Acknowledged[] = []
  try {
    for (let round = 0; round < rounds; round++) {
      all.push(await writeUntilKilled(file, 1 + chance.below(250)))
      intact(file)
      await lookAt(file, all.slice(-1))
    }
    await lookAt(file, all)
    nothingLeft(folder)
  } finally {
    rmSync(folder, { recursive: true })
  }
  const scans = all.reduce((sum, { scans }) => sum + scans.size, 0)
  const files = all.reduce((sum, { files }) => sum + files.size, 0)
  return `${rounds} kills; ${scans} scans and ${files} files acknowledged, all there; integrity_check ok each time; nothing half there`
}

async function writeUntilKilled (file: string, milliseconds: number): Promise<Acknowledged> {
  const server = await Server.start('--db', file, '--seed', 'empty')
  const client = new Client(server.url)
  await client.send('PUT', '/data/projects/P')
  const label = `E${Date.now().toString(36)}${process.pid}`
  const session = (await client.send('PUT', `/data/projects/P/subjects/S/experiments/${label}?xsiType=xnat:mrSessionData`)).body
  const acknowledged: Acknowledged = { session, scans: new Map(), files: new Set() }
  const timer = setTimeout(() => { server.child.kill('SIGKILL') }, milliseconds)
  const writers = [scanWriter, scanWriter, scanDeleter, fileWriter, fileWriter]
  await Promise.all(writers.map(async (write, number) => {
    try {
      for (let n = 0; ; n++) await write(client, acknowledged, `w${number}n${n}`)
    } catch {
      // the connection is gone with the server
    }
  }))
  clearTimeout(timer)
  await server.end('SIGKILL')
  client.close()
  return acknowledged
}

async function scanWriter (client: Client, { session, scans }: Acknowledged, id: string): Promise<void> {
  const { status } = await client.send('PUT', `/data/experiments/${session}/scans/${id}?xsiType=xnat:mrScanData&${fieldsOf(id)}`)
  if (status !== 200) throw new Error(`${status}`)
  scans.set(id, true)
}

async function scanDeleter (client: Client, acknowledged: Acknowledged, id: string): Promise<void> {
  await scanWriter(client, acknowledged, id)
  acknowledged.scans.delete(id)
  await client.send('DELETE', `/data/experiments/${acknowledged.session}/scans/${id}`)
  acknowledged.scans.set(id, false)
}

async function fileWriter (client: Client, acknowledged: Acknowledged, id: string): Promise<void> {
  await scanWriter(client, acknowledged, id)
  const { status } = await client.send(
    'PUT',
    `/data/experiments/${acknowledged.session}/scans/${id}/resources/R/files/${id}.txt?inbody=true`,
    { body: contentOf(id), headers: { 'content-type': 'text/plain' } }
  )
  if (status !== 200) throw new Error(`${status}`)
  acknowledged.files.add(id)
}

function intact (file: string): void {
  const db = keepNative(new Database(file))
  const found = keepNative(db.prepare('PRAGMA integrity_check')).pluck().get()
  const broken = keepNative(db.prepare('PRAGMA foreign_key_check')).all()
  db.close()
  if (found !== 'ok' || broken.length > 0) throw new Error(`the database is damaged: ${String(found)} ${JSON.stringify(broken)}`)
}

async function lookAt (file: string, all: readonly Acknowledged[]): Promise<void> {
  const server = await Server.start('--db', file, '--seed', 'empty')
  const client = new Client(server.url)
  try {
    for (const acknowledged of all) await lookAtSession(client, acknowledged)
  } finally {
    client.close()
    await server.end()
  }
}

async function lookAtSession (client: Client, { session, scans, files }: Acknowledged): Promise<void> {
  const { body } = await client.send('GET', `/data/experiments/${session}/scans?columns=ID,type,quality,note&format=csv`)
  const rows = new Map(body.split('\n').slice(1, -1).map(line => line.split(',')).map(cells => [cells[1] ?? '', cells]))
  for (const [id, there] of scans) {
    if (rows.has(id) !== there) {
      throw new Error(`scan ${id} of ${session} ${there ? 'was acknowledged and is gone' : 'was deleted and is there'}`)
    }
  }
  for (const [id, cells] of rows) {
    if (![`T-${id}`, `Q-${id}`, `N-${id}`].every(value => cells.includes(value))) {
      throw new Error(`scan ${id} of ${session} is half there: ${cells.join()}`)
    }
  }
  // a session without a scan has no such list
  if (rows.size === 0) return
  const listed = JSON.parse((await client.send('GET', `/data/experiments/${session}/scans/ALL/files?format=json`)).body) as {
    ResultSet: { Result: { Name: string, URI: string, Size: string }[] }
  }
  const names = new Set(listed.ResultSet.Result.map(({ Name }) => Name))
  for (const id of files) if (!names.has(`${id}.txt`)) throw new Error(`file ${id}.txt of ${session} was acknowledged and is gone`)
  for (const { Name, URI } of listed.ResultSet.Result) {
    const answer = await client.send('GET', URI)
    if (answer.body !== contentOf(Name.replace('.txt', ''))) {
      throw new Error(`file ${Name} of ${session} has other bytes: ${answer.status}, ${answer.bytes.length}`)
    }
  }
}

/** After a server has run undisturbed, nothing stands in its folder for uploads that have come to nothing. */
function nothingLeft (folder: string): void {
  const left = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter(path => /incoming\/|-wal$|-shm$|\.new$/.test(path))
  if (left.length > 0) throw new Error(`left behind: ${left.join(', ')}`)
}
