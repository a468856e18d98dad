import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { type Load, alternated, load } from './load.ts'
import { Server } from './server.ts'

const scans = '/data/experiments/XNAT_E00001/scans'
const fields = 'xsiType=xnat:mrScanData&type=T1w&quality=usable&series_description=MPRAGE'
let made = 0

/** New scans, deletions, and nine reads to a write, at 32 connections: in memory and in a file, beside a bare server. */
export async function writes (rounds: number, seconds: number): Promise<Record<string, Load>> {
  const folder = mkdtempSync(join(tmpdir(), 'xnat-mock-bench-'))
  const [memory, file, bare] = [await Server.mock(), await Server.mock('--db', join(folder, 'archive.db')), await Server.bare()]
  const put = ({ url }: Server) => () => load(url, 32, seconds, () => ({ method: 'PUT', target: `${scans}/n${made++}?${fields}` }))
  const remove = ({ url }: Server) => {
    let removed = 0
    return () => load(url, 32, Math.min(seconds, 1), () => ({ method: 'DELETE', target: `${scans}/d${removed++}` }))
  }
  try {
    await fill(memory, 20_000)
    const scan = { method: 'GET', target: `${scans}/1?format=json` }
    const found = await alternated(rounds, {
      'bare node:http': () => load(bare.url, 32, seconds, () => ({ method: 'PUT', target: '/' })),
      'new scans in memory': put(memory),
      'new scans in a file': put(file),
      'one scan': () => load(memory.url, 32, seconds, () => scan),
      'nine reads of one scan to a change of it': () =>
        load(memory.url, 32, seconds, n => n % 10 === 0 ? { method: 'PUT', target: `${scans}/1?note=n${n}` } : scan)
    })
    return { ...found, 'deletions in memory': await remove(memory)() }
  } finally {
    await Promise.all([memory.stop(), file.stop(), bare.stop()])
    rmSync(folder, { recursive: true })
  }
}

/** Scans that can be deleted. */
async function fill (server: Server, count: number): Promise<void> {
  for (let n = 0; n < count; n += 100) {
    await Promise.all(Array.from({ length: 100 }, (_, at) => server.ask('PUT', `${scans}/d${n + at}?${fields}`)))
  }
}

/** One scan's GET and PUT in an archive of so many scans. */
export async function scale (sizes: readonly number[], rounds: number, seconds: number): Promise<Record<string, Load>> {
  const folder = mkdtempSync(join(tmpdir(), 'xnat-mock-bench-'))
  const servers: (readonly [size: number, server: Server])[] = []
  try {
    for (const size of sizes) {
      const file = join(folder, `${size}.db`)
      await (await Server.mock('--db', file)).stop()
      multiply(file, size)
      servers.push([size, await Server.mock('--db', file)])
    }
    return await alternated(rounds, Object.fromEntries(servers.flatMap(([size, { url }]) => [
      // a change in between, so that nothing that was kept is sent
      [
        `GET after a change, ${size} scans`,
        () =>
          load(url, 32, seconds, n =>
            n % 2 === 0 ? { method: 'GET', target: `${scans}/1?format=json` } : { method: 'PUT', target: `${scans}/2?note=n${n}` }
          )
      ],
      [`PUT of a new scan, ${size} scans`, () => load(url, 32, seconds, () => ({ method: 'PUT', target: `${scans}/n${made++}?${fields}` }))]
    ])))
  } finally {
    for (const [, server] of servers) await server.stop()
    rmSync(folder, { recursive: true })
  }
}

/** Puts copies of a scan into sessions of their own, a thousand in each. */
function multiply (file: string, size: number): void {
  const db = new Database(file)
  const columns = 'xsi_type, project, subject, session, status, event, modified, inserted, inserted_by'
  db.exec(`
    WITH RECURSIVE n (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM n WHERE n < ${Math.ceil(size / 1000)})
    INSERT INTO experiment (id, label, data, ${columns})
      SELECT 'BULK' || n, 'BULK' || n, json_set(data, '$.v.ID', 'BULK' || n, '$.v.label', 'BULK' || n), ${columns}
      FROM experiment, n WHERE experiment.id = 'XNAT_E00001';
    WITH RECURSIVE n (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM n WHERE n < ${size})
    INSERT INTO scan (session, id, xsi_type, data, event, modified, inserted, inserted_by)
      SELECT 'BULK' || (1 + (n - 1) / 1000), 'b' || n, xsi_type,
        json_set(data, '$.v.ID', 'b' || n, '$.v.image_session_ID', 'BULK' || (1 + (n - 1) / 1000)), event, modified, inserted, inserted_by
      FROM scan, n WHERE scan.session = 'XNAT_E00001' AND scan.id = '1'`)
  db.close()
}
