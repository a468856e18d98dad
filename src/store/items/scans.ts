import type { Catalogue } from '../../model/catalogue.ts'
import type { Item } from '../../model/item.ts'
import { decodeItem } from '../sql/items.ts'
import { LaterScans } from './scan-cursor.ts'
import { ListedScans } from './scan-cache.ts'
import { mostNames } from './owned.ts'
import type { Saver, Table } from './save.ts'
import type { ScanRow } from './scan-row.ts'
import type { Statements } from '../sql/statements.ts'
import type { Viewer } from '../accounts/viewer.ts'

function queries (sql: Statements) {
  return {
    find: sql.row<[session: string, id: string], ScanRow>('SELECT * FROM scan WHERE session = ? AND id = ?'),
    byKey: sql.get<[key: number], ScanRow>('SELECT * FROM scan WHERE key = ?'),
    list: sql.all<[session: string], ScanRow>('SELECT * FROM scan WHERE session = ? ORDER BY key'),
    after: sql.all<[session: string, key: number, most: number], ScanRow>(
      'SELECT * FROM scan WHERE session = ? AND key > ? ORDER BY key LIMIT ?'
    ),
    count: sql.get<[session: string], { count: number }>('SELECT count(*) AS count FROM scan WHERE session = ?'),
    insert:
      sql.add<[session: string, id: string, xsiType: string, data: string, event: number, modified: number, inserted: number, by: string]>(
        `
      INSERT INTO scan (session, id, xsi_type, data, event, modified, inserted, inserted_by) VALUES (?, ?, ?, ?, ?, ?, ?, ?)`
      ),
    update: sql.run<[data: string, event: number, modified: number, key: number]>(
      'UPDATE scan SET data = ?, event = ?, modified = ? WHERE key = ?'
    ),
    // apart from the update, which would write its index anew
    move: sql.run<[{ session: string, id: string, xsiType: string, key: number }]>(`
      UPDATE scan SET session = :session, id = :id, xsi_type = :xsiType
      WHERE key = :key AND (session, id, xsi_type) IS NOT (:session, :id, :xsiType)`),
    names: sql.all<[session: string, most: number], { id: string }>('SELECT id FROM scan WHERE session = ? LIMIT ?'),
    remove: sql.run<[key: number]>('DELETE FROM scan WHERE key = ?'),
    types: sql.all<[{ xsiType: string, project: string | null }], { type: string | null, descriptions: string }>(`
      SELECT type, coalesce(group_concat(description || ',', ''), '') AS descriptions FROM (
        SELECT json_extract(scan.data, '$.v.type') AS type, json_extract(scan.data, '$.v.series_description') AS description
        FROM scan JOIN experiment ON experiment.id = scan.session
        WHERE lower(scan.xsi_type) = lower(:xsiType) AND (:project IS NULL OR experiment.project = :project)
        ORDER BY scan.key)
      GROUP BY type ORDER BY type IS NULL, type`),
    firstFree: sql.get<[{ session: string, from: number }], { number: number }>(`
      WITH RECURSIVE candidate (number) AS (SELECT CAST(:from AS INTEGER) UNION ALL SELECT number + 1 FROM candidate
        WHERE EXISTS (SELECT 1 FROM scan WHERE session = :session AND id = CAST(number AS TEXT)))
      SELECT max(number) AS number FROM candidate`)
  }
}

/** More scans than are listed at once. */
const mostAtOnce = 10_000

const place = ({ values }: Item): [session: string, id: string] => [String(values['image_session_ID']), String(values['ID'])]

export class ScanStore {
  private readonly sql: ReturnType<typeof queries>
  private readonly catalogue: Catalogue
  private readonly saver: Saver
  private readonly statements: Statements
  /** Numbers by session below which none is free, as long as nothing has been deleted. */
  private readonly taken = new Map<string, number>()
  private deletions = 0
  private readonly kept = new ListedScans()
  private readonly readers = new Set<LaterScans>()
  private readonly table: Table = {
    kind: 'scan',
    apart: ['file'],
    insert: (item, row) => {
      const before = this.changedAt()
      item.key = this.sql.insert(...place(item), item.type.xsiType, row.data, row.event, row.modified, row.modified, row.insertedBy)
      this.kept.changed(place(item)[0], item.key, before, this.changedAt())
      return String(item.key)
    },
    update: (item, row) => {
      const { key = 0, type: { xsiType } } = item
      const [session, id] = place(item)
      const before = this.changedAt()
      this.sql.update(row.data, row.event, row.modified, key)
      this.sql.move({ session, id, xsiType, key })
      this.kept.changed(session, key, before, this.changedAt())
      return String(item.key)
    }
  }

  constructor (statements: Statements, catalogue: Catalogue, saver: Saver) {
    this.sql = queries(statements)
    this.statements = statements
    this.catalogue = catalogue
    this.saver = saver
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

  /** As they are listed, for reading only. */
  listed (session: string): readonly Item[] {
    return this.kept.list(session, this.changedAt(), {
      all: () => this.sql.list(session),
      one: key => this.sql.byKey(key),
      item: this.item
    })
  }

  /** Whether there are so many that they are better read while they are sent. */
  areMany (session: string): boolean {
    return (this.kept.size(session) ?? this.count(session)) > mostAtOnce
  }

  private count (session: string): number {
    return this.sql.count(session)?.count ?? 0
  }

  /** All as they are now, to be read later. */
  later (session: string): LaterScans {
    return new LaterScans(
      { count: this.count(session), after: (key, most) => this.sql.after(session, key, most), item: this.item },
      this.readers
    )
  }

  /** Somebody is about to write. */
  beforeWrite (): void {
    for (const reader of this.readers) reader.hurry()
  }

  /** When scans were last written to, as far as anybody knows. */
  private changedAt (): number {
    return this.statements.changedAt('scan')
  }

  readonly item = (row: ScanRow): Item => ({ ...decodeItem(this.catalogue, row.xsi_type, row), key: row.key })

  /** IDs of scans: some of them, where there are many. */
  names (session: string): string[] {
    return this.sql.names(session, mostNames).map(({ id }) => id)
  }

  /** The smallest positive number that no scan of the session has as its ID. */
  nextId (session: string): string {
    if (this.deletions !== this.statements.deletions || this.taken.size > 1000) this.taken.clear()
    this.deletions = this.statements.deletions
    const number = this.sql.firstFree({ session, from: this.taken.get(session) ?? 1 })?.number ?? 1
    this.taken.set(session, number)
    return String(number)
  }

  /** After something was taken back, numbers may be free again, and scans as they were. */
  forget (): void {
    this.taken.clear()
    this.kept.forget()
  }

  /** A scan without a modality may be given one; any other type stays (the caller sees to that). */
  save (submitted: Item, stored: ScanRow | undefined, viewer: Viewer, removing = false): Item {
    // one that is known by its key may get another ID, or another session
    if (stored !== undefined && place(submitted).join('\n') !== [stored.session, stored.id].join('\n')) this.forget()
    return this.saver.save(this.table, submitted, stored && { ...this.item(stored), type: submitted.type }, viewer, removing)
  }

  /** The types that scans of one xsiType have been given, each with all its series descriptions. */
  types (xsiType: string, project: string | undefined): { type: string | null, descriptions: string }[] {
    return this.sql.types({ xsiType, project: project ?? null })
  }

  /** Past states of the scan, oldest first. */
  history (row: ScanRow): Item[] {
    return this.saver.history('scan', String(row.key), this.item(row))
  }

  remove (key: number): void {
    const before = this.changedAt()
    this.sql.remove(key)
    this.kept.removed(key, before, this.changedAt())
  }
}
