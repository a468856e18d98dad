import type { DataType } from './data-type.ts'
import type { Field } from './types.ts'

/** A stored value is a number for the numeric kinds and for booleans (1 or 0), else text. */
export type Scalar = string | number

/** When and by which event a row was last changed, and who made it. */
export interface Meta {
  /** The event of the change: create_event_id; 0 where there is none. */
  readonly event: number
  /** Epoch milliseconds of the change: start_date. */
  readonly modified: number
  /** When the row was made, in epoch milliseconds; only for rows with a table of their own. */
  readonly inserted?: number
  /** Epoch milliseconds of the last change of the row itself after it was made. */
  readonly changed?: number
  /** Epoch milliseconds of the last save that changed the row or anything below it. */
  readonly touched?: number
  readonly insertedBy?: string
}

/** What paths lead to beside an item's fields. */
export interface Said {
  /** The layers in whose own data a value was put. */
  readonly meta?: readonly DataType[]
  /** Single references that were given a key, with what was given. */
  readonly keys?: Readonly<Record<string, string>>
  /** The name of another type. */
  readonly type?: string
}

/** An item that nobody may change, because it is in a cache. */
export interface ReadonlyItem {
  readonly type: DataType
  /** The generated primary key, for types without an ID of their own. */
  readonly key?: number
  readonly meta?: Meta
  /** Values by schema path. */
  readonly values: Readonly<Record<string, Scalar>>
  /** Rows of lists and single references, by schema path. */
  readonly children: Readonly<Record<string, readonly ReadonlyItem[]>>
  /** Past states of those rows, in the order in which they ended, by schema path. */
  readonly pastRows?: Readonly<Record<string, readonly ReadonlyItem[]>>
  /** The type whose table has the item's row, where the row itself says another: then nothing can be read of that one's. */
  readonly rowOf?: DataType
  /** What a request said beside values and rows, until the item is saved. */
  readonly said?: Said
  /** Set on a past state of a row: epoch milliseconds of when it ended. */
  readonly past?: { readonly end: number }
}

/** An XFT item: one row of a data type and the rows below it. */
export interface Item extends ReadonlyItem {
  key?: number
  meta?: Meta
  readonly values: Record<string, Scalar>
  readonly children: Record<string, Item[]>
  pastRows?: Record<string, Item[]>
  rowOf?: DataType
  said?: Said
  past?: { readonly end: number }
}

export const newItem = (type: DataType): Item => ({ type, values: {}, children: {} })

/**
 * The fields that an item has values or rows for, in schema order: of the hundreds that its type has, a few.
 * @param besides positions of others that are wanted.
 */
export function givenFields ({ type, values, children }: ReadonlyItem, besides: readonly number[] = []): Field[] {
  const positions = new Set(besides)
  for (const path of [...Object.keys(values), ...Object.keys(children)]) positions.add(type.positions.get(path) ?? -1)
  const { fields } = type
  return [...positions].sort((a, b) => a - b).map(at => fields[at]).filter(field => field !== undefined)
}

/** A value's text, or undefined where there is none. */
export function textOf (item: ReadonlyItem, path: string): string | undefined {
  const value = item.values[path]
  return value === undefined ? undefined : String(value)
}
