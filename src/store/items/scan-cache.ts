import type { Item } from '../../model/item.ts'
import type { ScanRow } from './scan-row.ts'

/** Scans that are kept in all. */
const mostKept = 20_000

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
  /** Scans of all sessions. */
  private kept = 0
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

  /** How many a session has, where they are kept. */
  size (session: string): number | undefined {
    return this.sessions.get(session)?.size
  }

  private keep (session: string, items: Item[]): readonly Item[] {
    this.kept += items.length - (this.size(session) ?? 0)
    if (this.kept > mostKept) this.forget()
    if (items.length > mostKept) return items
    this.kept = Math.max(this.kept, items.length)
    this.sessions.set(session, new Map(items.map(item => [item.key ?? 0, item])))
    return items
  }

  /** A scan was made, or has changed. @param before when the table was last written to before that. @param after with it. */
  changed (session: string, key: number, before: number, after: number): void {
    this.account(before, after)
    const scans = this.sessions.get(session)
    if (scans === undefined) return
    if (!scans.has(key)) this.kept++
    scans.set(key, undefined)
    if (this.kept > mostKept) this.forget()
  }

  removed (key: number, before: number, after: number): void {
    this.account(before, after)
    for (const scans of this.sessions.values()) if (scans.delete(key)) this.kept--
  }

  /** Whatever else has written to the table may have written anything. */
  private account (before: number, after: number): void {
    if (before !== this.seen) this.forget()
    this.seen = after
  }

  forget (): void {
    this.sessions.clear()
    this.kept = 0
  }
}
