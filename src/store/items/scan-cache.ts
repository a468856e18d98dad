import type { ReadonlyItem } from '../../model/item.ts'
import type { Cache, Freshness } from '../sql/freshness.ts'
import type { ScanRow } from './scan-row.ts'

/** Scans that are cached in all. */
const mostScans = 20_000

/** Where scans are read. */
interface Source {
  readonly all: (session: string) => readonly ScanRow[]
  readonly one: (key: number) => ScanRow | undefined
  readonly item: (row: ScanRow) => ReadonlyItem
}

/** By key, in the order of the keys; undefined for one that has changed. */
type Entry = Map<number, ReadonlyItem | undefined>

/**
 * The scans of sessions that were listed. The writes that go through the cache mark single scans, so that a list after a
 * change reads what has changed, and not the rest once more; any other write to scans empties it.
 */
export class ScanCache {
  private readonly cache: Cache<{ readonly sessions: Map<string, Entry>, scans: number }>
  private readonly source: Source

  constructor (source: Source, freshness: Freshness) {
    this.source = source
    this.cache = freshness.cache(['scan'], () => ({ sessions: new Map(), scans: 0 }))
  }

  list (session: string): readonly ReadonlyItem[] {
    const { all, one, item } = this.source
    const entry = this.cache.value.sessions.get(session)
    const changed = entry === undefined ? [] : [...entry].flatMap(([key, scan]) => scan === undefined ? [key] : [])
    if (entry === undefined || changed.length * 4 > entry.size) return this.add(session, all(session).map(item))
    for (const key of changed) {
      const row = one(key)
      if (row) entry.set(key, item(row))
    }
    return [...entry.values()].filter(scan => scan !== undefined)
  }

  /** How many scans a session has, where they are cached. */
  size (session: string): number | undefined {
    return this.cache.value.sessions.get(session)?.size
  }

  private add (session: string, items: readonly ReadonlyItem[]): readonly ReadonlyItem[] {
    if (items.length > mostScans) return items
    const cached = this.cache.value
    cached.scans += items.length - (this.size(session) ?? 0)
    cached.sessions.set(session, new Map(items.map(item => [item.key ?? 0, item])))
    if (cached.scans > mostScans) this.clear(session)
    return items
  }

  /** Makes a scan of a session, or changes one. @param write returns its key. */
  write (session: string, write: () => number): number {
    const key = this.cache.writeThrough(write)
    const cached = this.cache.value
    const entry = cached.sessions.get(session)
    if (entry === undefined) return key
    if (!entry.has(key)) cached.scans++
    entry.set(key, undefined)
    if (cached.scans > mostScans) this.clear()
    return key
  }

  /** Removes a scan. */
  remove (key: number, remove: () => void): void {
    this.cache.writeThrough(remove)
    const cached = this.cache.value
    for (const entry of cached.sessions.values()) if (entry.delete(key)) cached.scans--
  }

  /** @param kept a session that stays. */
  private clear (kept?: string): void {
    const cached = this.cache.value
    for (const [session, { size }] of cached.sessions) {
      if (session === kept) continue
      cached.sessions.delete(session)
      cached.scans -= size
    }
  }
}
