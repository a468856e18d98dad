import type { Entry } from './journal.ts'
import type { Use } from './coverage/coverage.ts'

/** An answer as it was sent, and what its request did beside being answered. */
export interface KeptAnswer {
  readonly payload: Buffer
  /** Names and values in turn; the cookies, which each answer gets of its own, stand at one place. */
  readonly head: readonly (string | string[])[]
  readonly cookiesAt: number
  /** In whose session it was answered; nobody's for the guest. */
  readonly login: string | undefined
  /** For the journal, where there is one. */
  readonly told: Omit<Entry, 'id' | 'time' | 'milliseconds' | 'cut'>
  /** For the coverage. */
  readonly use: Use | undefined
}

/** Answers to reading, as bytes, until anything is written: a list that nobody has changed is not written again. */
export class KeptAnswers {
  private readonly byKey = new Map<string, Map<string | undefined, KeptAnswer>>()
  private readonly mostBytes: number
  private bytes = 0
  private version = -1

  /** @param mostBytes that are kept at once. */
  constructor (mostBytes: number) {
    this.mostBytes = mostBytes
  }

  /** @param version of the data now. @returns the answers by the login of who got them. */
  find (key: string, version: number): ReadonlyMap<string | undefined, KeptAnswer> | undefined {
    return version === this.version ? this.byKey.get(key) : undefined
  }

  /** @param version of the data that the answer was made from. */
  keep (key: string, version: number, answer: KeptAnswer): void {
    const size = answer.payload.length + 2 * key.length + 1000
    if (size > this.mostBytes / 8) return
    if (version !== this.version || this.bytes + size > this.mostBytes) this.clear()
    this.version = version
    const byLogin = this.byKey.get(key) ?? new Map()
    this.byKey.set(key, byLogin.set(answer.login, answer))
    this.bytes += size
  }

  clear (): void {
    this.byKey.clear()
    this.bytes = 0
  }
}
