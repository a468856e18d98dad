import type { Cell } from '../../../model/document.ts'
import type { Item } from '../../../model/item.ts'
import type { Role } from '../../../store/accounts/viewer.ts'
import type { ProjectRow } from '../../../store/items/projects.ts'
import type { Call } from '../resource.ts'
import { dictionary } from '../../../model/dictionary.ts'

/** The value of a field that XNAT reads from a view of its database, for the item with a key. */
export function viewed (call: Call, id: string, key: Cell): Cell {
  if (key === null) return null
  if (typeof key === 'number') return scanUri(call, key)
  const project = ofProject[id] && call.store.projects.byId(key)
  if (project) return ofProject[id]?.(call, project) ?? null
  const view = ofOthers[id]
  return view === undefined ? null : view(call, key)
}

const ofProject = dictionary<(call: Call, project: ProjectRow) => Cell>({
  URI: (_, { id }) => `/archive/projects/${id}`,
  PI: ({ store }, row) =>
    store.projects.item(row).children['PI']?.map(({ values }) => `${values['firstname'] ?? ''} ${values['lastname'] ?? ''}`)[0] ?? null,
  PROJECT_INVS: ({ store }, row) => investigators(store.projects.item(row)),
  PROJECT_ACCESS: (_, { accessibility }) => accessibility,
  PROJECT_USERS: (call, { id }) => logins(call, id),
  PROJECT_OWNERS: (call, { id }) => logins(call, id, 'owner'),
  PROJECT_MEMBERS: (call, { id }) => logins(call, id, 'member'),
  PROJECT_COLLABS: (call, { id }) => logins(call, id, 'collaborator'),
  PROJ_MR_COUNT: (call, { id }) => sessions(call, id, 'xnat:mrSessionData'),
  PROJ_CT_COUNT: (call, { id }) => sessions(call, id, 'xnat:ctSessionData'),
  PROJ_PET_COUNT: (call, { id }) => sessions(call, id, 'xnat:petSessionData'),
  PROJ_QUARANTINE: (_, { quarantine_code: code }) => code,
  PROJ_PREARCHIVE_CODE: (_, { prearchive_code: code }) => code
})

function investigators ({ children }: Item): string {
  const people = [...children['PI'] ?? [], ...children['investigators/investigator'] ?? []]
  return people.map(({ values }) => `${values['lastname'] ?? ''}, ${values['firstname'] ?? ''}`).join(' <br/> ')
}

function logins ({ store }: Call, project: string, role?: Role): Cell {
  const found = store.access.members(project).filter(member => role === undefined || member.role === role)
  return found.length === 0 ? null : found.map(({ login }) => ` ${login} `).join('<br/>')
}

/** A join without rows counts nothing at all. */
const sessions = ({ store }: Call, project: string, xsiType: string): Cell =>
  store.experiments.inProject(project).filter(row => row.xsi_type === xsiType).length || null

const ofOthers = dictionary<(call: Call, id: string) => Cell>({
  URI: (_, id) => `/archive/experiments/${id}`,
  PROJECTS: projectsOf,
  ADD_IDS: ({ store }, id) =>
    subjectItem(store, id)
      ?.children['addID']?.map(({ values }) => String(values['addID'] ?? ''))
      .join(', ') ?? null,
  MR_SCAN_COUNT_AGG: scanCounts,
  PET_SCAN_COUNT_AGG: scanCounts,
  CT_SCAN_COUNT_AGG: scanCounts,
  AGE: ageAt
})

function subjectItem (store: Call['store'], id: string): Item | undefined {
  const row = store.subjects.byId(id)
  return row && store.subjects.item(row)
}

function projectsOf ({ store }: Call, id: string): Cell {
  const subject = store.subjects.byId(id)
  const row = subject ?? store.experiments.byId(id)
  if (row === undefined) return null
  const shared = store.shares.items(subject === undefined ? 'experiment' : 'subject', id).map(({ values }) => values['project'])
  return [row.project, ...shared].map(project => `<${project}>`).join(',')
}

/** How many scans of each type there are, as in `T1w(2), FLAIR(1)`. */
function scanCounts ({ store }: Call, id: string): Cell {
  const counts = new Map<string, number>()
  for (const scan of store.scans.list(id).map(store.scans.item)) {
    const type = scan.values['type']
    if (type !== undefined) counts.set(String(type), (counts.get(String(type)) ?? 0) + 1)
  }
  return counts.size === 0 ? null : [...counts].sort().map(([type, count]) => `${type}(${count})`).join(', ')
}

/** The years from the subject's birth to the date of the experiment. */
function ageAt ({ store }: Call, id: string): Cell {
  const row = store.experiments.byId(id)
  const demographics = row?.subject == null ? undefined : subjectItem(store, row.subject)?.children['demographics']?.[0]
  const date = row && store.experiments.item(row).values['date']
  if (demographics === undefined || date === undefined) return null
  const { dob, yob } = demographics.values
  if (dob !== undefined) return yearsBetween(String(dob), String(date))
  return yob === undefined ? null : Number(String(date).slice(0, 4)) - Number(yob)
}

const yearsBetween = (birth: string, date: string): number =>
  Number(date.slice(0, 4)) - Number(birth.slice(0, 4)) - Number(date.slice(5) < birth.slice(5))

function scanUri ({ store }: Call, key: number): Cell {
  const row = store.scans.byKey(key)
  if (row === undefined) return null
  const { values } = store.scans.item(row)
  return `/archive/experiments/${values['image_session_ID']}/scans/${values['ID']}`
}
