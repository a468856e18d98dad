/** What was answered, but for the headers that every answer gets of its own. */
export interface KeptAnswer {
  readonly payload: Buffer
  readonly headers: Readonly<Record<string, string>>
}

/** Answers to reading, as bytes, until anything is written: a list that nobody has changed is not written again. */
export class KeptAnswers {
  private readonly byKey = new Map<string, KeptAnswer>()
  private readonly mostBytes: number
  private bytes = 0
  private version = -1

  /** @param mostBytes that are kept at once. */
  constructor (mostBytes: number) {
    this.mostBytes = mostBytes
  }

  /** @param version of the data now. */
  find (key: string, version: number): KeptAnswer | undefined {
    return version === this.version ? this.byKey.get(key) : undefined
  }

  /** @param version of the data that the answer was made from. */
  keep (key: string, version: number, answer: KeptAnswer): void {
    if (answer.payload.length > this.mostBytes / 8) return
    if (version !== this.version || this.bytes + answer.payload.length > this.mostBytes) this.clear()
    this.version = version
    this.byKey.set(key, answer)
    this.bytes += answer.payload.length + 2 * key.length
  }

  clear (): void {
    this.byKey.clear()
    this.bytes = 0
  }
}
