import type { Clock } from '../../process/clock.ts'
import type { Catalogue } from '../../model/catalogue.ts'
import type { DataType } from '../../model/data-type.ts'
import { type Item, type Meta, newItem } from '../../model/item.ts'
import { type Reach, type Stamp, assignDefaults, merge, retyped } from '../../model/merge.ts'
import { type Content, contentOf, decodeItem, encodeItem } from '../sql/items.ts'
import { type Changes, changedFields } from '../sql/changes.ts'
import type { Sequences } from '../sql/sequences.ts'
import type { Statements } from '../sql/statements.ts'
import type { Viewer } from '../accounts/viewer.ts'

/** Where an item goes: how its table writes a new row and a changed one. */
export interface Table {
  readonly kind: string
  /** Paths of rows that have a table of their own, and do not stand in the item's data. */
  readonly apart?: readonly string[]
  /** A stored item may become one of another type. */
  readonly retypes?: true
  /** @returns what the item is known by in history. */
  readonly insert: (item: Item, row: NewRow) => string
  readonly update: (item: Item, row: ChangedRow) => string
}

export interface ChangedRow {
  readonly data: string
  readonly event: number
  readonly modified: number
}

export interface NewRow extends ChangedRow {
  readonly insertedBy: string
}

interface HistoryRow {
  data: string
  event: number
  modified: number
  ended: number
}

function queries (sql: Statements) {
  return {
    remember: sql.insert<
      [kind: string, id: string, data: string, event: number, modified: number, ended: number, endedByEvent: number]
    >('history', `
      (kind, id, data, event, modified, ended, ended_by_event) VALUES (?, ?, ?, ?, ?, ?, ?)`),
    past: sql.all<[kind: string, id: string], HistoryRow>('SELECT * FROM history WHERE kind = ? AND id = ? ORDER BY number')
  }
}

/** Rows that have a table of their own, though a document holds them inside their owner. */
export interface Aside {
  /** The list that has them, where it is not the same in all owners by the owner's type. */
  readonly path: string | ((owner: DataType) => string)
  /** @param removing rows that are not among them. */
  readonly adopt: (owner: Item, rows: readonly Item[], viewer: Viewer, removing: boolean) => void
}

/** What is saved, and how. */
export interface Saving {
  readonly submitted: Item
  /** What stands now, or undefined for a new item. */
  readonly stored: Item | undefined
  readonly viewer: Viewer
  /** Whether what is absent is removed. */
  readonly removing?: boolean
  /** That the change belongs to; one of its own where left out. */
  readonly event?: number | undefined
}

/** Saves items as XFT does: merged onto what is stored, a change makes history and gets an event of its own. */
export class Saver {
  private readonly sql: ReturnType<typeof queries>
  private readonly catalogue: Catalogue
  private readonly sequences: Sequences
  private readonly clock: Clock
  private readonly changes: Changes
  private readonly asides = new Map<string, Aside>()

  constructor (statements: Statements, catalogue: Catalogue, sequences: Sequences, clock: Clock, changes: Changes) {
    this.sql = queries(statements)
    this.catalogue = catalogue
    this.sequences = sequences
    this.clock = clock
    this.changes = changes
  }

  /** Has rows below items of one kind saved elsewhere. */
  setAside (kind: string, aside: Aside): void {
    this.asides.set(kind, aside)
  }

  /** Past states of an item, oldest first. @param now the item as it is. */
  history (kind: string, id: string, now: Item): Item[] {
    return this.sql.past(kind, id).map(row => ({
      ...decodeItem(this.catalogue, now.type.xsiType, { ...row, inserted: row.modified, inserted_by: '' }),
      ...(now.key !== undefined && { key: now.key }),
      past: { end: row.ended }
    }))
  }

  /** @returns the item as it is saved. */
  save (table: Table, { submitted, stored, viewer, removing = false, event }: Saving): Item {
    const aside = this.asides.get(table.kind)
    const path = typeof aside?.path === 'function' ? aside.path(submitted.type) : aside?.path ?? ''
    const before = stored && { data: encodeItem(stored), meta: stored.meta }
    const item = stored === undefined ? newItem(submitted.type) : table.retypes ? retyped(stored, submitted.type) : stored
    const occasion = new Occasion(this.sequences, this.clock.now(), event)
    const merged = merge(item, without(submitted, [...(table.apart ?? []), ...(aside ? [path] : [])]), occasion, removing)
    // the name of the type stands in the row too
    const reach = stored === undefined || item.type === stored.type ? merged : 'item'
    if (stored === undefined) assignDefaults(item)
    if (before === undefined) this.insert(table, item, viewer)
    else if (reach !== 'nothing') this.update(table, item, before, reach, occasion)
    const rows = submitted.children[path] ?? []
    if (rows.length > 0 || removing) aside?.adopt(item, rows, viewer, removing)
    return item
  }

  private insert (table: Table, item: Item, viewer: Viewer): void {
    const { event = 0, modified = 0 } = item.meta ?? {}
    const id = table.insert(item, { data: encodeItem(item), event, modified, insertedBy: viewer.login })
    this.changes.note({ action: 'created', what: table.kind, id: nameOf(item, id) })
  }

  /** Rows below it leave the item's own row, its event and its history as they are (DBAction.StoreItem). */
  private update (table: Table, item: Item, before: Before, reach: Reach, occasion: Occasion): void {
    const own = reach === 'item'
    const now = occasion.modified
    const meta = { ...before.meta, ...(own && { ...occasion.meta, changed: now }), touched: now }
    const { event = 0, modified = 0 } = meta
    item.meta = { ...meta, event, modified }
    const content = contentOf(item)
    const id = table.update(item, { data: JSON.stringify(content), event, modified })
    const fields = changedFields(JSON.parse(before.data) as Content, content)
    this.changes.note({ action: 'modified', what: table.kind, id: nameOf(item, id), fields })
    if (own) this.sql.remember(table.kind, id, before.data, before.meta?.event ?? 0, before.meta?.modified ?? 0, modified, event)
  }
}

interface Before {
  readonly data: string
  readonly meta: Meta | undefined
}

/** What one save stamps its rows with: an event is taken only by one that changes something. */
class Occasion implements Stamp {
  private readonly sequences: Sequences
  readonly modified: number
  private event: number | undefined

  constructor (sequences: Sequences, modified: number, event: number | undefined) {
    this.sequences = sequences
    this.modified = modified
    this.event = event
  }

  get meta (): Meta {
    return { event: (this.event ??= this.sequences.event()), modified: this.modified }
  }

  nextKey (type: DataType): number {
    return this.sequences.key(type)
  }
}

/** What identifies a change: the ID that clients use, where the item has one. */
const nameOf = ({ values }: Item, id: string): string => String(values['ID'] ?? values['label'] ?? id)

function without (item: Item, paths: readonly string[] = []): Item {
  if (!paths.some(path => item.children[path])) return item
  return { ...item, children: Object.fromEntries(Object.entries(item.children).filter(([path]) => !paths.includes(path))) }
}
