import { catalogImages } from '../../../dicom/catalog-images.ts'
import { type DicomFile, type Series, instanceNumber, isImage, sopInstance } from '../../../dicom/study.ts'
import { folderOf, nameOf } from '../../../model/archive-path.ts'
import type { Entry } from '../../../model/file-catalog.ts'
import { newItem } from '../../../model/item.ts'
import type { CatalogRow } from '../../../store/files/catalogs.ts'
import type { FileRow } from '../../../store/files/disk.ts'
import type { ScanRow } from '../../../store/items/scan-row.ts'
import type { Call } from '../resource.ts'

/** A DICOM file in the archive. */
export interface ArchivedFile extends DicomFile {
  readonly file: FileRow
}

/** A scan's resources as the session builder calls them (CatalogBuilder): its images, and what is of another SOP class. */
const kinds = [
  { label: 'DICOM', content: 'RAW', holds: isImage, catalog: (scan: string) => `scan_${scan}_catalog.xml` },
  {
    label: 'secondary',
    content: 'secondary',
    holds: (file: DicomFile) => !isImage(file),
    catalog: (scan: string) => `scan_${scan}_secondary_catalog.xml`
  }
] as const

/** Lists the files of a series in catalogs of the scan, beside the first file of each. */
export function catalogSeries (call: Call, scan: ScanRow, series: Series<ArchivedFile>): void {
  for (const { label, content, holds, catalog } of kinds) {
    const files = series.files.filter(holds)
    const [first] = files
    if (first === undefined) continue
    addDicom(
      call,
      scan,
      placeOf(call, scan, { label, content, folder: folderOf(first.file.path), catalog: catalog(scan.id), uid: series.uid }),
      files
    )
  }
}

export interface DicomResource {
  readonly label: string
  readonly content: string
  readonly folder: string
  /** The catalog's name. */
  readonly catalog: string
  /** Of the series. */
  readonly uid: string
}

/** The same with the path of its catalog, which may be there already. */
export interface DicomPlace extends Omit<DicomResource, 'catalog'> {
  readonly uri: string
}

/** Where the files of a series go that come into the archive. */
export const resourcesOf = (
  scan: string,
  folder: string,
  series: Series<DicomFile>
): { resource: DicomResource, holds: (file: DicomFile) => boolean }[] =>
  kinds.map(({ label, content, holds, catalog }) => ({
    resource: { label, content, folder: `${folder}/${label}`, catalog: catalog(scan), uid: series.uid },
    holds
  }))

/** A resource of the same label that the scan has already takes the files; else there will be one. */
export function placeOf ({ store }: Call, scan: ScanRow, { catalog, ...resource }: DicomResource): DicomPlace {
  const uri =
    store.resources.of({ kind: 'scan', id: scan.key }).find(row => row.label === resource.label)?.uri ?? `${resource.folder}/${catalog}`
  return { ...resource, uri, folder: folderOf(uri) }
}

/** The images that a catalog lists, by UID. */
export function instancesIn ({ store }: Call, { uri }: DicomPlace): ReadonlyMap<string, Entry> {
  const catalog = store.catalogs.find(uri)
  const entries = catalog === undefined ? [] : store.catalogs.entries(catalog)
  return new Map(entries.flatMap(entry => entry.dicom === undefined ? [] : [[entry.dicom.uid, entry] as const]))
}

/** Adds files that stand in a folder to the scan's resource there, which is made where it is not. */
export function addDicom (
  call: Call,
  scan: ScanRow,
  { label, content, folder, uri, uid }: DicomPlace,
  files: readonly ArchivedFile[]
): void {
  const { store, viewer, catalogue } = call
  const owner = { kind: 'scan', id: scan.key } as const
  const known = store.resources.of(owner).find(row => row.uri === uri)
  const event = store.ids.event()
  // what comes in later changes nothing of what the catalog says of its images (MergeCatCatalog)
  const catalog = store.catalogs.find(uri) ??
    store.catalogs.replace(uri, null, { dicomUid: uid, ...files.some(isImage) && { images: catalogImages(files) } })
  for (const file of files) list(call, catalog, file, folder, event)
  const { files: count, bytes } = store.catalogs.open(uri, null)
  const item = newItem(catalogue.type('xnat:resourceCatalog'))
  Object.assign(item.values, {
    file_count: count,
    file_size: bytes,
    ...(known === undefined && { label, URI: uri, format: 'DICOM', content })
  })
  store.resources.save(owner, item, known, viewer, event)
}

function list ({ store, viewer, now }: Call, catalog: CatalogRow, { header, file }: ArchivedFile, folder: string, event: number): void {
  const uri = file.path.startsWith(`${folder}/`) ? file.path.slice(folder.length + 1) : nameOf(file.path)
  const known = store.catalogs.entry(catalog, uri)
  const change = { by: viewer.login, time: now(), event }
  const number = instanceNumber(header)
  const entry: Entry = {
    uri,
    name: nameOf(uri),
    size: file.size,
    digest: file.md5,
    tags: known?.tags ?? [],
    created: known?.created ?? change,
    ...(known && { modified: change }),
    dicom: { uid: header.value(sopInstance) ?? '', ...(number !== undefined && { instanceNumber: number }) }
  }
  store.catalogs.write(catalog, entry, known === undefined, file.size - (known?.size ?? 0))
}
