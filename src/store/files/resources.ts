import { archiveRoot, experimentFolder, projectFolder, subjectFolder } from '../../model/archive-path.ts'
import type { Catalogue } from '../../model/catalogue.ts'
import type { DataType } from '../../model/data-type.ts'
import type { Item } from '../../model/item.ts'
import type { CatalogStore } from './catalogs.ts'
import type { Disk } from './disk.ts'
import { type ItemRow, decodeItem, textOf } from '../sql/items.ts'
import type { Saver } from '../items/save.ts'
import type { Sequences } from '../sql/sequences.ts'
import type { Statements } from '../sql/statements.ts'
import type { Viewer } from '../accounts/viewer.ts'

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

/** A resource that names files that are not its owner's; the message is XNAT's. */
export class OutsideArchive extends Error {}

export type OwnerKind = 'project' | 'subject' | 'experiment' | 'scan'

/** What a resource hangs on: an ID, of a scan its key. */
export interface Owner {
  readonly kind: OwnerKind
  readonly id: string | number
}

const kinds = ['project', 'subject', 'experiment', 'scan'] as const

const lists: Readonly<Record<OwnerKind, string>> = {
  project: 'resources/resource',
  subject: 'resources/resource',
  experiment: 'resources/resource',
  scan: 'file'
}

/** The list that an owner's document has its resources in: all of an assessor are what came out of it (CatalogService's map of owners). */
export const listOf = (kind: OwnerKind, type: DataType): string =>
  kind === 'experiment' && type.isA('xnat:imageAssessorData') ? 'out/file' : lists[kind]

/** Where an owner stands in the archive. */
interface Place {
  project: string
  label: string
  /** The steps from the folder of the project, subject or session to those of the owner's resources. */
  steps: string
}

/** Those of a shared session stay in the project that owns it; an assessor's stand in the folder of its session. */
const places: Readonly<Record<OwnerKind, string>> = {
  project: "SELECT id AS project, '' AS label, 'resources' AS steps FROM project WHERE id = ?",
  subject: "SELECT project, coalesce(label, id) AS label, '' AS steps FROM subject WHERE id = ?",
  experiment: `
    SELECT coalesce(session.project, experiment.project) AS project,
      coalesce(session.label, session.id, experiment.label, experiment.id) AS label,
      CASE WHEN session.id IS NULL THEN 'RESOURCES' ELSE 'ASSESSORS/' || coalesce(experiment.label, experiment.id) END AS steps
    FROM experiment LEFT JOIN experiment AS session ON session.id = experiment.session WHERE experiment.id = ?`,
  scan: `
    SELECT experiment.project, coalesce(experiment.label, experiment.id) AS label, 'SCANS/' || scan.id AS steps
    FROM scan JOIN experiment ON experiment.id = scan.session WHERE scan.key = ?`
}

function queries (sql: Statements) {
  const of = (kind: OwnerKind) => sql.all<[id: string | number], ResourceRow>(`SELECT * FROM resource WHERE ${kind} = ? ORDER BY key`)
  const insert = (kind: OwnerKind) =>
    sql.insert<
      [
        key: number,
        owner: string | number,
        xsiType: string,
        label: string | null,
        uri: string,
        data: string,
        event: number,
        modified: number,
        inserted: number,
        by: string
      ]
    >('resource', `
    (key, ${kind}, xsi_type, label, uri, data, event, modified, inserted, inserted_by)
    VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`)
  return {
    byKey: sql.get<[key: number], ResourceRow>('SELECT * FROM resource WHERE key = ?'),
    of: Object.fromEntries(kinds.map(kind => [kind, of(kind)])) as Record<OwnerKind, ReturnType<typeof of>>,
    insert: Object.fromEntries(kinds.map(kind => [kind, insert(kind)])) as Record<OwnerKind, ReturnType<typeof insert>>,
    ofSession: sql.all<[session: string], ResourceRow>(`
      SELECT resource.* FROM resource JOIN scan ON scan.key = resource.scan WHERE scan.session = ? ORDER BY resource.key`),
    update: sql.update<[label: string | null, uri: string, data: string, event: number, modified: number, key: number]>('resource', `
      SET label = ?, uri = ?, data = ?, event = ?, modified = ? WHERE key = ?`),
    move: sql.update<[{ from: string, to: string }]>('resource', `
      SET uri = :to || substr(uri, length(:from) + 1),
        data = json_set(data, '$.v.URI', :to || substr(uri, length(:from) + 1))
      WHERE uri > :from || '/' AND uri < :from || '0'`),
    remove: sql.delete<[key: number]>('resource', 'WHERE key = ?'),
    place: Object.fromEntries(kinds.map(kind => [kind, sql.get<[id: string | number], Place>(places[kind])])) as Record<
      OwnerKind,
      (id: string | number) => Place | undefined
    >
  }
}

