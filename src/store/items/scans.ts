import type { Catalogue } from '../../model/catalogue.ts'
import type { DataType } from '../../model/data-type.ts'
import type { Item, ReadonlyItem } from '../../model/item.ts'
import { retyped } from '../../model/merge.ts'
import type { Cache, Freshness } from '../sql/freshness.ts'
import { decodeItem, encodeItem } from '../sql/items.ts'
import { mostNames } from './owned.ts'
import type { Saver, Table } from './save.ts'
import { ScanCache } from './scan-cache.ts'
import { ScanCursor } from './scan-cursor.ts'
import type { ScanRow } from './scan-row.ts'
import type { Statements } from '../sql/statements.ts'
import type { Viewer } from '../accounts/viewer.ts'

function queries (sql: Statements) {
  return {
    find: sql.cachedRow<[session: string, id: string], ScanRow>('scan', 'WHERE session = ? AND id = ?'),
    byKey: sql.get<[key: number], ScanRow>('SELECT * FROM scan WHERE key = ?'),
    list: sql.all<[session: string], ScanRow>('SELECT * FROM scan WHERE session = ? ORDER BY key'),
    after: sql.all<[session: string, key: number, most: number], ScanRow>(
      'SELECT * FROM scan WHERE session = ? AND key > ? ORDER BY key LIMIT ?'
    ),
    count: sql.get<[session: string], { count: number }>('SELECT count(*) AS count FROM scan WHERE session = ?'),
    insert: sql.insertKeyed<
      [session: string, id: string, xsiType: string, data: string, event: number, modified: number, inserted: number, by: string]
    >('scan', '(session, id, xsi_type, data, event, modified, inserted, inserted_by) VALUES (?, ?, ?, ?, ?, ?, ?, ?)'),
    update: sql.update<[data: string, event: number, modified: number, key: number]>(
      'scan',
      'SET data = ?, event = ?, modified = ? WHERE key = ?'
    ),
    // apart from the update, which would write the table's index anew
    move: sql.update<[session: string, id: string, xsiType: string, key: number]>(
      'scan',
      'SET session = ?, id = ?, xsi_type = ? WHERE key = ?'
    ),
    names: sql.all<[session: string, most: number], { id: string }>('SELECT id FROM scan WHERE session = ? LIMIT ?'),
    remove: sql.delete<[key: number]>('scan', 'WHERE key = ?'),
    types: sql.all<[{ xsiType: string, project: string | null }], { type: string | null, descriptions: string }>(`
      SELECT type, coalesce(group_concat(description || ',', ''), '') AS descriptions FROM (
        SELECT json_extract(scan.data, '$.v.type') AS type, json_extract(scan.data, '$.v.series_description') AS description
        FROM scan JOIN experiment ON experiment.id = scan.session
        WHERE lower(scan.xsi_type) = lower(:xsiType) AND (:project IS NULL OR experiment.project = :project)
        ORDER BY scan.key)
      GROUP BY type ORDER BY type IS NULL, type`),
    typesIn: sql.all<[project: string], DescribedType>(describedTypes),
    firstFree: sql.get<[{ session: string, from: number }], { number: number }>(`
      WITH RECURSIVE candidate (number) AS (SELECT CAST(:from AS INTEGER) UNION ALL SELECT number + 1 FROM candidate
        WHERE EXISTS (SELECT 1 FROM scan WHERE session = :session AND id = CAST(number AS TEXT)))
      SELECT max(number) AS number FROM candidate`)
  }
}

const describedTypes = `
  SELECT DISTINCT json_extract(scan.data, '$.v.series_description') AS description, json_extract(scan.data, '$.v.type') AS type,
    json_extract(scan.data, '$.v.frames') AS frames
  FROM scan JOIN experiment ON experiment.id = scan.session
  WHERE experiment.project = ? AND description IS NOT NULL ORDER BY description, type NULLS LAST, frames NULLS LAST`

/** A type that scans of a project have together with a description. */
export interface DescribedType {
  description: string
  type: string | null
  frames: number | null
}

/** More scans than are listed at once. */
const mostAtOnce = 10_000

const place = ({ values }: Item): [session: string, id: string] => [String(values['image_session_ID']), String(values['ID'])]

export class ScanStore {
  private readonly sql: ReturnType<typeof queries>
  private readonly catalogue: Catalogue
  private readonly saver: Saver
  private readonly freshness: Freshness
  private readonly cache: ScanCache
  /** By session: a number below which none is free. A new scan leaves it true. */
  private readonly firstFree: Cache<Map<string, number>>

