import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { escapeHtml } from '../model/escape.ts'
import { type Document, text } from '../model/document.ts'
import { bodyText, readBody } from '../plugins/body.ts'
import type { Parameters } from '../plugins/parameters.ts'
import { ownUrl } from '../plugins/site.ts'
import { loginForm, sitePage } from '../serializers/login-form.ts'

/** The few pages of XNAT's own site that clients look at. What they search for in the text stands here as XNAT has it. */
export function attachPages (app: FastifyInstance): void {
  const get = (url: string, operationId: string, summary: string, page: (request: FastifyRequest) => Document | Promise<Document>) => {
    app.get(url, { schema: { operationId, tags: ['site'], summary, response: { 200: { description: 'A page', content: { 'text/html': { schema: { type: 'string' } } } } } } }, async request => page(request))
  }
  get('/', 'home', 'The first page, which tells who is logged in and the CSRF token', home)
  get('/app/template/Login.vm', 'loginPage', 'The page to log in', loginPage)
  get('/app/template/InactiveAccount.vm', 'inactiveAccountPage', 'Where users of disabled accounts are sent', () => page('<p>This account is not active.</p>'))
  get('/app/template/XDATScreen_UpdateUser.vm', 'updateUserPage', 'Where users are sent whose password is too old', () => page('<p>Your password has expired. Please try again after updating your password.</p>'))
  app.get('/app/action/LogoutUser', { schema: { hide: true } }, logOut)
  app.post('/login', { schema: { hide: true } }, logIn)
}

const html = (page: string): Document => text(page, { mime: 'text/html;charset=UTF-8' })

const page = (body: string, head = ''): Document => html(sitePage(body, head))

function home ({ viewer, session, space }: FastifyRequest): Document {
  space.sessions.hold(session)
  const user = viewer.guest
    ? '<span style="color:red;">Guest</span>'
    : `&nbsp;<a id="username-link" href="${space.basePath}/app/template/XDATScreen_UpdateUser.vm">${escapeHtml(viewer.login)}</a>`
  return page(
    `<span id="user_info">Logged in as: ${user}</span>\n<p><a href="${space.basePath}/_mock/docs">What this server answers</a></p>`,
    `<script>var csrfToken = '${session.csrf}';</script>\n`)
}

const loginPage = ({ space, query }: FastifyRequest): Document => html(loginForm(space.basePath, (query as Parameters).get('failed') !== undefined))

/** Spring's form login: to the first page, or back to the form. */
async function logIn (request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
  const body = await readBody(request, 64 * 1024)
  const form = new URLSearchParams(body === undefined ? '' : bodyText(body))
  const login = form.get('username') ?? form.get('j_username') ?? ''
  const user = request.space.credentials.checkPassword({ login, password: form.get('password') ?? form.get('j_password') ?? '' })
  if (user === undefined) return reply.redirect(`${ownUrl(request)}/app/template/Login.vm?failed=true`, 302)
  request.session.login = user.login
  request.space.sessions.hold(request.session)
  return reply.redirect(`${ownUrl(request)}/`, 302)
}

/** XnatLogoutSuccessHandler */
function logOut (request: FastifyRequest, reply: FastifyReply): FastifyReply {
  request.space.sessions.end(request.session.id)
  return reply.redirect(ownUrl(request) + (request.space.store.preferences.read().requireLogin ? '/app/template/Login.vm' : '/'), 302)
}
