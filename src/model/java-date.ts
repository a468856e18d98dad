/** Dates as XNAT's DateUtils reads them: lenient, by prefix, the first format that fits. The server's zone is UTC. */

const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']
const days = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat']
const dayNames = '(?:Sun|Mon|Tue|Wed|Thu|Fri|Sat)[a-z]*'
const monthNames = '(Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*'

type Reader = (groups: readonly string[]) => number
type Format = readonly [pattern: RegExp, read: Reader]

const ymd: Reader = ([y, m, d]) => utc(y, Number(m) - 1, d)
const mdy: Reader = ([m, d, y]) => utc(y, Number(m) - 1, d)
const ymdTime: Reader = ([y, m, d, ...time]) => utc(y, Number(m) - 1, d, time)
const javaText: Reader = ([m = '', d, h, min, s, zone = '', y]) => utc(y, months.indexOf(m), d, [h, min, s]) - zoneOffset(zone)

const dateToString: Format = [new RegExp(`^${dayNames} ${monthNames} ([\\d]+) (\\d+):(\\d+):(\\d+) (\\S+) (\\d+)`, 'i'), javaText]

// DateUtils' constructor, in its order
const dateFormats: readonly Format[] = [
  [/^\s*(\d+)-\s*(\d+)-\s*(\d+)/, ymd],
  dateToString,
  [/^\s*(\d+)\/\s*(\d+)\/\s*(\d+)/, mdy],
  [/^\s*(\d+)\.\s*(\d+)\.\s*(\d+)/, mdy],
  [/^\s*(\d{4})(\d{2})(\d{2})/, ymd]
]

const dateTimeFormats: readonly Format[] = [
  dateToString,
  // the fraction is read as a count of milliseconds, however many digits it has
  [/^\s*(\d+)-\s*(\d+)-\s*(\d+) \s*(\d+):\s*(\d+):\s*(\d+)\.(\d+)/, ymdTime],
  [/^\s*(\d+)-\s*(\d+)-\s*(\d+) \s*(\d+):\s*(\d+):\s*(\d+)/, ymdTime],
  [/^\s*(\d+)-\s*(\d+)-\s*(\d+)T\s*(\d+):\s*(\d+):\s*(\d+)/, ymdTime],
  [/^\s*(\d+)\/\s*(\d+)\/\s*(\d+)/, mdy],
  [/^\s*(\d+)-\s*(\d+)-\s*(\d+)/, ymd]
]

const timeFormats: readonly RegExp[] = [/^\s*\d+:\s*\d+:\s*\d+/, /^\s*\d{6}/]

function utc (
  year: string | undefined,
  month: number,
  day: string | undefined,
  [h = '0', min = '0', s = '0', ms = '0']: readonly (string | undefined)[] = []
): number {
  const date = new Date(0)
  date.setUTCFullYear(Number(year), month, Number(day))
  date.setUTCHours(Number(h), Number(min), Number(s), Number(ms))
  return date.getTime()
}

function zoneOffset (zone: string): number {
  const known = {
    EST: -5,
    EDT: -4,
    CST: -6,
    CDT: -5,
    MST: -7,
    MDT: -6,
    PST: -8,
    PDT: -7,
    CET: 1,
    CEST: 2,
    BST: 1,
    AEST: 10,
    AEDT: 11,
    JST: 9
  }
  const hours = Object.entries(known).find(([name]) => name === zone.toUpperCase())?.[1]
  return (hours ?? 0) * 3_600_000
}

function read (formats: readonly Format[], text: string): number | undefined {
  const bare = text.replaceAll("'", '')
  for (const [pattern, reader] of formats) {
    const match = pattern.exec(bare)
    if (match) return reader(match.slice(1))
  }
  return undefined
}

/** Epoch milliseconds of the day, or undefined where DateUtils.parseDate throws. */
export const parseDate = (text: string): number | undefined => read(dateFormats, text)

/** Epoch milliseconds, or undefined where DateUtils.parseDateTime throws. */
export const parseDateTime = (text: string): number | undefined => read(dateTimeFormats, text)

/** Whether DateUtils.parseTime takes it: a lenient prefix, so `25:99:99` passes. */
export const isTime = (text: string): boolean => timeFormats.some(format => format.test(text.replaceAll("'", '')))

const two = (value: number): string => String(value).padStart(2, '0')

/** yyyy-MM-dd */
export function dateText (epoch: number): string {
  const date = new Date(epoch)
  return `${String(date.getUTCFullYear()).padStart(4, '0')}-${two(date.getUTCMonth() + 1)}-${two(date.getUTCDate())}`
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

/** java.util.Date.toString in English: `Mon Nov 23 17:15:51 UTC 2020`. */
export function javaDateText (epoch: number): string {
  const date = new Date(epoch)
  return `${days[date.getUTCDay()]} ${months[date.getUTCMonth()]} ${two(date.getUTCDate())} ${clockText(date)} UTC ${date.getUTCFullYear()}`
}
