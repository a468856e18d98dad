/** What is aimed at. */
interface Aim {
  readonly what: string
  readonly wanted: number
  /** Whether more is better. */
  readonly least: boolean
  /** What stands in the way where it is not reached. */
  readonly way: string
}

const atLeast = (what: string, wanted: number, way: string): Aim => ({ what, wanted, least: true, way })
const atMost = (what: string, wanted: number, way: string): Aim => ({ what, wanted, least: false, way })

const loading = 'reading and compiling the bundle and SQLite\'s native module, planting the seed, and Fastify\'s own start'
const generator =
  "the load generator shares the machine's processors with the server; what is left is the session and the journal's entry that each " +
  'request gets'
const writing =
  "a write runs some five statements in a transaction, and goes all the way of a request: Fastify's hooks, XNAT's checks, validation, " +
  'merge, history and event'

/** Every aim by the name under which the run reports what it has found. */
export const aims = {
  start: atMost('cold start to the first 200, times a bare node:http', 2.5, loading),
  startOn24: atMost('the same on Node 24', 2.5, loading),
  rest: atMost('resident memory at rest, MB', 70, 'Node itself takes most of it'),
  ten: atLeast('list of 10 scans in JSON, part of the bare rate', 0.5, generator),
  hundred: atLeast('list of 100 scans in JSON, part of the bare rate', 0.75, generator),
  changed: atLeast(
    'list of 100 scans in JSON after a change, part of the bare speed on one connection',
    0.25,
    "every row is written anew, and Fastify's way of a request is as long as that"
  ),
  memory: atLeast('new scans a second, in memory', 15_000, writing),
  file: atLeast('new scans a second, in a file', 8_000, writing),
  p99OfReading: atMost(
    'p99 of lists of 100 scans and of one scan at 32 connections, the longer one, ms',
    5,
    "a bare server's is nearly as long with answers of this size: what is left are collections of garbage"
  ),
  p99OfBoth: atMost('p99 of nine reads to a write at 32 connections, ms', 5, 'a read waits for the writes before it'),
  p99OfWriting: atMost(
    'p99 of new scans in memory at 32 connections, ms',
    5,
    'each waits for the 31 before it, which take 3 ms, and for collections of garbage'
  ),
  waiting: atMost('longest wait of others while 100,000 scans are listed, ms', 50, 'a piece of the list is 500 scans'),
  growth: atMost('memory that a list of 100,000 scans takes, MiB', 32, 'garbage of the pieces'),
  search: atMost(
    'search of 100,000 sessions with four fields and two conditions, in CSV, seconds to the last byte',
    1,
    'each session and subject is read from its JSON'
  ),
  searchMemory: atMost('memory that such a search takes, MiB', 128, 'the rows found stand in a table of their own until they are sent'),
  thumbnail: atMost(
    'first thumbnail of a scan of 512 x 512 pixels of 16 bits, ms', 60, 'reading the file, a table of its values, and the GIF'
  ),
  series: atMost('memory that a grid of 400 slices of a series of 2,000 takes, MiB', 64, 'the grid itself, and garbage of the slices'),
  readAtScale: atLeast(
    'GET of a scan after a change among 1,000,000 scans, part of the rate among 100',
    0.9,
    'a larger tree in SQLite has more levels and less of it in its cache'
  ),
  writeAtScale: atLeast(
    'PUT of a new scan among 1,000,000 scans, part of the rate among 100',
    0.9,
    'a larger tree in SQLite has more levels and less of it in its cache'
  )
}

export type AimName = keyof typeof aims

/** What has been found, by aim. */
const found = new Map<AimName, number>()

export function reach (name: AimName, value: number): void {
  found.set(name, value)
}

const text = (value: number): string => value >= 1000 ? value.toFixed(0) : value >= 10 ? value.toFixed(1) : value.toFixed(2)

/** A row for each aim that was measured. */
export function aimRows (): string[][] {
  return [...found].map(([name, value]) => {
    const { what, wanted, least, way }: Aim = aims[name]
    const short = least ? 1 - value / wanted : value / wanted - 1
    return [
      what,
      `${least ? 'at least' : 'at most'} ${text(wanted)}`,
      text(value),
      short <= 0 ? 'reached' : `${(short * 100).toFixed(0)} % ${least ? 'below' : 'above'}: ${way}`
    ]
  })
}
