import type { ItemDocument, Rows, Table } from '../model/document.ts'
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

/** A table as text, in parts: it may be longer than what is to be held at once. */
export interface TableText {
  readonly head: string
  /** @param first how many rows came before these. */
  readonly rows: (rows: Rows, first: number) => string
  /** What stands between rows that are written apart. */
  readonly between: string
  readonly tail: string
}

/** One wire format: its names, and how it writes each kind of document that it can write. */
export interface Format {
  /** What `?format=` calls it, compared without case; one without a name is requested by its media type. */
  readonly name?: string
  /** The media type that a request asks for. */
  readonly mime: string
  /** The Content-Type sent, where it is another. */
  readonly sentAs?: string
  readonly table?: (table: Table) => TableText
  readonly item?: (document: ItemDocument, options: ItemOptions) => string
}
