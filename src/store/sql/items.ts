import type { Catalogue } from '../../model/catalogue.ts'
import type { Item, Meta, Scalar } from '../../model/item.ts'

/** An item's content as it stands in a `data` column. */
export interface Content {
  /** Values by field path. */
  v: Record<string, Scalar>
  /** Numbers that JSON has no form for, as text. */
  n?: Record<string, string>
  /** Rows by field path. */
  c?: Record<string, Row[]>
  /** Past states of rows by field path. */
  p?: Record<string, Row[]>
  /** The type whose table has the item's row, where it is another. */
  r?: string
  /** When the item's own row last changed after it was made, and when anything of it last did. */
  o?: number
  w?: number
}

interface Row extends Content {
  t: string
  k?: number
  m?: Meta
  /** When a past state ended. */
  e?: number
}

/** The columns that every item's table has. */
export interface ItemRow {
  readonly data: string
  readonly event: number
  readonly modified: number
  readonly inserted: number
  readonly inserted_by: string
}

export function encodeItem (item: Item): string {
  return JSON.stringify(contentOf(item))
}

export function contentOf ({ values, children, pastRows, meta, rowOf }: Item): Content {
  const content: Content = { v: values }
  const odd = Object.keys(values).filter(path => typeof values[path] === 'number' && !Number.isFinite(values[path]))
  if (odd.length > 0) {
    content.n = Object.fromEntries(odd.map(path => [path, String(values[path])]))
    content.v = Object.fromEntries(Object.entries(values).filter(([path]) => content.n?.[path] === undefined))
  }
  const lists = Object.entries(children).filter(([, rows]) => rows.length > 0)
  if (lists.length > 0) content.c = Object.fromEntries(lists.map(([path, rows]) => [path, rows.map(asRow)]))
  if (pastRows !== undefined) content.p = Object.fromEntries(Object.entries(pastRows).map(([path, rows]) => [path, rows.map(asRow)]))
  if (rowOf !== undefined) content.r = rowOf.xsiType
  if (meta?.changed !== undefined) content.o = meta.changed
  if (meta?.touched !== undefined) content.w = meta.touched
  return content
}

function asRow (item: Item): Row {
  const { type, key, meta, past } = item
  return {
    t: type.xsiType,
    ...(key !== undefined && { k: key }),
    ...(meta && { m: { event: meta.event, modified: meta.modified } }),
    ...(past && { e: past.end }),
    ...contentOf(item)
  }
}

/** @throws when the content names a type that the version played does not have. */
export function decodeItem (
  catalogue: Catalogue,
  xsiType: string,
  { data, event, modified, inserted, inserted_by: insertedBy }: ItemRow
): Item {
  const content = JSON.parse(data) as Content
  const { o: changed, w: touched } = content
  return {
    ...fromContent(catalogue, xsiType, content),
    meta: { event, modified, inserted, insertedBy, ...(changed !== undefined && { changed }), ...(touched !== undefined && { touched }) }
  }
}

function fromContent (catalogue: Catalogue, xsiType: string, { v, n, c, p, r }: Content): Item {
  const values = n === undefined ? v : { ...v, ...Object.fromEntries(Object.entries(n).map(([path, text]) => [path, Number(text)])) }
  const item: Item = { type: catalogue.type(xsiType), values, children: c === undefined ? {} : fromRows(catalogue, c) }
  if (r !== undefined) item.rowOf = catalogue.type(r)
  if (p !== undefined) item.pastRows = fromRows(catalogue, p)
  return item
}

function fromRows (catalogue: Catalogue, lists: Readonly<Record<string, readonly Row[]>>): Record<string, Item[]> {
  const items: Record<string, Item[]> = {}
  for (const [path, rows] of Object.entries(lists)) items[path] = rows.map(row => fromRow(catalogue, row))
  return items
}

function fromRow (catalogue: Catalogue, row: Row): Item {
  const item = fromContent(catalogue, row.t, row)
  if (row.k !== undefined) item.key = row.k
  if (row.m !== undefined) item.meta = row.m
  if (row.e !== undefined) item.past = { end: row.e }
  return item
}

/** A value as a column takes it. */
export const textOf = ({ values }: Item, path: string): string | null => values[path] === undefined ? null : String(values[path])
