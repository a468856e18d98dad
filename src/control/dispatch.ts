import type { FastifyReply, FastifyRequest } from 'fastify'
import { bodyText, readBody } from '../entity/body.ts'
import { addressOf, controlPath } from '../http/address.ts'
import { type Match, Paths } from '../http/paths.ts'
import { byTemplate } from '../http/template.ts'
import { check } from '../spaces/check.ts'
import { operations } from './index.ts'
import { nearest } from '../model/nearest.ts'
import type { Operation } from './operation.ts'
import { Refusal } from '../failures/refusal.ts'

const paths = new Paths<readonly Operation[]>()
for (const [url, those] of byTemplate(operations, ({ url }) => url)) paths.add(url, those)

/** The largest body of JSON, in bytes. */
const bodyLimit = 64 * 1024 * 1024

/** Answers a request below /_mock: JSON, also where it is refused. */
export async function dispatchControl (request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
  try {
    ownPagesOnly(request)
    const { path, servlet, query } = addressOf(request)
    const { operation, params } = find(request.method, path.slice(servlet.length), reply)
    const body = operation.body && check(operation.body, await jsonIn(request))
    const result = await operation.run({
      space: request.space,
      spaces: request.server.spaces,
      params,
      query: new URLSearchParams(query),
      body,
      request,
      reply
    })
    return reply.sent || result === reply ? reply : send(reply, result)
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    return send(reply.code(error.status), {
      error: error.message,
      ...(error.expected && { expected: error.expected }),
      ...(error.problems && { problems: error.problems })
    })
  }
}

const send = (reply: FastifyReply, value: unknown): FastifyReply =>
  reply.header('content-type', 'application/json').send(JSON.stringify(value ?? {}))

/** A page of another site, open in a developer's browser, is not to rule this server. */
function ownPagesOnly ({ headers: { origin }, host, server }: FastifyRequest): void {
  if (origin === undefined || (URL.canParse(origin) && new URL(origin).host === host) || server.allowsOrigin(origin)) return
  throw new Refusal(403, `a page of ${origin} may not use the control plane`)
}

function find (method: string, path: string, reply: FastifyReply): { operation: Operation, params: Match<unknown>['params'] } {
  const there = [...paths.all(path)].flatMap(({ found, params }) => found.map(operation => ({ operation, params })))
  const fitting = there.find(({ operation }) => operation.method === (method === 'HEAD' ? 'GET' : method))
  if (fitting) return fitting
  const allowed = there.map(({ operation }) => operation.method)
  if (allowed.length === 0) {
    throw new Refusal(
      404,
      `there is no ${controlPath}${path}`,
      nearest(path, [...new Set(operations.map(({ url }) => url))]).map(url => controlPath + url)
    )
  }
  reply.header('allow', allowed.join(', '))
  throw new Refusal(405, `${controlPath}${path} does not take ${method}`, allowed)
}

async function jsonIn (request: FastifyRequest): Promise<unknown> {
  const body = await readBody(request, bodyLimit)
  const text = body === undefined ? '' : bodyText(body)
  if (text.trim() === '') return {}
  try {
    return JSON.parse(text)
  } catch (error) {
    throw new Refusal(400, `the body is not JSON: ${(error as Error).message}`)
  }
}
