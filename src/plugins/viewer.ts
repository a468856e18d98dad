import type { FastifyReply, FastifyRequest } from 'fastify'
import fp from 'fastify-plugin'
import { failures } from '../failures.ts'
import type { Preferences } from '../store/preferences.ts'
import { type UserRow, type Viewer, guest, viewerOf } from '../store/users.ts'
import { type Claim, basicClaim } from './credentials.ts'
import { type Session, durationOf } from './sessions.ts'
import { ownUrl } from './site.ts'
import type { Space } from './space.ts'

declare module 'fastify' {
  interface FastifyRequest {
    viewer: Viewer
    session: Session
  }
}

/** URLs that need no login (configured-urls.yaml); each is a prefix that a slash ends. */
const openUrls = [
  '/data/JSESSION', '/REST/JSESSION', '/data/services/auth', '/REST/services/auth', '/xapi/siteConfig/buildInfo',
  '/xapi/siteConfig/siteId', '/xapi/siteConfig/siteUrl', '/xapi/siteConfig/siteHome', '/xapi/siteConfig/siteLogoPath'
]

/** XNAT's data paths. What this server has beside them, pages and health, is open to all. */
const dataPath = /^\/(?:xapi|data|REST|fs)(?:\/|$)/

/** InteractiveAgentDetector */
const browser = /MSIE|Mozilla|AppleWebKit|Opera/

/**
 * Who is asking, as XNAT's filters find out: Basic credentials, else the session's cookie, else the guest. Every
 * request that gets past the Basic filter without a session is given one (XnatExpiredPasswordFilter).
 */
export default fp(async app => {
  const { basePath } = app
  app.decorateRequest('session')
  app.decorateRequest('viewer')
  app.addHook('onRequest', (request, reply, done) => {
    const { store, sessions, clock } = request.space
    const preferences = store.preferences.read()
    const timeout = durationOf(preferences.sessionTimeout)
    const claim = basicClaim(request.headers.authorization)
    const current = currentSession(request, timeout)
    const user = claim && authenticate(claim, current, request.space)
    request.session = current !== undefined && (user === undefined || current.login === user.login) ? current : sessions.open(user?.login)
    setCookies(reply, request.session, current, `${clock.now() + timeout},${timeout}`, basePath)
    request.viewer = viewerIn(request.session, user, request.space)
    if (!request.viewer.guest || !mustLogIn(request, preferences, basePath)) return done()
    toLogin(request, reply, preferences)
  })
}, { name: 'viewer', dependencies: ['space'] })

function currentSession (request: FastifyRequest, timeout: number): Session | undefined {
  const cookie = /(?:^|;\s*)JSESSIONID=([^;\s]+)/.exec(request.headers.cookie ?? '')?.[1]
  const id = cookie ?? request.raw.address?.session
  return id === undefined ? undefined : request.space.sessions.use(id, timeout)
}

/** A session of the same user is not checked again. @throws badCredentials */
function authenticate (claim: Claim, session: Session | undefined, { store, credentials }: Space): UserRow {
  const user = session?.login === claim.login ? store.users.find(claim.login) : credentials.check(claim)
  if (user === undefined) throw failures.badCredentials(loginFailure)
  return user
}

/** XNAT's default uiLoginFailureMessage. */
const loginFailure = 'Your login attempt failed because the username and password combination you provided was invalid or your user already has the maximum number of user sessions open. ' +
  'After 20 failed login attempts, your user account will be locked. If you believe your account is currently locked, you can:<ul><li>Unlock it by resetting your password</li>' +
  '<li>Wait one hour for it to unlock automatically</li></ul>'

function viewerIn (session: Session, user: UserRow | undefined, { store }: Space): Viewer {
  const found = user ?? (session.login === undefined ? undefined : store.users.find(session.login))
  return found?.enabled === 1 ? viewerOf(found) : guest
}

function setCookies (reply: FastifyReply, session: Session, known: Session | undefined, expiration: string, basePath: string): void {
  const opened = session === known ? [] : [`JSESSIONID=${session.id}; Path=${basePath === '' ? '/' : basePath}; HttpOnly`]
  reply.header('set-cookie', [...opened, `SESSION_EXPIRATION_TIME="${expiration}"; Version=1; Path=/`])
}

const pathOf = ({ originalUrl }: FastifyRequest, basePath: string): string => (originalUrl.split('?', 1)[0] ?? '').slice(basePath.length)

function mustLogIn (request: FastifyRequest, { requireLogin }: Preferences, basePath: string): boolean {
  const path = pathOf(request, basePath)
  return requireLogin && dataPath.test(path) && !openUrls.some(url => path.startsWith(url) && !path.includes('/', url.length))
}

/** XnatAuthenticationEntryPoint.commence: 401 for scripts, the login page for browsers. */
function toLogin (request: FastifyRequest, reply: FastifyReply, { siteId }: Preferences): FastifyReply {
  if (!browser.test(request.headers['user-agent'] ?? '')) throw failures.loginRequired(siteId)
  return reply.redirect(`${ownUrl(request)}/app/template/Login.vm`, 302)
}
