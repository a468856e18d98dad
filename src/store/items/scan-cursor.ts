import { setImmediate } from 'node:timers/promises'
import type { Item } from '../../model/item.ts'
import type { ScanRow } from './scan-row.ts'

/** Scans that are read at once; others are answered in between. */
const piece = 500

/** Where scans are read: those after a key, so many of them at most; all where the number is negative. */
interface Source {
  readonly count: number
  readonly after: (key: number, most: number) => ScanRow[]
  readonly item: (row: ScanRow) => Item
}

/** A session's scans, read piece by piece, all as they were at first. */
export class LaterScans {
  readonly count: number
  private readonly source: Source
  private readonly readers: Set<LaterScans>
  private last = 0
  /** What is left, once somebody was about to write. */
  private rest: ScanRow[] | undefined

  /** @param readers who must be told before anything is written. */
  constructor (source: Source, readers: Set<LaterScans>) {
    this.count = source.count
    this.source = source
    this.readers = readers.add(this)
  }

  get pieces (): AsyncIterable<Item[]> {
    return this.read()
  }

  private async * read (): AsyncGenerator<Item[]> {
    for (let rows = this.next(); rows.length > 0; rows = this.next()) {
      yield rows.map(this.source.item)
      await setImmediate()
    }
    this.close()
  }

  private next (): ScanRow[] {
    const rows = this.rest?.splice(0, piece) ?? this.source.after(this.last, piece)
    this.last = rows.at(-1)?.key ?? this.last
    return rows
  }

  /** Reads what is left, before it changes. */
  hurry (): void {
    this.rest ??= this.source.after(this.last, -1)
  }

  readonly close = (): void => { this.readers.delete(this) }
}
