import type { Clock } from '../clock.ts'

export interface Session {
  readonly id: string
  /** Whose it is; nobody's until a login. */
  login: string | undefined
  readonly csrf: string
  /** Epoch milliseconds of the last request. */
  used: number
}

/** Tomcat's sessions of one archive. Every request without one opens one, so the oldest go when there are too many. */
export class Sessions {
  private readonly byId = new Map<string, Session>()
  private readonly clock: Clock
  private readonly kept: number

  constructor (clock: Clock, kept = 20_000) {
    this.clock = clock
    this.kept = kept
  }

  /** A session that is still valid, now used once more. @param timeout milliseconds without a request that end it. */
  use (id: string, timeout: number): Session | undefined {
    const session = this.byId.get(id)
    if (session === undefined) return undefined
    this.byId.delete(id)
    const now = this.clock.now()
    if (now - session.used > timeout) return undefined
    session.used = now
    this.byId.set(id, session)
    return session
  }

  open (login: string | undefined): Session {
    if (this.byId.size >= this.kept) this.dropOldest()
    const session = { id: this.clock.sessionId(), login, csrf: this.clock.uuid(), used: this.clock.now() }
    this.byId.set(session.id, session)
    return session
  }

  end (id: string): void {
    this.byId.delete(id)
  }

  /** Ends all sessions of a user. @returns their IDs. */
  endAll (login: string): string[] {
    const ended = [...this.byId.values()].filter(session => session.login === login).map(({ id }) => id)
    for (const id of ended) this.byId.delete(id)
    return ended
  }

  clear (): void {
    this.byId.clear()
  }

  // the map is in the order of last use
  private dropOldest (): void {
    const [oldest] = this.byId.keys()
    if (oldest !== undefined) this.byId.delete(oldest)
  }
}

/** XNAT's `15 minutes`, `1 hour` and the like, in milliseconds. */
export function durationOf (text: string): number {
  const units: Readonly<Record<string, number>> = { second: 1e3, minute: 60e3, hour: 3600e3, day: 86400e3, week: 604800e3 }
  const total = [...text.matchAll(/(\d+)\s*(second|minute|hour|day|week)s?/gi)]
    .reduce((sum, [, count, unit = '']) => sum + Number(count) * (units[unit.toLowerCase()] ?? 0), 0)
  return total > 0 ? total : 900_000
}
