import type { Content } from './items.ts'

/** One thing that a write did. */
export interface Change {
  readonly action: 'created' | 'modified' | 'deleted'
  /** What was written: scan, session's experiment, subject, project, resource, file, user, member … */
  readonly what: string
  /** The item's own ID or key, where it has one. */
  readonly id?: string
  /** Field paths that a modified item has other values in. */
  readonly fields?: readonly string[]
  /** How many, where there is no ID. */
  readonly count?: number
}

/** What a statement did. */
interface Written {
  readonly action: Change['action']
  readonly table: string
}

/** Which items are listed one by one, with their IDs; what nobody outside the store knows of is not listed at all. */
const toldByItself = new Set(['project', 'subject', 'experiment', 'scan', 'resource'])
const inner = new Set(['sequence', 'used_id', 'history', 'project_name'])

/** What one transaction has written, for whoever reports it. */
export class Changes {
  private items: Change[] = []
  private readonly rows = new Map<string, { action: Change['action'], what: string, count: number }>()

  /** An item that was saved. */
  note (change: Change): void {
    this.items.push(change)
  }

  /** Rows that a statement wrote. */
  count ({ action, table }: Written, count: number): void {
    if (count === 0 || inner.has(table) || (toldByItself.has(table) && action !== 'deleted')) return
    const key = `${action} ${table}`
    const row = this.rows.get(key)
    if (row) row.count += count
    else this.rows.set(key, { action, what: table.replace('_', ' '), count })
  }

  /** All since the last time, each once. */
  take (): Change[] {
    if (this.items.length === 0 && this.rows.size === 0) return []
    const taken = [...this.items, ...this.rows.values()]
    this.items = []
    this.rows.clear()
    return taken
  }
}

/** The paths at which two rows' contents differ. */
export function changedFields (before: Content, after: Content): string[] {
  const [old, now] = [{ ...before.v, ...before.c }, { ...after.v, ...after.c }]
  return Object.keys({ ...old, ...now }).filter(path => !isSame(old[path], now[path]))
}

const isSame = (before: unknown, after: unknown): boolean =>
  before === after || (typeof before === 'object' && JSON.stringify(before) === JSON.stringify(after))
