import type { Clock } from '../process/clock.ts'
import { Generations } from './generations.ts'

export class Session {
  readonly id: string
  /** Whose it is; nobody's until a login. */
  login: string | undefined
  /** Epoch milliseconds of the last request. */
  used: number
  /** Whether Spring's register of sessions has it: not where AuthenticationRestlet has logged it in, past the filters. */
  registered = true
  private readonly clock: Clock
  private token: string | undefined

  constructor (login: string | undefined, clock: Clock, token?: string) {
    this.id = clock.sessionId()
    this.login = login
    this.used = clock.now()
    this.clock = clock
    this.token = token
  }

  /** The same with another ID and another user. */
  renewed (login: string): Session {
    return new Session(login, this.clock, this.token)
  }

  /** The token that browsers send along with what they change; made when it is first requested. */
  get csrf (): string {
    this.token ??= this.clock.uuid()
    return this.token
  }
}

/**
 * Tomcat's sessions of one archive. Every request without one opens one, most of them for nothing: those that a client
 * came back with are kept apart, so that a flood of the others does not sweep them away.
 */
export class Sessions {
  private readonly opened = new Generations<Session>(5_000)
  private readonly used = new Generations<Session>(20_000)
  private readonly clock: Clock

  constructor (clock: Clock) {
    this.clock = clock
  }

  /** A session that is still valid, now used once more. @param timeout milliseconds without a request that end it. */
  use (id: string, timeout: number): Session | undefined {
    const session = this.used.get(id) ?? this.opened.get(id)
    if (session === undefined) return undefined
    if (!this.isValid(session, timeout)) {
      this.end(id)
      return undefined
    }
    session.used = this.clock.now()
    this.hold(session)
    return session
  }

  open (login: string | undefined): Session {
    const session = new Session(login, this.clock)
    this.opened.set(session.id, session)
    return session
  }

  /** A login over a session ends it; a new one has its attributes (SessionFixationProtectionStrategy). */
  renew (session: Session, login: string): Session {
    const renewed = session.renewed(login)
    this.end(session.id)
    this.opened.set(renewed.id, renewed)
    return renewed
  }

  /** Keeps a session apart that a client has requested. */
  hold (session: Session): void {
    this.used.set(session.id, session)
  }

  /** Whether clients have come back with so many sessions of a user. */
  areHeld (login: string, most: number, timeout: number): boolean {
    return (
      this.used.most >= most &&
      [...this.used.values()].filter(session => session.login === login && this.isValid(session, timeout)).length >= most
    )
  }

  private isValid ({ used }: Session, timeout: number): boolean {
    return this.clock.now() - used <= timeout
  }

  /** One that there is, whether or not its time is up. */
  find (id: string): Session | undefined {
    return this.used.get(id) ?? this.opened.get(id)
  }

  end (id: string): void {
    this.opened.delete(id)
    this.used.delete(id)
  }

  /** The IDs of all valid sessions in which someone is logged in and which are registered, by login. */
  list (timeout: number): Map<string, string[]> {
    const ids = new Map<string, Set<string>>()
    for (const session of [...this.used.values(), ...this.opened.values()]) {
      if (session.login !== undefined && session.registered && this.isValid(session, timeout)) {
        ids.set(session.login, (ids.get(session.login) ?? new Set()).add(session.id))
      }
    }
    return new Map([...ids].map(([login, sessions]) => [login, [...sessions]]))
  }

  clear (): void {
    this.opened.clear()
    this.used.clear()
  }
}
