import type { WireAnswer } from './compare.ts'
import type { WireRequest } from './request.ts'
import type { Scenario, Step } from './scenario.ts'

/** A running XNAT, and how its users log in. */
export interface Site {
  /** The URL that all addresses begin with, without a slash at its end. */
  readonly url: string
  readonly send: (request: WireRequest) => Promise<WireAnswer>
  /** @returns the header that logs in a user of the recordings. */
  readonly basic: (user: string) => string
}

export class LoginRefused extends Error {}

/**
 * Logs users in. Each has one session for all scenarios, and other sessions that requests open are ended: XNAT refuses
 * a user who has more than 1,000 (`concurrentMaxSessions`), in a browser too.
 */
export class Logins {
  private readonly site: Site
  private readonly shared = new Map<string, string>()
  private readonly others = new Set<string>()

  constructor (site: Site) {
    this.site = site
  }

  /** @returns the headers that say who asks, by Basic or by a session. */
  async headersFor ({ as: user = 'admin', headers = {}, path }: Step, login: Scenario['login']): Promise<Record<string, string>> {
    if (user === null) return {}
    if (login !== 'session' || headers['cookie'] !== undefined || path.includes('JSESSION')) return { authorization: this.site.basic(user) }
    return { cookie: `JSESSIONID=${await this.sessionOf(user)}` }
  }

  private async sessionOf (user: string): Promise<string> {
    const known = this.shared.get(user)
    if (known !== undefined) return known
    const { status, bytes } = await this.site.send({ method: 'GET', path: '/data/JSESSION', headers: { authorization: this.site.basic(user) } })
    if (status !== 200) throw new LoginRefused(`cannot log in as ${user}: ${status}`)
    const session = bytes.toString('utf8').trim()
    this.shared.set(user, session)
    return session
  }

  /** Remembers the session that a request with Basic credentials has opened. */
  opened (request: WireRequest, { headers }: WireAnswer): void {
    const session = /JSESSIONID=([^;,\s]+)/.exec(headers['set-cookie'] ?? '')?.[1]
    if (session !== undefined && request.headers['authorization'] !== undefined) this.others.add(session)
  }

  /** Ends the sessions that the scenario's requests have opened. */
  async endOthers (): Promise<void> {
    for (const session of this.others) await this.end(session)
    this.others.clear()
  }

  async endAll (): Promise<void> {
    await this.endOthers()
    for (const session of this.shared.values()) await this.end(session)
    this.shared.clear()
  }

  /** A session that has ended already, or a server that has gone, is no failure of the run. */
  private async end (session: string): Promise<void> {
    await this.site.send({ method: 'DELETE', path: '/data/JSESSION', headers: { cookie: `JSESSIONID=${session}` } }).catch(() => {})
  }
}
