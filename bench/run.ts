import { execFileSync } from 'node:child_process'
import { existsSync, writeFileSync } from 'node:fs'
import { cpus, loadavg, release, totalmem, type } from 'node:os'
import { aimRows, reach } from './aims.ts'
import { fileRates, memory } from './files.ts'
import { largeList, listRates } from './lists.ts'
import { peers } from './peers.ts'
import { searchTimes } from './search.ts'
import { generation, seedTimes } from './seeds.ts'
import { type Node, path, thisNode } from './server.ts'
import { coldStart } from './start.ts'
import { thumbnails } from './thumbnails.ts'
import { scale, writes } from './writes.ts'

/** The Node that runs this, and others: BENCH_NODE_24=BINARY:FOLDER, a clone with its native module built for it. */
const nodes: (readonly [name: 'start' | 'startOn24', node: Node])[] = [['start', thisNode]]
const [binary, folder] = process.env['BENCH_NODE_24']?.split(':') ?? []
if (binary !== undefined && folder !== undefined) nodes.push(['startOn24', { binary, package: folder }])

let p99OfLists = 0

/** What the run has printed, for docs/performance.md. */
const printed: string[] = []
const print = (text: string): void => {
  printed.push(text)
  process.stdout.write(`${text}\n`)
}
const say = (line: string): void => { print(`- ${line}`) }
const row = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`
const tableOf = (head: readonly string[], rows: readonly (readonly string[])[]): string[] => [
  ['', row(head), row(head.map(() => '---')), ...rows.map(row), ''].join('\n')
]
const table = (head: readonly string[], rows: readonly (readonly string[])[]): void => { tableOf(head, rows).forEach(print) }
/** Of each try; BENCH_SECONDS makes a run shorter. */
const seconds = Number(process.env['BENCH_SECONDS'] ?? 4)
const ratio = (a: number, b: number): string => (a / b).toFixed(2)

const titles: Readonly<Record<string, string>> = {
  start: 'Cold start',
  peers: 'Beside its peers',
  lists: 'Lists',
  writes: 'Writes, at 32 connections',
  scale: 'In a small and in a large archive',
  search: 'Searches',
  spaces: 'Spaces',
  seeds: 'Seeds',
  files: 'Files',
  thumbnails: 'Thumbnails'
}

const introduction = `# Performance

Written by \`npm run bench\`: servers and load on one machine, tries in turn, medians of three rounds. The ceiling is a bare
\`node:http\` server that sends fixed bytes with two headers; what is kept in memory is sent again until something is written.
Peers answer the same list of scans: Prism mocks openapi.yaml, json-server has the rows, WireMock (Java) has the bytes. They know
nothing of XNAT: none checks who asks, and none but json-server can be written to.

Machine: MACHINE; load average when it ended LOAD. Ratios say more than numbers.
`

