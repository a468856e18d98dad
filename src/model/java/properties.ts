/** A text as it stands in a file of Java's properties (Properties.saveConvert). */
const escaped = (text: string, isKey: boolean): string =>
  text
    .replace(/[\\=:#!]/g, '\\$&')
    .replace(/\t/g, '\\t')
    .replace(/\n/g, '\\n')
    .replace(/\r/g, '\\r')
    .replace(/\f/g, '\\f')
    .replace(isKey ? / /g : /^ /, '\\ ')

const days = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat']
const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']

/** Date.toString */
function javaDate (time: number): string {
  const date = new Date(time)
  const [day, clock] = [String(date.getUTCDate()).padStart(2, '0'), date.toISOString().slice(11, 19)]
  return `${days[date.getUTCDay()] ?? ''} ${months[date.getUTCMonth()] ?? ''} ${day} ${clock} UTC ${date.getUTCFullYear()}`
}

/** Properties.store: a comment, the time in epoch milliseconds, a line for each entry. */
export function propertiesText (entries: Readonly<Record<string, string>>, comment: string, time: number): string {
  const lines = Object.entries(entries).map(([name, value]) => `${escaped(name, true)}=${escaped(value, false)}`)
  return [`#${comment}`, `#${javaDate(time)}`, ...lines, ''].join('\n')
}
