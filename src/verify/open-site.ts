import { Client } from '../recorded/client.ts'
import { RunEnded, type Site } from '../recorded/logins.ts'

/** How a site is reached, and who logs in. */
export interface Access {
  readonly url: string
  readonly user: string
  readonly password: string
  /** Passwords of the other users of the recordings; each is the login where it is missing. */
  readonly passwords: Readonly<Record<string, string>>
  /** How long a site may send nothing, in milliseconds. */
  readonly patience: number
}

export interface OpenSite {
  readonly site: Site
  readonly close: () => void
}

/** @returns a site as recordings speak to it: their `admin` is the given user. */
export function openSite ({ url, user, password, passwords, patience }: Access): OpenSite {
  const client = new Client(url, { ...passwords, [user]: password }, patience)
  const site: Site = {
    url: client.url,
    send: async ({ method, path, headers, body }) => {
      const { status, allHeaders, bytes } = await client.send(method, path, { as: null, headers, ...(body && { body }) })
      return { status, headers: allHeaders, bytes }
    },
    basic: login => client.basic(login === 'admin' ? user : login)
  }
  return { site, close: () => { client.close() } }
}

/**
 * The version that a site gives itself, for which an administrator logs in once.
 * @throws RunEnded where there is no XNAT, or the user is no administrator.
 */
export async function versionOf (site: Site, user: string): Promise<string> {
  const ask = async (path: string, headers: Record<string, string>) => site.send({ method: 'GET', path, headers }).catch((error: unknown) => {
    const { code, message } = error as NodeJS.ErrnoException
    throw new RunEnded(`${site.url} does not answer: ${code ?? message}`)
  })
  const login = await ask('/data/JSESSION', { authorization: site.basic('admin') })
  if (login.status === 401) throw new RunEnded(`${site.url} does not let ${user} log in: --user and --password, or XNAT_USER and XNAT_PASSWORD`)
  const session = login.bytes.toString('utf8').trim()
  if (login.status !== 200 || /[\s<>;,]|^$/.test(session)) throw new RunEnded(`${site.url} gives no session (${login.status}): is it an XNAT?`)
  const cookie = `JSESSIONID=${session}`
  try {
    const roles = await ask(`/xapi/users/${encodeURIComponent(user)}/roles`, { cookie })
    if (roles.status !== 200 || !/"Administrator"/i.test(roles.bytes.toString('utf8'))) {
      throw new RunEnded(`${user} is no administrator of ${site.url}: the recordings were made by one`)
    }
    const info = await ask('/xapi/siteConfig/buildInfo', { cookie })
    return /"version"\s*:\s*"([^"]*)"/.exec(info.bytes.toString('utf8'))?.[1] ?? 'of an unknown version'
  } finally {
    await site.send({ method: 'DELETE', path: '/data/JSESSION', headers: { cookie } }).catch(() => {})
  }
}
