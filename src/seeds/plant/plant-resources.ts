import { entryPath, folderOf, nameOf, withoutEnd } from '../../model/archive-path.ts'
import type { Catalogue } from '../../model/catalogue.ts'
import { isCounted } from '../../model/file-catalog.ts'
import { textOf } from '../../model/item.ts'
import type { Owner } from '../../store/files/resources.ts'
import { bytesOf } from './contents.ts'
import { implied, usualUri } from '../implied.ts'
import type { ItemPlanter } from './item-planter.ts'
import { isArchivedSeries, seriesIn, seriesPlace, withInstance } from './plant-series.ts'
import { type Seed, type SeedChange, type SeedDocument, type SeedFile, type SeedResource, knownBytes } from '../schema.ts'
import { timeOf } from '../times.ts'

type Left = NonNullable<SeedDocument['kept']>
type CatalogDetails = Pick<NonNullable<SeedResource['kept']>, 'id' | 'dicomUid' | 'images' | 'audit' | 'counted'> & {
  /** Whether the headers of its files say what a catalog says of a series. */
  readonly isSeries?: boolean
}

interface Change { readonly by: string, readonly time: number, readonly event: number }

/** Writes resources with their catalogs and files. */
export class ResourcePlanter {
  private readonly items: ItemPlanter
  private readonly catalogue: Catalogue
  private readonly seed: Seed

  constructor (items: ItemPlanter, catalogue: Catalogue, seed: Seed) {
    this.items = items
    this.catalogue = catalogue
    this.seed = seed
  }

  /** @param raw whether it is the first of a scan with a type, which holds what came from the scanner. */
  plant (owner: Owner, node: SeedResource, raw = false): void {
    const { store, now, login } = this.items
    const { files = [], fields = {} } = node
    const label = node.label === undefined ? undefined : String(node.label)
    const type = this.catalogue.type(node.xsiType ?? 'xnat:resourceCatalog')
    const isSeries = isArchivedSeries(owner, node, this.seed.folder)
    const kept = isSeries ? { ...node.kept, ...seriesPlace(store.resources.folder(owner)) } : node.kept ?? {}
    const uri = kept.uri ?? usualUri(store.resources.folder(owner), label ?? '')
    const event = kept.event ?? store.ids.event()
    const change = { by: login, time: now, event }
    const counts = kept.noCatalog ? { files: 0, bytes: 0 } : this.catalog(uri, files, { id: label ?? '', isSeries, ...kept }, change)
    const place = implied.resource(type, label, uri, counts)
    const content = raw && node.kept === undefined && type.value('content') ? { content: 'RAW' } : {}
    const { item, columns } = this.items.write('resource', type, { ...place, ...content }, fields, { ...kept, event })
    const key = kept.key ?? store.ids.key(type)
    store.records.write('resource', {
      key,
      xsi_type: type.xsiType,
      project: null,
      subject: null,
      experiment: null,
      scan: null,
      [owner.kind]: owner.id,
      label: textOf(item, 'label') ?? null,
      uri: textOf(item, 'URI') ?? uri,
      ...columns
    })
    this.items.remember('resource', String(key), type, place, kept)
  }

  /** @returns how many files and bytes it counts. */
  private catalog (path: string, files: readonly SeedFile[], details: CatalogDetails, change: Change): { files: number, bytes: number } {
    const { store } = this.items
    const written = files.map(file => this.file(folderOf(path), file))
    const series = details.isSeries ? seriesIn(written.map(({ path }) => path), this.items.store) : undefined
    const counted = written.filter(({ name }) => isCounted(nameOf(name)))
    const counts = {
      files: details.counted?.[0] ?? counted.length,
      bytes: details.counted?.[1] ?? counted.reduce((sum, { size }) => sum + size, 0)
    }
    store.records.write('catalog', {
      path,
      id: details.id === undefined || details.id === '' ? null : details.id,
      dicom_uid: details.dicomUid ?? series?.uid ?? null,
      images: jsonOf(details.images ?? series?.images),
      audit: details.audit === '' ? null : (details.audit ?? null),
      audited: Number(details.audit === undefined ? files.length > 0 : details.audit !== ''),
      ...counts
    })
    const number = store.catalogs.find(path)?.number ?? 0
    for (const { file, path, ...bytes } of written) this.entry(number, withInstance(file, series?.instances.get(path)), bytes, change)
    return counts
  }

  private entry (
    catalog: number,
    file: SeedFile,
    { name, size, digest }: { name: string, size: number, digest: string | null },
    change: Change
  ): void {
    // no more of it than is needed: what DICOM it is may not be known yet
    const { kept = {}, tags = [], format, content, description } = file
    const created = changeOf(kept.created) ?? change
    const modified = changeOf(kept.modified)
    const text = (value: string | number | undefined) => value === undefined ? null : String(value)
    this.items.store.records.write('entry', {
      catalog,
      uri: name,
      name: nameOf(withoutEnd(name)),
      size,
      digest,
      format: text(format),
      content: text(content),
      description: text(description),
      tags: JSON.stringify(tags.map(String)),
      created_by: created.by,
      created_time: created.time,
      created_event: created.event,
      modified_by: modified?.by ?? null,
      modified_time: modified?.time ?? null,
      modified_event: modified?.event ?? null,
      dicom_uid: kept.dicomUid ?? null,
      instance_number: kept.instanceNumber ?? null
    })
  }

  private file (folder: string, file: SeedFile): { file: SeedFile, path: string, name: string, size: number, digest: string | null } {
    const name = fileName(file)
    const path = entryPath(folder, name)
    const { kept = {} } = file
    const { size, md5 } = kept.missing ? { size: 0, md5: '' } : this.bytes(path, file, kept.written ?? kept.created?.time)
    return { file, path, name, size: kept.size ?? size, digest: kept.digest === '' ? null : kept.digest ?? md5 }
  }

  private bytes (path: string, file: SeedFile, written: string | undefined): { size: number, md5: string } {
    const { disk, blobs, records } = this.items.store
    const { folder, [knownBytes]: known } = this.seed
    const bytes = known?.get(path)
    if (bytes) {
      blobs.promise(bytes, () => bytesOf(file, path, folder))
      disk.link(path, bytes, timeOf(written) ?? this.items.now)
    } else {
      disk.write(path, blobs.take(bytesOf(file, path, folder)))
      records.setWriteTime(path, timeOf(written) ?? this.items.now)
    }
    return bytes ?? disk.file(path) ?? { size: 0, md5: '' }
  }

  /** What stands on the disk and belongs to no resource. */
  plantLeft ({ catalogs = [], files = [] }: Left): void {
    const { login, now } = this.items
    for (const { path, files: listed = [], ...details } of catalogs) this.catalog(path, listed, details, { by: login, time: now, event: 0 })
    for (const { name, kept = {}, ...contents } of files) this.bytes(name, contents, kept.written)
  }
}

const jsonOf = (value: object | undefined): string | null => value === undefined ? null : JSON.stringify(value)

const changeOf = (change: SeedChange | undefined): Change | undefined =>
  change && { by: change.by, time: Date.parse(change.time), event: change.event }

/** What a file is called below its resource. */
export const fileName = ({ name, path }: Pick<SeedFile, 'name' | 'path'>): string =>
  String(name ?? nameOf((path ?? '').replaceAll('\\', '/')))
