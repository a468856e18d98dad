import { Failure, failures } from '../../../failures/index.ts'
import { type Document, table } from '../../../model/document.ts'
import type { ProjectRow } from '../../../store/items/projects.ts'
import type { UserRow } from '../../../store/accounts/users.ts'
import { type Role, guest } from '../../../store/accounts/viewer.ts'
import { readableProject } from '../items/lookup.ts'
import { noTable } from '../lists/no-table.ts'
import { type Call, type Resource, standardOffers } from '../resource.ts'
import { sorted } from '../lists/sorting.ts'

/** The display names of a project's groups. */
export const groupNames: Readonly<Record<Role, string>> = { owner: 'Owners', member: 'Members', collaborator: 'Collaborators' }

export const roles = Object.keys(groupNames) as readonly Role[]

interface Membership {
  readonly project: ProjectRow | undefined
  /** The group, which may be one of another project. */
  readonly group: Group
  /** Nobody, where no user is known by that name. */
  readonly users: readonly (UserRow | 'guest')[]
}

export interface Group {
  readonly project: string
  readonly role: Role
}

const query = { format: 'json, xml, csv, html' }

/** ProjectMemberResource: one user's place in one of a project's groups. */
export const membership: Resource<Membership> = {
  tag: 'projects',
  urls: ['/projects/{PROJECT_ID}/users/{GROUP_ID}/{USER_ID}', '/projects/{PROJECT_ID}/users/{GROUP_ID}/{USER_ID}/{DISPLAY_HIDDEN_USERS}'],
  archive: true,
  offers: standardOffers,
  find: findMembership,
  get: {
    id: 'getProjectUsers',
    summary: 'List the project\'s users, whatever the group and the user',
    query,
    responses: { 200: 'A table of users', 404: 'No such group' },
    handle: (call, { project }) => usersTable(call, project)
  },
  put: {
    id: 'addProjectUser',
    summary: 'Give a user a role in the project',
    description:
      'The group by its ID, by the part of it behind the project, or by its display name; the user by ID or login. A name that no user ' +
      'has is taken for an email address: it is invited (/pars).',
    query,
    responses: {
      200: "The project's users",
      403: "Not an owner; the project's users",
      404: 'No such project or group',
      412: "The guest; the project's users"
    },
    handle: (call, place) =>
      change(call, place, user => {
        if (user === 'guest') return failures.guestIsNoMember(usersTable(call, place.project))
        call.store.access.setRole(place.group.project, user.login, place.group.role)
        return undefined
      }, () => {
        if (place.users.length === 0) invite(call, place.group, call.params['USER_ID'] ?? '')
      })
  },
  delete: {
    id: 'removeProjectUser',
    summary: 'Take a user\'s role away',
    query,
    responses: { 200: 'The project\'s users', 403: 'Not an owner; the project\'s users', 404: 'No such project or group' },
    handle: (call, place) =>
      change(call, place, user => {
        if (user !== 'guest') call.store.access.removeRole(place.group.project, user.login, place.group.role)
      })
  }
}

/** ProjectUserListResource */
export const memberList: Resource<ProjectRow> = {
  tag: 'projects',
  urls: ['/projects/{PROJECT_ID}/users', '/projects/{PROJECT_ID}/users/{DISPLAY_HIDDEN_USERS}'],
  archive: true,
  offers: standardOffers,
  find: call => {
    const { store, viewer, params: { PROJECT_ID: idOrAlias = '' } } = call
    const found = readableProject(call, idOrAlias)
    if (found === undefined) throw failures.noProjectForUsers(idOrAlias)
    if (store.preferences.read().restrictUserListAccessToAdmins && !store.access.ownsProject(viewer, found.id)) {
      throw failures.mayNotListProjectUsers()
    }
    return found
  },
  get: {
    id: 'listProjectUsers',
    summary: 'List the project\'s users',
    query: { ...query, includeAllDataAccess: 'true: list administrators of all data too' },
    responses: { 200: 'A table of users', 403: 'The site shows them to owners and administrators only', 404: 'No such project' },
    handle: (call, project) => usersTable(call, project)
  }
}

