import { failures } from '../../../failures/index.ts'
import { UnknownColumn, columnsFor, rowsFor } from '../../../model/columns.ts'
import type { Cell, Document, Table } from '../../../model/document.ts'
import type { Item } from '../../../model/item.ts'
import { hashtableOrder } from '../../../model/java-order.ts'
import { type Search, type SearchColumn, columnName, holds, pathsIn, readSearch, viewAt } from '../../../model/search.ts'
import { FieldMapping } from '../../../model/shortcuts.ts'
import { type Body, bodyText, xmlFileText } from '../../../entity/body.ts'
import { readXml } from '../../../serializers/read-xml.ts'
import type { Catalogue } from '../../../model/catalogue.ts'
import { type Call, type Resource, standardOffers } from '../resource.ts'
import { searchedItems, seenBeside } from './searched-items.ts'
import { viewed } from './search-views.ts'
import { sorted } from '../lists/sorting.ts'

/** SearchResource: whatever keeps the document from being a search is 422, whatever keeps it from being carried out 500. */
export const search: Resource<undefined> = {
  tag: 'search',
  urls: ['/search'],
  archive: false,
  offers: standardOffers,
  find: () => undefined,
  post: {
    id: 'search',
    summary: 'Search for what an xdat:bundle describes',
    query: { format: 'json, xml, csv, html', sortBy: 'a column', sortOrder: 'DESC' },
    responses: { 200: 'A table of what the caller may read', 422: 'No search document', 500: 'Unknown types or fields' },
    handle: call => searchTable(call, searchIn(call.catalogue, call.body))
  }
}

/** The document of a search in a request. @throws notASearch */
export function searchIn (catalogue: Catalogue, body: Body | undefined): Item {
  const part = body?.parts.find(({ fileName }) => fileName?.endsWith('.xml'))
  const xml = part === undefined ? body && bodyText(body) : xmlFileText(part.bytes)
  let item: Item | undefined
  try {
    item = xml === undefined ? undefined : readXml(xml, catalogue)
  } catch {
    throw failures.notASearch()
  }
  if (item === undefined || !item.type.isA('xdat:stored_search')) throw failures.notASearch()
  return item
}

/** The table of a search. @throws searchFailed */
export function searchTable (call: Call, document: Item): Document {
  try {
    const found = readSearch(call.catalogue, document)
    return tableOf(call, found, rowsOf(call, found))
  } catch (error) {
    throw error instanceof UnknownColumn ? failures.searchFailed() : error
  }
}

const noShortcuts = new FieldMapping([], true)

/** The rows that fit, each once; the root's status ends each. */
function rowsOf (call: Call, { root, columns, condition }: Search): Cell[][] {
  const shown = columns.map(({ field }) => field.path)
  const { ties, paths: tied } = tiesOf(call, [
    ...columns.map(({ element }) => element.xsiType),
    ...pathsIn(condition).map(path => path.split(/[./]/)[0] ?? '')
  ])
  const views = new Map([...shown, ...pathsIn(condition)].map(path => [path, viewAt(call.catalogue, path)]))
  const stored = [...shown, `${root.xsiType}/meta/status`, ...pathsIn(condition), ...tied].map(path => views.get(path)?.key ?? path)
  const all = columnsFor(call.catalogue, root, stored, noShortcuts)
  const at = new Map(all.map(({ path }, index) => [path.toLowerCase(), index]))
  const rows = rowsFor(all, searchedItems(call, root), seenBeside(call))
  const distinct = new Map<string, Cell[]>()
  for (const row of rows) {
    const storedAt = (path: string): Cell => row[at.get(path.toLowerCase()) ?? -1] ?? null
    const valueAt = (path: string): Cell => {
      const view = views.get(path)
      return view === undefined ? storedAt(path) : viewed(call, view.id, storedAt(view.key))
    }
    if (!fits(ties, valueAt) || !holds(condition, valueAt)) continue
    const cells = [...shown, `${root.xsiType}/meta/status`].map(valueAt)
    distinct.set(JSON.stringify(cells), cells)
  }
  return [...distinct.values()]
}

interface Ties {
  readonly ties: readonly (readonly [scan: string, session: string])[]
  readonly paths: readonly string[]
}

/** Scans and sessions joined side by side belong together only where the one is the other's. */
function tiesOf ({ catalogue }: Call, names: readonly string[]): Ties {
  const types = [...new Set(names)].flatMap(name => catalogue.find(name) ?? [])
  const scans = types.filter(type => type.isA('xnat:imageScanData')).map(({ xsiType }) => `${xsiType}/image_session_ID`)
  const sessions = types.filter(type => type.isA('xnat:experimentData')).map(({ xsiType }) => `${xsiType}/ID`)
  const ties = scans.flatMap(scan => sessions.map(session => [scan, session] as const))
  return { ties, paths: ties.flat() }
}

const fits = (ties: Ties['ties'], valueAt: (path: string) => Cell): boolean =>
  ties.every(([scan, session]) => valueAt(scan) === null || valueAt(session) === null || valueAt(scan) === valueAt(session))

function tableOf (call: Call, { root, columns, sortBy }: Search, rows: readonly Cell[][]): Table {
  const names = [...columns.map(column => columnName(root, column)), 'quarantine_status']
  const { query } = call
  const ordered =
    query.get('sortBy') === undefined && sortBy !== undefined
      ? [...rows].sort((a, b) => order(a[names.indexOf(sortBy)] ?? null, b[names.indexOf(sortBy)] ?? null))
      : sorted(call, names, rows)
  const values: Readonly<Record<string, string>> = { totalRecords: String(rows.length), rootElementName: root.xsiType }
  return {
    kind: 'table',
    columns: names,
    rows: ordered,
    properties: Object.fromEntries(hashtableOrder(Object.keys(values)).map(name => [name, values[name] ?? ''])),
    columnProperties: {
      ...Object.fromEntries(columns.map(column => [columnName(root, column), propertiesOf(column)])),
      quarantine_status: {}
    }
  }
}

const order = (a: Cell, b: Cell): number => a === b ? 0 : a === null ? 1 : b === null ? -1 : a < b ? -1 : 1

/** SearchResource.setColumnProperties */
function propertiesOf ({ element, field, header }: SearchColumn): Record<string, string> {
  const values: Readonly<Record<string, string>> = {
    element_name: element.xsiType,
    id: field.id,
    xPATH: `${element.xsiType}.${field.id}`,
    header: header === '' ? ' ' : header,
    type: field.type
  }
  return Object.fromEntries(hashtableOrder(Object.keys(values)).map(name => [name, values[name] ?? '']))
}