/** Every part by its name; `npm run bench NAME` runs it alone. */
const parts: Readonly<Record<string, () => Promise<void>>> = {
  start: async () => {
    for (const [name, node] of nodes) {
      const { mock, bare } = await coldStart(21, node)
      const version = execFileSync(node.binary, ['--version'], { encoding: 'utf8' }).trim()
      say(
        `${version}: cold start to the first 200 ${mock.taken.toFixed(0)} ms, bare node:http ${bare.taken.toFixed(0)} ms, ` +
        `${ratio(mock.taken, bare.taken)} times; then ${mock.resident.toFixed(0)} MB resident, bare ${bare.resident.toFixed(0)}`
      )
      reach(name, mock.taken / bare.taken)
      if (name === 'start') reach('rest', mock.resident)
    }
  },
  peers: async () => {
    const found = await peers(100, 3, seconds)
    const bare = found['bare node:http']
    table(
      [
        'server', 'first 200, ms', 'memory at rest, MiB', 'after load', 'lists of 100 scans a second', 'p50, ms', 'p99, ms', 'of bare'
      ],
      Object.entries(found).map(([name, { start, rest, after, load }]) => [
        name,
        start.toFixed(0),
        rest.toFixed(0),
        after.toFixed(0),
        load.rate.toFixed(0),
        load.p50.toFixed(2),
        load.p99.toFixed(2),
        ratio(load.rate, bare?.load.rate ?? NaN)
      ])
    )
  },
  lists: async () => {
    const rows: string[][] = []
    for (const scans of [10, 100, 1000, 10_000]) {
      for (const [format, { kept, bare, changed, bareAlone }] of Object.entries(await listRates(scans, 3, seconds))) {
        rows.push([
          String(scans),
          format,
          kept.rate.toFixed(0),
          kept.p99.toFixed(2),
          bare.p99.toFixed(2),
          ratio(kept.rate, bare.rate),
          changed.mean.toFixed(2),
          ratio(bareAlone.mean, changed.mean)
        ])
        if (format !== 'json') continue
        if (scans === 10) reach('ten', kept.rate / bare.rate)
        if (scans === 100) {
          reach('hundred', kept.rate / bare.rate)
          reach('changed', bareAlone.mean / changed.mean)
          p99OfLists = kept.p99
        }
      }
    }
    table(['scans', 'format', 'lists a second, kept', 'p99, ms', 'p99 of bare, ms', 'of bare', 'after a change, ms', 'of bare'], rows)
    const { seconds: taken, before, mebibytes, longestWait } = await largeList(100_000)
    say(
      `a list of 100,000 scans: ${taken.toFixed(1)} s, ${(mebibytes - before).toFixed(0)} MiB above ${before.toFixed(0)}; others waited ` +
      `${longestWait.toFixed(0)} ms at the longest`
    )
    reach('waiting', longestWait)
    reach('growth', mebibytes - before)
  },
  writes: async () => {
    const found = await writes(3, seconds)
    reach('memory', found['new scans in memory']?.rate ?? NaN)
    reach('file', found['new scans in a file']?.rate ?? NaN)
    reach('p99OfReading', Math.max(p99OfLists, found['one scan']?.p99 ?? NaN))
    reach('p99OfBoth', found['nine reads of one scan to a change of it']?.p99 ?? NaN)
    reach('p99OfWriting', found['new scans in memory']?.p99 ?? NaN)
    table(
      ['what', 'a second', 'p50, ms', 'p99, ms'],
      Object.entries(found).map(([name, { rate, p50, p99 }]) => [name, rate.toFixed(0), p50.toFixed(2), p99.toFixed(2)])
    )
  },
  scale: async () => {
    const found = await scale([100, 1_000_000], 3, seconds)
    for (const [aim, what] of [['readAtScale', 'GET after a change'], ['writeAtScale', 'PUT of a new scan']] as const) {
      reach(aim, (found[`${what}, 1000000 scans`]?.rate ?? NaN) / (found[`${what}, 100 scans`]?.rate ?? NaN))
    }
    table(
      ['what', 'requests a second', 'p50, ms', 'p99, ms'],
      Object.entries(found).map(([name, { rate, p50, p99 }]) => [name, rate.toFixed(0), p50.toFixed(2), p99.toFixed(2)])
    )
  },
  search: async () => {
    for (const [what, { rows, first, whole, processor, growth, before }] of Object.entries(await searchTimes(100_000, 5))) {
      say(
        `a search of 100,000 sessions with four fields and two conditions, that finds ${what} (${rows} rows): ${first.toFixed(2)} s to ` +
        `the first byte, ${whole.toFixed(2)} s to the last, ${processor.toFixed(2)} s of processor; ` +
        `${growth.toFixed(0)} MiB above ${before.toFixed(0)}`
      )
      if (what === 'half of them') {
        reach('search', whole)
        reach('searchMemory', growth)
      }
    }
  },
  spaces: async () => {
    const cost = JSON.parse(execFileSync(process.execPath, ['--expose-gc', path('spaces.js')], { encoding: 'utf8' })) as Record<
      string,
      number
    >
    say(
      `a space: made in ${cost['made']?.toFixed(2)} ms (its first answer ${cost['first']?.toFixed(2)} ms); 1,000 of them take ` +
      `${cost['thousand']?.toFixed(0)} MiB`
    )
    say(`1,000 scans: reset in ${cost['reset']?.toFixed(2)} ms, a snapshot restored in ${cost['restore']?.toFixed(2)} ms`)
  },
  seeds: async () => {
    for (const scans of [1000, 10_000, 100_000]) {
      const { check, planted, exported } = seedTimes(scans)
      say(
        `a seed of ${scans} scans, each with a start of Node: checked in ${check.toFixed(0)} ms, served from a new database in ` +
        `${planted.toFixed(0)}, exported in ${exported.toFixed(0)}`
      )
    }
    const { seconds, memory } = generation()
    say(`1,000,000 scans generated in ${seconds.toFixed(1)} s with ${memory.toFixed(0)} MiB at most`)
  },
  files: async () => {
    for (const [where, args] of [['in memory mode', []], ['with --db', ['--db', 'FOLDER/archive.db']]] as const) {
      const rates = await fileRates(512, 3, ...args)
      for (const [kind, { mock, bare }] of Object.entries(rates)) {
        say(`${kind} of 512 MiB ${where}: ${mock.toFixed(0)} MiB/s, bare node:http streams ${bare.toFixed(0)}, ${ratio(mock, bare)} of it`)
      }
    }
    const { start, upload, download, zip } = await memory(2048)
    say(
      `largest memory of the server: ${start.toFixed(0)} MiB at first, ${upload.toFixed(0)} after an upload of 2 GiB, ` +
      `${download.toFixed(0)} after its download, ${zip.toFixed(0)} after its download as a zip`
    )
  },
  thumbnails: async () => {
    const { taken, again, long, grid, before, after } = await thumbnails()
    say(`the first thumbnail of a scan of 512 x 512 pixels of 16 bits: ${taken.toFixed(1)} ms; the same again ${again.toFixed(1)} ms`)
    say(
      `a series of 2,000 images: a thumbnail in ${long.toFixed(0)} ms, a grid of 400 slices in ${grid.toFixed(0)} ms; ` +
      `largest memory of the server ${before.toFixed(0)} MiB before, ${after.toFixed(0)} after`
    )
    reach('thumbnail', taken)
    reach('series', after - before)
  }
}