  constructor (statements: Statements, catalogue: Catalogue, saver: Saver) {
    this.sql = queries(statements)
    this.catalogue = catalogue
    this.saver = saver
    this.freshness = statements.freshness
    this.cache = new ScanCache({ all: this.sql.list, one: this.sql.byKey, item: this.item }, this.freshness)
    this.firstFree = this.freshness.cache(['scan'], () => new Map())
  }

  /** Exact and case-sensitive, as ScanResource.queryForScan. */
  find (session: string, id: string): ScanRow | undefined {
    return this.sql.find(session, id)
  }

  byKey (key: number): ScanRow | undefined {
    return this.sql.byKey(key)
  }

  /** In the order they were made. */
  list (session: string): ScanRow[] {
    return this.sql.list(session)
  }

  /** The same as items, out of the cache. */
  items (session: string): readonly ReadonlyItem[] {
    return this.cache.list(session)
  }

  /** Whether there are so many that they are better read while they are sent. */
  areMany (session: string): boolean {
    return (this.cache.size(session) ?? this.count(session)) > mostAtOnce
  }

  private count (session: string): number {
    return this.sql.count(session)?.count ?? 0
  }

  /** All as they are now, to be read piece by piece. */
  cursor (session: string): ScanCursor {
    const { sql, item } = this
    return new ScanCursor({ count: this.count(session), after: (key, most) => sql.after(session, key, most), item }, this.freshness)
  }

  readonly item = (row: ScanRow): Item => ({ ...decodeItem(this.catalogue, row.xsi_type, row), key: row.key })

  /** IDs of scans: some of them, where there are many. */
  names (session: string): string[] {
    return this.sql.names(session, mostNames).map(({ id }) => id)
  }

  /** The smallest positive number that no scan of the session has as its ID. */
  nextId (session: string): string {
    const { value: known } = this.firstFree
    if (known.size > 1000) known.clear()
    const number = this.sql.firstFree({ session, from: known.get(session) ?? 1 })?.number ?? 1
    known.set(session, number)
    return String(number)
  }

  /** One that is known by its key may get another type: its own table then has no row of it (DBAction.StoreItem). */
  save (submitted: Item, stored: ScanRow | undefined, viewer: Viewer, removing = false): Item {
    return this.saver.save(this.table(stored), { submitted, stored: stored && this.item(stored), viewer, removing })
  }

  /** Gives a saved scan another type, and nothing else: no event, no history. */
  retype (item: Item, type: DataType): void {
    const other = retyped(item, type)
    this.table(undefined).update(other, { data: encodeItem(other), event: other.meta?.event ?? 0, modified: other.meta?.modified ?? 0 })
  }

  private table (stored: ScanRow | undefined): Table {
    return {
      kind: 'scan',
      apart: ['file'],
      retypes: true,
      insert: (item, row) => {
        const [session, id] = place(item)
        item.key = this.write(session, () =>
          this.sql.insert(session, id, item.type.xsiType, row.data, row.event, row.modified, row.modified, row.insertedBy)
        )
        return String(item.key)
      },
      update: (item, row) => {
        const { key = 0, type: { xsiType } } = item
        const [session, id] = place(item)
        this.write(session, () => {
          this.sql.update(row.data, row.event, row.modified, key)
          return key
        })
        // one that is known by its key may get another ID, or another session: this goes past the caches, and empties them
        const stays = stored?.session === session && stored.id === id && stored.xsi_type === xsiType
        if (!stays) this.sql.move(session, id, xsiType, key)
        return String(key)
      }
    }
  }

  /** Makes or changes a scan: neither frees a number. @param write returns the scan's key. */
  private write (session: string, write: () => number): number {
    return this.cache.write(session, () => this.firstFree.writeThrough(write))
  }

  /** The types that scans of one xsiType have been given, each with all its series descriptions. */
  types (xsiType: string, project: string | undefined): { type: string | null, descriptions: string }[] {
    return this.sql.types({ xsiType, project: project ?? null })
  }

  /** The descriptions of series in a project's own sessions, with what scans that have them are. */
  typesIn (project: string): DescribedType[] {
    return this.sql.typesIn(project)
  }

  remove (key: number): void {
    this.cache.remove(key, () => { this.sql.remove(key) })
  }
}
