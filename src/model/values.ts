import { dateText, javaDateText, parseDate, parseDateTime, parseTime, timestampText } from './java-date.ts'
import { parseDouble, parseFloat32, parseInteger, parseLong } from './java-number.ts'
import type { Scalar } from './item.ts'
import { pgDate, pgTime, pgTimeText } from './postgres/date-time.ts'
import { givenText, storedText, withDoubleApostrophes, withoutDoubleApostrophes } from './escape.ts'
import type { Kind, Value } from './types.ts'

/** A text that a field's column refuses: XNAT answers 400 (InvalidValueException) or 500 (an SQL error). */
export class UnfitValue extends Error {
  readonly status: 400 | 500

  constructor (status: 400 | 500, message: string) {
    super(message)
    this.status = status
  }
}

/** The literal that clears a field when it is saved. */
export const isNull = (value: Scalar): boolean => typeof value === 'string' && value.toUpperCase() === 'NULL'

/** XMLType.ParseValue: how query and form values are read; what does not parse stays text, for validation to refuse. */
export function parseValue (kind: Kind, text: string): Scalar {
  switch (kind) {
    case 'integer': return parseInteger(text) ?? text
    case 'float': return parseFloat32(text) ?? text
    case 'double': return parseDouble(text) ?? text
    // a Date, which the SQL has as Java prints it
    case 'date': return mapped(parseDate(text), javaDateText) ?? text
    case 'dateTime': return mapped(parseDateTime(text), timestampText) ?? text
    default: return text
  }
}

const mapped = (epoch: number | undefined, format: (epoch: number) => string): string | undefined =>
  epoch === undefined ? undefined : format(epoch)

const readable: Readonly<Partial<Record<Kind, readonly [read: (text: string) => unknown, name: string]>>> = {
  integer: [parseInteger, 'Integer'],
  int: [parseInteger, 'Integer'],
  long: [parseLong, 'Long Integer'],
  float: [parseDouble, 'Float'],
  double: [parseDouble, 'Double'],
  date: [parseDate, 'Date'],
  dateTime: [parseDateTime, 'Date'],
  time: [parseTime, 'Date'],
  boolean: [text => /^(0|1|true|false|null|)$/i.test(text) || undefined, 'Boolean']
}

/** XFTValidator.ValidateValue: the reasons why a field's value is refused, each as it stands in the message. */
export function complaints (field: Value, value: Scalar | undefined): string[] {
  const text = value === undefined ? '' : String(value)
  if (field.required === true && text === '') return ['Required Field']
  if (text === '') return []
  if (field.kind === 'string' || field.kind === 'anyURI') return textComplaints(field, text)
  const [read, name] = readable[field.kind] ?? []
  if (read === undefined) return []
  const known = read(text)
  if (known !== undefined) return typeof known === 'number' ? rangeComplaints(field, known) : []
  if (field.kind !== 'boolean' && /^(INF|NaN|NULL)$/i.test(text)) return []
  // each rule of the field tries to read the value, and each says so when it cannot
  const rules = Math.max(1, Number(field.max !== undefined) + Number(field.min !== undefined))
  return Array<string>(rules).fill(`Must Be A Valid ${name}`)
}

function textComplaints (field: Value, text: string): string[] {
  const limit = field.maxLength ?? 255
  const found: string[] = []
  if (text.length > limit) found.push(`Must Be Less Than ${limit} Characters : Current Length (${text.length})`)
  if (field.values && !field.values.some(value => value.toLowerCase() === text.trim().toLowerCase())) {
    found.push(`'${text}' Must Match Pre-Defined Values...(${field.values.join(',')})`)
  }
  return found
}

function rangeComplaints (field: Value, value: number): string[] {
  const whole = Math.trunc(value)
  const found: string[] = []
  if (field.max !== undefined && whole > field.max) found.push(`Must Be Less Than ${field.max}`)
  if (field.min !== undefined && whole < field.min) found.push(`Must Be More Than ${field.min}`)
  return found
}

/**
 * The value as PostgreSQL has it in the field's column, and as XNAT reads it from there (DBAction.ValueParser).
 * @returns null where the value clears the field.
 * @throws UnfitValue where XNAT's save fails.
 */
export function columnValue ({ kind }: Pick<Value, 'kind'>, value: Scalar): Scalar | null {
  if (kind === 'longText') return storedText(String(value))
  if (kind === 'json') return jsonbText(withoutDoubleApostrophes(String(value)))
  if (isNull(value)) return null
  switch (kind) {
    case 'string': case 'duration': return storedText(safeText(String(value)))
    case 'anyURI': return storedText(uriText(String(value)))
    case 'boolean': return /^(true|1)$/i.test(String(value)) ? 1 : 0
    case 'date': return dateColumn(String(value))
    case 'dateTime': return dateTimeColumn(String(value))
    case 'time': return timeColumn(String(value))
    default: return numberColumn(kind, value)
  }
}

