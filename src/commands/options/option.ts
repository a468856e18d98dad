import { parseArgs } from 'node:util'
import { ExpectedError } from '../../process/expected-error.ts'

/** A flag or value that cannot be; the message is one line for the terminal. */
export class UsageError extends ExpectedError {
  override readonly exitCode = 2
}

/** One option of a command: its help text, its environment variable, its check and its completion all come from here. */
export interface Option {
  readonly flag: string
  /** Environment variable that stands for it. */
  readonly variable?: string
  /** What stands for the value in the help text; without it the flag is a switch. */
  readonly value?: string
  readonly fallback?: string
  readonly help: string
  /** @returns what is wrong with the value, if anything. */
  readonly check?: (value: string) => string | undefined
}

/** Values by flag; a switch that is on is `true`. */
export type Values = Readonly<Record<string, string>>

export interface Parsed {
  readonly values: Values
  /** What is no option. */
  readonly args: readonly string[]
}

/**
 * Reads flags, then environment variables, then defaults.
 * @param most how many arguments there may be beside the options.
 * @throws UsageError
 */
export function readOptions (
  options: readonly Option[],
  args: readonly string[],
  env: Readonly<Record<string, string | undefined>>,
  most = 0
): Parsed {
  const { values: given, positionals } = parse(options, args)
  const extra = positionals[most]
  if (extra !== undefined) throw new UsageError(`Unexpected argument '${extra}'`)
  return { values: Object.fromEntries(options.map(option => [option.flag, valueOf(option, given, env)])), args: positionals }
}

function parse (options: readonly Option[], args: readonly string[]) {
  try {
    const known = Object.fromEntries(
      options.map(({ flag, value }) => [flag, { type: value === undefined ? ('boolean' as const) : ('string' as const) }])
    )
    return parseArgs({ args: [...args], options: known, strict: true, allowPositionals: true })
  } catch (error) {
    throw new UsageError((error as Error).message.split('. ', 1)[0] ?? '')
  }
}

function valueOf (
  { flag, variable = '', value, fallback = '', check }: Option,
  given: Readonly<Record<string, unknown>>,
  env: Readonly<Record<string, string | undefined>>
): string {
  const fromFlag = given[flag]
  if (value === undefined) return fromFlag === true || /^(1|true|yes|on)$/i.test(env[variable] ?? '') ? 'true' : ''
  const read = typeof fromFlag === 'string' ? fromFlag : env[variable] ?? fallback
  const wrong = check?.(read)
  if (wrong !== undefined) throw new UsageError(`${typeof fromFlag === 'string' ? `--${flag}` : variable} ${wrong}, not '${read}'`)
  return read
}

export const oneOf = (...choices: readonly string[]) => (value: string): string | undefined =>
  choices.includes(value) ? undefined : `must be ${choices.slice(0, -1).join(', ')} or ${choices.at(-1)}`

const sizeUnits = ['', 'K', 'M', 'G', 'T']

/** A number of bytes: 512, 64K, 2G. */
export function sizeIn (value: string): number | undefined {
  const [, digits, unit = ''] = /^(\d{1,12})([KMGT]?)$/.exec(value) ?? []
  return digits === undefined ? undefined : Number(digits) * 1024 ** sizeUnits.indexOf(unit)
}

/** The same in the largest unit that gives a whole number. */
export function sizeText (bytes: number): string {
  const power = sizeUnits.findLastIndex((unit, power) => bytes % 1024 ** power === 0)
  return `${bytes / 1024 ** power}${sizeUnits[power]}`
}

export const aSize = (value: string): string | undefined =>
  sizeIn(value) === undefined ? 'must be a number of bytes such as 500M or 2G' : undefined
export const aNumber = (value: string): string | undefined => /^[1-9]\d{0,8}$/.test(value) ? undefined : 'must be a number above 0'

export const aCount = (value: string): string | undefined => /^\d{1,9}$/.test(value) ? undefined : 'must be a number'

export const aTime = (value: string): string | undefined =>
  Date.parse(value) >= 0 ? undefined : 'must be a time such as 2020-01-31T12:00:00Z'
