import { type Failure, failures } from '../../../failures/index.ts'
import { text } from '../../../model/document.ts'
import { bodyText } from '../../../entity/body.ts'
import { isAlias } from '../../../store/accounts/alias-tokens.ts'
import { tokenOf } from './jsession.ts'
import type { Call, Resource } from '../resource.ts'
import { dictionary } from '../../../model/dictionary.ts'

/** UserAuth: who is logged in. */
export const auth: Resource<undefined> = {
  tag: 'sessions',
  urls: ['/auth'],
  archive: false,
  offers: ['text/plain'],
  find: () => undefined,
  get: {
    id: 'getAuth',
    summary: 'Return who is logged in',
    query: { CSRF: 'true appends the session\'s CSRF token' },
    responses: { 200: 'The user\'s name in a sentence' },
    handle: call => text(`User '${call.viewer.login}' is logged in${tokenOf(call)}`)
  }
}

const logIn = {
  summary: 'Log the session in',
  description:
    'The body is a form: username and password, or j_username and j_password; provider or login_method names the kind of authentication, ' +
    'authenticatorId one provider.',
  responses: { 200: 'The session\'s ID', 400: 'Unknown authenticatorId', 401: 'The login failed', 404: 'No body' },
  handle: authenticate
}

/** AuthenticationRestlet: its constructor wants a body, and without one there is nothing here. */
export const authentication: Resource<undefined> = {
  tag: 'sessions',
  urls: ['/services/auth'],
  archive: false,
  unguarded: true,
  offers: ['text/plain'],
  find: ({ method, headers }) => {
    if (!['PUT', 'POST'].includes(method) || !(Number(headers['content-length'] ?? 0) > 0)) {
      throw failures.constructorThrew()
    }
    return undefined
  },
  put: { id: 'putAuthentication', ...logIn },
  post: { id: 'postAuthentication', ...logIn }
}

/** The only way to log in here. */
const provider = 'localdb'

interface Login {
  readonly username: string
  readonly password: string
  readonly method: string
  readonly authenticator: string
}

/** AuthenticationRestlet.runAuthenticate: the session stays the same one. Alias tokens log in by Basic credentials only. */
function authenticate (call: Call): ReturnType<typeof text> | Failure {
  const { username, password, method, authenticator } = readLogin(call)
  const { requireLogin } = call.store.preferences.read()
  if (requireLogin && (username.trim() === '' || password.trim() === '')) throw failures.authenticationFailed()
  if (authenticator !== '' && authenticator !== provider) throw failures.noSuchAuthenticator(authenticator)
  if (authenticator === '' && method !== '' && method.toLowerCase() !== provider) throw failures.authenticationFailed()
  const { space, session } = call
  const user = isAlias(username) ? undefined : space.credentials.checkPassword({ login: username, password })
  // returned, not thrown: the attempt stays counted
  if (user === undefined) return failures.authenticationFailed()
  session.registered = session.login === user.login && session.registered
  session.login = user.login
  space.sessions.hold(session)
  return text(session.id)
}

/** AuthenticationRestlet.extractCredentials: of a repeated name the last one counts. */
function readLogin ({ body }: Call): Login {
  const values = new Map<string, string>()
  for (const entry of (body === undefined ? '' : bodyText(body)).split('&')) {
    const equals = entry.indexOf('=')
    if (equals !== -1) values.set(names[entry.slice(0, equals)] ?? '', decoded(entry.slice(equals + 1)))
  }
  return {
    username: values.get('username') ?? '',
    password: values.get('password') ?? '',
    method: values.get('method') ?? '',
    authenticator: values.get('authenticator') ?? ''
  }
}

const names = dictionary<string>({
  username: 'username',
  j_username: 'username',
  password: 'password',
  j_password: 'password',
  provider: 'method',
  login_method: 'method',
  authenticatorId: 'authenticator'
})

/** @throws constructorThrew for an escape that does not decode. */
function decoded (value: string): string {
  try {
    return decodeURIComponent(value.replaceAll('+', ' '))
  } catch {
    throw failures.constructorThrew()
  }
}
