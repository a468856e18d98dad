import type { IncomingMessage } from 'node:http'
import type { FastifyReply, FastifyRequest } from 'fastify'
import fp from 'fastify-plugin'
import { Failure, failures } from '../failures/index.ts'
import { addressOf, loginPath } from '../http/address.ts'
import { durationOf } from '../model/duration.ts'
import type { Claim, Credentials } from '../spaces/credentials.ts'
import type { Session } from '../spaces/sessions.ts'
import type { Space } from '../spaces/space.ts'
import type { Preferences } from '../store/accounts/preferences.ts'
import { type UserRow, viewerOf } from '../store/accounts/users.ts'
import { type Viewer, guest } from '../store/accounts/viewer.ts'
import { ownUrl } from './site.ts'

declare module 'fastify' {
  interface FastifyRequest {
    viewer: Viewer
    session: Session
  }
}

declare module 'node:http' {
  interface IncomingMessage {
    visit?: Visit
  }
}

/** Who sends a request, and in which session. */
export interface Visit {
  readonly viewer: Viewer
  /** None for wrong credentials. */
  readonly session: Session | undefined
  /** Whether Basic credentials have logged somebody in, rather than a session that goes on. */
  readonly loggedIn: boolean
  /** The cookies that the answer sets. */
  readonly cookies: readonly string[]
  /** What is answered in place of what was requested: a failure, or a redirection to a page of the site. */
  readonly refusal: Failure | { readonly page: string } | undefined
}

/** Finds out who sends each request. */
export default fp(async app => {
  app.decorateRequest('session')
  app.decorateRequest('viewer')
  app.addHook('onRequest', function identifyViewer (request, reply, done) {
    request.viewer = guest
    const { door, refused } = addressOf(request)
    // before any of XNAT's filters
    if (refused !== undefined) return done(refused === 'firewall' ? failures.rejectedAddress() : failures.undecodable(refused))
    // the control plane is no part of XNAT: it knows no users and opens no sessions
    if (door === 'control') return done()
    const visit = visitOf(request.space, request.raw)
    request.viewer = visit.viewer
    if (visit.session) request.session = visit.session
    if (visit.cookies.length > 0) reply.header('set-cookie', visit.cookies)
    answer(request, reply, visit, done)
  })
}, { name: 'visit', dependencies: ['space'] })

function answer (request: FastifyRequest, reply: FastifyReply, { refusal }: Visit, done: (error?: Error) => void): void {
  if (refusal === undefined || refusal instanceof Failure) done(refusal)
  else reply.redirect(ownUrl(request) + refusal.page, 302)
}

/** The visit that a request makes, found once: it opens, renews and prolongs sessions, and counts failed logins. */
export const visitOf = (space: Space, message: IncomingMessage): Visit => (message.visit ??= newVisit(space, message))

const refused = (refusal: Failure): Visit => ({ viewer: guest, session: undefined, loggedIn: false, cookies: [], refusal })

/**
 * As XNAT's filters find out: Basic credentials, else the session's cookie, else the guest. Every request that gets past
 * the Basic filter without a session is given one (XnatExpiredPasswordFilter).
 */
function newVisit (space: Space, message: IncomingMessage): Visit {
  const { store, clock, basePath } = space
  const preferences = store.preferences.read()
  const timeout = durationOf(preferences.sessionTimeout)
  const current = currentSession(space, message, timeout)
  const user = authenticate(space, message, current, timeout)
  if (user instanceof Failure) return refused(user)
  const session = sessionFor(space, current, user)
  const cookies = sessionCookies(session, session !== current, `${clock.now()},${timeout}`, basePath)
  const known = user ?? (session.login === undefined ? undefined : store.users.find(session.login))
  const viewer = known?.enabled === 1 ? viewerOf(known) : guest
  const loggedIn = user !== undefined && current?.login !== user.login
  return { viewer, session, loggedIn, cookies, refusal: refusalOf({ space, message, preferences, viewer, user: known }) }
}

const none: readonly string[] = []

/** The session IDs that a request brings: every cookie of the name, in quotes or not. The firewall lets none through in an address. */
export const sessionIds = ({ headers: { cookie } }: IncomingMessage): readonly string[] =>
  cookie === undefined ? none : [...cookie.matchAll(/(?:^|[;,]\s*)JSESSIONID="?([^;,\s"]+)/g)].map(([, id = '']) => id)

/** Of several session cookies the first that is valid (CoyoteAdapter.parseSessionCookiesId). @param timeout in milliseconds. */
function currentSession ({ sessions }: Space, message: IncomingMessage, timeout: number): Session | undefined {
  for (const id of sessionIds(message)) {
    const session = sessions.use(id, timeout)
    if (session) return session
  }
  return undefined
}

