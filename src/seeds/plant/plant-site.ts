import type { IdKind } from '../../store/sql/sequences.ts'
import { defaultConfigurations } from '../../store/accounts/default-configurations.ts'
import { hashPassword } from '../../store/accounts/users.ts'
import type { Store } from '../../store/index.ts'
import type { SeedDocument } from '../schema.ts'
import { timeOf } from '../times.ts'
import { users as usual } from '../built-in/users.ts'

/** What distinguishes counters of IDs from those of keys. */
export const countsIds = (sequence: string): boolean => sequence.includes(' IDs like ')

const text = (value: string | number | undefined): string => value === undefined ? '' : String(value)

/** What all else rests on: preferences, accounts, the numbers that were given out. */
export function plantAccounts (store: Store, seed: SeedDocument, now: number): void {
  const { site = {}, users = usual, kept: { sequences = {} } = {} } = seed
  for (const [name, value] of Object.entries(site)) store.preferences.set(name, value)
  plantSettings(store, seed)
  for (const [index, user] of users.entries()) {
    const { kept = {}, login, password = login, roles = [] } = user
    const clear = String(password)
    const modified = timeOf(kept.modified) ?? now
    store.records.write('user', {
      id: kept.id ?? index + 1,
      login,
      password: clear.startsWith('scrypt:') ? clear : hashPassword(clear),
      firstname: text(user.firstname),
      lastname: text(user.lastname),
      email: text(user.email),
      enabled: Number(user.enabled ?? true),
      verified: Number(user.verified ?? true),
      administrator: Number(user.administrator ?? false),
      modified,
      failed_logins: kept.failedLogins ?? 0,
      locked: timeOf(kept.locked) ?? null,
      password_set: timeOf(kept.passwordSet) ?? modified
    })
    for (const role of roles) store.users.addRole(login, role)
  }
  for (const [name, last] of Object.entries(sequences)) if (!countsIds(name)) setSequence(store, name, last)
}

/** Preferences of tools, and what administrators have described. */
function plantSettings ({ records }: Store, { tools = {}, settings = [] }: SeedDocument): void {
  for (const [tool, preferences] of Object.entries(tools)) {
    for (const [name, value] of Object.entries(preferences)) records.write('tool_preference', { tool, name, value })
  }
  for (const { kind, id, data = {}, removed = false } of settings) {
    records.write('setting', { kind, id, data: JSON.stringify(data), removed: Number(removed) })
  }
}

/** Keys of scans and tokens are counted by SQLite. */
function setSequence ({ records }: Store, name: string, last: number): void {
  if (name === 'scan' || name === 'alias_token') records.setLastKey(name, last)
  else records.write('sequence', { name, last })
}

const day = 24 * 60 * 60 * 1000

/** What other stores keep, and at last the counters of IDs. */
export function plantSite (store: Store, { tokens = [], ...seed }: SeedDocument, now: number, login: string): void {
  const { records } = store
  const { sequences = {}, usedIds = {}, prearchive = [] } = seed.kept ?? {}
  for (const configuration of configurationsOf(seed)) plantConfiguration(store, configuration, now, login)
  for (const { login, alias, secret, kept = {} } of tokens) {
    records.write('alias_token', {
      id: kept.id ?? records.lastKey('alias_token') + 1,
      alias,
      secret,
      login,
      enabled: Number(kept.enabled ?? true),
      created: timeOf(kept.created) ?? now,
      expires: timeOf(kept.expires) ?? now + 2 * day
    })
  }
  for (const row of prearchive) plantPrearchived(store, row)
  for (const [kind, ids] of Object.entries(usedIds)) for (const id of ids) store.records.write('used_id', { kind: kind as IdKind, id })
  for (const [name, last] of Object.entries(sequences)) if (countsIds(name)) records.write('sequence', { name, last })
}

type Configuration = NonNullable<SeedDocument['configurations']>[number]

/** Those of the seed, and those of a fresh site that the seed does not have of its own. */
function configurationsOf ({ configurations = [] }: SeedDocument): Configuration[] {
  const own = new Set(configurations.filter(({ project }) => project === undefined).map(({ tool, path }) => `${tool}/${path}`))
  const fresh = defaultConfigurations.filter(({ tool, path }) => !own.has(`${tool}/${path}`))
  return [
    ...fresh.flatMap(({ versions, unversioned, ...configuration }) =>
      Array.from({ length: versions }, () => ({ ...configuration, ...unversioned && { kept: { unversioned } } }))),
    ...configurations
  ]
}

function plantConfiguration (store: Store, configuration: Configuration, now: number, login: string): void {
  const { tool, path, project, contents, enabled = true, kept = {}, ...said } = configuration
  const place = { tool, path, project: project === undefined ? null : String(project) }
  const version = kept.version ?? (store.configurations.current(place)?.version ?? 0) + 1
  store.records.write('configuration', {
    ...place,
    contents,
    login: said.login ?? login,
    reason: said.reason ?? '',
    created: timeOf(kept.created) ?? now,
    unversioned: Number(kept.unversioned ?? false),
    version,
    enabled: Number(enabled)
  })
}

type Prearchived = NonNullable<NonNullable<SeedDocument['kept']>['prearchive']>[number]

function plantPrearchived ({ records }: Store, { scanned, uploaded, modified, ...row }: Prearchived): void {
  const { project = null, subject = null, tag = null, autoarchive = null, source = null, archived = null, ...named } = row
  records.write('prearchive', {
    ...named,
    project,
    subject,
    tag,
    autoarchive,
    scanned: timeOf(scanned) ?? null,
    uploaded: Date.parse(uploaded),
    modified: Date.parse(modified),
    source,
    archived
  })
}
