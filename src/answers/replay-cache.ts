import type { Note } from '../plugins/exchange.ts'
import type { Mark } from '../store/sql/freshness.ts'

/** An answer as it was sent. */
export interface ReplayEntry {
  readonly payload: Buffer
  /** Names and values in turn; the cookies, which each answer gets of its own, stand at one place. */
  readonly head: readonly (string | string[])[]
  readonly cookiesAt: number
  /** In whose session it was answered; undefined for the guest's. */
  readonly login: string | undefined
  /** What was noted of the exchange beside the answer: journal, coverage, log. */
  readonly notes: readonly Note[]
}

/** Answers by the words of their requests, until anything is written to the archive. */
export class ReplayCache {
  private readonly entries = new Map<string, Map<string | undefined, ReplayEntry>>()
  private readonly mostBytes: number
  private bytes = 0
  private mark: Mark = -1

  /** @param mostBytes that all entries take together. */
  constructor (mostBytes: number) {
    this.mostBytes = mostBytes
  }

  /** @param mark of the archive now. @returns the entries for these words, by login. */
  find (words: string, mark: Mark): ReadonlyMap<string | undefined, ReplayEntry> | undefined {
    return mark === this.mark ? this.entries.get(words) : undefined
  }

  /** @param mark of the archive that the answer was made from. */
  add (words: string, mark: Mark, entry: ReplayEntry): void {
    const size = entry.payload.length + 2 * words.length + 1000
    if (size > this.mostBytes / 8) return
    if (mark !== this.mark || this.bytes + size > this.mostBytes) this.clear()
    this.mark = mark
    const byLogin = this.entries.get(words) ?? new Map<string | undefined, ReplayEntry>()
    this.entries.set(words, byLogin.set(entry.login, entry))
    this.bytes += size
  }

  private clear (): void {
    this.entries.clear()
    this.bytes = 0
  }
}
