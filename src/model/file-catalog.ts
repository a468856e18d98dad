import { javaDateText } from './java-date.ts'
import { hashMapOrder } from './java-order.ts'

/** A file as its catalog describes it: XNAT's cat:entry, whose ID and cachePath are its URI. */
export interface Entry {
  /** Relative to the catalog's folder. */
  readonly uri: string
  readonly name: string
  readonly size: number
  /** MD5 in hexadecimal. */
  readonly digest?: string
  readonly format?: string
  readonly content?: string
  readonly description?: string
  readonly tags: readonly string[]
  readonly created: Change
  readonly modified?: Change
  /** Of an archived DICOM file. */
  readonly dicom?: { readonly uid: string, readonly instanceNumber?: number }
}

/** Who changed something, when, and the event that it was. */
export interface Change {
  readonly by: string
  /** Epoch milliseconds. */
  readonly time: number
  readonly event: number
}

/** Values by path, such as `dimensions/z`. */
export type CatalogImages = Readonly<Record<string, string>>

/** XNAT's cat:Catalog, or cat:DCMCatalog where it is that of an archived series. */
export interface FileCatalog {
  readonly id: string | null
  readonly project: string
  /** The AUDIT field; undefined before anything was written into the catalog. */
  readonly audit?: string
  /** Its folder, which it names only where it is asked to. */
  readonly location?: string
  /** UID of the series. */
  readonly dicomUid?: string
  /** What it says of the images of its series, by path: `dimensions/x`, `voxelRes/z`, `orientation`. */
  readonly images?: CatalogImages
  readonly entries: readonly Entry[]
}

/** Names that a catalog never lists: other catalogs and lock files (XNAT_CATALOGABLE_FILE_FILTER). */
export const isCatalogable = (name: string): boolean => !name.endsWith('_catalog.xml') && !name.startsWith('.~lock-')

/** Names that count as no file (BaseXnatResourcecatalog.getCount). */
export const isCounted = (name: string): boolean => !name.endsWith('catalog.xml')

/** One event in a catalog's AUDIT field. */
export const auditGroup = (event: number, time: number, action: 'Added' | 'Modified' | 'Removed', count: number): string =>
  `${event}:${javaDateText(time)}=${action}:${count}`

/** What a catalog's entries say of its past (CatalogUtils.buildAuditSummary): groups and actions in HashMap order. */
export function auditOf (entries: readonly Entry[]): string {
  const groups = new Map<string, Map<string, number>>()
  const count = ({ event, time }: Change, action: string) => {
    const key = `${event}:${javaDateText(time)}`
    const actions = groups.get(key) ?? new Map<string, number>()
    actions.set(action, (actions.get(action) ?? 0) + 1)
    groups.set(key, actions)
  }
  for (const { created, modified } of entries) {
    count(created, 'Added')
    if (modified) count(modified, 'Modified')
  }
  return hashMapOrder(groups.keys()).map(key => {
    const actions = groups.get(key) ?? new Map<string, number>()
    return `${key}=${hashMapOrder(actions.keys()).map(action => `${action}:${actions.get(action)}`).join(';')}`
  }).join('|')
}
