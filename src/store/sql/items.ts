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
}

interface Row extends Content {
  t: string
  k?: number
  m?: Meta
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

export function contentOf ({ values, children }: Item): Content {
  const content: Content = { v: values }
  const odd = Object.keys(values).filter(path => typeof values[path] === 'number' && !Number.isFinite(values[path]))
  if (odd.length > 0) {
    content.n = Object.fromEntries(odd.map(path => [path, String(values[path])]))
    content.v = Object.fromEntries(Object.entries(values).filter(([path]) => content.n?.[path] === undefined))
  }
  const lists = Object.entries(children).filter(([, rows]) => rows.length > 0)
  if (lists.length > 0) content.c = Object.fromEntries(lists.map(([path, rows]) => [path, rows.map(rowOf)]))
  return content
}

function rowOf (item: Item): Row {
  return { t: item.type.xsiType, ...(item.key !== undefined && { k: item.key }), ...(item.meta && { m: item.meta }), ...contentOf(item) }
}

/** @throws when the content names a type that the version played does not have. */
export function decodeItem (
  catalogue: Catalogue,
  xsiType: string,
  { data, event, modified, inserted, inserted_by: insertedBy }: ItemRow
): Item {
  return { ...fromContent(catalogue, xsiType, JSON.parse(data) as Content), meta: { event, modified, inserted, insertedBy } }
}

function fromContent (catalogue: Catalogue, xsiType: string, { v, n, c }: Content): Item {
  const values = n === undefined ? v : { ...v, ...Object.fromEntries(Object.entries(n).map(([path, text]) => [path, Number(text)])) }
  const children: Record<string, Item[]> = {}
  if (c !== undefined) for (const [path, rows] of Object.entries(c)) children[path] = rows.map(row => fromRow(catalogue, row))
  return { type: catalogue.type(xsiType), values, children }
}

function fromRow (catalogue: Catalogue, row: Row): Item {
  const item = fromContent(catalogue, row.t, row)
  if (row.k !== undefined) item.key = row.k
  if (row.m !== undefined) item.meta = row.m
  return item
}

/** A value as a column takes it. */
export const textOf = ({ values }: Item, path: string): string | null => values[path] === undefined ? null : String(values[path])
