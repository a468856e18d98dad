import type { failures } from '../failures/index.ts'

/** What is said of an operation, whoever answers it: the contract, the coverage of a client's tests and the warnings go by it. */
export interface Description {
  /** Unique: its operationId in the contract. Further addresses of the same operation get a suffix there. */
  readonly id: string
  readonly summary: string
  readonly description?: string
  /** Query parameters by name, each with its description. */
  readonly query?: Readonly<Record<string, string>>
  /** That parameters which do not stand in `query` do nothing, whatever their names. */
  readonly ignores?: Ignores
  /** What the statuses mean that the operation answers. */
  readonly responses: Readonly<Record<number, string>>
  /** Media types of a success, where other than usual; none for no body. */
  readonly answers?: readonly string[]
  /** The rules by which it refuses, where the coverage reports them. */
  readonly refusals?: readonly (keyof typeof failures)[]
  /** How fields may come, where the coverage reports it: query, xml, multipart, form. */
  readonly bodies?: readonly string[]
  /** What it may be written in, where the coverage reports it. */
  readonly formats?: readonly string[]
}

/** What XNAT takes parameters for that an operation does not know: for filters that it has not, or for nothing at all. */
export type Ignores = 'filters' | 'parameters'

/** An operation where it is mounted. */
export interface MountedOperation extends Description {
  readonly tag: string
  readonly method: string
  /** As the contract has them. */
  readonly addresses: readonly string[]
}
