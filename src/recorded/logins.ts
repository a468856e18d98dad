import { ExpectedError } from '../process/expected-error.ts'
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
  /** @returns the login of a user of the recordings, where it is another one than there. */
  readonly login?: (user: string) => string
}

/** A run that cannot go on: nobody answers, or nobody may log in. */
export class RunEnded extends ExpectedError {
  override readonly exitCode = 2
}

export class LoginRefused extends RunEnded {}

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

  /** @returns the headers with the credentials of a step: Basic, or the session of its user. */
  async headersFor ({ as: user = 'admin', headers = {}, path }: Step, login: Scenario['login']): Promise<Record<string, string>> {
    if (user === null) return {}
    const basic = login !== 'session' || headers['cookie'] !== undefined || path.includes('JSESSION')
    return basic ? { authorization: this.site.basic(user) } : { cookie: `JSESSIONID=${await this.sessionOf(user)}` }
  }

  /** The user's session, opened where there is none yet. @throws LoginRefused */
  async sessionOf (user: string): Promise<string> {
    const session = this.shared.get(user) ?? await this.open(user)
    this.shared.set(user, session)
    return session
  }

  /** Logs in again the user whose session has ended, such as by time. @returns the new session; undefined for a session of no user. */
  async renewed (ended: string): Promise<string | undefined> {
    const user = [...this.shared].find(([, session]) => session === ended)?.[0]
    if (user === undefined) return undefined
    this.shared.delete(user)
    return this.sessionOf(user)
  }

  private async open (user: string): Promise<string> {
    const request = { method: 'GET', path: '/data/JSESSION', headers: { authorization: this.site.basic(user) } }
    const answer = await this.site.send(request).catch((error: unknown) => error as NodeJS.ErrnoException)
    if (answer instanceof Error) throw new LoginRefused(`${this.site.url} does not answer: ${answer.code ?? answer.message}`)
    const session = answer.bytes.toString('utf8').trim()
    if (answer.status === 200 && !/[\s<>;,]|^$/.test(session)) return session
    this.opened(answer)
    const login = this.site.login?.(user) ?? user
    if (answer.status === 401) throw new LoginRefused(`${this.site.url} does not let ${login} log in: 401`)
    throw new LoginRefused(`${this.site.url} gives ${login} no session (${answer.status}): is it an XNAT?`)
  }

  /** Remembers the session that a request has opened, by Basic credentials or a form. */
  opened ({ headers }: WireAnswer): void {
    const session = /JSESSIONID=([^;,\s]+)/.exec(headers['set-cookie'] ?? '')?.[1]
    if (session !== undefined) this.others.add(session)
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
