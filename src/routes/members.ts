import { failures } from '../failures.ts'
import { type Document, table } from '../model/document.ts'
import type { Role } from '../store/access.ts'
import type { ProjectRow } from '../store/projects.ts'
import { readableProject } from './lookup.ts'
import { type Call, type Resource, standardOffers } from './resource.ts'

const groups: Readonly<Record<Role, string>> = { owner: 'Owners', member: 'Members', collaborator: 'Collaborators' }

interface Membership {
  readonly project: ProjectRow
  readonly role: Role
  readonly login: string
}

/** ProjectMemberResource: one user's place in one of a project's groups. */
export const membership: Resource<Membership> = {
  tag: 'projects',
  urls: ['/projects/{PROJECT_ID}/users/{GROUP_ID}/{USER_ID}'],
  archive: true,
  offers: standardOffers,
  find: findMembership,
  put: {
    id: 'addProjectUser',
    summary: 'Give a user a role in the project',
    responses: { 200: 'The project\'s users', 403: 'Not an owner; the project\'s users', 404: 'No such project or group' },
    handle: (call, { project, role, login }) => change(call, project, () => {
      if (call.store.users.find(login)) call.store.access.setRole(project.id, login, role)
    })
  },
  delete: {
    id: 'removeProjectUser',
    summary: 'Take a user\'s role away',
    responses: { 200: 'The project\'s users', 403: 'Not an owner; the project\'s users', 404: 'No such project or group' },
    handle: (call, { project, role, login }) => change(call, project, () => { call.store.access.removeRole(project.id, login, role) })
  }
}

/** ProjectUserListResource */
export const memberList: Resource<ProjectRow> = {
  tag: 'projects',
  urls: ['/projects/{PROJECT_ID}/users'],
  archive: true,
  offers: standardOffers,
  find: call => {
    const named = call.params['PROJECT_ID'] ?? ''
    const found = readableProject(call, named)
    if (found === undefined) throw failures.noProjectForUsers(named)
    return found
  },
  get: {
    id: 'listProjectUsers',
    summary: 'List the project\'s users',
    query: { format: 'json, xml, csv, html' },
    responses: { 200: 'A table of users', 404: 'No such project' },
    handle: (call, project) => usersTable(call, project)
  }
}

/** The constructor throws a checked exception for an unknown project or group: a plain 404. */
function findMembership (call: Call): Membership {
  const { PROJECT_ID: named = '', GROUP_ID: group = '', USER_ID: login = '' } = call.params
  const project = readableProject(call, named)
  const role = project && roleOf(project.id, group)
  if (project === undefined || role === undefined) throw failures.constructorThrew()
  return { project, role, login }
}

/** A group by its ID, by the part of it behind the project, or by its display name; case counts. */
function roleOf (project: string, group: string): Role | undefined {
  return (Object.keys(groups) as Role[]).find(role => [`${project}_${role}`, role, groups[role]].includes(group))
}

function change (call: Call, project: ProjectRow, work: () => void): Document {
  if (!call.store.access.ownsProject(call.viewer, project.id)) throw failures.notAnOwner(usersTable(call, project))
  work()
  return usersTable(call, project)
}

function usersTable ({ store }: Call, { id }: ProjectRow): Document {
  const rows = store.access.members(id).map(({ login, role, firstname, lastname, email }) => [`${id}_${role}`, groups[role], login, firstname, lastname, email])
  return table(['GROUP_ID', 'displayname', 'login', 'firstname', 'lastname', 'email'], rows, { title: 'Projects' })
}
