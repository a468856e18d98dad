import { readHeader } from '../../../dicom/read-header.ts'
import { at } from '../../../dicom/index-of.ts'
import type { Entry } from '../../../model/file-catalog.ts'
import { imagesOf } from '../../../store/files/catalogs.ts'
import type { Store } from '../../../store/index.ts'
import type { ScanRow } from '../../../store/items/scan-row.ts'

/** The images of a scan. */
export interface ScanImages {
  /** How many frames its catalog says that there are. */
  readonly slices: number
  /** Hashes of its files, in the order of the series. */
  readonly hashes: readonly string[]
}

/**
 * SnapshotResourceGeneratorImpl.init: of a scan whose DICOM an import has cataloged. DICOM that was uploaded to a resource
 * has a catalog that says nothing of its images.
 */
export function imagesOfScan ({ resources, catalogs }: Store, scan: ScanRow): ScanImages | undefined {
  const rows = resources.of({ kind: 'scan', id: scan.key })
  const row = rows.find(({ label }) => label === 'DICOM') ?? rows.find(({ label }) => label === 'secondary')
  const catalog = row && catalogs.find(row.uri)
  if (catalog === undefined || catalog.dicom_uid === null) return undefined
  const slices = Number(imagesOf(catalog)['dimensions/z'])
  const entries = inOrder(catalogs.entries(catalog).filter(({ dicom }) => dicom !== undefined))
  const hashes = entries.map(entry => catalogs.file(catalog, entry)?.blob)
  return entries.length === 0 || Number.isNaN(slices) || hashes.includes(undefined) ? undefined : { slices, hashes: hashes.filter(isThere) }
}

const isThere = (hash: string | undefined): hash is string => hash !== undefined

/** By instance number; by UID where an entry has none. */
function inOrder (entries: readonly Entry[]): readonly Entry[] {
  const hasNumbers = entries.every(({ dicom }) => dicom?.instanceNumber !== undefined)
  return hasNumbers
    ? entries.toSorted((a, b) => (a.dicom?.instanceNumber ?? 0) - (b.dicom?.instanceNumber ?? 0))
    : entries.toSorted((a, b) => (a.dicom?.uid ?? '') < (b.dicom?.uid ?? '') ? -1 : 1)
}

/** Whether a file says how many frames it has. */
export const saysFrames = (path: string): boolean => readHeader(path)?.text(at('00280008')) !== undefined
