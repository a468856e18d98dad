import type { Space } from '../spaces/space.ts'

/** Where a request came to. */
export interface Reached {
  /** http or https. */
  readonly protocol: string
  /** With the port, as the client named it. */
  readonly host: string
  readonly space: Space
}

/** Where this server was reached, without the context path; the scheme's own port is left out. */
export const siteOfServer = ({ protocol, host }: Omit<Reached, 'space'>): string =>
  `${protocol}://${host.replace(protocol === 'https' ? /:443$/ : /:80$/, '')}`

/** Where this request came to, with the context path and the space. */
export const ownUrl = (request: Reached): string => siteOfServer(request) + request.space.basePath

/** The site's address: the preference siteUrl, where someone set it, else where this request came to. */
export function siteUrl (request: Reached): string {
  const { siteUrl } = request.space.store.preferences.read()
  return siteUrl === '' ? ownUrl(request) : siteUrl
}

/** Scheme and authority of the site's address, which XNAT puts before the path of a request. */
export function siteOrigin (request: Reached): string {
  const url = siteUrl(request)
  return URL.canParse(url) ? new URL(url).origin : url
}
