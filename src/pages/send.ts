import type { FastifyReply, FastifyRequest } from 'fastify'
import { failures } from '../failures/index.ts'
import { type Document, text } from '../model/document.ts'
import { bodyText, readBody } from '../entity/body.ts'
import { ownUrl } from '../plugins/site.ts'
import { curl } from './parts/curl.ts'
import { isSuccess, keepOutcome } from './parts/flash.ts'
import { requestOf } from './parts/request-of.ts'
import { Site } from './parts/site.ts'

/** The largest form, in bytes. */
const limit = 64 * 1024

/**
 * Takes a form of the site: /app/send sends what it stands for as the one who is logged in, /app/curl tells it.
 * Either wants the token of the session, which no page of another site knows.
 */
export async function takeForm (request: FastifyRequest, reply: FastifyReply): Promise<Document | FastifyReply> {
  const site = new Site(request)
  const body = await readBody(request, limit)
  const form = new URLSearchParams(body === undefined ? '' : bodyText(body))
  if (form.get('XNAT_CSRF') !== request.session.csrf) throw failures.foreignForm()
  const sent = requestOf(form)
  if (!/^\/(?:data|_mock)\//.test(sent.path) || !['PUT', 'POST', 'DELETE'].includes(sent.method)) throw failures.noSuchEndpoint()
  if (site.path === '/app/curl') return text(curl(site, sent), { mime: 'text/plain;charset=UTF-8' })
  const answer = await site.send(sent)
  // whoever moves the clock on is not to be logged out by that
  request.session.used = request.space.clock.now()
  keepOutcome(site, { sent, answer, form })
  return reply.redirect(ownUrl(request) + ownPath(form.get(isSuccess(answer) ? 'next' : 'here')), 303)
}

/** A page of the site, and nothing that leads out of it. */
const ownPath = (path: string | null): string => path !== null && /^\/(?![/\\])/.test(path) ? path : '/'
