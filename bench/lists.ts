import { readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Load, alternated, load } from './load.ts'
import { Server } from './server.ts'

export const formats = ['json', 'csv', 'xml', 'html'] as const

export interface ListRate {
  /** Sent as it was kept, and the same bytes by a bare server. */
  readonly kept: Load
  readonly bare: Load
  /** On one connection, each time after a change, and what the bare server takes there. */
  readonly changed: Load
  readonly bareAlone: Load
}

/** A session with so many scans, in a server of its own. */
async function sessionOf (scans: number): Promise<{ mock: Server, target: string }> {
  const mock = await Server.mock('--seed', 'empty')
  await mock.ask('PUT', '/data/projects/P')
  const session = (await mock.ask('PUT', '/data/projects/P/subjects/S/experiments/E?xsiType=xnat:mrSessionData')).body.toString()
  const target = `/data/experiments/${session}/scans`
  for (let n = 1; n <= scans; n += 50) {
    await Promise.all(
      Array.from({ length: Math.min(50, scans - n + 1) }, (_, at) =>
        mock.ask('PUT', `${target}/${n + at}?xsiType=xnat:mrScanData&type=T1w&quality=usable&series_description=MPRAGE`)
      )
    )
  }
  return { mock, target }
}

/** Rates of lists of so many scans in each format, beside a bare server that sends the same bytes. */
export async function listRates (scans: number, rounds: number, seconds: number): Promise<Record<string, ListRate>> {
  const { mock, target } = await sessionOf(scans)
  const found: Record<string, ListRate> = {}
  for (const format of formats) {
    const list = `${target}?format=${format}`
    const file = join(tmpdir(), `xnat-mock-bench-${process.pid}`)
    writeFileSync(file, (await mock.ask('GET', list)).body)
    const bare = await Server.bare(file)
    const get = { method: 'GET', target: list }
    const { kept, bare: ceiling, changed, bareAlone } = await alternated(rounds, {
      bare: () => load(bare.url, 32, seconds, () => get),
      kept: () => load(mock.url, 32, seconds, () => get),
      bareAlone: () => load(bare.url, 1, seconds, () => get),
      changed: () => load(mock.url, 1, seconds, n => n % 2 === 0 ? { method: 'PUT', target: `${target}/1?note=n${n}`, aside: true } : get)
    })
    if (kept && ceiling && changed && bareAlone) found[format] = { kept, bare: ceiling, changed, bareAlone }
    await bare.stop()
  }
  await mock.stop()
  return found
}

/** A list of very many scans: how long it takes, what memory it takes, and how long others wait meanwhile. */
export async function largeList (scans: number): Promise<{ seconds: number, mebibytes: number, before: number, longestWait: number }> {
  const { mock, target } = await sessionOf(scans)
  const before = peak(mock.pid)
  const state = { done: false }
  let longestWait = 0
  const began = performance.now()
  const list = mock.ask('GET', target).then(() => { state.done = true })
  while (!state.done) {
    const requested = performance.now()
    await mock.ask('GET', '/_mock/health')
    longestWait = Math.max(longestWait, performance.now() - requested)
    await new Promise(resolve => { setTimeout(resolve, 2) })
  }
  await list
  const seconds = (performance.now() - began) / 1000
  const mebibytes = peak(mock.pid)
  await mock.stop()
  return { seconds, mebibytes, before, longestWait }
}

/** VmHWM. Linux only. */
const peak = (pid: number): number => Number(/VmHWM:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? NaN) / 1024
