import { failures } from '../../../failures/index.ts'
import type { Document } from '../../../model/document.ts'
import { hashMapOrder } from '../../../model/java-order.ts'
import { mayUse } from '../data-access.ts'
import { type Endpoint, type XapiCall, json, nothing } from '../endpoint.ts'
import { displays, elementDisplays } from './element-displays.ts'
import { selfOrAdmin } from '../users.ts'

const groupNames = { owner: 'Owners', member: 'Members', collaborator: 'Collaborators' } as const

/** RoleHolder.getUserProjectRoles */
function projectRoles ({ store }: XapiCall, login: string): Document {
  const roles = store.users.memberships(login).flatMap(({ project, role }) => {
    const row = store.projects.byId(project)
    if (row === undefined) return []
    const { values } = store.projects.item(row)
    const entry: Readonly<Record<string, unknown>> = {
      secondary_ID: values['secondary_ID'] ?? null,
      ID: project,
      role: groupNames[role],
      name: values['name'] ?? null,
      URI: `/data/projects/${project}`,
      group_id: `${project}_${role}`,
      description: values['description'] ?? ''
    }
    return [Object.fromEntries(hashMapOrder(Object.keys(entry)).map(name => [name, entry[name]]))]
  })
  return json(roles.sort((a, b) => String(a['secondary_ID']) < String(b['secondary_ID']) ? -1 : 1))
}

const described = { tag: 'access', method: 'GET', access: mayUse } as const

/** DataAccessApi */
export const accessEndpoints: readonly Endpoint[] = [
  {
    ...described,
    id: 'ownProjectRoles',
    summary: 'List the projects that one belongs to, and as what',
    url: '/access/projects',
    responses: { 200: 'A list of projects' },
    handle: call => projectRoles(call, call.viewer.login)
  },
  {
    ...described,
    id: 'displays',
    summary: 'List the displays of data types',
    url: '/access/displays',
    responses: { 200: 'A list of names' },
    handle: () => json(displays)
  },
  {
    ...described,
    id: 'displaysModified',
    summary: 'Return when the types that one may see changed last',
    url: '/access/displays/modified',
    responses: { 200: 'Epoch milliseconds' },
    handle: ({ store, viewer }) => json(store.users.find(viewer.login)?.modified ?? 0)
  },
  {
    ...described,
    id: 'display',
    summary: 'List the data types of a display',
    url: '/access/displays/{display}',
    responses: { 200: 'A list of types', 400: 'No such display' },
    handle: elementDisplays
  },
  {
    ...described,
    id: 'projectRoles',
    summary: 'List the projects that a user belongs to, and as what',
    url: '/access/{username}/projects',
    access: 'admin',
    responses: { 200: 'A list of projects', 403: 'Not an administrator' },
    handle: call => projectRoles(call, call.params['username'] ?? '')
  },
  {
    ...described,
    id: 'displayOfUser',
    summary: 'List the data types of a user\'s display',
    url: '/access/{username}/displays/{display}',
    access: 'admin',
    responses: { 200: 'A list of types', 400: 'No such display', 403: 'Not an administrator', 404: 'No such user' },
    handle: call => {
      const { username = '' } = call.params
      if (call.store.users.find(username) === undefined) throw failures.noSuchThing(`User with username ${username} was not found.`)
      return elementDisplays(call)
    }
  },
  {
    tag: 'access',
    id: 'flushCache',
    summary: 'Have what is known of one\'s rights read again; here it always is',
    method: 'DELETE',
    url: '/access/cache/flush',
    access: 'authenticated',
    answers: [],
    responses: { 200: 'Done; no body' },
    handle: () => nothing
  },
  {
    tag: 'access',
    id: 'flushCacheOfUser',
    summary: 'Have what is known of a user\'s rights read again',
    method: 'DELETE',
    url: '/access/cache/flush/{username}',
    access: selfOrAdmin,
    answers: [],
    responses: { 200: 'Done; no body', 403: 'Another user' },
    handle: () => nothing
  }
]
