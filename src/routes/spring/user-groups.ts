import { failures } from '../../failures/index.ts'
import { warn } from '../../plugins/warnings.ts'
import type { Role } from '../../store/accounts/viewer.ts'
import type { Store } from '../../store/index.ts'
import { type Endpoint, type XapiCall, json, listBody, nothing } from './endpoint.ts'
import { each } from './user-roles.ts'
import { selfOrAdmin, userNamed } from './users.ts'

interface Group {
  readonly project: string
  readonly role: Role
}

const isRole = (text: string): text is Role => ['owner', 'member', 'collaborator'].includes(text)

/** A group's ID is its project's and its role; undefined where there is no such group. */
function groupNamed (store: Store, id: string): Group | undefined {
  const at = id.lastIndexOf('_')
  const [project, role] = [id.slice(0, at), id.slice(at + 1)]
  return isRole(role) && store.projects.byId(project) !== undefined ? { project, role } : undefined
}

/** UserGroupXapiAuthorization: administrators, and owners of the groups' projects. */
function mayAddTo (groups: readonly string[], { viewer, store }: XapiCall): boolean {
  if (viewer.guest) return false
  return viewer.administrator || groups.every(id => {
    const group = groupNamed(store, id)
    return group !== undefined && store.access.ownsProject(viewer, group.project)
  })
}

/** Groups of the whole site, which let their members read or change everything. */
const siteGroups: ReadonlySet<string> = new Set(['ALL_DATA_ACCESS', 'ALL_DATA_ADMIN'])

function joinGroup (call: XapiCall, login: string, id: string): boolean {
  if (siteGroups.has(id)) {
    warn(call.incoming, 'group-without-rights', `members of ${id} have no more rights in this server`)
    return true
  }
  const group = groupNamed(call.store, id)
  if (group === undefined) return false
  call.store.access.setRole(group.project, login, group.role)
  return true
}

function leaveGroup (call: XapiCall, login: string, id: string): boolean {
  const group = groupNamed(call.store, id)
  if (group === undefined) return false
  call.store.access.removeRole(group.project, login, group.role)
  return true
}

const own = { tag: 'users', access: selfOrAdmin } as const

/** UsersApi: groups, which are those of projects. */
export const userGroupEndpoints: readonly Endpoint[] = [
  {
    ...own,
    id: 'groupsOfUser',
    summary: 'List a user\'s groups',
    method: 'GET',
    url: '/users/{username}/groups',
    responses: { 200: 'A list of groups', 403: 'Another user', 404: 'No such user' },
    handle: call => json(call.store.users.memberships(userNamed(call).login).map(({ project, role }) => `${project}_${role}`))
  },
  {
    tag: 'users',
    id: 'addGroups',
    summary: 'Add a user to groups',
    method: 'PUT',
    url: '/users/{username}/groups',
    access: call => mayAddTo(listBody(call), call),
    responses: { 200: 'An empty list', 202: 'The groups that there are not', 403: 'Neither administrator nor owner', 404: 'No such user' },
    handle: call => {
      const { login } = userNamed(call)
      return each(listBody(call), id => joinGroup(call, login, id))
    }
  },
  {
    ...own,
    id: 'removeGroups',
    summary: 'Remove a user from groups',
    method: 'DELETE',
    url: '/users/{username}/groups',
    responses: { 200: 'An empty list', 202: 'The groups that there are not', 403: 'Another user', 404: 'No such user' },
    handle: call => {
      const { login } = userNamed(call)
      return each(listBody(call), id => leaveGroup(call, login, id))
    }
  },
  {
    tag: 'users',
    id: 'addGroup',
    summary: 'Add a user to a group',
    method: 'PUT',
    url: '/users/{username}/groups/{group}',
    access: call => mayAddTo([call.params['group'] ?? ''], call),
    answers: [],
    responses: { 200: 'Added; no body', 403: 'Neither administrator nor owner', 404: 'No such user', 500: 'No such group' },
    handle: call => {
      const { login } = userNamed(call)
      const { group = '' } = call.params
      if (!joinGroup(call, login, group)) throw failures.requestFailed(`Error occurred adding user ${login} to group ${group}`)
      return nothing
    }
  },
  {
    ...own,
    id: 'removeGroup',
    summary: 'Remove a user from a group',
    method: 'DELETE',
    url: '/users/{username}/groups/{group}',
    answers: [],
    responses: { 200: 'Removed; no body', 403: 'Another user', 404: 'No such user' },
    handle: call => {
      const { login } = userNamed(call)
      const { group = '' } = call.params
      // one that there is not is nothing to leave (Groups.removeUserFromGroup)
      leaveGroup(call, login, group)
      return nothing
    }
  },
  {
    tag: 'users',
    id: 'editableProjects',
    summary: 'List the projects that one may edit',
    method: 'GET',
    url: '/users/projects',
    access: 'anyone',
    responses: { 200: 'A list of project IDs' },
    handle: ({ store, viewer }) =>
      json(
        store.projects
          .visible(viewer)
          .map(({ id }) => id)
          .filter(id => store.access.can(viewer, 'edit', id))
      )
  }
]
