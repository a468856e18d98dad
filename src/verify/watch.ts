import type { WireAnswer } from '../recorded/compare.ts'
import { type Logins, RunEnded, type Site } from '../recorded/logins.ts'
import type { WireRequest } from '../recorded/request.ts'

/** Sees each request of a run with its answer. */
export type Observer = (request: WireRequest, answer: WireAnswer) => void

/**
 * A site that is watched: the run ends where the server has gone, or does not let the administrator log in any more; a
 * session that has ended is opened again. @param logins of the site itself.
 */
export function watched (site: Site, logins: Logins, observe: Observer): Site {
  return {
    ...site,
    send: async request => {
      const answer = await withSession(request, site, logins)
      observe(request, answer)
      return answer
    }
  }
}

async function withSession (request: WireRequest, site: Site, logins: Logins): Promise<WireAnswer> {
  const answer = await sent(request, site)
  if (answer.status === 401 && request.headers['authorization'] === site.basic('admin')) await logIn(site, logins)
  const session = /^JSESSIONID=([^;]+)$/.exec(request.headers['cookie'] ?? '')?.[1]
  if (answer.status !== 401 || session === undefined || await isOpen(session, site)) return answer
  const renewed = await logins.renewed(session)
  return renewed === undefined ? answer : sent({ ...request, headers: { ...request.headers, cookie: `JSESSIONID=${renewed}` } }, site)
}

/** @throws RunEnded where the administrator cannot log in. */
async function logIn (site: Site, logins: Logins): Promise<void> {
  const answer = await sent({ method: 'GET', path: '/data/JSESSION', headers: { authorization: site.basic('admin') } }, site)
  logins.opened(answer)
  if (answer.status === 401) throw new RunEnded(`${site.url} does not let ${site.login?.('admin') ?? 'admin'} log in any more: 401`)
}

/** XNAT answers the session's own ID; without a session, 401 or another one. */
async function isOpen (session: string, site: Site): Promise<boolean> {
  const { status, bytes } = await sent({ method: 'GET', path: '/data/JSESSION', headers: { cookie: `JSESSIONID=${session}` } }, site)
  return status === 200 && bytes.toString('utf8').trim() === session
}

async function sent (request: WireRequest, site: Site): Promise<WireAnswer> {
  try {
    return await site.send(request)
  } catch (error) {
    const why = await whyGone(site)
    if (why !== undefined) throw new RunEnded(`${site.url} does not answer any more: ${why}`)
    throw error
  }
}

/** @returns why a server that has not answered a request answers no other one, if it does not. */
async function whyGone (site: Site): Promise<string | undefined> {
  try {
    await site.send({ method: 'GET', path: '/', headers: {} })
    return undefined
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException
    return code ?? message
  }
}
