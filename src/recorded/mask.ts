import type { Names } from './names.ts'

// Recordings were made in 2026; dates before that year are data of a scenario and are compared.
const year = '20(?:2[6-9]|[3-9]\\d)'
const weekday = '(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)'
const month = '(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)'

/** What changes from run to run by itself: its name in recordings and its form, in the order in which it is replaced. */
export const changing = {
  DATE: `\\b${weekday},? (?:\\d\\d )?${month} [\\d: ]{4,16}(?:UTC|GMT)(?: \\d{4})?`,
  TIME: `\\b${year}-\\d\\d-\\d\\d[ T]\\d\\d:\\d\\d:\\d\\d(?:\\.\\d+)?`,
  DAY: `\\b${year}-\\d\\d-\\d\\d\\b`,
  STAMP: `\\b${year}[01]\\d[0-3]\\d_\\d{6,9}\\b`,
  SESSION: '\\b[0-9A-F]{32}\\b',
  UUID: '\\b[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}\\b'
} as const

const patterns = Object.entries(changing).map(([name, source]): [RegExp, string] => [new RegExp(source, 'g'), `{${name}}`])

/** A generated key behind the name of its column. Recordings number the keys, but which key is which is not compared. */
const key = /((?:_id|_info|ArcProject_id|event_id|abstractresource_id|create_event_id|_data_id|_share_id|_field_id)"?\s*[:=]\s*"?)\d+/gi

const escaped = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')

/** The URL that all addresses begin with, as an XNAT may write it. */
export const basesOf = (base: string): string[] => [base, base.replace('127.0.0.1', 'localhost')]

/** Puts names in place of what changes from run to run, as recordings have them. @param base the URL that all addresses begin with. */
export function mask (text: string, names: Names, base: string): string {
  const values = Object.entries(names).filter(([, value]) => value !== '').sort(([, a], [, b]) => b.length - a.length)
  for (const [name, value] of values) text = text.replace(new RegExp(`(?<![A-Za-z0-9])${escaped(value)}(?![A-Za-z0-9])`, 'g'), `{${name}}`)
  for (const own of basesOf(base)) text = text.replaceAll(own, '{BASE}')
  for (const [pattern, name] of patterns) text = text.replace(pattern, name)
  return text.replace(key, '$1{KEY}')
}