const wanted = process.argv.slice(2)
const unknown = wanted.find(name => !(name in parts))
if (unknown !== undefined) throw new Error(`there is no part '${unknown}'; there are ${Object.keys(parts).join(', ')}`)
execFileSync(process.execPath, [path('../scripts/ensure-built.js')], { stdio: 'inherit' })
if (!existsSync(path('node_modules/wiremock'))) execFileSync('npm', ['ci', '--prefix', path('.')], { stdio: 'inherit' })
const machine = `Node ${process.version}, ${cpus().length} × ${cpus()[0]?.model ?? 'unknown processor'}, ` +
  `${(totalmem() / 2 ** 30).toFixed(0)} GiB, ${type()} ${release()}`
process.stdout.write(`${machine}\n`)
for (const [name, run] of Object.entries(parts)) {
  if (wanted.length > 0 && !wanted.includes(name)) continue
  printed.push(`\n## ${titles[name] ?? name}\n`)
  await run()
}
printed.splice(0, 0, '\n## Aims\n', ...tableOf(['aim', 'wanted', 'measured', ''], aimRows()))
process.stdout.write(`${printed.slice(0, 2).join('\n')}\n`)
if (wanted.length === 0) {
  writeFileSync(
    path('../docs/performance.md'),
    `${introduction
      .replace('MACHINE', machine)
      .replace('LOAD', loadavg()[0]?.toFixed(1) ?? '')}${printed.join('\n').replace(/\n{3,}/g, '\n\n')}\n`
  )
}
