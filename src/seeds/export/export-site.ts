import { defaultConfigurations } from '../../store/accounts/default-configurations.ts'
import { idPrefix } from '../../store/accounts/preferences.ts'
import type { SharedKind } from '../../store/items/shares.ts'
import type { Row } from '../../store/sql/records.ts'
import type { IdKind } from '../../store/sql/sequences.ts'
import type { Store } from '../../store/index.ts'
import { countsIds } from '../plant/plant-site.ts'
import { timeText } from '../times.ts'
import type { Scalar, Tree, TreeObject } from '../write/tree.ts'

const listed = (name: string, list: readonly Tree[]): TreeObject => list.length === 0 ? {} : { [name]: list }

const filled = (object: Readonly<Record<string, Tree>>, name: string): TreeObject =>
  Object.keys(object).length === 0 ? {} : { [name]: object }

/** As the planter has it. */
export function firstAdministrator (store: Store): string {
  const users = store.users.list()
  return users.find(({ administrator }) => administrator === 1)?.login ?? users[0]?.login ?? 'admin'
}

/** Preferences and accounts. */
export function exportAccounts (store: Store): TreeObject {
  const site = Object.fromEntries(
    store.records.list('preference').map(({ name, value }) => [String(name), JSON.parse(String(value)) as Tree])
  )
  return { ...filled(site, 'site'), ...exportSettings(store), users: store.users.list().map((user, index) => account(store, user, index)) }
}

/** Preferences of tools, and what administrators have described. */
function exportSettings ({ records }: Store): TreeObject {
  const tools: Record<string, Record<string, Tree>> = {}
  for (const { tool, name, value } of records.list('tool_preference')) (tools[String(tool)] ??= {})[String(name)] = String(value)
  const settings = records.list('setting').map(({ kind, id, data, removed }) => ({
    kind: String(kind), id: Number(id), ...removed === 1 ? { removed: true } : { data: JSON.parse(String(data)) as Tree }
  }))
  return { ...filled(tools, 'tools'), ...listed('settings', settings) }
}

function account (
  store: Store,
  {
    id,
    login,
    password,
    firstname,
    lastname,
    email,
    enabled,
    verified,
    administrator,
    modified,
    failed_logins: failedLogins,
    locked,
    password_set: passwordSet
  }: ReturnType<Store['users']['list']>[number],
  index: number
): TreeObject {
  return {
    login,
    password,
    ...(firstname !== '' && { firstname }),
    ...(lastname !== '' && { lastname }),
    ...(email !== '' && { email }),
    ...(administrator === 1 && { administrator: true }),
    ...(enabled === 0 && { enabled: false }),
    ...(verified === 0 && { verified: false }),
    ...listed('roles', store.users.roles(login)),
    kept: {
      ...(id !== index + 1 && { id }),
      modified: timeText(modified),
      ...(passwordSet !== modified && { passwordSet: timeText(passwordSet) }),
      ...(failedLogins > 0 && { failedLogins }),
      ...(locked !== null && { locked: timeText(locked) })
    }
  }
}

/** Leaves out what the site has as a fresh one has it, since that is planted by itself. */
function withoutDefaults (rows: readonly Row<'configuration'>[], owner: string): Row<'configuration'>[] {
  const fresh = new Set(defaultConfigurations.filter(({ tool, path, contents, reason = '', unversioned, versions }) => {
    const stored = rows.filter(row => row.project === null && row.tool === tool && row.path === path)
    return stored.length === versions && stored.every(row => row.contents === contents && row.reason === reason &&
      row.enabled === 1 && row.login === owner && row.unversioned === Number(unversioned ?? false))
  }).map(({ tool, path }) => `${tool}/${path}`))
  return rows.filter(({ project, tool, path }) => project !== null || !fresh.has(`${tool}/${path}`))
}

/** What other stores keep. */
export function exportSite ({ records, dataTypes }: Store, owner: string, searches: readonly TreeObject[]): TreeObject {
  const setUp = dataTypes.besidesFresh()
  const configurations = withoutDefaults(records.list('configuration'), owner)
    .map(({ tool, path, project, contents, login, reason, enabled, created, version, unversioned }) => ({
      tool: String(tool),
      path: String(path),
      ...(project !== null && { project }),
      contents: String(contents),
      ...(login !== owner && { login: String(login) }),
      ...(reason !== '' && { reason: String(reason) }),
      ...(enabled === 0 && { enabled: false }),
      kept: { created: timeText(Number(created)), version: Number(version), ...(unversioned === 1 && { unversioned: true }) }
    }))
  const tokens = records.list('alias_token').map(({ id, alias, secret, login, enabled, created, expires }) => ({
    login: String(login),
    alias: String(alias),
    secret: String(secret),
    kept: {
      id: Number(id),
      created: timeText(Number(created)),
      expires: timeText(Number(expires)),
      ...(enabled === 0 && { enabled: false })
    }
  }))
  return {
    ...setUp !== undefined && { dataTypes: setUp },
    ...listed('searches', searches),
    ...listed('configurations', configurations),
    ...listed('tokens', tokens)
  }
}

/** Numbers and IDs that were given out. @param counted how many IDs the items that are there account for. */
export function exportNumbers (store: Store, counted: Readonly<Record<SharedKind, number>>): TreeObject {
  const { records } = store
  const sequences: Record<string, Scalar> = {}
  const preferences = store.preferences.read()
  const accountedFor: Readonly<Record<string, number>> = {
    [`subject IDs like ${idPrefix(preferences, 'S')}`]: counted.subject,
    [`experiment IDs like ${idPrefix(preferences, 'E')}`]: counted.experiment
  }
  for (const { name, last } of records.list('sequence')) {
    const sequence = String(name)
    const project = /^project IDs like (.*)$/s.exec(sequence)?.[1]
    const known = project === undefined ? accountedFor[sequence] : store.projects.byId(project) && 1
    if (!countsIds(sequence) || known !== last) sequences[sequence] = Number(last)
  }
  for (const table of ['scan', 'alias_token'] as const) {
    const last = records.lastKey(table)
    if (last > 0) sequences[table] = last
  }
  return { ...filled(sequences, 'sequences'), ...filled(goneIds(store), 'usedIds'), ...listed('prearchive', waiting(store)) }
}

/** Sessions in the prearchive. */
function waiting ({ records }: Store): TreeObject[] {
  const times: ReadonlySet<string> = new Set(['scanned', 'uploaded', 'modified'])
  return records
    .list('prearchive')
    .map(row =>
      Object.fromEntries(
        Object.entries(row).flatMap(([name, value]) => value === null ? [] : [[name, times.has(name) ? timeText(Number(value)) : value]])
      )
    )
}

/** IDs of what is gone. */
function goneIds (store: Store): Record<string, string[]> {
  const isThere: Readonly<Record<IdKind, (id: string) => unknown>> = {
    project: id => store.projects.byId(id),
    subject: id => store.subjects.byId(id),
    experiment: id => store.experiments.byId(id)
  }
  const gone: Record<string, string[]> = {}
  for (const { kind, id } of store.records.list('used_id')) {
    if (isThere[kind as IdKind](String(id)) === undefined) (gone[String(kind)] ??= []).push(String(id))
  }
  return gone
}
