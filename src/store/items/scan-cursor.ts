import { setImmediate } from 'node:timers/promises'
import type { ReadonlyItem } from '../../model/item.ts'
import type { Freshness } from '../sql/freshness.ts'
import type { ScanRow } from './scan-row.ts'

/** Scans that are read at once; other requests are answered in between. */
const batch = 500

/** Where scans are read: those after a key, so many of them at most; all where the number is negative. */
interface Source {
  readonly count: number
  readonly after: (key: number, most: number) => ScanRow[]
  readonly item: (row: ScanRow) => ReadonlyItem
}

/** Reads a session's scans piece by piece, all as they were when it was opened: before anything is written it reads the rest. */
export class ScanCursor {
  readonly count: number
  /** Ends it early. */
  readonly close: () => void
  private readonly source: Source
  private last = 0
  /** What is left, once somebody was about to write. */
  private rest: ScanRow[] | undefined

  constructor (source: Source, freshness: Freshness) {
    this.count = source.count
    this.source = source
    this.close = freshness.beforeWrite('scan', () => { this.rest ??= this.source.after(this.last, -1) })
  }

  get pieces (): AsyncIterable<ReadonlyItem[]> {
    return this.read()
  }

  private async * read (): AsyncGenerator<ReadonlyItem[]> {
    for (let rows = this.next(); rows.length > 0; rows = this.next()) {
      yield rows.map(this.source.item)
      await setImmediate()
    }
    this.close()
  }

  private next (): ScanRow[] {
    const rows = this.rest?.splice(0, batch) ?? this.source.after(this.last, batch)
    this.last = rows.at(-1)?.key ?? this.last
    return rows
  }
}
