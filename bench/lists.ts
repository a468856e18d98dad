import { execFileSync } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Server, authorization, median, path } from './server.ts'

export interface Rate {
  readonly scans: number
  /** Requests per second. */
  readonly mock: number
  readonly bare: number
}

function rate (url: string, seconds: number): number {
  const args = [path('node_modules/autocannon/autocannon.js'), '--json', '--connections', '10', '--duration', String(seconds), '--headers', `authorization=${authorization}`, url]
  const { requests, non2xx } = JSON.parse(execFileSync(process.execPath, args, { stdio: ['ignore', 'pipe', 'ignore'] }).toString()) as { requests: { average: number }, non2xx: number }
  if (non2xx > 0) throw new Error(`${non2xx} requests to ${url} failed`)
  return requests.average
}

/** Rates of lists of so many scans, beside a bare server that sends the same bytes. */
export async function listRate (scans: number, rounds: number, seconds: number): Promise<Rate> {
  const mock = await Server.mock('--seed', 'empty')
  await mock.ask('PUT', '/data/projects/P')
  const session = (await mock.ask('PUT', '/data/projects/P/subjects/S/experiments/E?xsiType=xnat:mrSessionData')).body.toString()
  for (let n = 1; n <= scans; n++) await mock.ask('PUT', `/data/experiments/${session}/scans/${n}?xsiType=xnat:mrScanData&type=T1w&quality=usable&series_description=MPRAGE`)
  const target = `/data/experiments/${session}/scans`
  const file = join(tmpdir(), `xnat-mock-bench-${process.pid}.json`)
  writeFileSync(file, (await mock.ask('GET', target)).body)
  const bare = await Server.bare(file)
  const rates: { mock: number[], bare: number[] } = { mock: [], bare: [] }
  for (let round = 0; round < rounds; round++) {
    rates.bare.push(rate(bare.url, seconds))
    rates.mock.push(rate(mock.url + target, seconds))
  }
  await Promise.all([mock.stop(), bare.stop()])
  return { scans, mock: median(rates.mock), bare: median(rates.bare) }
}
