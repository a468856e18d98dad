import type { Change } from '../store/sql/changes.ts'

/** One request as it is remembered. Passwords, tokens and session IDs are not in it. */
export interface Entry {
  /** Counts the requests of the space. */
  readonly id: number
  /** When it came, by the clock of the space: epoch milliseconds. */
  readonly time: number
  readonly method: string
  /** The address as it was sent, without the authority. */
  readonly url: string
  /** The path in the space, without the query. */
  readonly path: string
  readonly user: string
  readonly agent: string | undefined
  /** 0 where the connection ended before there was one. */
  readonly status: number
  readonly milliseconds: number
  /** Whether the connection ended before the answer did. */
  readonly cut: boolean
  readonly request: { readonly type?: string, readonly length?: number, readonly digest?: string, readonly body?: string }
  readonly response: { readonly type?: string, readonly length?: number }
  /** The operation of the contract. */
  readonly operation: string | undefined
  readonly rule: string | undefined
  readonly source: string | undefined
  readonly fault: string | undefined
  readonly warnings: readonly string[]
  readonly changes: readonly Change[]
}

/** What no other entry has in common with one. */
export type Occasion = Pick<Entry, 'time' | 'milliseconds' | 'cut'>

/** The rest of an entry: the same each time that the same answer is sent. */
export type Facts = Omit<Entry, 'id' | keyof Occasion>

/** An entry as it is stored: many share their facts. */
interface Row extends Occasion {
  readonly id: number
  readonly facts: Facts
  readonly size: number
}

/** The last requests of a space, bounded in number and bytes: the oldest go first. */
export class Journal {
  private readonly most: number
  private readonly mostBytes: number
  private kept: Row[] = []
  /** How many at the beginning of the list are gone. */
  private gone = 0
  private bytes = 0
  private count = 0

  constructor (most: number, mostBytes: number) {
    this.most = most
    this.mostBytes = mostBytes
  }

  get remembers (): boolean {
    return this.most > 0
  }

  record ({ time, milliseconds, cut }: Occasion, facts: Facts): void {
    const size = sizeOf(facts)
    this.kept.push({ id: ++this.count, time, milliseconds, cut, facts, size })
    this.bytes += size
    while (this.kept.length - this.gone > this.most || (this.bytes > this.mostBytes && this.kept.length - this.gone > 1)) {
      this.bytes -= this.kept[this.gone++]?.size ?? 0
    }
    if (this.gone <= this.most) return
    this.kept = this.kept.slice(this.gone)
    this.gone = 0
  }

  /** The oldest first. */
  entries (): Entry[] {
    return this.kept.slice(this.gone).map(({ id, time, milliseconds, cut, facts }) => ({ id, time, milliseconds, cut, ...facts }))
  }

  /** @returns how many there were. */
  clear (): number {
    const cleared = this.kept.length - this.gone
    this.kept = []
    this.gone = 0
    this.bytes = 0
    return cleared
  }
}

/** About what an entry takes in memory. */
const sizeOf = ({ url, path, agent = '', request: { body = '' }, warnings, changes }: Facts): number =>
  600 +
  2 * (url.length + path.length + agent.length + body.length) +
  warnings.reduce((sum, text) => sum + 2 * text.length, 0) +
  200 * changes.length
