/** What is known of an operation, whoever answers it. */
export interface Told {
  readonly id: string
  readonly tag: string
  readonly summary: string
  readonly method: string
  readonly addresses: readonly string[]
  readonly query?: Readonly<Record<string, string>>
  readonly refusals?: readonly string[]
  readonly bodies?: readonly string[]
  readonly formats?: readonly string[]
}
