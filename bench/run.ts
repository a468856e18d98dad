import { execFileSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { cpus } from 'node:os'
import { fileRates, memory } from './files.ts'
import { listRate } from './lists.ts'
import { generation, seedTimes } from './seeds.ts'
import { path } from './server.ts'
import { coldStart } from './start.ts'

const say = (line: string): void => { process.stdout.write(`${line}\n`) }
const ratio = (a: number, b: number): string => (a / b).toFixed(2)

/** Every part by its name; `npm run bench NAME` runs it alone. */
const parts: Readonly<Record<string, () => Promise<void>>> = {
  start: async () => {
    const start = await coldStart(15)
    say(`cold start to the first 200: ${start.mock.toFixed(0)} ms, bare node:http ${start.bare.toFixed(0)} ms, ${ratio(start.mock, start.bare)} times`)
  },
  lists: async () => {
    if (!existsSync(path('node_modules/autocannon'))) execFileSync('npm', ['ci', '--prefix', path('.')], { stdio: 'inherit' })
    for (const scans of [10, 100, 1000]) {
      const { mock, bare } = await listRate(scans, 3, 4)
      say(`list of ${scans} scans: ${mock.toFixed(0)} requests/s, bare node:http ${bare.toFixed(0)}, ${ratio(mock, bare)} of it`)
    }
  },
  spaces: async () => {
    const cost = JSON.parse(execFileSync(process.execPath, ['--expose-gc', path('spaces.js')], { encoding: 'utf8' })) as Record<string, number>
    say(`a space: made in ${cost['made']?.toFixed(2)} ms (its first answer ${cost['first']?.toFixed(2)} ms); 1,000 of them take ${cost['thousand']?.toFixed(0)} MiB`)
    say(`1,000 scans: reset in ${cost['reset']?.toFixed(2)} ms, a snapshot restored in ${cost['restore']?.toFixed(2)} ms`)
  },
  seeds: async () => {
    for (const scans of [1000, 10_000, 100_000]) {
      const { check, planted, exported } = seedTimes(scans)
      say(`a seed of ${scans} scans, each with a start of Node: checked in ${check.toFixed(0)} ms, served from a new database in ${planted.toFixed(0)}, exported in ${exported.toFixed(0)}`)
    }
    const { seconds, memory } = generation()
    say(`1,000,000 scans generated in ${seconds.toFixed(1)} s with ${memory.toFixed(0)} MiB at most`)
  },
  files: async () => {
    for (const [where, args] of [['in memory mode', []], ['with --db', ['--db', 'FOLDER/archive.db']]] as const) {
      const rates = await fileRates(512, 3, ...args)
      for (const [kind, { mock, bare }] of Object.entries(rates)) say(`${kind} of 512 MiB ${where}: ${mock.toFixed(0)} MiB/s, bare node:http streams ${bare.toFixed(0)}, ${ratio(mock, bare)} of it`)
    }
    const { start, upload, download, zip } = await memory(2048)
    say(`largest memory of the server: ${start.toFixed(0)} MiB at first, ${upload.toFixed(0)} after an upload of 2 GiB, ${download.toFixed(0)} after its download, ${zip.toFixed(0)} after its download as a zip`)
  }
}

const wanted = process.argv.slice(2)
const unknown = wanted.find(name => !(name in parts))
if (unknown !== undefined) throw new Error(`there is no part '${unknown}'; there are ${Object.keys(parts).join(', ')}`)
execFileSync(process.execPath, [path('../scripts/ensure-built.js')], { stdio: 'inherit' })
say(`Node ${process.version}, ${cpus().length} × ${cpus()[0]?.model ?? 'unknown processor'}`)
for (const [name, run] of Object.entries(parts)) if (wanted.length === 0 || wanted.includes(name)) await run()
