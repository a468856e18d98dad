import { entryPath, folderOf, nameOf, withoutEnd } from '../../model/archive-path.ts'
import { type CatalogImages, type Entry, type FileCatalog, auditGroup, auditOf, isCounted } from '../../model/file-catalog.ts'
import type { Disk, FileRow } from './disk.ts'
import type { Statements } from '../sql/statements.ts'

export interface CatalogRow {
  number: number
  path: string
  id: string | null
  dicom_uid: string | null
  /** CatalogImages as JSON. */
  images: string | null
  audit: string | null
  audited: number
  files: number
  bytes: number
}

interface EntryRow {
  uri: string
  name: string
  size: number
  digest: string | null
  format: string | null
  content: string | null
  description: string | null
  tags: string
  created_by: string
  created_time: number
  created_event: number
  modified_by: string | null
  modified_time: number | null
  modified_event: number | null
  dicom_uid: string | null
  instance_number: number | null
}

/** An entry's row with its place in front, as it is written. */
type Written = EntryRow & { catalog: number }

function queries (sql: Statements) {
  const columns =
    'catalog, uri, name, size, digest, format, content, description, tags, created_by, created_time, created_event, modified_by, ' +
    'modified_time, modified_event, dicom_uid, instance_number'
  const names = columns.split(', ')
  return {
    find: sql.get<[path: string], CatalogRow>('SELECT * FROM catalog WHERE path = ?'),
    below: sql.all<[{ folder: string }], CatalogRow>(
      "SELECT * FROM catalog WHERE path > :folder || '/' AND path < :folder || '0' ORDER BY path"
    ),
    insert: sql.insertReturning<[path: string, id: string | null, dicomUid: string | null, images: string | null], CatalogRow>(
      'catalog',
      '(path, id, dicom_uid, images) VALUES (?, ?, ?, ?) RETURNING *'
    ),
    remove: sql.delete<[path: string]>('catalog', 'WHERE path = ?'),
    removeBelow: sql.delete<[{ folder: string }]>('catalog', "WHERE path > :folder || '/' AND path < :folder || '0'"),
    move: sql.updateOrReplace<[{ from: string, to: string }]>(
      'catalog',
      "SET path = :to || substr(path, length(:from) + 1) WHERE path > :from || '/' AND path < :from || '0'"
    ),
    count: sql.update<[files: number, bytes: number, number: number]>(
      'catalog',
      'SET files = files + ?, bytes = bytes + ?, audit = NULL, audited = 1 WHERE number = ?'
    ),
    note: sql.update<[audit: string, number: number]>('catalog', 'SET audit = ?, audited = 1 WHERE number = ?'),
    entries: sql.all<[catalog: number], EntryRow>('SELECT * FROM entry WHERE catalog = ? ORDER BY number'),
    entry: sql.get<[catalog: number, uri: string], EntryRow>('SELECT * FROM entry WHERE catalog = ? AND uri = ?'),
    write: sql.insert<[Written]>('entry', `(${columns}) VALUES (${names.map(name => `:${name}`).join(', ')})
      ON CONFLICT (catalog, uri) DO UPDATE SET ${names.slice(2).map(name => `${name} = excluded.${name}`).join(', ')}`),
    forget: sql.delete<[catalog: number, uri: string]>('entry', 'WHERE catalog = ? AND uri = ?')
  }
}

/** Catalogs as they stand on the disk: each lists files of its own folder, and outlives the resource that it belongs to. */
export class CatalogStore {
  private readonly sql: ReturnType<typeof queries>
  private readonly disk: Disk

  constructor (statements: Statements, disk: Disk) {
    this.sql = queries(statements)
    this.disk = disk
  }

  find (path: string): CatalogRow | undefined {
    return this.sql.find(path)
  }

  below (folder: string): CatalogRow[] {
    return this.sql.below({ folder })
  }

  /** The catalog at a path; a new and empty one where there is none. */
  open (path: string, id: string | null): CatalogRow {
    return this.sql.find(path) ?? this.sql.insert(path, id, null, null)
  }

  /** An empty catalog, whatever stood at the path. @param series UID of the one that it lists, and what it says of its images. */
  replace (path: string, id: string | null, series?: Pick<FileCatalog, 'dicomUid' | 'images'>): CatalogRow {
    this.sql.remove(path)
    return this.sql.insert(path, id, series?.dicomUid ?? null, series?.images === undefined ? null : JSON.stringify(series.images))
  }

