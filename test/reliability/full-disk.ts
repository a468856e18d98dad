import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Client } from '../conformance/client.ts'
import { Server } from './server.ts'

const scans = '/data/experiments/XNAT_E00001/scans'

/**
 * Lets the database grow by so many bytes and no more, and writes until it is full: from then on writes are refused, and
 * reading goes on; what was acknowledged is there after a kill, and nothing else.
 */
export async function fullDisk (bytes: number): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), 'xnat-mock-disk-'))
  const file = join(folder, 'archive.db')
  try {
    const server = await Server.start('--db', file)
    const client = new Client(server.url)
    const before = await count(client)
    // a limit of the process does what a full disk does, and needs no disk
    if (spawnSync('prlimit', ['--pid', String(server.pid), `--fsize=${statSync(file).size + bytes}`]).status !== 0) {
      throw new Error('prlimit (util-linux) is needed')
    }
    let taken = 0
    while (taken < 100_000 && await put(client, `n${taken}`) === 200) taken++
    const refused = [await put(client, 'more'), await put(client, 'again')]
    if (refused.some(status => status !== 500) || await count(client) !== before + taken) {
      throw new Error(`a full disk was answered with ${refused.join()}, and ${await count(client)} scans are listed`)
    }
    await server.end('SIGKILL')
    client.close()
    return await afterwards(file, before + taken, taken)
  } finally {
    rmSync(folder, { recursive: true })
  }
}

async function afterwards (file: string, expected: number, taken: number): Promise<string> {
  const server = await Server.start('--db', file)
  const client = new Client(server.url)
  const [found, status] = [await count(client), await put(client, 'more')]
  client.close()
  await server.end()
  if (found !== expected || status !== 200) {
    throw new Error(`${found} scans are there, ${expected} were acknowledged; a new one is answered with ${status}`)
  }
  return `${taken} scans were taken before the disk was full; writes are then 500, reading goes on, and all of them and no other are ` +
    'there after a kill'
}

const put = async (client: Client, id: string): Promise<number> =>
  (await client.send('PUT', `${scans}/${id}?xsiType=xnat:mrScanData&note=${'n'.repeat(2000)}`)).status
const count = async (client: Client): Promise<number> => (await client.send('GET', `${scans}?format=csv`)).body.split('\n').length - 2
