import { createHmac, randomBytes, randomInt } from 'node:crypto'
import { isNull } from '../../model/values.ts'
import type { DataType } from '../../model/data-type.ts'
import type { Value } from '../../model/types.ts'

const day = 24 * 60 * 60 * 1000

/** Text that says how something was made, not of whom. */
const technical = new RegExp(`^(${[
  'type', 'quality', 'condition', 'modality', 'coil', 'fieldStrength', 'marker', 'stabilization', 'series_description', 'series_class',
  'session_type', 'format', 'content', 'file_count', 'file_size', 'scanner/(manufacturer|model)', 'tracer/.*', 'parameters/.*',
  'validation/status', 'units', 'acquisition_site_type', 'handedness', 'gender'
].join('|')})$`)

/** Replaces what could identify a person; the same each time within one recording, and in no other. */
export class Pseudonyms {
  private readonly secret = randomBytes(32)
  /** Whole days, so that intervals and times of day stay. */
  private readonly shift = randomInt(365, 3650)
  private readonly counts = new Map<string, number>()
  private readonly names = new Map<string, string>()
  /** Identifiers that no recorded text may contain. */
  private readonly known = new Set<string>()
  private readonly keeps: boolean

  /** @param keeps everything as it is. */
  constructor (keeps: boolean) {
    this.keeps = keeps
  }

  /** A name in the place of another one, numbered by kind. */
  name (kind: string, original: string): string {
    if (this.keeps) return original
    const key = `${kind} ${original}`
    let name = this.names.get(key)
    if (name === undefined) {
      const number = (this.counts.get(kind) ?? 0) + 1
      this.counts.set(kind, number)
      this.names.set(key, name = `${kind}${String(number).padStart(3, '0')}`)
    }
    return name
  }

  /** Remembers what no recorded text may contain. */
  hide (...identifiers: readonly (string | number | undefined)[]): void {
    for (const identifier of identifiers) if (String(identifier ?? '').length > 2) this.known.add(String(identifier).toLowerCase())
  }

  /** A field's value as it may be shown. */
  value (type: DataType, field: Value, value: string | number): string | number {
    if (this.keeps || isNull(value)) return value
    const { path, kind } = field
    if (/(^|\/|_)uid$/i.test(path) || /^[0-9.]{20,}$/.test(String(value))) return this.uid(String(value))
    if (kind === 'date') return this.date(String(value))
    if (kind === 'dateTime') return `${this.date(String(value).slice(0, 10))}${String(value).slice(10)}`
    if (/(^|\/)yob$/i.test(path)) return Number(value) - Math.round(this.shift / 365.25)
    if (field.values !== undefined || !['string', 'longText', 'anyURI', 'json'].includes(kind)) return value
    if (kind === 'anyURI' || kind === 'json') return this.name('text', String(value))
    return this.isTechnical(type, path, String(value)) ? value : this.name(/name$/i.test(path) ? 'Name' : 'text ', String(value))
  }

  private isTechnical (type: DataType, path: string, value: string): boolean {
    if (type.isA('xnat:addField')) return path === 'name' && this.isClean(value)
    return technical.test(path) && this.isClean(value)
  }

  /** Whether no identifier stands in a text. */
  isClean (text: string): boolean {
    const lower = text.toLowerCase()
    return this.keeps || ![...this.known].some(identifier => lower.includes(identifier))
  }

  private uid (original: string): string {
    return `2.25.${BigInt(`0x${createHmac('sha256', this.secret).update(original).digest('hex').slice(0, 30)}`)}`
  }

  private date (text: string): string {
    const time = Date.parse(`${text}T00:00:00Z`)
    return Number.isNaN(time) ? this.name('text', text) : new Date(time - this.shift * day).toISOString().slice(0, 10)
  }
}
