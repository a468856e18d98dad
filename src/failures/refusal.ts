/** An answer of 4xx, in words of this server's own. */
export class Refusal extends Error {
  readonly status: number
  /** What would have been taken. */
  readonly expected: readonly string[] | undefined
  /** Each thing that is wrong, where there may be several. */
  readonly problems: readonly object[] | undefined

  constructor (status: number, message: string, expected?: readonly string[], problems?: readonly object[]) {
    super(message)
    this.status = status
    this.expected = expected
    this.problems = problems
  }
}
