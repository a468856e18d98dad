import type { Item } from './item.ts'
import type { Kind } from './types.ts'

export type Cell = string | number | null

/** A listing: columns in order, one array of cells a row. */
export interface Table {
  readonly kind: 'table'
  readonly columns: readonly string[]
  readonly rows: readonly (readonly Cell[])[]
  /** What the columns hold, where it matters to how a cell is written. */
  readonly kinds?: readonly (Kind | undefined)[]
  /** What stands beside the rows: members after Result in JSON, attributes of the root in XML; in this order. */
  readonly properties?: Readonly<Record<string, string>>
  /** Properties of single columns, as in the file listing: column, name, value. */
  readonly columnProperties?: Readonly<Record<string, Readonly<Record<string, string>>>>
}

/** One item, with the past states of its row where history was asked for. */
export interface ItemDocument {
  readonly kind: 'item'
  readonly item: Item
  readonly history?: readonly Item[]
}

/** Text that is the same whatever format was asked for. */
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

export type Document = Table | ItemDocument | TextDocument | EmptyDocument

export const empty: EmptyDocument = { kind: 'empty' }

export const text = (text: string, more: Omit<TextDocument, 'kind' | 'text'> = {}): TextDocument => ({ kind: 'text', text, ...more })

/** A table whose number of rows is told, as nearly all of XNAT's are (params.put("totalRecords")). */
export function table (columns: readonly string[], rows: Table['rows'], more: Readonly<Record<string, string>> = {}): Table {
  return { kind: 'table', columns, rows, properties: { totalRecords: String(rows.length), ...more } }
}
