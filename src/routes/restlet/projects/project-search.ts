import { failures } from '../../../failures/index.ts'
import { type Cell, type Table, table } from '../../../model/document.ts'
import type { Item } from '../../../model/item.ts'
import { parseDateTime, timestampText } from '../../../model/java-date.ts'
import type { Parameters } from '../../../http/parameters.ts'
import type { Role } from '../../../store/accounts/viewer.ts'
import type { ProjectRow } from '../../../store/items/projects.ts'
import { groupNames } from './members.ts'
import type { Call } from '../resource.ts'
import { sorted } from '../lists/sorting.ts'

const asking = ['accessible', 'data', 'prearc_code', 'owner', 'member', 'collaborator', 'activeSince', 'recent', 'favorite', 'admin']

/** Whether the list of projects is requested as XNAT's pages show it (FilteredProjects.canHandle). */
export const asksForSearch = (query: Parameters): boolean => asking.some(name => query.names(name))

/** A project as the conditions see it. */
interface Candidate {
  readonly row: ProjectRow
  /** Every role that somebody has in it. */
  readonly given: ReadonlySet<Role>
  /** The caller's own. */
  readonly role: Role | undefined
}

type Test = (candidate: Candidate) => boolean

/** FilteredProjects.handle */
export function searchedProjects (call: Call): Table {
  const { store, viewer, query } = call
  const all = [accessibleTest(call), dataTest(call), anyOf(alternatives(call))]
  const found = store.projects.visible(viewer)
    .map(row => ({ row, given: new Set(store.access.members(row.id).map(({ role }) => role)), role: store.access.role(viewer, row.id) }))
    .filter(candidate => all.every(test => test(candidate)))
  const codes = query.isTrue('prearc_code')
  const columns = [
    'id', 'name', 'description', 'secondary_id', 'pi', 'project_invs', 'project_access', 'project_access_img', 'insert_date', 'insert_user',
    `user_role_${viewer.id}`, `last_accessed_${viewer.id}`, ...codes ? ['proj_quarantine', 'proj_prearchive_code'] : [], 'quarantine_status'
  ]
  const rows = found.map(candidate => rowOf(store.projects.item(candidate.row), candidate, codes)).sort(bySecondaryId)
  const properties = { xdat_user_id: String(viewer.id), totalRecords: String(rows.length), title: 'Projects' }
  return { ...table(columns, sorted(call, columns, rows)), properties }
}

const always: Test = () => true

const anyOf = (tests: readonly Test[]): Test => tests.length === 0 ? always : candidate => tests.some(test => test(candidate))

/** Administrators may see everything; `false` leaves out what the caller has a role in. */
function accessibleTest ({ query, viewer }: Call): Test {
  const requested = query.get('accessible')
  if (requested?.trim().toLowerCase() === 'false') return ({ role }) => role === undefined
  if (requested === undefined || viewer.administrator) return always
  return ({ row, role }) => role !== undefined || row.accessibility !== 'private'
}

function dataTest ({ query, viewer }: Call): Test {
  const requested = query.get('data')
  if (requested === undefined) return always
  // the 400 that the handler throws is caught by itself
  if (!/^(readable|writable)$/i.test(requested)) throw failures.badListing()
  if (viewer.administrator) return always
  if (requested === 'writable') return ({ role }) => role === 'owner' || role === 'member'
  return requested === 'readable' ? ({ row, role }) => role !== undefined || row.accessibility === 'public' : always
}

/** Of these one is enough. */
function alternatives (call: Call): Test[] {
  const { query, viewer } = call
  const tests: Test[] = []
  if (/^true$/i.test(query.get('users') ?? '')) tests.push(({ role }) => role !== undefined)
  const owner = query.get('owner')
  if (owner !== undefined) {
    tests.push(/^true$/i.test(owner) ? ({ role }) => role === 'owner' : ({ role, given }) => role === undefined && given.size > 0)
  }
  if (query.isTrue('admin') && viewer.administrator) tests.push(always)
  for (const requested of ['member', 'collaborator'] as const) {
    const value = query.get(requested)
    // a project in which nobody has the role is in neither answer: SQL's NOT LIKE of null
    if (value !== undefined) {
      tests.push(/^true$/i.test(value) ? ({ role }) => role === requested : ({ role, given }) => role !== requested && given.has(requested))
    }
  }
  const since = query.get('activeSince')
  if (since !== undefined) tests.push(activeSince(call, since))
  if (query.get('favorite') !== undefined) tests.push(favorite(call))
  // visits are not stored
  if (query.get('recent') !== undefined) tests.push(() => false)
  return tests
}

/** Whatever the value; only favorites that are marked as of the data type Project count (the view PROJECT_FAVS). */
function favorite ({ store, viewer }: Call): Test {
  const marked = new Set(store.favorites.of(viewer.login).filter(({ dataType }) => dataType === 'Project').map(({ id }) => id))
  return ({ row }) => marked.has(row.id)
}

function activeSince ({ store }: Call, text: string): Test {
  const since = parseDateTime(text)
  if (since === undefined) throw failures.badListing()
  return ({ row }) => Math.max(row.modified, store.projects.lastChange(row.id)) > since
}

function rowOf ({ values, children }: Item, { row, role }: Candidate, codes: boolean): Cell[] {
  const pi = children['PI']?.[0]
  const people = [...pi === undefined ? [] : [pi], ...children['investigators/investigator'] ?? []]
  return [
    row.id, text(values['name']), text(values['description']), text(values['secondary_ID']),
    pi === undefined ? null : `${pi.values['firstname'] ?? ''} ${pi.values['lastname'] ?? ''}`,
    people.map(({ values }) => `${values['lastname'] ?? ''}, ${values['firstname'] ?? ''}`).join(' <br/> '),
    row.accessibility, `/@WEBAPPimages/${row.accessibility === 'public' ? 'globe' : 'key'}.gif`,
    timestampText(row.inserted), row.inserted_by, role === undefined ? null : groupNames[role], null,
    ...codes ? [row.quarantine_code, row.prearchive_code] : [], 'active'
  ]
}

const text = (value: string | number | undefined): string | null => value === undefined ? null : String(value)

function bySecondaryId (a: readonly Cell[], b: readonly Cell[]): number {
  const [left, right] = [String(a[3] ?? ''), String(b[3] ?? '')]
  return left === right ? 0 : left < right ? -1 : 1
}
