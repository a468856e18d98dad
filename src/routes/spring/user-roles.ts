import { failures } from '../../failures/index.ts'
import type { Document } from '../../model/document.ts'
import type { Store } from '../../store/index.ts'
import { type Endpoint, json, listBody, nothing } from './endpoint.ts'
import { selfOrAdmin, userNamed } from './users.ts'

const administratorRole = 'Administrator'

/** RoleHolder.getRoles */
function rolesOf (store: Store, login: string): string[] {
  return [...(store.users.find(login)?.administrator === 1 ? [administratorRole] : []), ...store.users.roles(login)]
}

const usersWith = (store: Store, role: string): string[] =>
  role === administratorRole
    ? store.users
      .list()
      .filter(({ administrator }) => administrator === 1)
      .map(({ login }) => login)
    : store.users.withRole(role)

const allRoles = (store: Store): string[] => [administratorRole, ...store.users.allRoles()]

function addRole (store: Store, login: string, role: string): void {
  if (role === administratorRole) store.users.change(login, { administrator: true })
  else store.users.addRole(login, role)
}

/** XDATUser.deleteRole: the last enabled administrator stays one. @throws conflict */
function removeRole (store: Store, login: string, role: string): void {
  if (role !== administratorRole) return store.users.removeRole(login, role)
  const others = store.users
    .list()
    .filter(user => user.administrator === 1 && user.enabled === 1 && user.verified === 1 && user.login !== login)
  if (others.length === 0) {
    throw failures.conflict(
      `Can't remove the administrator role from user ${login}: there are no other enabled verified users as administrators!`
    )
  }
  store.users.change(login, { administrator: false })
}

/** Each that works is done; what does not is answered with 202. */
export function each (names: readonly string[], work: (name: string) => boolean): Document {
  const failed = names.filter(name => !work(name))
  return json(failed, failed.length === 0 ? 200 : 202)
}

const administered = { tag: 'users', access: 'admin' } as const

/** UsersApi: roles. */
export const userRoleEndpoints: readonly Endpoint[] = [
  {
    ...administered,
    id: 'roleMap',
    summary: 'List all roles with their users',
    method: 'GET',
    url: '/users/rolemap',
    responses: { 200: 'A map of lists', 403: 'Not an administrator' },
    handle: ({ store }) => json(Object.fromEntries(allRoles(store).map(role => [role, usersWith(store, role)])))
  },
  {
    ...administered,
    id: 'roles',
    summary: 'List all roles',
    method: 'GET',
    url: '/users/roles',
    responses: { 200: 'A list of roles', 403: 'Not an administrator' },
    handle: ({ store }) => json(allRoles(store))
  },
  {
    ...administered,
    id: 'usersWithRole',
    summary: 'List the users with a role',
    method: 'GET',
    url: '/users/roles/{role}',
    responses: { 200: 'A list of names', 403: 'Not an administrator' },
    handle: ({ store, params }) => json(usersWith(store, params['role'] ?? ''))
  },
  {
    tag: 'users',
    access: selfOrAdmin,
    id: 'rolesOfUser',
    summary: 'List a user\'s roles',
    method: 'GET',
    url: '/users/{username}/roles',
    responses: { 200: 'A list of roles', 403: 'Another user' },
    handle: call => json(rolesOf(call.store, call.params['username'] ?? ''))
  },
  {
    ...administered,
    id: 'addRoles',
    summary: 'Give a user roles',
    method: 'PUT',
    url: '/users/{username}/roles',
    responses: { 200: 'An empty list', 403: 'Not an administrator', 404: 'No such user' },
    handle: call => {
      const { login } = userNamed(call)
      return each(listBody(call), role => { addRole(call.store, login, role); return true })
    }
  },
  {
    ...administered,
    id: 'removeRoles',
    summary: 'Take roles from a user',
    method: 'DELETE',
    url: '/users/{username}/roles',
    responses: { 200: 'An empty list', 202: 'The roles that could not be taken', 403: 'Not an administrator', 404: 'No such user' },
    handle: call => {
      const { login } = userNamed(call)
      return each(listBody(call), role => {
        try {
          removeRole(call.store, login, role)
          return true
        } catch {
          return false
        }
      })
    }
  },
  {
    ...administered,
    id: 'addRole',
    summary: 'Give a user a role',
    method: 'PUT',
    url: '/users/{username}/roles/{role}',
    answers: [],
    responses: { 200: 'Given; no body', 403: 'Not an administrator', 404: 'No such user' },
    handle: call => {
      addRole(call.store, userNamed(call).login, call.params['role'] ?? '')
      return nothing
    }
  },
  {
    ...administered,
    id: 'removeRole',
    summary: 'Take a role from a user',
    method: 'DELETE',
    url: '/users/{username}/roles/{role}',
    answers: [],
    responses: { 200: 'Taken; no body', 403: 'Not an administrator', 404: 'No such user', 409: 'The last administrator' },
    handle: call => {
      removeRole(call.store, userNamed(call).login, call.params['role'] ?? '')
      return nothing
    }
  }
]
