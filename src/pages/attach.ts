import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { type Document, text } from '../model/document.ts'
import { bodyText, readBody } from '../entity/body.ts'
import { schemaOf, texts } from '../http/contract.ts'
import { loginPath } from '../http/address.ts'
import { ownUrl } from '../plugins/site.ts'
import { sitePage } from '../serializers/login-form.ts'

/**
 * The site for people, below / and /app, with the few pages of XNAT's own that clients look at. What shows it is loaded
 * with the first request to it: no start waits for that.
 */
export function attachPages (app: FastifyInstance): void {
  const get = (template: string, id: string, summary: string, page: (request: FastifyRequest) => unknown) => {
    const contentOf = () => texts(['text/html'])
    const schema = schemaOf({ id, tag: 'site', summary, method: 'GET', template, responses: { 200: 'A page' }, contentOf })
    app.get(template, { schema }, async request => page(request))
  }
  const show = async (request: FastifyRequest) => (await import('./dispatch.ts')).showPage(request)
  get('/', 'home', 'The first page, which shows who is logged in and holds the CSRF token', show)
  get(loginPath, 'loginPage', 'The page to log in', show)
  get('/app/template/InactiveAccount.vm', 'inactiveAccountPage', 'Where users of disabled accounts are sent', () =>
    page('<p>This account is not active.</p>')
  )
  get('/app/template/XDATScreen_UpdateUser.vm', 'updateUserPage', 'Where users are sent whose password is too old', () =>
    page('<p>Your password has expired. Please try again after updating your password.</p>')
  )
  app.get('/app/action/LogoutUser', { schema: { hide: true } }, logOut)
  app.post('/login', { schema: { hide: true } }, logIn)
  app.get('/app/*', { schema: { hide: true } }, show)
  app.post('/app/send', { schema: { hide: true } }, async (request, reply) => (await import('./send.ts')).sendForm(request, reply))
  app.post('/app/curl', { schema: { hide: true } }, async request => (await import('./send.ts')).curlOfForm(request))
  for (const url of ['/style/xnat-mock.css', '/scripts/xnat-mock.js']) {
    app.get(url, { schema: { hide: true } }, async (request, reply) => (await import('./assets.ts')).sendAsset(url, reply))
  }
}

const page = (body: string): Document => text(sitePage(body), { mime: 'text/html;charset=ISO-8859-1' })

/** Spring's form login: to the first page, or back to the form. */
async function logIn (request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
  const body = await readBody(request, 64 * 1024)
  const form = new URLSearchParams(body === undefined ? '' : bodyText(body))
  const login = form.get('username') ?? form.get('j_username') ?? ''
  const user = request.space.credentials.checkPassword({ login, password: form.get('password') ?? form.get('j_password') ?? '' })
  if (user === undefined) return reply.redirect(`${ownUrl(request)}${loginPath}?failed=true`, 302)
  request.session.login = user.login
  request.space.sessions.hold(request.session)
  return reply.redirect(`${ownUrl(request)}/`, 302)
}

/** XnatLogoutSuccessHandler */
function logOut (request: FastifyRequest, reply: FastifyReply): FastifyReply {
  request.space.sessions.end(request.session.id)
  return reply.redirect(ownUrl(request) + (request.space.store.preferences.read().requireLogin ? loginPath : '/'), 302)
}
