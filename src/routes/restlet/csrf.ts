import type { FastifyRequest } from 'fastify'
import { failures } from '../../failures/index.ts'
import { parametersOf } from '../../http/parameters.ts'

/** UserAgentUtils' browsers for desktops and telephones, as far as their names distinguish them from tools. */
const isBrowser = (userAgent: string): boolean =>
  /mozilla|opera|msie|chrome|safari/i.test(userAgent) &&
  !/bot|crawl|spider|slurp|curl|wget|python|java|thunderbird|outlook|XNATDesktopClient/i.test(userAgent)

/**
 * SecureAction.isCsrfTokenOk, called by XnatSecureGuard: browsers must send their session's token along with what they
 * change, as query parameter. A form in the body is not read for it.
 * @throws invalidCsrf
 */
export function checkCsrf (request: FastifyRequest): void {
  const userAgent = request.headers['user-agent'] ?? ''
  if (!isBrowser(userAgent) || !request.space.store.preferences.read().enableCsrfToken) return
  if (parametersOf(request).get('XNAT_CSRF')?.toLowerCase() !== request.session.csrf) throw failures.invalidCsrf(describe(request))
}

/** SecureAction.csrfTokenErrorMessage */
function describe (request: FastifyRequest): string {
  const { rawHeaders } = request.raw
  const headers = rawHeaders.flatMap((name, at) =>
    at % 2 === 0 ? [` * ${name}: ${/^authorization$/i.test(name) ? 'XXXXXXXXX' : (rawHeaders[at + 1] ?? '')}`] : []
  )
  const cookies = (request.headers.cookie ?? '')
    .split(/;\s*/)
    .filter(text => text !== '')
    .map(text => ` * ${text.replace('=', ' ')} -1 null`)
  return (
    `${request.method} on URL: ${request.protocol}://${request.host}${request.originalUrl.split('?', 1)[0] ?? ''} from ${request.ip}:\n` +
    `Headers:\n${headers.join('\n')}\nCookies:\n${cookies.length === 0 ? ' * <none>' : cookies.join('\n')}`
  )
}
