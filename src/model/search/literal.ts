import type { Scalar } from '../item.ts'
import { dateText, timestampText } from '../java-date.ts'
import type { Kind } from '../types.ts'
import { columnValue } from '../values.ts'
import type { ColumnType } from './column-type.ts'
import { SearchFailed } from './failure.ts'

/** Words that XNAT takes for an attack where a blank follows; in capitals only (PoolDBUtils.StringContains). */
const attack = /(^|[ ([\n\t'])(SELECT|INSERT|UPDATE|DELETE|DROP|ALTER|CREATE) /

/** PoolDBUtils.HackCheck. Its first pattern lets everything pass that has but letters, digits and the like. */
export function looksLikeAttack (text: string): boolean {
  if (/^[a-zA-z0-9 _.]*[^\\]$/.test(text)) return false
  if (text.endsWith('\\') && !text.includes('\n')) return true
  return /^<*SCRIPT$/i.test(text) || attack.test(text)
}

/**
 * A text as PostgreSQL reads it that XftStringUtils.CleanForSQLValue has put into SQL: two quotes are one, and every
 * backslash is two.
 */
export const cleaned = (text: string): string => text.replaceAll("''", "'").replaceAll('\\', '\\\\')

/** The same for a text that is cleaned twice, because it has a quote (SearchCriteria.setValue, DBAction.ValueParser). */
export const cleanedForPath = (text: string): string => cleaned(text.includes("'") ? text.replaceAll('\\', '\\\\') : text)

const numeric = /^[+-]?\s*(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i

/** A number that stands in SQL without quotes. @throws SearchFailed for any other text, which PostgreSQL takes for SQL. */
export function rawNumber (text: string): number {
  const bare = text.trim()
  if (!numeric.test(bare)) throw new SearchFailed(`${bare} is no number`)
  return Number(bare.replace(/\s/g, ''))
}

const kinds: Readonly<Record<ColumnType, Kind>> = {
  text: 'string', integer: 'integer', numeric: 'double', double: 'double', date: 'date', time: 'time', timestamp: 'dateTime'
}

/** PostgreSQL's words for days, which it takes for dates. */
const daysFromToday: Readonly<Record<string, number>> = { today: 0, now: 0, yesterday: -1, tomorrow: 1 }

const day = 86_400_000

/**
 * The value of a literal in quotes, as PostgreSQL reads it for a column.
 * @param now epoch milliseconds.
 * @throws SearchFailed where PostgreSQL refuses it.
 */
export function quoted (type: ColumnType, text: string, now: number): Scalar {
  if (type === 'text') return text
  const shift = daysFromToday[text.trim().toLowerCase()]
  if (shift !== undefined && type === 'date') return dateText(now + shift * day)
  if (shift !== undefined && type === 'timestamp') {
    return timestampText(
      text.trim().toLowerCase() === 'now' ? now : midnight(now) + shift * day
    )
  }
  if (type === 'integer' && !/^\s*[+-]?\d+\s*$/.test(text)) throw new SearchFailed(`${text} is no integer`)
  try {
    const value = columnValue({ kind: kinds[type] }, readable(type, text))
    if (value === null || (type === 'timestamp' && !isTimestamp(String(value)))) throw new SearchFailed(`'${text}' is no ${type}`)
    return value
  } catch {
    throw new SearchFailed(`'${text}' is no ${type}`)
  }
}

/** A literal without what PostgreSQL leaves out of a date, and with the seconds that it adds to a time. */
function readable (type: ColumnType, text: string): string {
  if (type === 'date') return text.replace(/[ T]\d.*$/, '')
  return type === 'time' ? text.replace(/^\s*(\d{1,2}:\d{1,2})\s*$/, '$1:00') : text
}

const midnight = (epoch: number): number => Math.floor(epoch / day) * day

const isTimestamp = (text: string): boolean => /^\d{4,}-\d\d-\d\d \d\d:\d\d:\d\d\.\d+$/.test(text)