/** A value that becomes the stored one (columnValue). */
export function valueToGive ({ kind }: Value, stored: Scalar): Scalar {
  if (typeof stored !== 'string') return stored
  return kind === 'json' ? withDoubleApostrophes(stored) : givenText(stored)
}

function safeText (text: string): string {
  if (text.includes('\0')) throw new UnfitValue(500, 'a NUL character cannot be stored')
  if (text.includes('<') && text.includes('>') && /script/i.test(text)) {
    throw new UnfitValue(400, "Use of '<' and '>' are not allowed in content.")
  }
  return text
}

function uriText (text: string): string {
  const uri = text.replaceAll('\\', '/')
  if (uri.includes('..')) throw new UnfitValue(400, "URIs cannot contain '..'")
  return uri
}

/** A number stands in the SQL as it is: a word that is none is taken for the name of a column (DBAction.numericValueParser). */
function numberColumn (kind: Kind, value: Scalar): number | null {
  const text = String(value)
  if (text === '') return null
  const whole = kind === 'integer' || kind === 'int' || kind === 'long'
  if (!whole && /^(inf|-inf|-infinity|nan)$/i.test(text)) return /nan/i.test(text) ? NaN : text.startsWith('-') ? -Infinity : Infinity
  // PostgreSQL's number has no zero below zero
  const number = typeof value === 'number' ? value + 0 : numberOf(text)
  if (!Number.isFinite(number)) throw new UnfitValue(500, `${text} is no number`)
  return whole ? Math.round(number) : number
}

/** A number of SQL, and one that a column can hold: neither too large nor so small that it would be zero. */
function numberOf (text: string): number {
  if (!/^\s*[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?\s*$/i.test(text)) return NaN
  const number = Number(text) + 0
  return number === 0 && /[1-9].*e/i.test(text) ? NaN : number
}

function dateColumn (text: string): string {
  const date = pgDate(text)
  if (date === undefined) throw new UnfitValue(500, `${text} is no date`)
  return date
}

function dateTimeColumn (text: string): string {
  const epoch = parseDateTime(text)
  if (epoch === undefined) return text
  if (pgDate(dateText(epoch)) === undefined) throw new UnfitValue(500, `${text} is no date`)
  return timestampText(epoch)
}

/** The end of a day is its beginning again (java.sql.Time). */
function timeColumn (text: string): string {
  const time = pgTime(text)
  if (time === undefined) throw new UnfitValue(500, `${text} is no time`)
  const printed = pgTimeText(time)
  return printed === '24:00:00' ? '00:00:00' : printed
}

/** PostgreSQL's jsonb: keys by length then bytes, one blank after each colon and comma. */
function jsonbText (text: string): string {
  try {
    return jsonb(JSON.parse(text))
  } catch {
    throw new UnfitValue(500, 'not JSON')
  }
}

function jsonb (value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(jsonb).join(', ')}]`
  if (typeof value !== 'object' || value === null) return JSON.stringify(value)
  const entries = Object.entries(value).sort(
    ([a], [b]) => Buffer.byteLength(a) - Buffer.byteLength(b) || Buffer.compare(Buffer.from(a), Buffer.from(b))
  )
  return `{${entries.map(([key, inner]) => `${JSON.stringify(key)}: ${jsonb(inner)}`).join(', ')}}`
}

/**
 * Whether XNAT takes a given value for another than the stored one (DBAction.HasNewFields, IsNewValue): what the two are
 * in its SQL is compared, so a text with a backslash in it is new although the same was given before.
 */
export function isNewValue ({ kind }: Value, stored: Scalar | undefined, given: Scalar): boolean {
  if (stored === undefined) return given !== '' && given !== 'NULL'
  const text = String(given)
  switch (kind) {
    case 'integer': return parseInteger(text) !== stored
    case 'float': return !isSame(parseFloat32(text), parseFloat32(String(stored)))
    case 'double': return !isSame(parseDouble(text), Number(stored))
    case 'boolean': return Number(/^(true|1)$/i.test(text)) !== stored
    case 'date': return parseDate(text) !== parseDate(String(stored))
    case 'time': return parseTime(text) !== parseTime(String(stored))
    case 'dateTime': return mapped(parseDateTime(text), timestampText) !== stored
    case 'anyURI': return isNull(given) || storedText(text.replaceAll('\\', '/')) !== storedText(String(stored))
    case 'longText': return storedText(text) !== storedText(String(stored))
    case 'json': return text !== stored
    default: return isNull(given) || storedText(text) !== storedText(String(stored))
  }
}

/** An infinite number is always another. */
const isSame = (a: number | undefined, b: number | undefined): boolean =>
  Object.is(a, b) && (a === undefined || Number.isNaN(a) || Number.isFinite(a))
