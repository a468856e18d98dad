import { type Option, type Values, aCount, aNumber, aSize, aTime, oneOf, sizeIn, sizeText } from './option.ts'
import { type Access, safetyIn, safetyOptions } from './safety-options.ts'
import type { LogKind } from '../../server/log.ts'
import type { InitialClock } from '../../spaces/space-clock.ts'
import { type Limits, defaultLimits } from '../../spaces/limits.ts'

/** How the server is run. */
export interface Config extends Access {
  readonly port: number
  readonly host: string
  /** A file, or undefined for memory. */
  readonly db: string | undefined
  readonly seed: string
  /** Whether the seed is loaded again when its file changes. */
  readonly watch: boolean
  readonly basePath: string
  readonly log: LogKind
  readonly limits: Limits
  /** Whether there are spaces and what rules them. */
  readonly control: boolean
  /** Whether what XNAT silently ignores is refused. */
  readonly strict: boolean
  readonly initialClock: InitialClock
}

/** The options of a server. */
export const serverOptions: readonly Option[] = [
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
    value: 'demo|empty|dummydicom|FILE',
    fallback: 'demo',
    help: 'what a new archive holds; also the other data sets of xnat4tests',
    check: value => value === '' ? 'must be a built-in seed or a file' : undefined
  },
  {
    flag: 'watch',
    variable: 'XNAT_MOCK_WATCH',
    help: 'load the seed again whenever its file changes'
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
    help: `how many times its own size an archive may unpack to, beyond ${sizeText(defaultLimits.freely)}`,
    check: aNumber
  },
  {
    flag: 'max-spaces',
    variable: 'XNAT_MOCK_MAX_SPACES',
    value: 'N',
    fallback: String(defaultLimits.spaces),
    help: 'how many spaces there may be',
    check: aNumber
  },
  ...safetyOptions,
  {
    flag: 'journal',
    variable: 'XNAT_MOCK_JOURNAL',
    value: 'N',
    fallback: String(defaultLimits.journal),
    help: 'how many requests the journal of a space remembers; 0 remembers none',
    check: aCount
  },
  {
    flag: 'now',
    variable: 'XNAT_MOCK_NOW',
    value: 'TIME',
    fallback: '',
    help: 'the time at which the clocks begin, such as 2020-01-31T12:00:00Z; now where it is left out',
    check: value => value === '' ? undefined : aTime(value)
  },
  {
    flag: 'frozen',
    variable: 'XNAT_MOCK_FROZEN',
    help: 'the clocks stand still until somebody starts them'
  },
  {
    flag: 'random-seed',
    variable: 'XNAT_MOCK_RANDOM_SEED',
    value: 'N',
    fallback: '',
    help: 'a number from which session IDs and tokens are made, the same each time',
    check: value => value === '' ? undefined : aCount(value)
  },
  {
    flag: 'strict',
    variable: 'XNAT_MOCK_STRICT',
    help: 'refuse with 400 what XNAT would take and silently ignore'
  },
  {
    flag: 'no-control',
    variable: 'XNAT_MOCK_NO_CONTROL',
    help: 'answer as XNAT alone, without spaces and what rules them'
  }
]

/** @param values of the server's options, each already checked. */
export function readConfig (values: Values): Config {
  const { port = '', host = '', db = '', seed = '', 'base-path': basePath = '', log = '' } = values
  const { limits, ...access } = safetyIn(values, host)
  return {
    ...access,
    port: Number(port),
    host,
    db: db === '' ? undefined : db,
    seed,
    basePath,
    log: log as LogKind,
    limits: { ...limitsIn(values), ...limits },
    control: values['no-control'] !== 'true',
    watch: values['watch'] === 'true',
    strict: values['strict'] === 'true',
    initialClock: clockIn(values)
  }
}

function clockIn ({ now = '', frozen, 'random-seed': seed = '' }: Values): InitialClock {
  return { ...(now !== '' && { now: Date.parse(now) }), frozen: frozen === 'true', ...(seed !== '' && { randomSeed: Number(seed) }) }
}

function limitsIn (values: Values): Limits {
  return {
    ...defaultLimits,
    upload: sizeIn(values['max-upload'] ?? '') ?? defaultLimits.upload,
    unpacked: sizeIn(values['max-unpacked'] ?? '') ?? defaultLimits.unpacked,
    entries: Number(values['max-unpacked-files']),
    spaces: Number(values['max-spaces']),
    journal: Number(values['journal']),
    ratio: Number(values['max-unpacked-ratio'])
  }
}
