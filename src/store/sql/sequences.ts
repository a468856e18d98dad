import type { DataType } from '../../model/data-type.ts'
import type { Statements } from './statements.ts'

export type IdKind = 'project' | 'subject' | 'experiment'

function queries (sql: Statements) {
  return {
    next: sql.insertReturning<[name: string], { last: number }>('sequence', `
      (name, last) VALUES (?, 1)
      ON CONFLICT (name) DO UPDATE SET last = last + 1 RETURNING last`),
    last: sql.get<[name: string], { last: number }>('SELECT last FROM sequence WHERE name = ?'),
    find: sql.get<[kind: IdKind, id: string], { id: string }>('SELECT id FROM used_id WHERE kind = ? AND id = ?'),
    insert: sql.insert<[kind: IdKind, id: string]>('used_id', '(kind, id) VALUES (?, ?) ON CONFLICT DO NOTHING')
  }
}

/** Generated keys and IDs. */
export class Sequences {
  private readonly sql: ReturnType<typeof queries>

  constructor (statements: Statements) {
    this.sql = queries(statements)
  }

  private next (name: string): number {
    return this.sql.next(name).last
  }

  /** The event that a change belongs to. */
  event (): number {
    return this.next('event')
  }

  /** The next generated key of a type's table. */
  key (type: DataType): number {
    return this.next(type.layers.at(-1)?.sqlName ?? type.sqlName)
  }

  /** Whether something ever had this ID. */
  used (kind: IdKind, id: string): boolean {
    return this.sql.find(kind, id) !== undefined
  }

  /** Remembers an ID for good. @param prefix what generated IDs of this kind begin with. */
  use (kind: IdKind, id: string, prefix: string): void {
    if (this.sql.insert(kind, id) > 0 && id.startsWith(prefix)) this.next(counterOf(kind, prefix))
  }

  /**
   * The next ID: IDGenerator starts at the number of IDs ever known with the prefix, plus one, and takes the first free.
   * @returns such as XNAT_E00001; the number grows beyond five digits.
   */
  nextId (kind: IdKind, prefix: string): string {
    for (let n = (this.sql.last(counterOf(kind, prefix))?.last ?? 0) + 1; ; n++) {
      const id = prefix + String(n).padStart(5, '0')
      if (!this.used(kind, id)) return id
    }
  }
}

/** How many IDs there are with a prefix. */
const counterOf = (kind: IdKind, prefix: string): string => `${kind} IDs like ${prefix}`
