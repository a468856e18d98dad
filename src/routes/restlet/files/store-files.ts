import { failures } from '../../../failures/index.ts'
import { entryPath, folderOf, isTooLong, nameOf, withoutEnd } from '../../../model/archive-path.ts'
import { type Change, type Entry, isCatalogable } from '../../../model/file-catalog.ts'
import { hashMapOrder } from '../../../model/java-order.ts'
import type { ArchiveFormat, Unpacked } from '../../../entity/unpack.ts'
import type { Received } from '../../../store/files/blobs.ts'
import type { CatalogRow } from '../../../store/files/catalogs.ts'
import type { Store } from '../../../store/index.ts'

/** A file that has come in. */
export interface Submitted {
  readonly received: Received
  /** Below the catalog, with a slash at its end if it was sent with one; empty where a browser sent no name, also `.` and `..`. */
  readonly path: string
  /** The files in it, where it is an archive that is to be unpacked. */
  readonly unpacked?: { readonly format: ArchiveFormat, readonly files: readonly Unpacked[] }
}

/** What an upload says of its files. */
export interface FileDetails {
  readonly change: Change
  readonly format?: string | undefined
  readonly content?: string | undefined
  readonly description?: string | undefined
  readonly tags: readonly string[]
}

/** Puts files into a catalog, as CatalogUtils.storeCatalogEntry. */
export class FileStorer {
  private readonly store: Store
  private readonly catalog: CatalogRow
  private readonly folder: string
  private readonly overwrite: boolean
  private readonly details: FileDetails
  /** Files that were there and stay as they are. */
  readonly duplicates: string[] = []

  constructor (store: Store, catalog: CatalogRow, overwrite: boolean, details: FileDetails) {
    this.store = store
    this.catalog = catalog
    this.folder = folderOf(catalog.path)
    this.overwrite = overwrite
    this.details = details
  }

  put ({ path, received, unpacked }: Submitted): void {
    if (unpacked) this.putUnpacked(unpacked.format, unpacked.files)
    else this.putFile(path, received)
  }

  private putFile (path: string, received: Received): void {
    const [name, full] = [nameOf(withoutEnd(path)), this.pathOf(path)]
    if (!isCatalogable(name) && (this.store.disk.file(full) ?? this.store.catalogs.find(full))) {
      throw failures.caught(`XNAT cannot catalog ${name}`)
    }
    if (!this.overwrite && this.exists(path)) {
      this.duplicates.push(path)
      return
    }
    this.checkPlace(path)
    this.store.disk.write(this.pathOf(path), received)
    this.list(path, received)
  }

  /** What came from a zip is listed in the order of a HashMap. */
  private putUnpacked (format: ArchiveFormat, files: readonly Unpacked[]): void {
    const written = new Map<string, () => void>()
    for (const { name, path, received } of files) {
      if (received === undefined) {
        written.set(name, () => {})
      } else if (!this.overwrite && this.exists(path)) {
        this.duplicates.push(format === 'gz' ? nameOf(path) : name)
      } else if (isCatalogable(nameOf(path))) {
        this.checkPlace(path)
        this.store.disk.write(this.pathOf(path), received)
        written.set(name, () => { this.list(path, received) })
      }
    }
    for (const name of format === 'zip' ? hashMapOrder(written.keys()) : written.keys()) written.get(name)?.()
  }

  private pathOf (path: string): string {
    return path === '' ? this.folder : entryPath(this.folder, path)
  }

  private exists (path: string): boolean {
    const { disk, catalogs } = this.store
    const full = this.pathOf(path)
    return isFolder(path) || disk.file(full) !== undefined || disk.isFolder(full) || catalogs.find(full) !== undefined
  }

  /** What a disk says to a file in the place of a folder, and the other way round. */
  private checkPlace (path: string): void {
    const { disk } = this.store
    if (isTooLong(path)) throw failures.caught(`${this.pathOf(path)} (File name too long)`)
    if (isFolder(path) || disk.isFolder(this.pathOf(path))) throw failures.caught(`${this.pathOf(path)} (Is a directory)`)
    const steps = withoutEnd(path).split('/')
    const parents = steps.slice(0, -1).map((step, index) => this.pathOf(steps.slice(0, index + 1).join('/')))
    const blocked = parents.findIndex(parent => disk.file(parent) !== undefined)
    if (blocked === -1) return
    throw failures.caught(
      blocked === parents.length - 1
        ? `${this.pathOf(path)} (Not a directory)`
        : `Failed to create required directory: ${parents.at(-1) ?? ''}`
    )
  }

  /** Adds an entry, or updates the one that is there (addOrUpdateEntry). */
  private list (path: string, { size, md5 }: Received): void {
    const { catalogs } = this.store
    const known = catalogs.entry(this.catalog, path)
    catalogs.write(
      this.catalog,
      known ? this.updated(known, size, md5) : this.made(path, size, md5),
      known === undefined,
      size - (known?.size ?? 0)
    )
  }

  private made (uri: string, size: number, digest: string): Entry {
    const { change, tags, ...details } = this.details
    return { uri, name: nameOf(withoutEnd(uri)), size, digest, ...defined(details), tags, created: change }
  }

  private updated (known: Entry, size: number, digest: string): Entry {
    const { change, tags, ...details } = this.details
    const said = defined(details)
    const isChanged = size !== known.size || digest !== known.digest || tags.length > 0 || Object.keys(said).length > 0
    return { ...known, size, digest, ...said, tags: [...known.tags, ...tags], ...isChanged && { modified: change } }
  }
}

/** Whether a name is that of the resource's own folder, or of the one above it. */
const isFolder = (path: string): boolean => ['', '.', '..'].includes(path)

/** Without what nobody said. */
function defined ({
  format,
  content,
  description
}: Omit<FileDetails, 'change' | 'tags'>): Partial<Pick<Entry, 'format' | 'content' | 'description'>> {
  return { ...format !== undefined && { format }, ...content !== undefined && { content }, ...description !== undefined && { description } }
}
