import type { Statements } from '../sql/statements.ts'

/** What is listed: each kind has numbers of its own. */
export type SettingKind = 'receiver' | 'processor' | 'theme'

export interface Setting {
  readonly id: number
  readonly data: Readonly<Record<string, unknown>>
}

interface SettingRow {
  id: number
  data: string
  removed: number
}

/** Lists of things that administrators describe and that do nothing here: receivers, processors, kinds of hardware. */
export class SettingStore {
  private readonly rows
  private readonly write

  constructor (sql: Statements) {
    this.rows = sql.all<[kind: SettingKind], SettingRow>('SELECT id, data, removed FROM setting WHERE kind = ? ORDER BY id')
    this.write = sql.insert<[kind: SettingKind, id: number, data: string, removed: number]>(
      'setting',
      '(kind, id, data, removed) VALUES (?, ?, ?, ?) ON CONFLICT (kind, id) DO UPDATE SET data = excluded.data, removed = excluded.removed'
    )
  }

  /** @param fresh those of a fresh site, which stand as long as nobody has changed or removed them. */
  list (kind: SettingKind, fresh: readonly Setting[] = []): Setting[] {
    const rows = new Map(this.rows(kind).map(row => [row.id, row]))
    const untouched = fresh.filter(({ id }) => !rows.has(id))
    const own = [...rows.values()].filter(({ removed }) => removed === 0)
      .map(({ id, data }) => ({ id, data: JSON.parse(data) as Setting['data'] }))
    return [...untouched, ...own].sort((a, b) => a.id - b.id)
  }

  /** A new one, with the number after all that there ever were. @returns its number. */
  add (kind: SettingKind, data: Setting['data'], fresh: readonly Setting[] = []): number {
    const id = Math.max(0, ...fresh.map(({ id }) => id), ...this.rows(kind).map(({ id }) => id)) + 1
    this.set(kind, id, data)
    return id
  }

  set (kind: SettingKind, id: number, data: Setting['data']): void {
    this.write(kind, id, JSON.stringify(data), 0)
  }

  remove (kind: SettingKind, id: number): void {
    this.write(kind, id, '{}', 1)
  }
}
