import { randomBytes } from 'node:crypto'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { request } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Server, authorization, median } from './server.ts'

const portion = randomBytes(1024 * 1024)
const mebibyte = portion.length

/** Sends so many MiB, or takes them when there are none to send. @returns MiB per second. */
async function transfer (url: string, method: 'PUT' | 'GET', mebibytes: number): Promise<number> {
  const before = performance.now()
  const headers = {
    authorization,
    ...(method === 'PUT' && { 'content-type': 'application/octet-stream', 'content-length': mebibytes * mebibyte })
  }
  const taken = await new Promise<number>((resolve, reject) => {
    const outgoing = request(url, { method, headers }, response => {
      let length = 0
      response.on('data', chunk => { length += (chunk as Buffer).length })
      response.on('end', () => {
        if (response.statusCode === 200) resolve(length)
        else reject(new Error(`${method} ${url}: ${response.statusCode}`))
      })
    }).on('error', reject)
    if (method === 'PUT') send(outgoing, mebibytes).catch(reject)
    else outgoing.end()
  })
  if (method === 'GET' && taken !== mebibytes * mebibyte) throw new Error(`${taken} bytes of ${mebibytes} MiB`)
  return mebibytes / (performance.now() - before) * 1000
}

async function send (outgoing: ReturnType<typeof request>, mebibytes: number): Promise<void> {
  for (let sent = 0; sent < mebibytes; sent++) {
    // no two of them alike, so that nothing can be kept once for all
    portion.writeUInt32LE(sent, 0)
    if (!outgoing.write(Buffer.from(portion))) await new Promise(resolve => { outgoing.once('drain', resolve) })
  }
  outgoing.end()
}

interface Rates {
  readonly mock: number
  readonly bare: number
}

/** MiB per second into a scan and out of it, beside a bare server that streams to a file and back. */
export async function fileRates (
  mebibytes: number,
  rounds: number,
  ...args: readonly string[]
): Promise<{ upload: Rates, download: Rates }> {
  const folder = mkdtempSync(join(tmpdir(), 'xnat-mock-bench-'))
  const [mock, bare] = [await Server.mock(...args.map(arg => arg.replace('FOLDER', folder))), await Server.bareFiles(join(folder, 'file'))]
  const found = { upload: { mock: [] as number[], bare: [] as number[] }, download: { mock: [] as number[], bare: [] as number[] } }
  for (let round = 0; round < rounds; round++) {
    const target = `${mock.url}/data/experiments/XNAT_E00001/scans/1/resources/R${round}/files/a.bin`
    for (const [kind, method] of [['upload', 'PUT'], ['download', 'GET']] as const) {
      found[kind].bare.push(await transfer(bare.url, method, mebibytes))
      found[kind].mock.push(await transfer(target, method, mebibytes))
    }
  }
  await Promise.all([mock.stop(), bare.stop()])
  rmSync(folder, { recursive: true })
  return { upload: medians(found.upload), download: medians(found.download) }
}

const medians = ({ mock, bare }: { mock: number[], bare: number[] }): Rates => ({ mock: median(mock), bare: median(bare) })

/** The server's largest memory in MiB, before anything and after each step of a large file in, out, and out as a zip. */
export async function memory (mebibytes: number): Promise<Record<'start' | 'upload' | 'download' | 'zip', number>> {
  const mock = await Server.mock()
  const scan = `${mock.url}/data/experiments/XNAT_E00001/scans/1`
  await mock.ask('GET', '/data/experiments/XNAT_E00001/scans')
  const start = highest(mock.pid)
  await transfer(`${scan}/resources/R/files/a.bin`, 'PUT', mebibytes)
  const upload = highest(mock.pid)
  await transfer(`${scan}/resources/R/files/a.bin`, 'GET', mebibytes)
  const download = highest(mock.pid)
  await drain(`${scan}/files?format=zip`)
  const zip = highest(mock.pid)
  await mock.stop()
  return { start, upload, download, zip }
}

async function drain (url: string): Promise<void> {
  await new Promise((resolve, reject) => {
    request(url, { headers: { authorization } }, response => {
      response.resume().on('end', resolve)
    })
      .on('error', reject)
      .end()
  })
}

/** VmHWM: the peak of what the process had in memory. Linux only. */
export const highest = (pid: number): number =>
  Number(/VmHWM:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? NaN) / 1024
