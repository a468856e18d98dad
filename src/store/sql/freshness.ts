import type { ArchiveTable } from './tables.ts'

/** A moment of some tables: what was read from them is true as long as their mark is still the same. */
export type Mark = number

/**
 * Says whether what was read from the archive is still true: a clock for each table, which `Statements` advances with every
 * write and a rollback advances once more. Whoever caches anything compares marks; nobody has to announce a write.
 */
export class Freshness {
  private now = 0
  private readonly clocks = new Map<ArchiveTable, number>()
  private readonly listeners = new Map<ArchiveTable, Set<() => void>>()

  /** The mark of some tables; of the whole archive where none is given. */
  mark (tables?: readonly ArchiveTable[]): Mark {
    if (tables === undefined) return this.now
    let mark = 0
    for (const table of tables) mark = Math.max(mark, this.clocks.get(table) ?? 0)
    return mark
  }

  /** A statement is about to write to tables. */
  advance (tables: readonly ArchiveTable[]): void {
    this.now++
    for (const table of tables) {
      const listeners = this.listeners.get(table)
      if (listeners) for (const listener of listeners) listener()
      this.clocks.set(table, this.now)
    }
  }

  /** Everything that was written since a mark of the whole archive has been rolled back. */
  rolledBack (since: Mark): void {
    if (this.now === since) return
    this.now++
    for (const [table, at] of this.clocks) if (at > since) this.clocks.set(table, this.now)
  }

  /** Calls a listener before each write to a table. @returns what ends that. */
  beforeWrite (table: ArchiveTable, listener: () => void): () => void {
    const listeners = this.listeners.get(table) ?? new Set()
    this.listeners.set(table, listeners.add(listener))
    return () => { listeners.delete(listener) }
  }

  /** A cache of what is read from tables. @param read makes it anew after they were written to. */
  cache<Value> (tables: readonly ArchiveTable[], read: () => Value): Cache<Value> {
    return new Cache(this, tables, read)
  }
}

/** What was last read from tables, as long as they stay as they are. */
export class Cache<Value> {
  private readonly freshness: Freshness
  private readonly tables: readonly ArchiveTable[]
  private readonly read: () => Value
  private last: { readonly value: Value, mark: Mark } | undefined

  constructor (freshness: Freshness, tables: readonly ArchiveTable[], read: () => Value) {
    this.freshness = freshness
    this.tables = tables
    this.read = read
  }

  get value (): Value {
    const mark = this.freshness.mark(this.tables)
    if (this.last?.mark !== mark) this.last = { value: this.read(), mark }
    return this.last.value
  }

  /**
   * Runs a write after which the caller brings the cached value up to date by hand: a value that was fresh before it is
   * fresh after it.
   */
  writeThrough<Result> (write: () => Result): Result {
    const { last } = this
    const isFresh = last?.mark === this.freshness.mark(this.tables)
    const result = write()
    if (last !== undefined && isFresh) last.mark = this.freshness.mark(this.tables)
    return result
  }
}
