import { resolve } from 'node:path'
import { catalogImages } from '../../dicom/catalog-images.ts'
import { beginsAsDicom, readHeader } from '../../dicom/read-header.ts'
import { instanceNumber, isImage, seriesUid, sopInstance } from '../../dicom/study.ts'
import { nameOf } from '../../model/archive-path.ts'
import type { Owner } from '../../store/files/resources.ts'
import type { Store } from '../../store/index.ts'
import type { SeedFile, SeedResource } from '../schema.ts'

/**
 * Whether a resource is what an import makes of a series: the DICOM of a scan, every file of it a DICOM file.
 * @param folder where files that the seed names are looked for.
 */
export const isArchivedSeries = ({ kind }: Owner, { label, kept, files = [] }: SeedResource, folder = '.'): boolean =>
  kind === 'scan' && label === 'DICOM' && kept === undefined && files.length > 0 &&
  files.every(({ dicom, path }) => dicom !== undefined || (path !== undefined && beginsAsDicom(resolve(folder, path))))

/** What the importer calls the catalog of a series, which has no ID (CatalogBuilder). @param folder of the scan's resources. */
export const seriesPlace = (folder: string): { readonly uri: string, readonly id: string } =>
  ({ uri: `${folder}/DICOM/scan_${nameOf(folder)}_catalog.xml`, id: '' })

/** An image as its catalog describes it. */
interface Instance {
  readonly dicomUid: string
  readonly instanceNumber?: number
}

/** A series as its headers describe it. */
export interface PlantedSeries {
  readonly uid: string
  readonly images?: Readonly<Record<string, string>>
  readonly instances: ReadonlyMap<string, Instance>
}

/** @param paths of the files on the archive's disk. */
export function seriesIn (paths: readonly string[], { disk, blobs }: Store): PlantedSeries {
  const files = paths.flatMap(path => {
    const file = disk.file(path)
    const header = file && readHeader(blobs.path(file.blob))
    return header ? [{ header, name: nameOf(path), path }] : []
  })
  return {
    uid: files[0]?.header.value(seriesUid) ?? '',
    ...files.some(isImage) && { images: catalogImages(files) },
    instances: new Map(files.map(({ path, header }) => {
      const number = instanceNumber(header)
      return [path, { dicomUid: header.value(sopInstance) ?? '', ...number !== undefined && { instanceNumber: number } }]
    }))
  }
}

/** A file with what its header says. */
export const withInstance = (file: SeedFile, instance: Instance | undefined): SeedFile =>
  instance ? { ...file, kept: { ...instance, ...file.kept } } : file
