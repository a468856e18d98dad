import { failures } from '../../failures/index.ts'
import type { Document } from '../../model/document.ts'
import { type Endpoint, type XapiCall, json, nothing } from './endpoint.ts'
import { selfOrAdmin, usernamePattern } from './users.ts'

/** UserAuth: a row for each way in which a user may log in; here there is one, by password. */
function ways ({ store, space, params: { username = '' } }: XapiCall): Document {
  if (!usernamePattern.test(username)) throw failures.badData('Invalid username\n')
  const user = store.users.find(username)
  if (user === undefined) return json([])
  const last = space.credentials.lastLogin(username)
  return json([{
    xdatUsername: username,
    authMethod: 'localdb',
    authUser: username,
    lastLoginAttempt: user.locked ?? last ?? null,
    lastSuccessfulLogin: last ?? null,
    failedLoginAttempts: user.failed_logins
  }])
}

/** UsersApi: how users log in. */
export const userLoginEndpoints: readonly Endpoint[] = [
  {
    tag: 'users',
    id: 'authDetails',
    summary: 'List the ways in which a user may log in, and when that was done',
    method: 'GET',
    url: '/users/authDetails/{username}',
    access: selfOrAdmin,
    responses: { 200: 'A list; empty for no user', 400: 'No name that a user can have', 403: 'Another user' },
    handle: ways
  },
  {
    tag: 'users',
    id: 'authProviders',
    summary: 'List what knows passwords: the site itself',
    method: 'GET',
    url: '/users/authProviders',
    access: 'anyone',
    responses: { 200: 'A list' },
    handle: () => json([{ providerId: 'localdb', name: 'Database', authMethod: 'localdb' }])
  },
  {
    tag: 'users',
    id: 'cancelChangeRequest',
    summary: 'Give up a change that waits for a mail to be answered; no mail is ever sent',
    method: 'DELETE',
    url: '/users/changeRequest/{type}',
    access: 'anyone',
    answers: [],
    responses: { 200: 'Done; no body' },
    handle: () => nothing
  }
]
