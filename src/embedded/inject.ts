import type { FastifyInstance } from 'fastify'
import type { Account } from '../seeds/account.ts'
import type { XnatAnswer, XnatRequest } from './xnat.ts'

/** Sends a request to a server without a socket. @param basePath of the space. */
export async function inject (app: FastifyInstance, basePath: string, account: Account, request: XnatRequest): Promise<XnatAnswer> {
  const { url, method = 'GET', headers = {}, body, as = account } = request
  const answer = await app.inject({
    method,
    url: basePath + url,
    headers: { ...(as !== null && { authorization: basic(as) }), ...headers },
    ...(body !== undefined && { payload: typeof body === 'string' ? body : Buffer.from(body) })
  })
  return {
    status: answer.statusCode,
    headers: textHeaders(answer.headers),
    body: answer.body,
    bytes: answer.rawPayload,
    json: () => JSON.parse(answer.body) as unknown
  }
}

const basic = ({ user, password }: Account): string => `Basic ${Buffer.from(`${user}:${password}`).toString('base64')}`

const textHeaders = (headers: Readonly<Record<string, string | number | string[] | undefined>>): XnatAnswer['headers'] =>
  Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, typeof value === 'number' ? String(value) : value]))