/** The constructor throws a checked exception for an unknown project or group: a plain 404. */
function findMembership (call: Call): Membership {
  const { PROJECT_ID: idOrAlias = '', GROUP_ID: requested = '', USER_ID: user = '' } = call.params
  const project = readableProject(call, decoded(idOrAlias))
  const group = groupOf(call, decoded(idOrAlias), decoded(requested))
  if (group === undefined || (project === undefined && call.method !== 'GET')) throw failures.constructorThrew()
  return { project, group, users: usersCalled(call, user) }
}

/** getUrlEncodedParameter: these two are decoded, unlike all others. */
function decoded (text: string): string {
  try {
    return decodeURIComponent(text.replaceAll('+', ' '))
  } catch {
    return text
  }
}

/** By ID, whatever project it is a group of; then by its end; then by its display name. Case counts. */
export function groupOf ({ store }: Call, project: string, requested: string): Group | undefined {
  if (requested === 'ALL_DATA_ADMIN' || requested === 'ALL_DATA_ACCESS') throw failures.notImplemented('groups for all data')
  for (const id of [requested, `${project}_${requested}`]) {
    const role = roles.find(role => id.endsWith(`_${role}`))
    const owner = role && id.slice(0, -role.length - 1)
    if (role !== undefined && owner !== undefined && store.projects.byId(owner) !== undefined) return { project: owner, role }
  }
  const role = roles.find(role => groupNames[role] === requested)
  return role !== undefined && store.projects.byId(project) !== undefined ? { project, role } : undefined
}

/** By number, by login; not by email (Users.getUser throws first). */
function usersCalled ({ store }: Call, name: string): Membership['users'] {
  if (name === guest.login) return ['guest']
  const found = store.users.list().find(({ id }) => String(id) === name) ?? store.users.find(name)
  return found === undefined ? [] : [found]
}

/** inviteUnknownUsers: whoever has no account is taken for an email address, and invited. */
function invite ({ store, viewer }: Call, { project, role }: Group, invitee: string): void {
  if (store.preferences.read().securityExternalUserParDisabled) return
  store.invitations.add({ project, level: `${project}_${role}`, email: invitee.replaceAll("'", ''), invitedBy: viewer.login })
}

/** @param first is done before, where the caller may change the group. */
function change (
  call: Call,
  { project, users }: Membership,
  work: (user: UserRow | 'guest') => Failure | undefined | void,
  first: () => void = () => {}
): Document | Failure {
  if (project === undefined || !call.store.access.ownsProject(call.viewer, project.id)) throw failures.notAnOwner(usersTable(call, project))
  first()
  for (const user of users) {
    const refused = work(user)
    if (refused instanceof Failure) return refused
  }
  return usersTable(call, project)
}

function usersTable (call: Call, project: ProjectRow | undefined): Document {
  const { store, params, query } = call
  if (project === undefined) return noTable(call)
  // the two conditions stand side by side in the query, so that with administrators everybody is shown
  const administrators = query.get('includeAllDataAccess')?.toLowerCase() === 'true' && params['GROUP_ID'] === undefined
  const members = store.access.members(project.id, params['DISPLAY_HIDDEN_USERS']?.toLowerCase() === 'true' || administrators)
    .map(({ login, role, firstname, lastname, email }) => [`${project.id}_${role}`, groupNames[role], login, firstname, lastname, email])
  const others = administrators ? store.users.list().filter(({ administrator, enabled }) => administrator === 1 && enabled === 1) : []
  const rows = [...members, ...others.map(({ login, firstname, lastname, email }) => [
    'ALL_DATA_ADMIN', 'All Data Administration', login, firstname, lastname, email
  ])]
    .sort(([a = ''], [b = '']) => a === b ? 0 : a < b ? 1 : -1)
  const columns = ['GROUP_ID', 'displayname', 'login', 'firstname', 'lastname', 'email']
  return table(columns, sorted(call, columns, rows), { title: 'Projects' })
}
