import type { ItemDocument, Table } from '../model/document.ts'
import type { Catalogue } from '../model/catalogue.ts'

/** What an item's serializer needs to know beyond the item. */
export interface ItemOptions {
  readonly catalogue: Catalogue
  /** Scheme, authority and context path of the site, for schema locations and links. */
  readonly siteUrl: string
  /** JSON: list all keys seen beside the items. */
  readonly includeHeaders: boolean
  /** XML: leave out the comments that hold generated keys. */
  readonly concealHiddenFields: boolean
}

/** One wire format: its names, and how it writes each kind of document that it can write. */
export interface Format {
  /** What `?format=` calls it; compared without case. */
  readonly name: string
  /** The Content-Type sent, which a request may also name in full. */
  readonly mime: string
  readonly table?: (table: Table) => string
  readonly item?: (document: ItemDocument, options: ItemOptions) => string
}
