import type { FastifyReply, FastifyRequest } from 'fastify'
import fp from 'fastify-plugin'
import { failures } from '../failures/index.ts'
import { durationOf } from '../model/duration.ts'
import type { Preferences } from '../store/accounts/preferences.ts'
import { type UserRow, viewerOf } from '../store/accounts/users.ts'
import { type Viewer, guest } from '../store/accounts/viewer.ts'
import { basicClaim } from '../spaces/credentials.ts'
import { isDataPath, isOfXnat, isOpen } from '../http/open-urls.ts'
import type { Session } from '../spaces/sessions.ts'
import { currentSession } from './session-of.ts'
import { ownUrl } from './site.ts'

declare module 'fastify' {
  interface FastifyRequest {
    viewer: Viewer
    session: Session
    /** Whether the address needs no login. */
    openUrl: boolean
  }
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

/**
 * Who is asking, as XNAT's filters find out: Basic credentials, else the session's cookie, else the guest. Every
 * request that gets past the Basic filter without a session is given one (XnatExpiredPasswordFilter).
 */
export default fp(async app => {
  app.decorateRequest('session')
  app.decorateRequest('viewer')
  app.decorateRequest('openUrl', false)
  app.addHook('onRequest', (request, reply, done) => {
    // the control plane is no part of XNAT: it knows no users and opens no sessions
    request.viewer = guest
    if (request.url.startsWith('/_mock/')) return done()
    const { store, sessions, clock, basePath } = request.space
    const preferences = store.preferences.read()
    const timeout = durationOf(preferences.sessionTimeout)
    const current = currentSession(request.space, request.raw, timeout)
    const user = authenticate(request, current, preferences, timeout)
    if (current === undefined) request.session = sessions.open(user?.login)
    else request.session = user === undefined || current.login === user.login ? current : sessions.renew(current, user.login)
    reply.header('set-cookie', sessionCookies(request.session, request.session !== current, `${clock.now()},${timeout}`, basePath))
    const known = user ?? (request.session.login === undefined ? undefined : store.users.find(request.session.login))
    request.viewer = known?.enabled === 1 ? viewerOf(known) : guest
    const path = pathOf(request, basePath)
    request.openUrl = isOpen(path)
    if (request.openUrl || !isOfXnat(path)) return done()
    const elsewhere = known && accountPage(known, request, preferences)
    if (elsewhere !== undefined) reply.redirect(ownUrl(request) + elsewhere, 302)
    else if (request.viewer.guest && preferences.requireLogin) toLogin(request, reply, path, preferences)
    else done()
  })
}, { name: 'viewer', dependencies: ['space'] })

/** The user of a Basic header. One whose session this is already is not checked again. @throws badCredentials */
function authenticate (
  request: FastifyRequest,
  session: Session | undefined,
  preferences: Preferences,
  timeout: number
): UserRow | undefined {
  const { credentials, sessions } = request.space
  const claim = basicClaim(request.headers.authorization)
  if (claim === undefined) return undefined
  const named = session?.login === undefined ? undefined : credentials.userOf(claim)
  if (named !== undefined && named.login === session?.login) return named
  const user = credentials.check(claim)
  const { concurrentMaxSessions: most } = preferences
  if (user === undefined || sessions.areHeld(user.login, most, timeout)) {
    // the context that is emptied is the session's own
    if (session) session.login = undefined
    throw failures.badCredentials(loginFailure(preferences))
  }
  return user
}

/** AdminUtils.GetLoginFailureMessage */
const loginFailure = ({ uiLoginFailureMessage: message, maxFailedLogins }: Preferences): string =>
  message.replace('%d', String(maxFailedLogins))

/** @param opened whether the client does not know the session yet. */
export function sessionCookies ({ id }: Session, opened: boolean, expiration: string, basePath: string): string[] {
  const time = `SESSION_EXPIRATION_TIME="${expiration}"; Version=1; Path=${basePath}/`
  return opened ? [`JSESSIONID=${id}; Path=${basePath === '' ? '/' : basePath}; HttpOnly`, time] : [time]
}

const pathOf = ({ originalUrl }: FastifyRequest, basePath: string): string => (originalUrl.split('?', 1)[0] ?? '').slice(basePath.length)

/** XnatExpiredPasswordFilter: where a user is sent whose account is disabled, or whose password is too old. */
function accountPage (user: UserRow, request: FastifyRequest, preferences: Preferences): string | undefined {
  if (user.enabled !== 1) return '/app/template/InactiveAccount.vm'
  return hasExpired(user, request, preferences) ? '/app/template/XDATScreen_UpdateUser.vm' : undefined
}

/** The role non_expiring spares an account. */
const hasExpired = (user: UserRow, { space: { store, clock } }: FastifyRequest, preferences: Preferences): boolean =>
  clock.now() > passwordEnd(user, preferences) && !store.users.roles(user.login).includes('non_expiring')

/** After when a password is too old: epoch milliseconds. */
export function passwordEnd (
  { password_set: set }: UserRow,
  { passwordExpirationType: type, passwordExpirationInterval: interval, passwordExpirationDate: date }: Preferences
): number {
  if (type === 'Interval') return set + durationOf(interval, Infinity)
  const end = type === 'Date' ? Date.parse(date) : Infinity
  return set < end ? end : Infinity
}

/** XnatAuthenticationEntryPoint.commence: 401 for scripts at data paths, the login page for everybody else. */
function toLogin (request: FastifyRequest, reply: FastifyReply, path: string, preferences: Preferences): FastifyReply {
  if (isDataPath(path) && !isBrowser(request.headers['user-agent'], preferences)) throw failures.loginRequired(preferences.siteId)
  return reply.redirect(`${ownUrl(request)}/app/template/Login.vm`, 302)
}
