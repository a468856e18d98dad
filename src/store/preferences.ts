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

export function preferenceStore ({ all, run }: Statements, defaults: Partial<Preferences>) {
  const list = all<[], { name: string, value: string }>('SELECT name, value FROM preference')
  const set = run<[name: string, value: string]>('INSERT INTO preference (name, value) VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value')
  let stored: Partial<Preferences> | undefined

  const read = (): Preferences => {
    stored ??= Object.fromEntries(list().map(({ name, value }) => [name, JSON.parse(value)])) as Partial<Preferences>
    return { ...defaultPreferences, ...defaults, ...stored }
  }

  return {
    read,
    set: <Name extends keyof Preferences>(name: Name, value: Preferences[Name]): void => {
      set(name, JSON.stringify(value))
      stored = undefined
    }
  }
}

export type PreferenceStore = ReturnType<typeof preferenceStore>

/** What generated IDs begin with (IDGenerator): the site's ID without blanks, quotes and `^`, with `_` for `-`. */
export const idPrefix = ({ siteId }: Pick<Preferences, 'siteId'>, letter: 'S' | 'E'): string =>
  `${siteId.replace(/[ '"^]/g, '').replaceAll('-', '_')}_${letter}`
