import type { Clock } from '../clock.ts'
import { Generations } from './generations.ts'

export class Session {
  readonly id: string
  /** Whose it is; nobody's until a login. */
  login: string | undefined
  /** Epoch milliseconds of the last request. */
  used: number
  private readonly clock: Clock
  private token: string | undefined

  constructor (login: string | undefined, clock: Clock) {
    this.id = clock.sessionId()
    this.login = login
    this.used = clock.now()
    this.clock = clock
  }

  /** The token that browsers send along with what they change; made when it is first asked for. */
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
    const now = this.clock.now()
    if (now - session.used > timeout) {
      this.end(id)
      return undefined
    }
    session.used = now
    this.hold(session)
    return session
  }

  open (login: string | undefined): Session {
    const session = new Session(login, this.clock)
    this.opened.set(session.id, session)
    return session
  }

  /** Keeps a session apart that a client has asked for. */
  hold (session: Session): void {
    this.used.set(session.id, session)
  }

  end (id: string): void {
    this.opened.delete(id)
    this.used.delete(id)
  }

  /** Ends all sessions of a user. @returns their IDs. */
  endAll (login: string): string[] {
    const ended = new Set([...this.opened.values(), ...this.used.values()].filter(session => session.login === login).map(({ id }) => id))
    for (const id of ended) this.end(id)
    return [...ended]
  }

  clear (): void {
    this.opened.clear()
    this.used.clear()
  }
}

const durations = new Map<string, number>()

/** XNAT's `15 minutes`, `1 hour` and the like, in milliseconds. */
export function durationOf (text: string): number {
  const known = durations.get(text)
  if (known !== undefined) return known
  const duration = parseDuration(text)
  if (durations.size < 100) durations.set(text, duration)
  return duration
}

function parseDuration (text: string): number {
  const units: Readonly<Record<string, number>> = { second: 1e3, minute: 60e3, hour: 3600e3, day: 86400e3, week: 604800e3 }
  const total = [...text.matchAll(/(\d+)\s*(second|minute|hour|day|week)s?/gi)]
    .reduce((sum, [, count, unit = '']) => sum + Number(count) * (units[unit.toLowerCase()] ?? 0), 0)
  return total > 0 ? total : 900_000
}
