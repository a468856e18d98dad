import { execFile } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { type Called, type Way, requests } from './requests.ts'

/** What a request crosses: files of src/ of which a function ran, and functions. */
export interface Stations {
  readonly files: number
  readonly functions: number
  readonly called: Called
}

export interface Measured extends Readonly<Record<Way, Stations>> {
  readonly name: string
}

/** Measures each request in a process of its own, so that neither a test runner's loader nor its coverage matters. */
export async function measureStations (): Promise<readonly Measured[]> {
  const args = ['--import', import.meta.resolve('tsx'), fileURLToPath(new URL('./probe.ts', import.meta.url))]
  // what a test runner gives its own processes is not for this one
  const { NODE_OPTIONS, NODE_V8_COVERAGE, ...env } = process.env
  const { stdout } = await promisify(execFile)(process.execPath, args, { env, maxBuffer: 1 << 24 })
  const called = JSON.parse(stdout) as Record<Way, readonly Called[]>
  return requests.map(({ name }, at) => ({ name, archive: stationsOf(called.archive[at]), served: stationsOf(called.served[at]) }))
}

const stationsOf = (called: Called = {}): Stations =>
  ({ files: Object.keys(called).length, functions: Object.values(called).reduce((sum, functions) => sum + functions, 0), called })

const [begin, end] = ['<!-- stations -->', '<!-- end of stations -->']

/** docs/architecture.md: the table of stations in it is made, the rest is kept. */
export function architecturePage (measured: readonly Measured[]): string {
  const page = readFileSync(new URL('../../docs/architecture.md', import.meta.url), 'utf8')
  const [before = '', rest = ''] = page.split(begin)
  return `${before}${begin}\n\n${heading}${measured.map(row).join('\n')}\n\n${end}${rest.split(end)[1] ?? ''}`
}

const heading = '| request | files, XNAT alone | functions | files, as it is started | functions |\n| --- | ---: | ---: | ---: | ---: |\n'

const row = ({ name, archive, served }: Measured): string =>
  `| ${name} | ${archive.files} | ${archive.functions} | ${served.files} | ${served.functions} |`