/** The user of a Basic header. One whose session this is already is not checked again. */
function authenticate (
  { credentials, sessions, store }: Space,
  { headers }: IncomingMessage,
  session: Session | undefined,
  timeout: number
): UserRow | Failure | undefined {
  const claim = claimIn(credentials, headers.authorization)
  if (claim === undefined || claim instanceof Failure) return claim
  const owner = session?.login === undefined ? undefined : credentials.userOf(claim)
  if (owner !== undefined && owner.login === session?.login) return owner
  const user = credentials.check(claim)
  const { concurrentMaxSessions: most, uiLoginFailureMessage: message, maxFailedLogins } = store.preferences.read()
  if (user !== undefined && !sessions.areHeld(user.login, most, timeout)) return user
  // the context that is emptied is the session's own
  if (session) session.login = undefined
  // AdminUtils.GetLoginFailureMessage
  return failures.badCredentials(message.replace('%d', String(maxFailedLogins)))
}

function claimIn (credentials: Credentials, header: string | undefined): Claim | Failure | undefined {
  try {
    return credentials.claimIn(header)
  } catch (error) {
    if (error instanceof Failure) return error
    throw error
  }
}

function sessionFor ({ sessions }: Space, current: Session | undefined, user: UserRow | undefined): Session {
  if (current === undefined) return sessions.open(user?.login)
  return user === undefined || current.login === user.login ? current : sessions.renew(current, user.login)
}

/** @param opened whether the client does not know the session yet. */
function sessionCookies ({ id }: Session, opened: boolean, expiration: string, basePath: string): string[] {
  const time = `SESSION_EXPIRATION_TIME="${expiration}"; Version=1; Path=${basePath}/`
  return opened ? [`JSESSIONID=${id}; Path=${basePath === '' ? '/' : basePath}; HttpOnly`, time] : [time]
}

/** Who comes, as the rules see it. */
interface Visitor {
  readonly space: Space
  readonly message: IncomingMessage
  readonly preferences: Preferences
  readonly viewer: Viewer
  /** Whose session it is, also where the account is disabled. */
  readonly user: UserRow | undefined
}

/** What keeps a visitor from XNAT's addresses but the open ones, in the order of XNAT's filters. */
const rules: readonly ((visitor: Visitor) => Visit['refusal'])[] = [inactiveAccount, expiredPassword, missingLogin]

function refusalOf (visitor: Visitor): Visit['refusal'] {
  for (const rule of rules) {
    const refusal = rule(visitor)
    if (refusal !== undefined) return isGuarded(visitor) ? refusal : undefined
  }
  return undefined
}

function isGuarded ({ message }: Visitor): boolean {
  const { open, login } = addressOf({ raw: message })
  return !open && login !== undefined
}

/** XnatExpiredPasswordFilter */
function inactiveAccount ({ user }: Visitor): Visit['refusal'] {
  return user === undefined || user.enabled === 1 ? undefined : { page: '/app/template/InactiveAccount.vm' }
}

/** XnatExpiredPasswordFilter. The role non_expiring spares an account. */
function expiredPassword ({ user, preferences, space: { store, clock } }: Visitor): Visit['refusal'] {
  if (user === undefined || clock.now() <= passwordEnd(user, preferences)) return undefined
  return store.users.roles(user.login).includes('non_expiring') ? undefined : { page: '/app/template/XDATScreen_UpdateUser.vm' }
}

/** When a password is too old: epoch milliseconds. */
function passwordEnd (
  { password_set: set }: UserRow,
  { passwordExpirationType: type, passwordExpirationInterval: interval, passwordExpirationDate: date }: Preferences
): number {
  if (type === 'Interval') return set + durationOf(interval, Infinity)
  const end = type === 'Date' ? Date.parse(date) : Infinity
  return set < end ? end : Infinity
}

/** XnatAuthenticationEntryPoint.commence: 401 for scripts at data paths, the login page for everybody else. */
function missingLogin ({ viewer, preferences, message }: Visitor): Visit['refusal'] {
  if (!viewer.guest || !preferences.requireLogin) return undefined
  return addressOf({ raw: message }).login === 'challenge' && !isBrowser(message.headers['user-agent'], preferences)
    ? failures.loginRequired(preferences.siteId)
    : { page: loginPath }
}

/** InteractiveAgentDetector */
export const isBrowser = (userAgent: string | undefined, { interactiveAgentIds }: Preferences): boolean =>
  userAgent !== undefined && interactiveAgentIds.some(pattern => patternOf(pattern)?.test(userAgent))

/** A pattern that a site has set may be none. */
function patternOf (pattern: string): RegExp | undefined {
  try {
    return new RegExp(`^${pattern}$`)
  } catch {
    return undefined
  }
}
