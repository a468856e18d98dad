import { months, zones } from '../java/date-format.ts'

/** What PostgreSQL reads of the text of a date or a time (DateStyle ISO, MDY): of all its forms those that XFTValidator lets through. */

const clock = String.raw`(?<h>\d+):(?<min>\d*)(?::(?<s>\d+)(?<fraction>\.\d*)?)?`
const half = String.raw`(?:\s*(?<half>AM|PM)(?![A-Z]))?`
const zoneName = String.raw`(?<zone>[A-Z]+|(?:GMT)?[+-]\d+(?::\d+){0,2})`
const zone = String.raw`(?:\s*${zoneName})?`

const tail = String.raw`(?:(?:\s+|T)${clock})?${half}${zone}`
const dateForms: readonly RegExp[] = [
  new RegExp(String.raw`^(?<a>\d+)(?<delimiter>[-/.])(?<b>\d+)\k<delimiter>(?<c>\d+)(?!\d|\k<delimiter>)${tail}$`, 'i'),
  new RegExp(String.raw`^(?<y>\d+)(?<m>\d\d)(?<d>\d\d)${tail}$`, 'i'),
  new RegExp(String.raw`^[A-Z]+ (?<month>[A-Z]+) (?<d>\d+) ${clock} ${zoneName}\s+(?<y>\d+)$`, 'i')
]
const timeForms: readonly RegExp[] = [
  new RegExp(String.raw`^(?:(?<date>\d+([-/.])\d+\2\d+)\s+)?${clock}${half}${zone}$`, 'i'),
  new RegExp(String.raw`^(?<h>\d\d)(?<min>\d\d)(?<s>\d\d)(?<fraction>\.\d*)?${half}${zone}$`, 'i')
]

type Groups = Readonly<Record<string, string | undefined>>

/** Punctuation stands between fields, as blanks do. */
function groupsOf (forms: readonly RegExp[], text: string): Groups | undefined {
  const bare = text.replaceAll("'", ' ').trim()
  for (const form of forms) {
    const match = form.exec(bare)
    if (match?.groups) return match.groups
  }
  return undefined
}

const lastYear = 5_874_897

/** yyyy-MM-dd, or undefined where PostgreSQL refuses the text. */
export function pgDate (text: string): string | undefined {
  const groups = groupsOf(dateForms, text)
  if (groups === undefined || !isZone(groups['zone']) || (groups['h'] !== undefined && microseconds(groups) === undefined)) return undefined
  const [year, month, day] = partsOf(groups)
  const date = new Date(0)
  date.setUTCFullYear(2000 + year % 400, month - 1, day)
  if (year < 1 || year > lastYear || date.getUTCMonth() !== month - 1 || date.getUTCDate() !== day) return undefined
  return [String(year).padStart(4, '0'), two(month), two(day)].join('-')
}

/** Year, month and day: the year is first where it has more than two digits there, else last. */
function partsOf ({ a = '', b = '', c = '', y = '', m, month, d }: Groups): readonly [number, number, number] {
  if (month !== undefined) return [yearOf(y), monthOf(month.toLowerCase()), Number(d)]
  if (m !== undefined) return [yearOf(y), Number(m), Number(d)]
  return a.length > 2 ? [Number(a), Number(b), Number(c)] : [yearOf(c), Number(a), Number(b)]
}

const monthOf = (name: string): number =>
  months.findIndex(month => [month.toLowerCase(), month.slice(0, 3).toLowerCase()].includes(name)) + 1

/** One or two digits are a year from 1970 to 2069. */
const yearOf = (digits: string): number => Number(digits) + (digits.length > 2 ? 0 : Number(digits) < 70 ? 2000 : 1900)

const isZone = (zone: string | undefined): boolean => {
  if (zone === undefined || /^z$/i.test(zone)) return true
  const [, digits = ''] = /^(?:GMT)?[+-](\d+)/i.exec(zone) ?? []
  return digits === '' ? zones[zone.toUpperCase()] !== undefined : Number(digits.length > 2 ? digits.slice(0, -2) : digits) < 16
}

const second = 1_000_000
const day = 86_400 * second

/** Microseconds from midnight, or undefined where PostgreSQL refuses the text. */
export function pgTime (text: string): number | undefined {
  const groups = groupsOf(timeForms, text)
  if (groups === undefined || !isZone(groups['zone'])) return undefined
  return groups['date'] !== undefined && pgDate(groups['date']) === undefined ? undefined : microseconds(groups)
}

function microseconds ({ h, min = '', s = '0', fraction = '.', half }: Groups): number | undefined {
  const hours = Number(h)
  if (Number(min) > 59 || Number(s) > 60 || hours > (half === undefined ? 24 : 12)) return undefined
  const inDay = half === undefined ? hours : hours % 12 + (half.toUpperCase() === 'PM' ? 12 : 0)
  const time = ((inDay * 60 + Number(min)) * 60 + Number(s)) * second + Math.round(Number(`0${fraction}0`) * second)
  return time > day ? undefined : time
}

const two = (value: number): string => String(value).padStart(2, '0')

/** A time of day as PostgreSQL prints it: no more digits than it takes. */
export function pgTimeText (time: number): string {
  const seconds = Math.floor(time / second)
  const fraction = String(time % second).padStart(6, '0').replace(/0+$/, '')
  const text = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60].map(two).join(':')
  return fraction === '' ? text : `${text}.${fraction}`
}
