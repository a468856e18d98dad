import { dateText, isTime, parseDate, parseDateTime, timestampText } from './java-date.ts'
import { parseDouble, parseFloat32, parseInteger, parseLong } from './java-number.ts'
import type { Scalar } from './item.ts'
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
    case 'date': return mapped(parseDate(text), dateText) ?? text
    case 'dateTime': return mapped(parseDateTime(text), timestampText) ?? text
    default: return text
  }
}

const mapped = (epoch: number | undefined, format: (epoch: number) => string): string | undefined =>
  epoch === undefined || Number.isNaN(epoch) ? undefined : format(epoch)

const readable: Readonly<Partial<Record<Kind, readonly [test: (text: string) => unknown, name: string]>>> = {
  integer: [parseInteger, 'Integer'],
  int: [parseInteger, 'Integer'],
  long: [parseLong, 'Long Integer'],
  float: [parseDouble, 'Float'],
  double: [parseDouble, 'Double'],
  date: [parseDate, 'Date'],
  dateTime: [parseDateTime, 'Date'],
  time: [text => isTime(text) || undefined, 'Date'],
  boolean: [text => /^(0|1|true|false|null|)$/i.test(text) || undefined, 'Boolean']
}

/** XFTValidator.ValidateValue: the reasons why a field's value is refused, each as it stands in the message. */
export function complaints (field: Value, value: Scalar | undefined): string[] {
  const text = value === undefined ? '' : String(value)
  if (field.required === true && text === '') return ['Required Field']
  if (text === '') return []
  if (field.kind === 'string' || field.kind === 'anyURI') return textComplaints(field, text)
  const [test, name] = readable[field.kind] ?? []
  if (test === undefined) return []
  if (test(text) !== undefined) return rangeComplaints(field, Number(text))
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
 * The value as PostgreSQL would have it in the field's column (DBAction.ValueParser and the column's type).
 * @returns null where the value clears the field.
 * @throws UnfitValue where XNAT's save fails.
 */
export function columnValue ({ kind }: Pick<Value, 'kind'>, value: Scalar): Scalar | null {
  if (kind === 'longText') return String(value)
  if (kind === 'json') return jsonbText(String(value))
  if (isNull(value)) return null
  switch (kind) {
    case 'string': case 'duration': return safeText(String(value))
    case 'anyURI': return uriText(String(value))
    case 'boolean': return /^(true|1)$/i.test(String(value)) ? 1 : 0
    case 'date': return dateColumn(String(value))
    case 'dateTime': return mapped(parseDateTime(String(value)), timestampText) ?? String(value)
    case 'time': return timeColumn(String(value))
    default: return typeof value === 'number' ? value : numberColumn(kind, value)
  }
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

function numberColumn (kind: Kind, text: string): number | null {
  if (text === '') return null
  const whole = kind === 'integer' || kind === 'int' || kind === 'long'
  if (!whole && /^[+-]?(INF|Infinity)$/i.test(text)) return text.startsWith('-') ? -Infinity : Infinity
  if (!whole && /^NaN$/i.test(text)) return NaN
  if (!/^\s*[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?\s*$/i.test(text)) throw new UnfitValue(500, `${text} is no number`)
  return whole ? Math.round(Number(text)) : Number(text)
}

function dateColumn (text: string): string {
  const [, year = '', month = '', day = ''] =
    /^\s*(\d{4})-(\d{1,2})-(\d{1,2})\s*$/.exec(text) ?? /^\s*(\d{4})(\d{2})(\d{2})\s*$/.exec(text) ?? []
  const [, m = month, d = day, y = year] = /^\s*(\d{1,2})[/.](\d{1,2})[/.](\d{4})\s*$/.exec(text) ?? []
  const epoch = parseDate(`${y}-${m}-${d}`)
  if (epoch === undefined || Number(m) !== new Date(epoch).getUTCMonth() + 1 || Number(d) !== new Date(epoch).getUTCDate()) {
    throw new UnfitValue(500, `${text} is no date`)
  }
  return dateText(epoch)
}

function timeColumn (text: string): string {
  const [, h, m, s, fraction = ''] =
    /^\s*(\d{1,2}):(\d{1,2}):(\d{1,2})(\.\d+)?\s*$/.exec(text) ?? /^\s*(\d{2})(\d{2})(\d{2})(\.\d+)?\s*$/.exec(text) ?? []
  if (h === undefined || Number(h) > 24 || Number(m) > 59 || Number(s) > 60) throw new UnfitValue(500, `${text} is no time`)
  const decimals = fraction.slice(0, 7).replace(/\.?0+$/, '')
  return [h, m, s].map(part => String(part).padStart(2, '0')).join(':') + decimals
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
