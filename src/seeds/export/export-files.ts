import { readFileSync } from 'node:fs'
import { nameOf } from '../../model/archive-path.ts'
import { type Change, type Entry, isCounted } from '../../model/file-catalog.ts'
import type { BlobStore } from '../../store/files/blobs.ts'
import { type CatalogRow, imagesOf } from '../../store/files/catalogs.ts'
import type { FileRow } from '../../store/files/disk.ts'
import type { Owner, ResourceRow } from '../../store/files/resources.ts'
import { implied, usualUri } from '../implied.ts'
import type { ItemExporter } from './item-exporter.ts'
import { timeText } from '../times.ts'
import { Late, LazyList, type Tree, type TreeObject } from '../write/tree.ts'

export interface FileOptions {
  /** Files up to this size stand in the seed itself. */
  readonly inline: number
  /** Puts a larger one beside it. @returns its path, relative to the seed. */
  readonly aside: (hash: string, name: string, blobs: BlobStore) => string
}

/** Describes resources, catalogs and files. */
export class FileExporter {
  private readonly items: ItemExporter
  private readonly options: FileOptions
  private readonly toldCatalogs = new Set<string>()
  private readonly toldFiles = new Set<string>()

  constructor (items: ItemExporter, options: FileOptions) {
    this.items = items
    this.options = options
  }

  resources (owner: Owner): TreeObject {
    const rows = this.items.store.resources.of(owner)
    if (rows.length === 0) return {}
    const folder = this.items.store.resources.folder(owner)
    return { resources: new LazyList(() => this.each(rows, folder)) }
  }

  private * each (rows: readonly ResourceRow[], folder: string): Generator<Tree> {
    for (const row of rows) yield this.resource(row, folder)
  }

  private resource (row: ResourceRow, folder: string): TreeObject {
    const { store, catalogue } = this.items
    const { key, label, uri, xsi_type: xsiType } = row
    const catalog = this.toldCatalogs.has(uri) ? undefined : store.catalogs.find(uri)
    const type = catalogue.type(xsiType)
    const place = implied.resource(type, label ?? undefined, uri, catalog ?? { files: 0, bytes: 0 })
    const isUsual = label !== null && uri === usualUri(folder, label)
    return {
      ...(label !== null && { label }),
      ...(xsiType !== 'xnat:resourceCatalog' && { xsiType }),
      ...this.items.itemOf({ kind: 'resource', id: String(key), item: store.resources.item(row), row }, { place, keeping: true }, {
        key,
        ...(!isUsual && { uri }),
        ...(catalog === undefined ? { noCatalog: true } : this.details(catalog, label ?? ''))
      }),
      ...(catalog && this.listed(catalog))
    }
  }

  /** What is not as a catalog with these files usually has it. */
  private details (catalog: CatalogRow, usualId: string | undefined): TreeObject {
    const { id, dicom_uid: dicomUid, images, audit, audited, files, bytes } = catalog
    const entries = this.items.store.catalogs.entries(catalog)
    const counted = entries.filter(({ name }) => isCounted(name))
    const sum = counted.reduce((sum, { size }) => sum + size, 0)
    const said = audited === 0 ? (entries.length > 0 ? '' : undefined) : audit ?? undefined
    return {
      ...(id !== (usualId ?? null) && { id: id ?? '' }),
      ...(dicomUid !== null && { dicomUid }),
      ...(images !== null && { images: imagesOf(catalog) }),
      ...(said !== undefined && { audit: said }),
      ...((files !== counted.length || bytes !== sum) && { counted: [files, bytes] })
    }
  }

  private listed (catalog: CatalogRow): TreeObject {
    this.toldCatalogs.add(catalog.path)
    const entries = this.items.store.catalogs.entries(catalog)
    if (entries.length === 0) return {}
    return { files: new LazyList(() => this.eachFile(catalog, entries)) }
  }

  private * eachFile (catalog: CatalogRow, entries: readonly Entry[]): Generator<Tree> {
    for (const entry of entries) yield this.file(catalog, entry)
  }

  private file (catalog: CatalogRow, entry: Entry): TreeObject {
    const row = this.items.store.catalogs.file(catalog, entry)
    const { uri, size, digest, format, content, description, tags, created, modified, dicom } = entry
    if (row) this.toldFiles.add(row.path)
    return {
      name: uri,
      ...(row && this.contents(row)),
      ...(format !== undefined && { format }),
      ...(content !== undefined && { content }),
      ...(description !== undefined && { description }),
      ...(tags.length > 0 && { tags }),
      kept: {
        created: changeOf(created),
        ...(modified && { modified: changeOf(modified) }),
        ...(row && row.modified !== created.time && { written: timeText(row.modified) }),
        ...(size !== (row?.size ?? 0) && { size }),
        ...(digest !== (row?.md5 ?? '') && { digest: digest ?? '' }),
        ...(dicom && { dicomUid: dicom.uid, ...(dicom.instanceNumber !== undefined && { instanceNumber: dicom.instanceNumber }) }),
        ...(row === undefined && { missing: true })
      }
    }
  }

  private contents ({ blob, size, path }: FileRow): TreeObject {
    const { blobs } = this.items.store
    if (size > this.options.inline) return { path: this.options.aside(blob, nameOf(path), blobs) }
    if (size === 0) return {}
    const bytes = readFileSync(blobs.path(blob))
    const text = bytes.toString('utf8')
    // a byte order mark, or what is no UTF-8, would not come back
    return isText(text) && Buffer.from(text).equals(bytes) ? { text } : { base64: bytes.toString('base64') }
  }

  /** What stands on the disk, and no resource describes. */
  left (): TreeObject {
    const { store } = this.items
    const catalogs = store.records.list('catalog').map(({ path }) => String(path)).filter(path => !this.toldCatalogs.has(path))
    return {
      ...(catalogs.length > 0 && { catalogs: new LazyList(() => this.leftCatalogs(catalogs)) }),
      files: new Late(() => {
        const files = store.disk.below('').filter(({ path }) => !this.toldFiles.has(path))
        return files.length === 0
          ? undefined
          : files.map(file => ({ name: file.path, ...this.contents(file), kept: { written: timeText(file.modified) } }))
      })
    }
  }

  private * leftCatalogs (paths: readonly string[]): Generator<Tree> {
    for (const path of paths) {
      const catalog = this.items.store.catalogs.find(path)
      if (catalog) yield { path, ...this.details(catalog, undefined), ...this.listed(catalog) }
    }
  }
}

const changeOf = ({ by, time, event }: Change): TreeObject => ({ by, time: timeText(time), event })

/** Whether a text says what it is when somebody reads it. */
// eslint-disable-next-line no-control-regex -- those are looked for
const isText = (text: string): boolean => !/[\0-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufffd\ufeff]/.test(text)
