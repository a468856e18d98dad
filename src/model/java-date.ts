import { civilDate } from './java/calendar.ts'
import { DateFormat, days, months } from './java/date-format.ts'

/** Dates as XNAT's DateUtils reads them: lenient, by prefix, the first format that fits. The server's zone is UTC. */

const formats = (...patterns: string[]): readonly DateFormat[] => patterns.map(pattern => new DateFormat(pattern))

// DateUtils.parse begins with Java's short form of date and time
const short = formats('M/d/yy h:mm a')

// DateUtils' constructor, in its order
const dateFormats = [...short, ...formats('yyyy-MM-dd', 'EEE MMM dd HH:mm:ss z yyyy', 'MM/dd/yyyy', 'MM.dd.yyyy', 'yyyyMMdd')]
const dateTimeFormats = [
  ...short,
  // the fraction is read as a count of milliseconds, however many digits it has
  ...formats('EEE MMM dd HH:mm:ss z yyyy', 'yyyy-MM-dd HH:mm:ss.SSS', 'yyyy-MM-dd HH:mm:ss'),
  ...formats('EEE MMM dd HH:mm:ss.S', 'EEE MMM dd HH:mm:ss'),
  ...formats("yyyy-MM-dd'T'HH:mm:ss", 'MM/dd/yyyy', 'yyyy-MM-dd')
]
const timeFormats = [...short, ...formats('HH:mm:ss', 'HHmmss')]

function read (formats: readonly DateFormat[], text: string): number | undefined {
  const bare = text.replaceAll("'", '')
  for (const format of formats) {
    const epoch = format.parse(bare)
    if (epoch !== undefined) return epoch
  }
  return undefined
}

/** Epoch milliseconds, or undefined where DateUtils.parseDate throws. */
export const parseDate = (text: string): number | undefined => read(dateFormats, text)

/** Epoch milliseconds, or undefined where DateUtils.parseDateTime throws. */
export const parseDateTime = (text: string): number | undefined => read(dateTimeFormats, text)

/** Milliseconds from midnight, or undefined where DateUtils.parseTime throws; `25:99:99` is a time. */
export const parseTime = (text: string): number | undefined => read(timeFormats, text)

const two = (value: number): string => String(value).padStart(2, '0')

/** yyyy-MM-dd */
export function dateText (epoch: number): string {
  const { year, month, day } = civilDate(epoch)
  return `${String(year).padStart(4, '0')}-${two(month + 1)}-${two(day)}`
}

function clockText (date: Date): string {
  return `${two(date.getUTCHours())}:${two(date.getUTCMinutes())}:${two(date.getUTCSeconds())}`
}

/** java.sql.Timestamp.toString: the fraction with trailing zeros cut, but at least one digit. */
export function timestampText (epoch: number): string {
  const date = new Date(epoch)
  const fraction = String(date.getUTCMilliseconds()).padStart(3, '0').replace(/0{1,2}$/, '')
  return `${dateText(epoch)} ${clockText(date)}.${fraction}`
}

/** xs:dateTime as SAXWriter prints it: no fraction. */
export const xmlDateTime = (epoch: number): string => `${dateText(epoch)}T${clockText(new Date(epoch))}`

/** java.util.Date.toString in English: `Mon Nov 23 17:15:51 UTC 2020`; the year has as many digits as it needs. */
export function javaDateText (epoch: number): string {
  const date = new Date(epoch)
  const { year, month, day } = civilDate(epoch)
  return `${short3(days, date.getUTCDay())} ${short3(months, month)} ${two(day)} ${clockText(date)} UTC ${year}`
}

const short3 = (names: readonly string[], index: number): string => (names[index] ?? '').slice(0, 3)
