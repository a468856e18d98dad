import { failures } from '../../../failures/index.ts'
import { type Document, table } from '../../../model/document.ts'
import { parseInteger } from '../../../model/java-number.ts'
import type { ProjectRow } from '../../../store/items/projects.ts'
import { readableProject } from '../items/lookup.ts'
import { representItem } from '../items/represent-item.ts'
import { sorted } from '../lists/sorting.ts'
import type { Call, Resource } from '../resource.ts'
import { groupItem, groupKey } from './group-item.ts'
import { type Group, groupOf, roles, groupNames } from './members.ts'

interface GroupPlace {
  readonly project: ProjectRow
  /** None where there is no such group: the list takes its place. */
  readonly group: Group | undefined
}

const custom = 'groups of one\'s own'

/** ProjectGroupResource: the groups of a project. */
export const groups: Resource<GroupPlace> = {
  tag: 'projects',
  urls: ['/projects/{PROJECT_ID}/groups', '/projects/{PROJECT_ID}/groups/{GROUP_ID}'],
  archive: true,
  offers: ['text/xml', 'application/json', 'text/html'],
  find: findGroup,
  get: {
    id: 'listGroups',
    summary: 'List the groups of a project, or read one of them with its rights',
    description:
      'A group by its number, by its ID, by the part of it behind the project, or by its display name. For others the list comes.',
    query: { format: 'xml, json, csv, html' },
    responses: { 200: 'A table of groups; one group', 404: 'No such project' },
    handle: (call, { project, group }) => group === undefined ? listGroups(call, project) : oneGroup(call, group)
  },
  put: {
    id: 'putGroup',
    summary: 'Make a group: refused, as XNAT refuses it, or not in this server',
    query: { 'xdat:userGroup/displayName': 'the name of the group' },
    responses: {
      400: 'No display name, or one with an underscore',
      403: 'Not an owner',
      404: 'No such project',
      501: 'This server has the three groups of each project alone'
    },
    handle: refuseGroup
  },
  post: {
    id: 'addGroup',
    summary: 'Make a group: refused, as XNAT refuses it, or not in this server',
    query: { 'xdat:userGroup/displayName': 'the name of the group' },
    responses: {
      400: 'No display name, or one with an underscore',
      403: 'Not an owner',
      404: 'No such project; neither an ID nor a display name',
      501: 'This server has the three groups of each project alone'
    },
    handle: refuseGroup
  },
  delete: {
    id: 'deleteGroup',
    summary: 'Delete a group: refused, for the three of each project stay',
    responses: { 403: 'One of the three groups that each project has', 404: 'No such project or group' },
    handle: () => {
      throw failures.forbidden()
    }
  }
}

/** What the constructor throws is a plain 404, whatever status it says. Body variables do not count in a request without a form. */
function findGroup (call: Call): GroupPlace {
  const { PROJECT_ID: idOrAlias = '', GROUP_ID: requested = '' } = call.params
  const project = readableProject(call, idOrAlias)
  if (project === undefined) throw failures.constructorThrew()
  if (requested === '' && call.method !== 'GET') throw failures.constructorThrew()
  const group = requested === '' ? undefined : byNumber(call, requested) ?? groupOf(call, project.id, requested)
  if (group === undefined && call.method === 'DELETE') throw failures.constructorThrew()
  return { project, group }
}

function byNumber ({ store, viewer }: Call, text: string): Group | undefined {
  const number = parseInteger(text)
  if (number === undefined) return undefined
  const all = store.projects.visible({ ...viewer, administrator: true })
  return all.flatMap(({ id }) => roles.map(role => ({ project: id, role }))).find(({ project, role }) => groupKey(project, role) === number)
}

const columns = ['id', 'displayname', 'tag', 'xdat_usergroup_id', 'users']

/** In descending order of their display names. */
function listGroups (call: Call, { id }: ProjectRow): Document {
  const members = call.store.access.members(id, true)
  const ordered = [...roles].sort((a, b) => groupNames[a] < groupNames[b] ? 1 : -1)
  const rows = ordered.map(role => [
    `${id}_${role}`, groupNames[role], id, groupKey(id, role), members.filter(member => member.role === role).length
  ])
  return table(columns, sorted(call, columns, rows), { title: 'Projects' })
}

function oneGroup (call: Call, { project, role }: Group): Document {
  const { dataTypes } = call.store
  const types = [...dataTypes.all()].filter(type => dataTypes.isSecure(type))
  return representItem(call, groupItem(call.catalogue, project, role, types))
}

/** Which of the reasons against it comes first. */
function refuseGroup (call: Call, { project }: GroupPlace): never {
  if (!call.store.access.ownsProject(call.viewer, project.id)) throw failures.forbidden()
  const name = call.query.get('xdat:userGroup/displayName') ?? ''
  if (name === '') throw failures.groupWithoutName()
  if (name.includes('_')) throw failures.groupNameWithUnderscore()
  throw failures.notImplemented(custom)
}
