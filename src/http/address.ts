import type { IncomingMessage } from 'node:http'
import type { RefusedPath } from './refused-path.ts'

declare module 'node:http' {
  interface IncomingMessage {
    /** How the address of this request was read. */
    address?: Address
    /** The method that the client sent, where it is one that no route takes. */
    strangeMethod?: string
  }
}

/** Which part of the server answers: XNAT's Restlet or Spring, the control plane, the site for people, or none. */
export type Door = 'restlet' | 'spring' | 'control' | 'site' | 'none'

/** What the beginning of a path says of a request. */
export interface Entrance {
  readonly door: Door
  /** The part of the path that leads to the door, such as `/REST`, or `/data/archive` with the archive's twin. */
  readonly servlet: string
  /**
   * How XNAT's filters receive who is not logged in: at data paths (the preference dataPaths) scripts get a challenge
   * and people the login page, elsewhere everybody the login page. Without it nobody needs a login.
   */
  readonly login?: 'challenge' | 'page'
  /** Whether the address is one of those that need no login all the same. */
  readonly open: boolean
  /** Whether this server alone has it: no client of XNAT's comes here. */
  readonly own: boolean
  /** Whether a body that is sent here may hold a password. */
  readonly ofAccounts: boolean
}

/** An address as the rewriter reads it, once for each request. Whoever wants to know of an address looks here, never at its text. */
export interface Address extends Entrance {
  /** What the client wrote below the context path and the space, without the query. */
  readonly path: string
  /** What is behind the question mark. */
  readonly query: string
  /** The space that the path names; the default one where it names none. */
  readonly space?: string
  /** The template that the path matched, if any, and what stands there for its variables, not percent-decoded. */
  readonly template?: string
  readonly params?: Readonly<Record<string, string>>
  /** What follows the part that a resource's template matched, without its leading slash. */
  readonly rest: string
  /** Why the path is refused before any servlet: by the firewall, or what the container says. */
  readonly refused?: RefusedPath
}

const unread: Address = { door: 'none', open: false, own: false, ofAccounts: false, servlet: '', path: '', query: '', rest: '' }

export const addressOf = ({ raw: { address } }: { readonly raw: Pick<IncomingMessage, 'address'> }): Address => address ?? unread

/** Where resources are mounted inside the server, whatever the client's spelling. */
export const mount = '/data'

/** What every address of Restlet's is for Fastify. */
export const everywhere = `${mount}/-`

/** What a route takes, whatever its resource then says of it. */
export const everyMethod = ['GET', 'HEAD', 'PUT', 'POST', 'DELETE', 'OPTIONS', 'PATCH']

/** Where the control plane is. */
export const controlPath = '/_mock'

/** Below it lies a whole XNAT of each space, by its name. */
export const spacesPath = '/spaces'

export const loginPath = '/app/template/Login.vm'

interface Servlet extends Pick<Entrance, 'door' | 'login'> {
  readonly own?: true
}

/** The servlets, XNAT's and ours; of two that fit a path the first counts. */
const servlets: readonly (readonly [path: string, servlet: Servlet])[] = [
  ['/data', { door: 'restlet', login: 'challenge' }],
  ['/REST', { door: 'restlet', login: 'challenge' }],
  ['/xapi', { door: 'spring', login: 'challenge' }],
  ['/schemas', { door: 'spring', login: 'page' }],
  // XNAT asks for a login here too, but there is nothing in this server
  ['/fs', { door: 'none', login: 'challenge' }],
  ['/archive', { door: 'none', login: 'page' }],
  ['/app/template', { door: 'site', login: 'page' }],
  ['/app/action', { door: 'site', login: 'page' }],
  ['/app', { door: 'site', login: 'page', own: true }],
  ['/login', { door: 'site', login: 'page' }],
  ['/style', { door: 'site', own: true }],
  ['/scripts', { door: 'site', own: true }],
  [controlPath, { door: 'control', own: true }]
]

/** The first page, and what nothing stands at. */
const root: Servlet = { door: 'site', login: 'page' }
const nothing: Servlet = { door: 'none' }

/**
 * Addresses that need no login (configured-urls.yaml). Each is a prefix: one without a slash at its end stands for
 * `url*`, within its segment.
 */
const openUrls: readonly string[] = [
  '/REST/JSESSION', '/REST/services/auth', '/REST/services/sendemailverification', '/app/action/AcceptProjectAccess/par/',
  '/app/action/InactiveAccountEmail', '/app/action/ModifyPassword', '/app/action/RegisterExternalLogin', '/app/action/XDATForgotLogin',
  '/app/action/XDATRegisterUser', '/app/template/Error.vm', '/app/template/ForgotLogin.vm', '/app/template/InactiveAccount.vm',
  '/app/template/Login.vm', '/app/template/PostRegister.vm', '/app/template/Register.vm', '/app/template/RegisterExternalLogin.vm',
  '/app/template/ResendEmail.vm', '/app/template/ResendVerification.vm', '/app/template/VerificationSent.vm',
  '/app/template/VerifyEmail.vm', '/app/template/XDATScreen_UpdateUser.vm', '/data/JSESSION', '/data/services/auth',
  '/data/services/sendemailverification', '/favicon.ico', '/files/', '/images/', '/login', '/page/', '/pages/view/', '/scripts/', '/style/',
  '/themes/', '/xapi/siteConfig/buildInfo', '/xapi/siteConfig/siteHome', '/xapi/siteConfig/siteId', '/xapi/siteConfig/siteLogoPath',
  '/xapi/siteConfig/siteUrl'
]

const isOpen = (path: string): boolean =>
  openUrls.some(url => path.startsWith(url) && (url.endsWith('/') || !path.includes('/', url.length)))

/** Wherever these stand in a path, so that no spelling of an address lets a password out. */
const ofAccounts = /\/(?:services\/(?:auth|tokens)|login|JSESSION|xapi\/users|data\/users|REST\/users|app\/action)(?:\/|$)/i

/** What a URI of the archive says behind its servlet (UriParserUtils.parseURI). */
export const belowServlet = (uri: string): string => uri.replace(/^\/(?:data|REST)/, '')

/** @param path below the context path and the space, without a query. */
export function entranceOf (path: string): Entrance {
  const [servlet, { door, login, own = false }] =
    servlets.find(([servlet]) => path.startsWith(servlet) && (path.length === servlet.length || path[servlet.length] === '/')) ??
    ['', path === '' || path === '/' ? root : nothing]
  return { door, servlet, open: isOpen(path), own, ofAccounts: ofAccounts.test(path), ...(login !== undefined && { login }) }
}
