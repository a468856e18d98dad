import { failures } from '../../failures/index.ts'
import { durationOf } from '../../model/duration.ts'
import { type Endpoint, type XapiCall, json } from './endpoint.ts'
import { selfOrAdmin, userNamed } from './users.ts'

const timeoutOf = ({ store }: XapiCall): number => durationOf(store.preferences.read().sessionTimeout)

/** UsersApi: sessions in which somebody is logged in. */
export const userSessionEndpoints: readonly Endpoint[] = [
  {
    tag: 'users',
    access: 'admin',
    id: 'activeUsers',
    summary: 'List the users who are logged in, with their sessions',
    method: 'GET',
    url: '/users/active',
    responses: { 200: 'A map of sessions', 403: 'Not an administrator' },
    handle: call =>
      json(
        Object.fromEntries(
          [...call.space.sessions.list(timeoutOf(call))].map(([login, sessions]) => [login, { sessions, count: sessions.length }])
        )
      )
  },
  {
    tag: 'users',
    access: selfOrAdmin,
    id: 'activeSessions',
    summary: 'List a user\'s sessions',
    method: 'GET',
    url: '/users/active/{username}',
    responses: { 200: 'A list of session IDs', 304: 'None', 403: 'Another user' },
    handle: call => {
      const sessions = call.space.sessions.list(timeoutOf(call)).get(call.params['username'] ?? '')
      if (sessions === undefined) throw failures.notModified('')
      return json(sessions)
    }
  },
  {
    tag: 'users',
    access: selfOrAdmin,
    id: 'endSessions',
    summary: 'End a user\'s sessions',
    method: 'DELETE',
    url: '/users/active/{username}',
    responses: { 200: 'The IDs of the ended sessions', 304: 'None', 403: 'Another user', 404: 'No such user' },
    handle: call => {
      const { login } = userNamed(call)
      const { sessions } = call.space
      const ids = sessions.list(timeoutOf(call)).get(login)
      if (ids === undefined) throw failures.notModified('')
      for (const id of ids) sessions.end(id)
      return json(ids.filter(id => id !== call.session.id))
    }
  }
]
