import type { Item } from '../model/item.ts'
import type { ScanRow } from './scans.ts'

/** Scans that are kept in all. */
export const mostKept = 10_000

/** Where scans are read. */
interface Source {
  readonly all: () => readonly ScanRow[]
  readonly one: (key: number) => ScanRow | undefined
  readonly item: (row: ScanRow) => Item
}

/**
 * The scans of sessions that were listed, kept until they change: a list after a change reads what has changed, and not
 * the rest once more. Nobody may change an item that is kept.
 */
export class ListedScans {
  /** By session and key, in the order of the keys; undefined for one that has changed. */
  private readonly sessions = new Map<string, Map<number, Item | undefined>>()
  private seen = 0

  /** @param changedAt when the table was last written to. */
  list (session: string, changedAt: number, { all, one, item }: Source): readonly Item[] {
    if (changedAt !== this.seen) this.forget()
    this.seen = changedAt
    const known = this.sessions.get(session)
    const changed = known === undefined ? [] : [...known].flatMap(([key, scan]) => scan === undefined ? [key] : [])
    if (known === undefined || changed.length * 4 > known.size) return this.keep(session, all().map(item))
    for (const key of changed) {
      const row = one(key)
      if (row) known.set(key, item(row))
    }
    return [...known.values()].filter(scan => scan !== undefined)
  }

  has (session: string): boolean {
    return this.sessions.has(session)
  }

  private keep (session: string, items: Item[]): readonly Item[] {
    this.sessions.delete(session)
    const others = [...this.sessions.values()].reduce((sum, { size }) => sum + size, 0)
    if (others + items.length > mostKept) this.sessions.clear()
    if (items.length <= mostKept) this.sessions.set(session, new Map(items.map(item => [item.key ?? 0, item])))
    return items
  }

  /** A scan was made, or has changed. @param before when the table was last written to before that. @param after with it. */
  changed (session: string, key: number, before: number, after: number): void {
    this.account(before, after)
    const scans = this.sessions.get(session)
    if (scans !== undefined && scans.size < mostKept) scans.set(key, undefined)
    else this.sessions.delete(session)
  }

  removed (key: number, before: number, after: number): void {
    this.account(before, after)
    for (const scans of this.sessions.values()) scans.delete(key)
  }

  /** Whatever else has written to the table may have written anything. */
  private account (before: number, after: number): void {
    if (before !== this.seen) this.forget()
    this.seen = after
  }

  forget (): void {
    this.sessions.clear()
  }
}
