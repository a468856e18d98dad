import { failures } from '../../../failures/index.ts'
import { type Cell, type Document, table } from '../../../model/document.ts'
import { timestampText } from '../../../model/java-date.ts'
import { parseInteger } from '../../../model/java-number.ts'
import type { Invitation } from '../../../store/accounts/invitations.ts'
import type { ProjectRow } from '../../../store/items/projects.ts'
import { readableProject } from '../items/lookup.ts'
import { sorted } from '../lists/sorting.ts'
import { type Call, type Resource, standardOffers } from '../resource.ts'
import { type Group, groupOf } from './members.ts'

const query = { format: 'json, xml, csv, html' }

function listed (call: Call, columns: readonly string[], rows: readonly Cell[][], counted: boolean): Document {
  const { properties, ...found } = table(columns, sorted(call, columns, rows))
  return { ...found, properties: counted ? properties ?? {} : {} }
}

const emailOf = ({ store, viewer }: Call): string => store.users.find(viewer.login)?.email ?? ''

/** ProjectPARListResource: the invitations to one project, answered or not. */
export const projectInvitations: Resource<ProjectRow> = {
  tag: 'projects',
  urls: ['/projects/{PROJECT_ID}/pars'],
  archive: false,
  offers: standardOffers,
  find: call => {
    const idOrAlias = call.params['PROJECT_ID'] ?? ''
    const project = readableProject(call, idOrAlias)
    if (project === undefined) throw failures.noProjectForInvitations(idOrAlias)
    if (!call.store.access.ownsProject(call.viewer, project.id)) throw failures.mayNotListInvitations(call.viewer.login, idOrAlias)
    return project
  },
  get: {
    id: 'listProjectInvitations',
    summary: 'List the invitations to a project',
    query,
    responses: { 200: 'A table of invitations', 403: 'Not an owner', 404: 'No such project' },
    handle: (call, project) => {
      const { store } = call
      const secondary = store.projects.item(project).values['secondary_ID'] ?? null
      const rows = store.invitations.ofProject(project.id).map(({ key, level, created, email, invited_by: by, ...answer }): Cell[] => [
        key, project.id, level, timestampText(created), email, by, secondary,
        answer.approved === null ? null : String(answer.approved === 1),
        answer.answered === null ? null : timestampText(answer.answered)
      ])
      const columns = ['par_id', 'proj_id', 'level', 'create_date', 'email', 'login', 'secondary_id', 'approved', 'approval_date']
      return listed(call, columns, rows, false)
    }
  }
}

/** PARList: what the caller's e-mail address is invited to and has not answered. */
export const invitations: Resource<undefined> = {
  tag: 'projects',
  urls: ['/pars'],
  archive: false,
  offers: standardOffers,
  find: () => undefined,
  get: {
    id: 'listInvitations',
    summary: 'List the invitations to the caller that are not answered yet',
    query,
    responses: { 200: 'A table of invitations' },
    handle: call => {
      const columns = [
        'par_id', 'proj_id', 'level', 'create_date', 'login', 'firstname', 'lastname', 'secondary_id', 'name', 'id', 'description',
        '?column?'
      ]
      return listed(call, columns, call.store.invitations.open(emailOf(call), false).map(one => rowOf(call, one)), true)
    }
  }
}

function rowOf ({ store }: Call, { key, project, level, created, invited_by: login }: Invitation): Cell[] {
  const by = store.users.find(login)
  const row = store.projects.byId(project)
  const { values = {}, children = {} } = row === undefined ? {} : store.projects.item(row)
  const pi = children['PI']?.[0]?.values
  const [first, last] = [pi?.['firstname'], pi?.['lastname']]
  return [
    key, project, level, timestampText(created), by?.login ?? null, by?.firstname ?? null, by?.lastname ?? null,
    values['secondary_ID'] ?? null, values['name'] ?? null, row?.id ?? null,
    // SUBSTRING from 0 has one character less
    values['description'] === undefined ? null : String(values['description']).slice(0, 299),
    first === undefined || last === undefined ? null : `${first} ${last}`
  ]
}

/** PARResource: one invitation, by its GUID or its number. */
export const invitation: Resource<Invitation> = {
  tag: 'projects',
  urls: ['/pars/{PAR_ID}'],
  archive: false,
  offers: standardOffers,
  find: findInvitation,
  get: {
    id: 'readInvitation',
    summary: 'List the invitations to the caller that are not answered yet, whichever the address names',
    query,
    responses: {
      200: 'A table of invitations',
      403: "Another's invitation",
      404: 'No such invitation, or its project is gone',
      500: 'Neither a GUID that is known nor a number'
    },
    handle: call => ownInvitations(call)
  },
  put: {
    id: 'answerInvitation',
    summary: 'Accept an invitation, or decline it, and with it all to the same address',
    query: { ...query, accept: 'any value: become a member of the group', decline: 'any value: do not' },
    responses: {
      200: 'The invitations to the caller that are left',
      403: "Another's invitation",
      404: 'No such invitation, or its project is gone',
      409: 'It is answered already',
      500: 'Neither a GUID that is known nor a number'
    },
    handle: (call, found) => {
      if (found.answered !== null) throw failures.invitationAnswered()
      const [accepts, declines] = [call.query.names('accept'), call.query.names('decline')]
      if (accepts || declines) for (const one of [found, ...related(call, found)]) answer(call, one, accepts)
      return ownInvitations(call)
    }
  }
}

/** @throws badInvitationId, placeNotFound, invitationOfNoProject, mayNotSeeInvitation */
function findInvitation (call: Call): Invitation {
  const { params, store, viewer } = call
  const id = params['PAR_ID'] ?? ''
  const byGuid = store.invitations.byGuid(id)
  const number = parseInteger(id)
  if (byGuid === undefined && number === undefined) throw failures.badInvitationId(id)
  const found = byGuid ?? store.invitations.byKey(number ?? 0)
  if (found === undefined) throw failures.placeNotFound()
  if (store.projects.byId(found.project) === undefined) throw failures.invitationOfNoProject()
  const isOwn = found.login === null ? found.email.toLowerCase() === emailOf(call).toLowerCase() : found.login === viewer.login
  if (!isOwn && !store.access.ownsProject(viewer, found.project)) throw failures.mayNotSeeInvitation()
  return found
}

function ownInvitations (call: Call): Document {
  const rows = call.store.invitations.open(emailOf(call), true).map(({ key, project, created, level }): Cell[] =>
    [key, project, timestampText(created), level])
  return listed(call, ['id', 'proj_id', 'create_date', 'level'], rows, false)
}

/** processRelatedPARs */
const related = ({ store }: Call, { key, email }: Invitation): Invitation[] =>
  store.invitations.open(email, true).filter(one => one.key !== key && store.projects.byId(one.project) !== undefined)

/** ProjectAccessRequest.process: an owner stays one. */
function answer (call: Call, { key, project, level }: Invitation, accepts: boolean): void {
  const { store, viewer } = call
  store.invitations.answer(key, { login: viewer.login, email: emailOf(call) }, accepts)
  const group: Group | undefined = accepts ? groupOf(call, project, level) : undefined
  if (group === undefined || store.access.role(viewer, project) === 'owner') return
  store.access.setRole(group.project, viewer.login, group.role)
}