interface ResourceStoreParts {
  readonly statements: Statements
  readonly catalogue: Catalogue
  readonly sequences: Sequences
  readonly saver: Saver
  readonly disk: Disk
  readonly catalogs: CatalogStore
}

/** The rows of xnat_abstractresource. */
export class ResourceStore {
  private readonly sql: ReturnType<typeof queries>
  private readonly catalogue: Catalogue
  private readonly sequences: Sequences
  private readonly saver: Saver
  private readonly disk: Disk
  private readonly catalogs: CatalogStore

  constructor ({ statements, catalogue, sequences, saver, disk, catalogs }: ResourceStoreParts) {
    this.sql = queries(statements)
    this.catalogue = catalogue
    this.sequences = sequences
    this.saver = saver
    this.disk = disk
    this.catalogs = catalogs
    for (const kind of kinds) {
      saver.setAside(kind, {
        path: kind === 'experiment' ? type => listOf(kind, type) : lists[kind],
        adopt: (owner, rows, viewer, removing) => {
          this.adopt({ kind, id: owner.key ?? textOf(owner, 'ID') ?? '' }, rows, viewer, removing)
        }
      })
    }
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

  /** Where the catalogs of an owner's resources stand, each in a folder of its own. */
  folder (owner: Owner): string {
    const place = this.sql.place[owner.kind](owner.id)
    return place === undefined ? archiveRoot : [homeOf(owner, place), ...place.steps === '' ? [] : [place.steps]].join('/')
  }

  /** @param event that the change belongs to; one of its own where left out. */
  save (owner: Owner, submitted: Item, stored: ResourceRow | undefined, viewer: Viewer, event?: number): Item {
    const place = (item: Item) => [textOf(item, 'label'), textOf(item, 'URI') ?? ''] as const
    return this.saver.save({
      kind: 'resource',
      insert: (item, row) => {
        item.key = this.sequences.key(item.type)
        this.sql.insert[owner.kind](
          item.key,
          owner.id,
          item.type.xsiType,
          ...place(item),
          row.data,
          row.event,
          row.modified,
          row.modified,
          row.insertedBy
        )
        return String(item.key)
      },
      update: (item, row) => {
        this.sql.update(...place(item), row.data, row.event, row.modified, item.key ?? 0)
        return String(item.key)
      }
    }, { submitted, stored: stored && this.item(stored), viewer, event })
  }

  /**
   * Saves the rows that came inside their owner's document, each onto the one that it is by key or by URI.
   * @param removing rows that are not among them.
   * @throws OutsideArchive where one names files of others (validateXnatAbstractResources).
   */
  private adopt (owner: Owner, submitted: readonly Item[], viewer: Viewer, removing: boolean): void {
    const kept = new Set<number>()
    const place = this.sql.place[owner.kind](owner.id)
    for (const item of submitted) {
      const uri = textOf(item, 'URI') ?? ''
      const stored =
        item.key === undefined ? this.of(owner).find(row => row.uri === uri) : this.of(owner).find(({ key }) => key === item.key)
      if (uri.startsWith('/') && uri !== stored?.uri && !(place && isWithin(uri, homeOf(owner, place)))) {
        throw new OutsideArchive(`URI references data outside of the project:${uri}`)
      }
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

  /** Removes a folder with all files and catalogs in it; rows stay. */
  removeFolder (folder: string): void {
    this.disk.removeBelow(folder)
    this.catalogs.removeBelow(folder)
  }

  /** Moves a folder of the disk, with the catalogs in it and the rows that name them. */
  move (from: string, to: string): void {
    this.disk.move(from, to)
    this.catalogs.move(from, to)
    this.sql.move({ from, to })
  }
}

/** The folder that everything of a project, a subject or a session stands in. */
function homeOf ({ kind }: Owner, { project, label }: Place): string {
  if (kind === 'project') return projectFolder(project)
  return kind === 'subject' ? subjectFolder(project, label) : experimentFolder(project, label)
}

const isWithin = (path: string, folder: string): boolean => path.startsWith(`${folder}/`) && !path.split('/').includes('..')
