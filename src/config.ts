import { parseArgs } from 'node:util'
import { type Limits, defaultLimits, freely } from './plugins/limits.ts'

/** How the server is run. */
export interface Config {
  readonly port: number
  readonly host: string
  /** A file, or undefined for memory. */
  readonly db: string | undefined
  readonly seed: string
  readonly basePath: string
  readonly log: 'pretty' | 'json' | 'silent'
  readonly limits: Limits
}

/** A flag or value that cannot be; the message is one line for the terminal. */
export class UsageError extends Error {}

interface Option {
  readonly flag: string
  readonly variable: string
  /** What stands for the value in the help text. */
  readonly value: string
  readonly fallback: string
  readonly help: string
  /** @returns what is wrong with the value, if anything. */
  readonly check: (value: string) => string | undefined
}

const oneOf = (...choices: readonly string[]) => (value: string) => choices.includes(value) ? undefined : `must be ${choices.slice(0, -1).join(', ')} or ${choices.at(-1)}`

const sizeUnits = ['', 'K', 'M', 'G', 'T']

/** A number of bytes: 512, 64K, 2G. */
function sizeIn (value: string): number | undefined {
  const [, digits, unit = ''] = /^(\d{1,12})([KMGT]?)$/.exec(value) ?? []
  return digits === undefined ? undefined : Number(digits) * 1024 ** sizeUnits.indexOf(unit)
}

/** The same in the largest unit that gives a whole number. */
function sizeText (bytes: number): string {
  const power = sizeUnits.findLastIndex((unit, power) => bytes % 1024 ** power === 0)
  return `${bytes / 1024 ** power}${sizeUnits[power]}`
}

const aSize = (value: string) => sizeIn(value) === undefined ? 'must be a number of bytes such as 500M or 2G' : undefined
const aNumber = (value: string) => /^[1-9]\d{0,8}$/.test(value) ? undefined : 'must be a number above 0'

/** Every option: the help text, the environment variables and the checks all come from here. */
export const options: readonly Option[] = [
  {
    flag: 'port',
    variable: 'XNAT_MOCK_PORT',
    value: 'N',
    fallback: '8080',
    help: 'port to listen on; 0 takes any free one',
    check: value => /^\d{1,5}$/.test(value) && Number(value) <= 65535 ? undefined : 'must be a number from 0 to 65535'
  },
  {
    flag: 'host',
    variable: 'XNAT_MOCK_HOST',
    value: 'ADDRESS',
    fallback: '127.0.0.1',
    help: 'address to listen on; 0.0.0.0 for all',
    check: value => /^[\w.:-]+$/.test(value) ? undefined : 'must be a host name or an IP address'
  },
  {
    flag: 'db',
    variable: 'XNAT_MOCK_DB',
    value: 'FILE',
    fallback: '',
    help: 'keep the archive in this file; without it, in memory',
    check: () => undefined
  },
  {
    flag: 'seed',
    variable: 'XNAT_MOCK_SEED',
    value: 'demo|empty|FILE',
    fallback: 'demo',
    help: 'what a new archive holds',
    check: value => value === '' ? 'must be demo, empty or a file' : undefined
  },
  {
    flag: 'base-path',
    variable: 'XNAT_MOCK_BASE_PATH',
    value: 'PATH',
    fallback: '',
    help: 'context path that all addresses begin with, such as /xnat',
    check: value => /^(\/[\w.~-]+)*$/.test(value) ? undefined : 'must be a path such as /xnat, without a slash at the end'
  },
  {
    flag: 'log',
    variable: 'XNAT_MOCK_LOG',
    value: 'pretty|json|silent',
    fallback: 'pretty',
    help: 'how requests are logged',
    check: oneOf('pretty', 'json', 'silent')
  },
  {
    flag: 'max-upload',
    variable: 'XNAT_MOCK_MAX_UPLOAD',
    value: 'SIZE',
    fallback: sizeText(defaultLimits.upload),
    help: 'the largest upload that is taken, such as 500M or 2G',
    check: aSize
  },
  {
    flag: 'max-unpacked',
    variable: 'XNAT_MOCK_MAX_UNPACKED',
    value: 'SIZE',
    fallback: sizeText(defaultLimits.unpacked),
    help: 'how much an archive may unpack to',
    check: aSize
  },
  {
    flag: 'max-unpacked-files',
    variable: 'XNAT_MOCK_MAX_UNPACKED_FILES',
    value: 'N',
    fallback: String(defaultLimits.entries),
    help: 'how many files an archive may have',
    check: aNumber
  },
  {
    flag: 'max-unpacked-ratio',
    variable: 'XNAT_MOCK_MAX_UNPACKED_RATIO',
    value: 'N',
    fallback: String(defaultLimits.ratio),
    help: `how many times its own size an archive may unpack to, beyond ${sizeText(freely)}`,
    check: aNumber
  }
]

/**
 * Reads flags, then environment variables, then defaults.
 * @throws UsageError
 */
export function readConfig (args: readonly string[], env: Readonly<Record<string, string | undefined>>): Config {
  const given = parse(args)
  const values = Object.fromEntries(options.map(option => [option.flag, valueOf(option, given, env)]))
  const { port = '', host = '', db = '', seed = '', 'base-path': basePath = '', log = '' } = values
  return { port: Number(port), host, db: db === '' ? undefined : db, seed, basePath, log: log as Config['log'], limits: limitsIn(values) }
}

function limitsIn (values: Readonly<Record<string, string>>): Limits {
  return {
    upload: sizeIn(values['max-upload'] ?? '') ?? defaultLimits.upload,
    unpacked: sizeIn(values['max-unpacked'] ?? '') ?? defaultLimits.unpacked,
    entries: Number(values['max-unpacked-files']),
    ratio: Number(values['max-unpacked-ratio'])
  }
}

function valueOf ({ flag, variable, fallback, check }: Option, given: Readonly<Record<string, unknown>>, env: Readonly<Record<string, string | undefined>>): string {
  const fromFlag = given[flag]
  const value = typeof fromFlag === 'string' ? fromFlag : env[variable] ?? fallback
  const wrong = check(value)
  if (wrong !== undefined) throw new UsageError(`${typeof fromFlag === 'string' ? `--${flag}` : variable} ${wrong}, not '${value}'`)
  return value
}

function parse (args: readonly string[]): Readonly<Record<string, unknown>> {
  try {
    return parseArgs({ args: [...args], options: Object.fromEntries(options.map(({ flag }) => [flag, { type: 'string' as const }])), strict: true }).values
  } catch (error) {
    throw new UsageError((error as Error).message.split('. ', 1)[0] ?? '')
  }
}

/** The text of `--help`. */
export function help (): string {
  const width = Math.max(...options.map(({ flag, value }) => flag.length + value.length)) + 5
  const lines = options.map(({ flag, value, help, fallback, variable }) =>
    `  ${`--${flag} ${value}`.padEnd(width)}  ${help}${fallback === '' ? '' : ` (default ${fallback})`} [${variable}]`)
  return `xnat-mock: an XNAT to test against

Usage: xnat-mock [serve] [options]

Options, each also as the environment variable in brackets:
${lines.join('\n')}
  ${'--help'.padEnd(width)}  show this text
  ${'--version'.padEnd(width)}  show the version
`
}
