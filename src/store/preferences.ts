import type { Statements } from './statements.ts'

/** XNAT's site preferences that this server heeds, with XNAT's defaults. */
export interface Preferences {
  siteId: string
  /** Empty: wherever a request came to. */
  siteUrl: string
  requireLogin: boolean
  sessionTimeout: string
  uiAllowNonAdminProjectCreation: boolean
  requireChangeJustification: boolean
  showChangeJustification: boolean
  requireEventName: boolean
  'security.prevent-data-deletion': boolean
  'security.prevent-data-deletion-override': string
}

export const defaultPreferences: Preferences = {
  siteId: 'XNAT',
  siteUrl: '',
  requireLogin: true,
  sessionTimeout: '15 minutes',
  uiAllowNonAdminProjectCreation: true,
  requireChangeJustification: false,
  showChangeJustification: false,
  requireEventName: false,
  'security.prevent-data-deletion': false,
  'security.prevent-data-deletion-override': ''
}

export class PreferenceStore {
  private readonly list
  private readonly write
  private readonly defaults: Preferences
  private current: Preferences | undefined

  /** @param defaults what stands where nobody has set anything, before XNAT's own defaults. */
  constructor (sql: Statements, defaults: Partial<Preferences>) {
    this.list = sql.all<[], { name: string, value: string }>('SELECT name, value FROM preference')
    this.write = sql.run<[name: string, value: string]>('INSERT INTO preference (name, value) VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value')
    this.defaults = { ...defaultPreferences, ...defaults }
  }

  read (): Readonly<Preferences> {
    this.current ??= { ...this.defaults, ...Object.fromEntries(this.list().map(({ name, value }) => [name, JSON.parse(value)])) }
    return this.current
  }

  set<Name extends keyof Preferences> (name: Name, value: Preferences[Name]): void {
    this.write(name, JSON.stringify(value))
    this.forget()
  }

  /** Reads again, after what was written has been taken back. */
  forget (): void {
    this.current = undefined
  }
}

/** What generated IDs begin with (IDGenerator): the site's ID without blanks, quotes and `^`, with `_` for `-`. */
export const idPrefix = ({ siteId }: Pick<Preferences, 'siteId'>, letter: 'S' | 'E'): string =>
  `${siteId.replace(/[ '"^]/g, '').replaceAll('-', '_')}_${letter}`