  /** In the order in which they were added. */
  entries ({ number }: CatalogRow): Entry[] {
    return this.sql.entries(number).map(entryOf)
  }

  entry ({ number }: CatalogRow, uri: string): Entry | undefined {
    const row = this.sql.entry(number, uri)
    return row && entryOf(row)
  }

  /** The file that an entry describes, if it is still on the disk. */
  file ({ path }: CatalogRow, { uri }: Entry): FileRow | undefined {
    return this.disk.file(entryPath(folderOf(path), uri))
  }

  /** Adds an entry, or writes it anew. @param grown by how many bytes its file is larger than before. */
  write ({ number }: CatalogRow, entry: Entry, isNew: boolean, grown: number): void {
    this.sql.write({ catalog: number, ...rowOf(entry) })
    const counted = isCounted(entry.name)
    this.sql.count(counted && isNew ? 1 : 0, counted ? grown : 0, number)
  }

  /** Takes an entry out for which another comes in. */
  forget ({ number }: CatalogRow, entry: Entry): void {
    this.sql.forget(number, entry.uri)
    if (isCounted(entry.name)) this.sql.count(-1, -entry.size, number)
  }

  /** Takes entries out; their files stay. */
  remove (catalog: CatalogRow, entries: readonly Entry[], event: number, time: number): void {
    const before = this.auditText(catalog)
    for (const entry of entries) this.forget(catalog, entry)
    this.note(catalog, before, auditGroup(event, time, 'Removed', entries.length))
  }

  /** Says more in the AUDIT field (CatalogUtils.refreshAuditSummary). */
  note ({ number }: CatalogRow, before: string, more: string): void {
    this.sql.note([before, more].filter(text => text !== '').join('|'), number)
  }

  auditText (catalog: CatalogRow): string {
    if (catalog.audited === 0) return ''
    return catalog.audit ?? auditOf(this.entries(catalog))
  }

  /** Removes the catalog with every file that it lists. */
  removeAll (catalog: CatalogRow): void {
    for (const { uri } of this.sql.entries(catalog.number)) this.disk.remove(entryPath(folderOf(catalog.path), uri))
    this.sql.remove(catalog.path)
  }

  removeBelow (folder: string): void {
    this.sql.removeBelow({ folder })
  }

  move (from: string, to: string): void {
    this.sql.move({ from, to })
  }

  document (catalog: CatalogRow, project: string): FileCatalog {
    const entries = this.entries(catalog)
    return {
      id: catalog.id,
      project,
      ...(catalog.audited === 1 && { audit: catalog.audit ?? auditOf(entries) }),
      ...(catalog.dicom_uid !== null && { dicomUid: catalog.dicom_uid }),
      ...(catalog.images !== null && { images: imagesOf(catalog) }),
      entries
    }
  }
}

/** What a catalog says of its images. */
export const imagesOf = ({ images }: CatalogRow): CatalogImages => images === null ? {} : JSON.parse(images) as CatalogImages

function entryOf (row: EntryRow): Entry {
  return {
    uri: row.uri,
    name: row.name,
    size: row.size,
    ...(row.digest !== null && { digest: row.digest }),
    ...(row.format !== null && { format: row.format }),
    ...(row.content !== null && { content: row.content }),
    ...(row.description !== null && { description: row.description }),
    tags: JSON.parse(row.tags) as string[],
    created: { by: row.created_by, time: row.created_time, event: row.created_event },
    ...(row.modified_by !== null && { modified: { by: row.modified_by, time: row.modified_time ?? 0, event: row.modified_event ?? 0 } }),
    ...(row.dicom_uid !== null && {
      dicom: { uid: row.dicom_uid, ...(row.instance_number !== null && { instanceNumber: row.instance_number }) }
    })
  }
}

function rowOf (entry: Entry): EntryRow {
  const { uri, size, tags, created, modified, dicom } = entry
  return {
    uri,
    name: nameOf(withoutEnd(uri)),
    size,
    digest: entry.digest ?? null,
    format: entry.format ?? null,
    content: entry.content ?? null,
    description: entry.description ?? null,
    tags: JSON.stringify(tags),
    created_by: created.by,
    created_time: created.time,
    created_event: created.event,
    modified_by: modified?.by ?? null,
    modified_time: modified?.time ?? null,
    modified_event: modified?.event ?? null,
    dicom_uid: dicom?.uid ?? null,
    instance_number: dicom?.instanceNumber ?? null
  }
}
