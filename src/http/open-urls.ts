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

export const isOpen = (path: string): boolean =>
  openUrls.some(url => path.startsWith(url) && (url.endsWith('/') || !path.includes('/', url.length)))

/** The preference dataPaths: what scripts are asked for credentials at, rather than sent to the login page. */
const dataPath = /^\/(?:xapi|data|REST|fs)(?:\/|$)/

export const isDataPath = (path: string): boolean => dataPath.test(path)

/** What XNAT serves besides; whatever this server has of its own is open to all. */
export const isOfXnat = (path: string): boolean =>
  isDataPath(path) || path === '/' || path === '' || /^\/(?:app|schemas|archive|login)(?:\/|$)/.test(path)
