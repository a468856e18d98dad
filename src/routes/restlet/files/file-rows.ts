import { failures } from '../../../failures/index.ts'
import { entryPath, folderOf, projectFolder } from '../../../model/archive-path.ts'
import type { Cell, Content, Table } from '../../../model/document.ts'
import type { Entry } from '../../../model/file-catalog.ts'
import type { Parameters } from '../../../http/parameters.ts'
import type { FileRow } from '../../../store/files/disk.ts'
import type { Store } from '../../../store/index.ts'
import type { FoundResource } from './found-resources.ts'
import { sorted } from '../lists/sorting.ts'
import type { Call } from '../resource.ts'

/** A file as a listing has it, with the way to its bytes. */
export interface ListedFile {
  readonly found: FoundResource
  readonly entry: Entry
  /** Its address below /data. */
  readonly uri: string
  /** Where it stands on the archive's disk. */
  readonly path: string
}

/** Entries that the query asks for (FileList.buildFilter). */
export type EntryFilter = (entry: Entry) => boolean

/**
 * `file_format=` and `file_content=`, each as often as one likes. NULL is content that is not set; a format that is not
 * set is not found.
 * @returns undefined where the query asks for nothing.
 */
export function entryFilter (query: Parameters): EntryFilter | undefined {
  const [formats, contents] = [query.raw('file_format'), query.raw('file_content')]
  if (formats.length === 0 && contents.length === 0) return undefined
  return ({ format, content }) => (formats.length === 0 || (format !== undefined && formats.includes(format))) &&
    (contents.length === 0 || contents.includes(content ?? 'NULL'))
}

/** The files that a resource's catalog lists. */
export function filesOf ({ store }: Pick<Call, 'store'>, found: FoundResource, base = found.path): ListedFile[] {
  const catalog = store.catalogs.find(found.row.uri)
  if (catalog === undefined) return []
  const folder = folderOf(catalog.path)
  return store.catalogs.entries(catalog).map(entry =>
    ({ found, entry, uri: `${base}/files/${entry.uri}`, path: entryPath(folder, entry.uri) })
  )
}

const columns = ['Name', 'Size', 'URI', 'collection', 'file_tags', 'file_format', 'file_content', 'cat_ID', 'digest']

/** CatalogUtils.getEntryDetails as a table; `locator=` puts another path in place of the address. */
export function fileTable (call: Call, files: readonly ListedFile[], project: string): Table {
  const locator = ['absolutePath', 'projectPath'].find(name => name.toLowerCase() === call.query.get('locator')?.toLowerCase())
  const headers = columns.map(name => name === 'URI' ? locator ?? name : name)
  const place = ({ uri, path }: ListedFile): string =>
    locator === undefined ? uri : locator === 'absolutePath' ? path : withinProject(path, project)
  const rows = files.map((file): Cell[] => {
    const { entry: { name, size, tags, format, content, digest }, found: { row } } = file
    return [name, size, place(file), row.label, tags.join(','), format ?? null, content ?? null, row.key, digest ?? null]
  })
  return {
    kind: 'table',
    columns: headers,
    rows: sorted(call, headers, rows),
    properties: { title: 'Files' },
    columnProperties: columnProperties(call)
  }
}

/** What a listing of files says of its columns. */
export const columnProperties = ({ space }: Call): NonNullable<Table['columnProperties']> => ({
  URI: { serverRoot: space.basePath }
})

/** `index=`: which of the files to send. @throws in Java's words for what is no number. */
export function indexIn (query: Parameters): number | undefined {
  if (!query.names('index')) return undefined
  const text = query.get('index')
  if (text === undefined) throw failures.thrown('null')
  if (!/^[+-]?\d{1,9}$/.test(text)) throw failures.thrown(`For input string: "${text}"`)
  return Number(text)
}

/** Files below a folder; `recursive=false` leaves only those of folders in it, for XNAT looks one character too far. */
export function inFolder (
  folder: string,
  query: Parameters,
  filter: EntryFilter | undefined
): (file: Pick<ListedFile, 'entry'>) => boolean {
  const direct = query.isFalse('recursive')
  return ({ entry }) =>
    entry.uri.startsWith(folder) && (!direct || entry.uri.slice(folder.length + 1).includes('/')) && (filter?.(entry) ?? true)
}

/** Path.relativize with the project's folder. */
function withinProject (path: string, project: string): string {
  const folder = `${projectFolder(project)}/`
  return path.startsWith(folder) ? path.slice(folder.length) : `../${path.slice(folderOf(projectFolder(project)).length + 1)}`
}

/** The bytes of a file on the archive's disk. */
export const contentOf = ({ blobs }: Store, { blob, size, crc32 }: FileRow): Content => ({
  size,
  crc32,
  stream: range => blobs.read(blob, range),
  hold: () => blobs.hold(blob)
})
