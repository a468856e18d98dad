import type { DataType } from './data-type.ts'

/** A stored value is a number for the numeric kinds and for booleans (1 or 0), else text. */
export type Scalar = string | number

/** When and by which event a row was last changed, and who made it. */
export interface Meta {
  /** The event of the change: create_event_id. */
  readonly event: number
  /** Epoch milliseconds of the change: start_date. */
  readonly modified: number
  /** Epoch milliseconds of the row's making; told of rows with a table of their own. */
  readonly inserted?: number
  readonly insertedBy?: string
}

/** An XFT item: one row of a data type and the rows below it. */
export interface Item {
  readonly type: DataType
  /** The generated primary key, for types without an ID of their own. */
  key?: number
  meta?: Meta
  /** Values by schema path. */
  readonly values: Record<string, Scalar>
  /** Rows of lists and single references, by schema path. */
  readonly children: Record<string, Item[]>
  /** Set on a past state of a row: epoch milliseconds of when it ended. */
  past?: { readonly end: number }
}

export const newItem = (type: DataType): Item => ({ type, values: {}, children: {} })

/** A value's text, or undefined where there is none. */
export function textOf (item: Item, path: string): string | undefined {
  const value = item.values[path]
  return value === undefined ? undefined : String(value)
}
