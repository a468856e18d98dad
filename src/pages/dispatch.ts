import { createHash } from 'node:crypto'
import type { FastifyRequest } from 'fastify'
import { failures } from '../failures/index.ts'
import { loginPath } from '../http/address.ts'
import { Paths } from '../http/paths.ts'
import { type Document, text } from '../model/document.ts'
import { type Markup, html } from '../serializers/markup.ts'
import { pageHtml } from '../serializers/page.ts'
import { home } from './archive/home.ts'
import { flashPart } from './parts/flash.ts'
import { pages } from './index.ts'
import type { Content, PageRoute, Variables } from './parts/page.ts'
import { Site, Unreadable } from './parts/site.ts'

const paths = new Paths<PageRoute>()
for (const page of pages) paths.add(page.url, page)

/** Answers a request for a page of the site. @throws noSuchEndpoint where there is none. */
export async function showPage (request: FastifyRequest): Promise<Document> {
  const site = new Site(request)
  const match = paths.find(site.path)
  if (match === undefined) throw failures.noSuchEndpoint()
  request.space.sessions.hold(request.session)
  const content = await contentOf(site, match.found, match.params)
  return written(site, match.found, content)
}

async function contentOf (site: Site, page: PageRoute, variables: Variables): Promise<Content> {
  try {
    return await page.show(site, variables)
  } catch (error) {
    if (!(error instanceof Unreadable)) throw error
    return {
      title: 'Not to be seen',
      status: error.status,
      body: html`<h1>Not to be seen</h1>\n<p role="alert" class="flash bad"><strong>${error.status}</strong> ${error.message}</p>\n`
    }
  }
}

/** What a client finds the token in; a script like XNAT's, which the policy lets pass by its hash. */
const csrfScript = ({ request: { session } }: Site): string => `var csrfToken = '${session.csrf}';`

const hashOf = (text: string): string => `'sha256-${createHash('sha256').update(text).digest('base64')}'`

/** How XNAT shows its guest, which clients look for to the letter. */
const guestStyle = 'color:red;'

/** Scripts and styles come from files of this server, but for those two of XNAT's, and nothing goes elsewhere. */
const policy = (script: string): string =>
  `default-src 'none'; script-src 'self' ${hashOf(script)}; style-src 'self' 'unsafe-hashes' ${hashOf(guestStyle)}; img-src 'self' ` +
  'data:; ' +
  "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'self'"

function written (site: Site, route: PageRoute, { title, trail, current, status = 200, head, body }: Content): Document {
  const script = csrfScript(site)
  // safe: a token is hexadecimal digits and hyphens
  const token = html`<script>${html([script] as unknown as TemplateStringsArray)}</script>\n`
  const page = pageHtml({
    title,
    base: site.base,
    control: site.hasControl,
    aside: aside(site),
    script: true,
    body: html`${flashPart(site)}${body}`,
    head: html`${route === home && token}${head}`,
    ...(trail && { trail }),
    ...(current !== undefined && { current })
  })
  const headers = { 'content-security-policy': policy(script), 'referrer-policy': 'same-origin' }
  return route.latin1 === true
    ? text(page, { mime: 'text/html;charset=ISO-8859-1', status, headers })
    : text(page, { mime: 'text/html;charset=UTF-8', status, headers: { ...headers, 'cache-control': 'no-store' } })
}

/** Who is logged in, in the words that clients look for, and in which space. */
function aside (site: Site): Markup {
  const { base, space, request: { viewer } } = site
  const user = viewer.guest
    ? html`${userInfo(html`<span style="${guestStyle}">Guest</span>`)} <a href="${base}${loginPath}">Log in</a>`
    : html`${userInfo(html`&nbsp;${userLink(base, viewer.login)}`)} <a href="${base}/app/action/LogoutUser">Log out</a>`
  return html`${!site.inDefaultSpace && html`<a class="space" href="${base}/app/spaces">Space ${space.name}</a> `}${user}`
}

const userInfo = (who: Markup): Markup => html`<span id="user_info">Logged in as: ${who}</span>`

const userLink = (base: string, login: string): Markup =>
  html`<a id="username-link" href="${base}/app/template/XDATScreen_UpdateUser.vm">${login}</a>`
