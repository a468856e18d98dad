import { failures } from '../../failures/index.ts'
import type { Document } from '../../model/document.ts'
import type { UserChanges, UserRow } from '../../store/accounts/users.ts'
import { type BodyParameter, type Endpoint, type XapiCall, bare, json, nothing, objectBody } from './endpoint.ts'
import { flag } from './values.ts'

/** User and UserFactory: a user as Jackson writes it. */
export const described = ({ id, login, firstname, lastname, email, enabled, verified, modified }: UserRow, lastLogin?: number) => ({
  id,
  username: login,
  firstName: firstname,
  lastName: lastname,
  email,
  secured: true,
  lastModified: modified,
  enabled: enabled === 1,
  verified: verified === 1,
  lastSuccessfulLogin: lastLogin ?? null
})

const profile = ({ space }: XapiCall, user: UserRow) => described(user, space.credentials.lastLogin(user.login))

/** UserResourceXapiAuthorization: the list of users may be for administrators only. */
const mayListUsers = ({ viewer, store, params }: XapiCall): boolean =>
  !viewer.guest && (!store.preferences.read().restrictUserListAccessToAdmins || viewer.administrator || params['username'] === viewer.login)

/** UserXapiAuthorization */
export const selfOrAdmin = ({ viewer, params }: XapiCall): boolean =>
  !viewer.guest && (viewer.administrator || params['username'] === viewer.login)

/** UserManagementServiceI.getUser. @throws noSuchUser */
export function userNamed ({ store, params }: XapiCall): UserRow {
  const user = store.users.find(params['username'] ?? '')
  if (user === undefined) throw failures.noSuchUser()
  return user
}

export const usernamePattern = /^[A-Za-z][\w.-]*$/

