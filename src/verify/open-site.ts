import { Client } from '../recorded/client.ts'
import { Logins, RunEnded, type Site } from '../recorded/logins.ts'

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
    basic: login => client.basic(login === 'admin' ? user : login),
    login: login => login === 'admin' ? user : login
  }
  return { site, close: () => { client.close() } }
}

/**
 * The version that a site gives itself, for which an administrator logs in once.
 * @throws RunEnded where there is no XNAT, or the user is no administrator.
 */
export async function versionOf (site: Site, user: string): Promise<string> {
  const logins = new Logins(site)
  try {
    const cookie = `JSESSIONID=${await logins.sessionOf('admin')}`
    const read = async (path: string): Promise<string> => {
      const { status, bytes } = await site.send({ method: 'GET', path, headers: { cookie } })
      return status === 200 ? bytes.toString('utf8') : ''
    }
    if (!/"Administrator"/i.test(await read(`/xapi/users/${encodeURIComponent(user)}/roles`))) {
      throw new RunEnded(`${user} is no administrator of ${site.url}: the recordings were made by one`)
    }
    return /"version"\s*:\s*"([^"]*)"/.exec(await read('/xapi/siteConfig/buildInfo'))?.[1] ?? 'of an unknown version'
  } finally {
    await logins.endAll()
  }
}
