import type { Item } from './item.ts'
import type { Kind } from './types.ts'

export type Cell = string | number | null

export type Rows = readonly (readonly Cell[])[]

/** Rows that are read while they are sent, because they are very many. */
export interface RowCursor {
  readonly pieces: AsyncIterable<Rows>
  /** Nobody wants any more of them. */
  readonly close: () => void
}

/** A listing: columns in order, one array of cells a row. */
export interface Table {
  readonly kind: 'table'
  readonly columns: readonly string[]
  readonly rows: Rows
  /** Reads the rows, in place of `rows`. */
  readonly cursor?: RowCursor
  /** Whether the rows come from a cache: each is the same array in every table that has it, always with these columns. */
  readonly cachedRows?: boolean
  /** What the columns hold, where it matters to how a cell is written. */
  readonly kinds?: readonly (Kind | undefined)[]
  /** What stands beside the rows: members after Result in JSON, attributes of the root in XML; in this order. */
  readonly properties?: Readonly<Record<string, string>>
  readonly headers?: Readonly<Record<string, string>>
  /** Properties of single columns, as in the file listing: column, name, value. */
  readonly columnProperties?: Readonly<Record<string, Readonly<Record<string, string>>>>
}

/** One item. */
export interface ItemDocument {
  readonly kind: 'item'
  readonly item: Item
  /** Where it is requested: the item with what its rows were before, and then what it was itself. */
  readonly history?: readonly Item[]
  /** The media type, whatever is requested. */
  readonly mime?: string
  /** What the item's own row hangs on, though it is read by itself: the owner's type, its list, and its key. */
  readonly hangsOn?: { readonly type: string, readonly path: string, readonly key: number }
}

/** Text that is the same whatever format was requested. */
export interface TextDocument {
  readonly kind: 'text'
  readonly text: string
  /** text/plain;charset=ISO-8859-1, as Restlet's StringRepresentation has it, where left out. */
  readonly mime?: string
  readonly status?: number
  readonly headers?: Readonly<Record<string, string>>
}

/** No body: how XNAT confirms most writes. */
export interface EmptyDocument {
  readonly kind: 'empty'
  readonly status?: number
  readonly headers?: Readonly<Record<string, string>>
}

/** Bytes that are sent as a stream, because they may be many. */
export interface Content {
  readonly size: number
  readonly crc32: number
  /** @param range first and last byte, of all where left out. */
  readonly stream: (range?: { readonly start: number, readonly end: number }) => AsyncIterable<Uint8Array>
  /** Keeps the bytes from being removed. @returns what lets them go. */
  readonly hold: () => () => void
}

/** A stored file. */
export interface FileDocument {
  readonly kind: 'file'
  readonly content: Content
  readonly mime: string
  /** Epoch milliseconds. */
  readonly modified: number
  readonly headers: Readonly<Record<string, string>>
}

/** A file on its way into an archive. */
export interface ArchiveEntry {
  readonly path: string
  readonly content: Content
  readonly modified: number
}

/** Bytes that are made while they are sent, so that nobody knows how many there will be. */
export interface StreamDocument {
  readonly kind: 'stream'
  readonly mime: string
  readonly open: () => AsyncIterable<Uint8Array>
  readonly headers?: Readonly<Record<string, string | string[]>>
}

/** Bytes that are there at once. */
export interface BytesDocument {
  readonly kind: 'bytes'
  readonly bytes: Buffer
  readonly mime: string
}

export type Document = Table | ItemDocument | TextDocument | EmptyDocument | FileDocument | StreamDocument | BytesDocument

export const empty: EmptyDocument = { kind: 'empty' }

export const text = (text: string, more: Omit<TextDocument, 'kind' | 'text'> = {}): TextDocument => ({ kind: 'text', text, ...more })

/** A table that gives its number of rows, as nearly all of XNAT's do (params.put("totalRecords")). */
export function table (columns: readonly string[], rows: Table['rows'], more: Readonly<Record<string, string>> = {}): Table {
  return { kind: 'table', columns, rows, properties: { totalRecords: String(rows.length), ...more } }
}