const patterns = {
  username: usernamePattern,
  email: /^[\w!#$%&'*+/=?`{|}~^-]+(?:\.[\w!#$%&'*+/=?`{|}~^-]+)*@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)*$/,
  firstName: /^[^&<>"/]+$/,
  lastName: /^[^&<>"/]+$/
} as const

const textIn = (model: Readonly<Record<string, unknown>>, name: string): string | undefined => {
  const value = model[name]
  return typeof value === 'string' && value.trim() !== '' ? value : undefined
}

const flagIn = (model: Readonly<Record<string, unknown>>, name: string): boolean | undefined => {
  const value = model[name]
  return value === undefined || value === null ? undefined : value === true || value === 'true'
}

const userBody = (method: string): BodyParameter => ({
  method: `public org.nrg.xapi.model.users.User org.nrg.xapi.rest.users.UsersApi.${method} throws ` +
    ['user.exceptions.UserInitException', 'XapiException', 'user.exceptions.UserNotFoundException']
      .map(name => name === 'XapiException' ? `org.nrg.xapi.exceptions.${name}` : `org.nrg.xdat.security.${name}`).join(','),
  type: 'org.nrg.xapi.model.users.User'
})

/** UsersApi.createUser. A user whose state is not given is neither enabled nor verified. @throws badFields, exists */
function createUser (call: XapiCall): Document {
  const model = objectBody(call, userBody('createUser(org.nrg.xapi.model.users.User)'))
  const names = Object.keys(patterns) as (keyof typeof patterns)[]
  const missing = names.filter(name => textIn(model, name) === undefined)
  const invalid = names.filter(name => !missing.includes(name) && !patterns[name].test(textIn(model, name) ?? ''))
  if (missing.length > 0 || invalid.length > 0) throw failures.badFields(missing, invalid)
  const login = textIn(model, 'username') ?? ''
  const { users } = call.store
  if (users.find(login) !== undefined || login === 'guest') {
    throw failures.exists(`The resource of type user with the name ${login} already exists.`)
  }
  const password = textIn(model, 'password')
  if (password === undefined) throw failures.requestFailed(`Error occurred creating user ${login}`)
  users.add({
    login,
    password,
    firstname: textIn(model, 'firstName'),
    lastname: textIn(model, 'lastName'),
    email: textIn(model, 'email'),
    enabled: flagIn(model, 'enabled') ?? false,
    verified: flagIn(model, 'verified') ?? false
  })
  const user = users.find(login)
  return user === undefined ? nothing : json(described(user), 201)
}

/** UsersApi.updateUser: a user may change the own email and password, an administrator all of it. */
function updateUser (call: XapiCall, user: UserRow, administrator: boolean): Document {
  const model = objectBody(call, userBody('updateUser(java.lang.String,org.nrg.xapi.model.users.User)'))
  const named = textIn(model, 'username')
  if (named !== undefined && named !== user.login) {
    throw failures.badData('The username for the submitted user object must match the username for the API call\n')
  }
  const changes: UserChanges = {
    ...emailChange(call, user, model, administrator),
    ...passwordChange(call, user, model, administrator),
    ...(administrator && ofAdministrator(user, model))
  }
  if (Object.keys(changes).length === 0) throw failures.notModified('')
  call.store.users.change(user.login, changes)
  if (changes.enabled === false) call.store.aliasTokens.disable(user.login)
  return json(described(call.store.users.find(user.login) ?? user))
}

function emailChange ({ store }: XapiCall, user: UserRow, model: Readonly<Record<string, unknown>>, administrator: boolean): UserChanges {
  const email = textIn(model, 'email')
  if (email === undefined || email === user.email) return {}
  if (!patterns.email.test(email)) throw failures.badData('Invalid email format\n')
  if (!administrator && store.users.list().some(other => other.email.toLowerCase() === email.toLowerCase())) {
    throw failures.badData("The email address you've specified is already in use.")
  }
  // a user's own change waits for a mail that this server does not send
  return administrator || !store.preferences.read().emailVerification ? { email } : {}
}

function passwordChange (
  { store }: XapiCall,
  user: UserRow,
  model: Readonly<Record<string, unknown>>,
  administrator: boolean
): UserChanges {
  const password = textIn(model, 'password')
  if (password === undefined) return {}
  if (!administrator && !store.users.hasPassword(user, textIn(model, 'currentPassword') ?? '')) {
    throw failures.badData('Current password needed to update password')
  }
  const { passwordComplexity, passwordComplexityMessage } = store.preferences.read()
  if (!fits(password, passwordComplexity)) throw failures.badData(passwordComplexityMessage)
  return { password }
}

/** A pattern that a site has set may be none; then every password will do. */
function fits (password: string, pattern: string): boolean {
  try {
    return new RegExp(pattern).test(password)
  } catch {
    return true
  }
}

function ofAdministrator (user: UserRow, model: Readonly<Record<string, unknown>>): UserChanges {
  const [firstname, lastname, enabled, verified] = [
    textIn(model, 'firstName'),
    textIn(model, 'lastName'),
    flagIn(model, 'enabled'),
    flagIn(model, 'verified')
  ]
  return {
    ...(firstname !== undefined && firstname !== user.firstname && { firstname }),
    ...(lastname !== undefined && lastname !== user.lastname && { lastname }),
    ...(enabled !== undefined && enabled !== (user.enabled === 1) && { enabled }),
    ...(verified !== undefined && verified !== (user.verified === 1) && { verified })
  }
}

function switched (call: XapiCall, name: 'enabled' | 'verified'): Document {
  const wanted = flag(call.params['flag'] ?? '')
  const user = userNamed(call)
  if ((user[name] === 1) !== wanted) call.store.users.change(user.login, { [name]: wanted })
  return nothing
}

const read = { tag: 'users', method: 'GET', access: selfOrAdmin } as const
const listed = { tag: 'users', method: 'GET', access: mayListUsers } as const
const administered = { tag: 'users', method: 'PUT', access: 'admin' } as const

const states: readonly Endpoint[] = (['enabled', 'verified'] as const).flatMap(name => [
  {
    ...read,
    id: `is${name}`,
    summary: `Return whether a user is ${name}`,
    url: `/users/{username}/${name}`,
    forbidden: false as const,
    responses: { 200: 'true or false', 403: 'false: another user', 404: 'No such user' },
    handle: (call: XapiCall) => json(userNamed(call)[name] === 1)
  },
  {
    ...administered,
    id: `set${name}`,
    summary: `Set whether a user is ${name}`,
    url: `/users/{username}/${name}/{flag}`,
    answers: [],
    responses: { 200: 'Set; no body', 403: 'Not an administrator', 404: 'No such user', 500: 'The flag is neither true nor false' },
    handle: (call: XapiCall) => switched(call, name)
  }
])

/** UsersApi: accounts. */
export const userEndpoints: readonly Endpoint[] = [
  {
    ...listed,
    id: 'listLogins',
    summary: 'List the names of all users',
    url: '/users',
    responses: { 200: 'A list of names', 403: 'Only administrators may, where the site says so' },
    handle: ({ store }) => json(store.users.list().map(({ login }) => login))
  },
  {
    tag: 'users',
    id: 'createUser',
    summary: 'Create a user',
    method: 'POST',
    url: '/users',
    access: 'admin',
    responses: { 201: 'The user', 400: 'Missing or unfit values', 403: 'Not an administrator', 409: 'There is such a user' },
    handle: createUser
  },
  {
    ...listed,
    id: 'listProfiles',
    summary: 'List all users',
    url: '/users/profiles',
    responses: { 200: 'A list of users', 403: 'Only administrators may, where the site says so' },
    handle: call => json(call.store.users.list().map(user => profile(call, user)))
  },
  {
    ...listed,
    id: 'listCurrentUsers',
    summary: 'List the users who are enabled',
    url: '/users/current',
    responses: { 200: 'A list of users', 403: 'Only administrators may, where the site says so' },
    handle: call => json(call.store.users.list().filter(({ enabled }) => enabled === 1).map(user => profile(call, user)))
  },
  {
    ...listed,
    id: 'ownProfile',
    summary: 'Read one\'s own account',
    url: '/users/profile',
    access: 'authenticated',
    responses: { 200: 'The user' },
    handle: call => json(profile(call, userNamed({ ...call, params: { username: call.viewer.login } })))
  },
  {
    ...listed,
    id: 'profile',
    summary: 'Read a user\'s account',
    url: '/users/profile/{username}',
    responses: { 200: 'The user', 400: 'No name that a user can have', 404: 'No such user' },
    handle: call => {
      const { username = '' } = call.params
      if (!patterns.username.test(username)) throw failures.badData('Invalid username\n')
      const user = call.store.users.find(username)
      if (user === undefined) throw failures.noSuchThing(`No resource of type xdat:user with the ID or name ${username} exists.`)
      return json(profile(call, user))
    }
  },
  {
    ...listed,
    id: 'username',
    summary: 'Read one\'s own name',
    url: '/users/username',
    access: 'authenticated',
    produces: 'text/plain',
    responses: { 200: 'The name' },
    handle: ({ viewer }) => bare(viewer.login, 'text/plain')
  },
  {
    tag: 'users',
    id: 'updateSelf',
    summary: 'Change one\'s own account',
    method: 'PUT',
    url: '/users/update',
    access: 'authenticated',
    consumes: ['application/json'],
    responses: { 200: 'The user', 304: 'Nothing to change', 400: 'Unfit values' },
    handle: call => updateUser(call, userNamed({ ...call, params: { username: call.viewer.login } }), call.viewer.administrator)
  },
  {
    ...read,
    id: 'user',
    summary: 'Read a user\'s account',
    url: '/users/{username}',
    responses: { 200: 'The user', 403: 'Another user', 500: 'No such user' },
    handle: ({ store, params }) => {
      const user = store.users.find(params['username'] ?? '')
      if (user === undefined) throw failures.userNotInitialized(params['username'] ?? '')
      return json(described(user))
    }
  },
  {
    ...administered,
    id: 'updateUser',
    summary: 'Change a user\'s account',
    url: '/users/{username}',
    consumes: ['application/json', 'multipart/form-data'],
    responses: { 200: 'The user', 304: 'Nothing to change', 400: 'Unfit values', 403: 'Not an administrator', 404: 'No such user' },
    handle: call => updateUser(call, userNamed(call), true)
  },
  ...states
]
