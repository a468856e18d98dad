import { epochOf } from './calendar.ts'
import { plainDigits } from './unicode-digits.ts'

export const months: readonly string[] = [
  'January', 'February', 'March', 'April', 'May', 'June', 'July', 'August', 'September', 'October', 'November', 'December'
]

export const days: readonly string[] = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday']

/** Hours from Greenwich of the zones that people write. */
export const zones: Readonly<Record<string, number>> = {
  UTC: 0,
  GMT: 0,
  UT: 0,
  WET: 0,
  EST: -5,
  EDT: -4,
  CST: -6,
  CDT: -5,
  MST: -7,
  MDT: -6,
  PST: -8,
  PDT: -7,
  AKST: -9,
  AKDT: -8,
  HST: -10,
  CET: 1,
  CEST: 2,
  BST: 1,
  EET: 2,
  EEST: 3,
  MSK: 3,
  IST: 5.5,
  JST: 9,
  KST: 9,
  AEST: 10,
  AEDT: 11,
  NZST: 12,
  NZDT: 13
}

/** A letter of a pattern, so many times; or a character that stands for itself. */
interface Step {
  readonly letter: string | undefined
  readonly count: number
  readonly literal: string
  /** Another number follows at once: this one has so many digits as the pattern has letters. */
  readonly abutting: boolean
}

/** Fields by the letter of the pattern, the month from 0, `z` in hours, `a` 1 in the afternoon. */
type Fields = Record<string, number>

/** A value, and where reading goes on. */
type Read = readonly [value: number, end: number] | undefined

/** java.text.SimpleDateFormat in English and UTC, lenient: it reads the beginning of a text, and leaves the rest alone. */
export class DateFormat {
  private readonly steps: readonly Step[]

  /** @param pattern letters as Java has them; `'T'` is a T. */
  constructor (pattern: string) {
    const runs = pattern.match(/'T'|([A-Za-z])\1*|[^A-Za-z]/g) ?? []
    this.steps = runs.map((run, at) => ({
      letter: /^[A-Za-z]/.test(run) ? run.charAt(0) : undefined,
      count: run.length,
      literal: run === "'T'" ? 'T' : run,
      abutting: isNumber(run) && isNumber(runs[at + 1] ?? '')
    }))
  }

  /** @returns epoch milliseconds; undefined where Java throws. */
  parse (text: string): number | undefined {
    const fields: Fields = { y: 1970, d: 1 }
    let at = 0
    for (const step of this.steps) {
      const read = step.letter === undefined ? literalAt(text, at, step.literal) : fieldAt(text, at, step)
      if (read === undefined) return undefined
      if (step.letter !== undefined) fields[step.letter] = read[0]
      at = read[1]
    }
    const epoch = epochOfFields(fields)
    return Number.isNaN(epoch) ? undefined : epoch
  }
}

const isNumber = (run: string): boolean => /^(?:y+|MM?|d+|H+|h+|m+|s+|S+)$/.test(run)

function epochOfFields ({ y = 0, M = 0, d = 0, H = 0, h = 0, a = 0, m = 0, s = 0, S = 0, z = 0 }: Fields): number {
  return epochOf(y, M, d, (((H + h + 12 * a - z) * 60 + m) * 60 + s) * 1000 + S)
}

const literalAt = (text: string, at: number, literal: string): Read => text.charAt(at) === literal ? [0, at + 1] : undefined

/** SimpleDateFormat.subParse: blanks before a field do not count. */
function fieldAt (text: string, start: number, { letter = '', count, abutting }: Step): Read {
  let at = start
  while (text.charAt(at) === ' ' || text.charAt(at) === '\t') at++
  if (letter === 'E') return nameAt(days, text, at)
  if (letter === 'a') return nameAt(['AM', 'PM'], text, at)
  if (letter === 'z') return zoneAt(text, at)
  if (letter === 'M' && count > 2) return nameAt(months, text, at)
  if (abutting && start + count > text.length) return undefined
  const number = numberAt(abutting ? text.slice(0, start + count) : text, at)
  if (number === undefined) return undefined
  const [value, end] = number
  if (letter === 'M') return [value - 1, end]
  if (letter === 'h') return [value === 12 ? 0 : value, end]
  return [letter === 'y' && count <= 2 && value >= 0 && end === at + 2 ? nearestYear(value) : value, end]
}

/** Two digits are a year of the eighty before XNAT's start or of the twenty after it. */
const nearestYear = (value: number): number => value + (value < 46 ? 2000 : 1900)

/** DecimalFormat.parse of an integer. */
function numberAt (text: string, at: number): Read {
  const [digits] = /^-?\p{Nd}+/u.exec(text.slice(at)) ?? []
  return digits === undefined ? undefined : [Number(plainDigits(digits)), at + digits.length]
}

/** The longest name that fits, in any case, whole or by its first three letters. */
function nameAt (names: readonly string[], text: string, at: number): Read {
  const found = names.flatMap((name, index) => [[name, index], [name.slice(0, 3), index]] as const)
    .filter(([name]) => text.slice(at, at + name.length).toLowerCase() === name.toLowerCase())
    .sort(([a], [b]) => b.length - a.length)[0]
  return found && [found[1], at + found[0].length]
}

/** A zone by its name, GMT and its distance, or the distance alone. */
function zoneAt (text: string, at: number): Read {
  const rest = text.slice(at)
  const [offset, sign, h = '', min = '0'] = /^(?:GMT)?([+-])(\d{1,2}):?(\d{2})?/i.exec(rest) ?? []
  if (offset !== undefined) return [(Number(h) + Number(min) / 60) * (sign === '-' ? -1 : 1), at + offset.length]
  const [name] = /^[A-Za-z]+/.exec(rest) ?? []
  const hours = zones[name?.toUpperCase() ?? '']
  return name === undefined || hours === undefined ? undefined : [hours, at + name.length]
}
