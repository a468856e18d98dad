import { type PreferenceValue, type Preferences, defaultPreferences } from '../../model/site-preferences.ts'
import type { Cache } from '../sql/freshness.ts'
import type { Statements } from '../sql/statements.ts'

export type { Preferences }

export class PreferenceStore {
  private readonly write
  private readonly defaults: Preferences
  private readonly current: Cache<Readonly<Preferences>>

  /** @param defaults what stands where nobody has set anything, before XNAT's own defaults. */
  constructor (sql: Statements, defaults: Partial<Preferences>) {
    const list = sql.all<[], { name: string, value: string }>('SELECT name, value FROM preference')
    this.write = sql.insert<[name: string, value: string]>(
      'preference',
      '(name, value) VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value'
    )
    this.defaults = { ...defaultPreferences, ...defaults }
    this.current = sql.freshness.cache(['preference'], () =>
      ({ ...this.defaults, ...Object.fromEntries(list().map(({ name, value }) => [name, JSON.parse(value)])) })
    )
  }

  read (): Readonly<Preferences> {
    return this.current.value
  }

  /** Every preference by name, XNAT's and the site's own. */
  all (): Readonly<Record<string, PreferenceValue>> {
    return { ...this.read() }
  }

  /** The value is stored as what XNAT's preference of this name holds; of any other name, as text. */
  set (name: string, value: PreferenceValue): void {
    const known: PreferenceValue | undefined = Object.hasOwn(this.defaults, name) ? this.defaults[name as keyof Preferences] : undefined
    this.write(name, JSON.stringify(known === undefined ? value : alike(value, known)))
  }
}

/** A value in the form of another one of the same preference, which came as text (AbstractPreferenceBean.set). */
function alike (value: PreferenceValue, known: PreferenceValue): PreferenceValue {
  if (Array.isArray(known)) return Array.isArray(value) ? value : listOf(String(value))
  if (typeof known === 'boolean') return String(value).trim().toLowerCase() === 'true'
  if (typeof known === 'number') return Number.isFinite(Number(value)) ? Number(value) : known
  return Array.isArray(value) ? value.join(',') : String(value)
}

function listOf (text: string): readonly string[] {
  const trimmed = text.trim().replace(/^\[|\]$/g, '').trim()
  return trimmed === '' ? [] : trimmed.split(',').map(item => item.trim().replace(/^(['"])(.*)\1$/, '$2'))
}

/** What generated IDs begin with (IDGenerator): the site's ID without blanks, quotes and `^`, with `_` for `-`. */
export const idPrefix = ({ siteId }: Pick<Preferences, 'siteId'>, letter: 'S' | 'E'): string =>
  `${siteId.replace(/[ '"^]/g, '').replaceAll('-', '_')}_${letter}`
