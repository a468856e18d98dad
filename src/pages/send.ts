import type { FastifyReply, FastifyRequest } from 'fastify'
import { failures } from '../failures/index.ts'
import { type Document, text } from '../model/document.ts'
import { bodyText, readBody } from '../entity/body.ts'
import { type Door, entranceOf } from '../http/address.ts'
import { ownUrl } from '../plugins/site.ts'
import { curl } from './parts/curl.ts'
import { isSuccess, keepOutcome } from './parts/flash.ts'
import { requestOf } from './parts/request-of.ts'
import { type ApiRequest, Site } from './parts/site.ts'

/** The largest form, in bytes. */
const limit = 64 * 1024

/** Sends what a form of the site stands for as the one who is logged in. */
export async function sendForm (request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
  const { form, sent } = await formIn(request)
  const site = new Site(request)
  const answer = await site.send(sent)
  // whoever moves the clock on is not to be logged out by that
  request.session.used = request.space.clock.now()
  keepOutcome(site, { sent, answer, form })
  return reply.redirect(ownUrl(request) + ownPath(form.get(isSuccess(answer) ? 'next' : 'here')), 303)
}

/** What a form of the site stands for, as a command. */
export async function curlOfForm (request: FastifyRequest): Promise<Document> {
  const { sent } = await formIn(request)
  return text(curl(new Site(request), sent), { mime: 'text/plain;charset=UTF-8' })
}

const doors: ReadonlySet<Door> = new Set(['restlet', 'control'])

/** A form, and the request that it stands for. It needs the token of the session, which no page of another site knows. */
async function formIn (request: FastifyRequest): Promise<{ form: URLSearchParams, sent: ApiRequest }> {
  const body = await readBody(request, limit)
  const form = new URLSearchParams(body === undefined ? '' : bodyText(body))
  if (form.get('XNAT_CSRF') !== request.session.csrf) throw failures.foreignForm()
  const sent = requestOf(form)
  const isSent = doors.has(entranceOf(sent.path).door) && ['PUT', 'POST', 'DELETE'].includes(sent.method)
  if (!isSent) throw failures.noSuchEndpoint()
  return { form, sent }
}

/** A page of the site, and nothing that leads out of it. */
const ownPath = (path: string | null): string => path !== null && /^\/(?![/\\])/.test(path) ? path : '/'
