import type { Catalogue } from '../model/catalogue.ts'
import type { Item } from '../model/item.ts'
import type { CatalogStore } from './catalogs.ts'
import type { Disk } from './disk.ts'
import { type ItemRow, decodeItem, textOf } from './items.ts'
import type { Saver } from './save.ts'
import type { Sequences } from './sequences.ts'
import type { Statements } from './statements.ts'
import type { Viewer } from './users.ts'

export interface ResourceRow extends ItemRow {
  /** xnat_abstractresource_id */
  key: number
  xsi_type: string
  label: string | null
  /** Where its catalog stands on the disk. */
  uri: string
  project: string | null
  subject: string | null
  experiment: string | null
  scan: number | null
}

export type OwnerKind = 'project' | 'subject' | 'experiment' | 'scan'

/** What a resource hangs on: an ID, of a scan its key. */
export interface Owner {
  readonly kind: OwnerKind
  readonly id: string | number
}

const kinds = ['project', 'subject', 'experiment', 'scan'] as const

/** The list that an owner's document has its resources in. */
export const listOf: Readonly<Record<OwnerKind, string>> = { project: 'resources/resource', subject: 'resources/resource', experiment: 'resources/resource', scan: 'file' }

function queries (sql: Statements) {
  const of = (kind: OwnerKind) => sql.all<[id: string | number], ResourceRow>(`SELECT * FROM resource WHERE ${kind} = ? ORDER BY key`)
  const insert = (kind: OwnerKind) => sql.run<[key: number, owner: string | number, xsiType: string, label: string | null, uri: string, data: string, event: number, modified: number, inserted: number, by: string]>(`
    INSERT INTO resource (key, ${kind}, xsi_type, label, uri, data, event, modified, inserted, inserted_by) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`)
  return {
    byKey: sql.get<[key: number], ResourceRow>('SELECT * FROM resource WHERE key = ?'),
    byUri: sql.get<[uri: string], ResourceRow>('SELECT * FROM resource WHERE uri = ?'),
    of: Object.fromEntries(kinds.map(kind => [kind, of(kind)])) as Record<OwnerKind, ReturnType<typeof of>>,
    insert: Object.fromEntries(kinds.map(kind => [kind, insert(kind)])) as Record<OwnerKind, ReturnType<typeof insert>>,
    ofSession: sql.all<[session: string], ResourceRow>(`
      SELECT resource.* FROM resource JOIN scan ON scan.key = resource.scan WHERE scan.session = ? ORDER BY resource.key`),
    update: sql.run<[label: string | null, uri: string, data: string, event: number, modified: number, key: number]>(`
      UPDATE resource SET label = ?, uri = ?, data = ?, event = ?, modified = ? WHERE key = ?`),
    move: sql.run<[{ from: string, to: string }]>(`
      UPDATE resource SET uri = :to || substr(uri, length(:from) + 1), data = json_set(data, '$.v.URI', :to || substr(uri, length(:from) + 1))
      WHERE uri > :from || '/' AND uri < :from || '0'`),
    remove: sql.run<[key: number]>('DELETE FROM resource WHERE key = ?')
  }
}

/** The rows of xnat_abstractresource. */
export class ResourceStore {
  private readonly sql: ReturnType<typeof queries>
  private readonly catalogue: Catalogue
  private readonly sequences: Sequences
  private readonly saver: Saver
  private readonly disk: Disk
  private readonly catalogs: CatalogStore

  constructor (statements: Statements, catalogue: Catalogue, sequences: Sequences, saver: Saver, disk: Disk, catalogs: CatalogStore) {
    this.sql = queries(statements)
    this.catalogue = catalogue
    this.sequences = sequences
    this.saver = saver
    this.disk = disk
    this.catalogs = catalogs
    for (const kind of kinds) saver.setAside(kind, { path: listOf[kind], adopt: (owner, rows, viewer, removing) => { this.adopt({ kind, id: owner.key ?? textOf(owner, 'ID') ?? '' }, rows, viewer, removing) } })
  }

  byKey (key: number): ResourceRow | undefined {
    return this.sql.byKey(key)
  }

  of ({ kind, id }: Owner): ResourceRow[] {
    return this.sql.of[kind](id)
  }

  /** Those of all scans of a session. */
  ofScansIn (session: string): ResourceRow[] {
    return this.sql.ofSession(session)
  }

  owner (row: ResourceRow): Owner {
    const kind = kinds.find(kind => row[kind] !== null) ?? 'project'
    return { kind, id: row[kind] ?? '' }
  }

  readonly item = (row: ResourceRow): Item => ({ ...decodeItem(this.catalogue, row.xsi_type, row), key: row.key })

  /** The rows as they stand below their owner. */
  items (owner: Owner): Item[] {
    return this.of(owner).map(this.item)
  }

  /** @param event that the change belongs to; one of its own where left out. */
  save (owner: Owner, submitted: Item, stored: ResourceRow | undefined, viewer: Viewer, event?: number): Item {
    const place = (item: Item) => [textOf(item, 'label'), textOf(item, 'URI') ?? ''] as const
    return this.saver.save({
      kind: 'resource',
      insert: (item, row) => {
        item.key = this.sequences.key(item.type)
        this.sql.insert[owner.kind](item.key, owner.id, item.type.xsiType, ...place(item), row.data, row.event, row.modified, row.modified, row.insertedBy)
        return String(item.key)
      },
      update: (item, row) => {
        this.sql.update(...place(item), row.data, row.event, row.modified, item.key ?? 0)
        return String(item.key)
      }
    }, submitted, stored && this.item(stored), viewer, false, event)
  }

  /**
   * Saves the rows that came inside their owner's document, each onto the one that it is by key or by URI.
   * @param removing rows that are not among them.
   */
  private adopt (owner: Owner, submitted: readonly Item[], viewer: Viewer, removing: boolean): void {
    const kept = new Set<number>()
    for (const item of submitted) {
      const stored = item.key === undefined ? this.sql.byUri(textOf(item, 'URI') ?? '') : this.byKey(item.key)
      kept.add(this.save(owner, item, stored, viewer).key ?? 0)
    }
    if (removing) for (const row of this.of(owner)) if (!kept.has(row.key)) this.remove(row)
  }

  /** Removes a row. Its catalog and files stay on the disk. */
  remove ({ key }: ResourceRow): void {
    this.sql.remove(key)
  }

  /** Removes a resource's catalog and files from the disk (deleteWithBackup, which keeps no backup by default). */
  removeFiles ({ uri }: ResourceRow): void {
    const catalog = this.catalogs.find(uri)
    if (catalog) this.catalogs.removeAll(catalog)
  }

  /** Moves a folder of the disk, with the catalogs in it and the rows that name them. */
  move (from: string, to: string): void {
    this.disk.move(from, to)
    this.catalogs.move(from, to)
    this.sql.move({ from, to })
  }
}
