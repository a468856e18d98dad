import { failures } from '../../../failures/index.ts'
import { type Cell, type Document, table } from '../../../model/document.ts'
import { durationOf } from '../../../model/duration.ts'
import { sorted } from '../lists/sorting.ts'
import { type Call, type Resource, standardOffers } from '../resource.ts'

function listed (
  call: Call,
  columns: readonly string[],
  rows: readonly (readonly Cell[])[],
  more: Readonly<Record<string, string>>
): Document {
  return table(columns, sorted(call, columns, rows), more)
}

/** UserListResource: the enabled users of the site. */
export const userList: Resource<undefined> = {
  tag: 'users',
  urls: ['/users'],
  archive: false,
  offers: standardOffers,
  find: ({ viewer, store }) => {
    if (viewer.guest || (store.preferences.read().restrictUserListAccessToAdmins && !viewer.administrator)) {
      throw failures.mayNotListSiteUsers()
    }
    return undefined
  },
  get: {
    id: 'listUsers',
    summary: 'List the enabled users of the site',
    query: { format: 'json, xml, csv, html' },
    responses: { 200: 'A table of users', 403: 'A guest; where the site says so, anybody but an administrator' },
    handle: call => {
      const users = call.store.users
        .list()
        .filter(({ enabled }) => enabled === 1)
        .sort((a, b) => a.lastname < b.lastname ? -1 : a.lastname > b.lastname ? 1 : 0)
      return listed(
        call,
        ['xdat_user_id', 'login', 'firstname', 'lastname', 'email'],
        users.map(({ id, login, firstname, lastname, email }) => [id, login, firstname, lastname, email]),
        { title: 'Projects' }
      )
    }
  }
}

/** UserSessionId: how many sessions a user has. */
export const userSessions: Resource<string> = {
  tag: 'users',
  urls: ['/user/{USER_ID}/sessions'],
  archive: true,
  offers: ['*/*'],
  find: ({ viewer, params }) => {
    const login = params['USER_ID'] ?? ''
    if (!viewer.administrator && viewer.login !== login) throw failures.foreignSessions()
    return login
  },
  get: {
    id: 'countSessions',
    summary: 'Count a user\'s sessions',
    responses: { 200: 'A number, as JSON', 403: 'Another user' },
    handle: (call, login) => ({ kind: 'text', text: JSON.stringify({ [login]: sessionsOf(call, login).length }), mime: '' })
  },
  delete: {
    id: 'endUserSessions',
    summary: 'End a user\'s sessions, but for the one that asks',
    responses: { 200: 'Ended; no body', 403: 'Another user', 404: 'The user has no session' },
    handle: (call, login) => {
      const ids = sessionsOf(call, login)
      if (ids.length === 0) throw failures.placeNotFound()
      for (const id of ids) if (id !== call.session.id) call.space.sessions.end(id)
      return { kind: 'empty' }
    }
  }
}

const sessionsOf = ({ space, store }: Call, login: string): string[] =>
  space.sessions.list(durationOf(store.preferences.read().sessionTimeout)).get(login) ?? []

/** InvestigatorListResource: the people whom projects name, each once. */
export const investigatorList: Resource<undefined> = {
  tag: 'site',
  urls: ['/investigators'],
  archive: true,
  offers: standardOffers,
  find: () => undefined,
  get: {
    id: 'listInvestigators',
    summary: 'List the investigators whom projects name',
    query: { format: 'json, xml, csv, html' },
    responses: { 200: 'A table of people' },
    handle: call => {
      const { store, viewer } = call
      const people = store.projects.visible({ ...viewer, administrator: true }).flatMap(row => {
        const { children } = store.projects.item(row)
        return [...children['PI'] ?? [], ...children['investigators/investigator'] ?? []]
      })
      const rows = people.map(({ key, values }): Cell[] => [
        ...['firstname', 'lastname', 'institution', 'department', 'email'].map(path => values[path] ?? null),
        key ?? null,
        loginOf(call, values)
      ])
      const byName = new Map(rows.map(row => [`${String(row[1])}\n${String(row[0])}`, row]))
      const sortedNames = [...byName.keys()].sort()
      return listed(call, [
        'firstname', 'lastname', 'institution', 'department', 'email', 'xnat_investigatordata_id', 'login'
      ], sortedNames.flatMap(name => [byName.get(name) ?? []]), { title: 'Investigators' })
    }
  }
}

function loginOf ({ store }: Call, values: Readonly<Record<string, string | number>>): string | null {
  const same = (a: string, b: string | number | undefined) => a.toLowerCase() === String(b ?? '').toLowerCase()
  return (
    store.users
      .list()
      .find(
        user =>
          (same(user.firstname, values['firstname']) && same(user.lastname, values['lastname'])) ||
          (values['email'] !== undefined && user.email === values['email'])
      )?.login ?? null
  )
}
