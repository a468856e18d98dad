import { failures } from '../../../failures/index.ts'
import { nameOf } from '../../../model/archive-path.ts'
import type { Document } from '../../../model/document.ts'
import { hashMapOrder } from '../../../model/java-order.ts'
import type { FileRow } from '../../../store/files/disk.ts'
import { type EntryFilter, type ListedFile, contentOf, entryFilter, fileTable, filesOf, indexIn, inFolder } from './file-rows.ts'
import { type FilePlace, projectOf, securityOf } from './place.ts'
import type { FoundResource } from './found-resources.ts'
import type { Call } from '../resource.ts'
import { archiveDocument, archiveExtension, archiveHeaders, archiveOf, fileDocument, notFound, represented } from './send-files.ts'

/** FileList.handleMultipleCatalogs: the files of all resources that the URL leads to, or one of them. */
export function filesOfMany (call: Call, place: FilePlace, resources: readonly FoundResource[], path: string): Document {
  const { query } = call
  const [filter, index, security] = [entryFilter(query), indexIn(query), securityOf(place)]
  if (security === undefined) throw failures.unexpected()
  if (path !== '') return theFiles(call, place, search(call, resources, path, filter))
  const files = resources.flatMap(found => filesOf(call, found)).filter(({ entry }) => filter?.(entry) ?? true)
  if (index !== undefined) return theFiles(call, place, byIndex(call, files, index))
  if (archiveExtension(call.mime) !== undefined) return archiveOf(call, place, resources, files)
  return represented(call, place, fileTable(call, files, projectOf(place, security)), files)
}

/** What a search has found: one file, or several by their paths below their resource. */
interface Finding {
  readonly file: FileRow | undefined
  readonly several?: ReadonlyMap<string, FileRow>
}

function byIndex ({ store }: Call, files: readonly ListedFile[], index: number): Finding {
  if (index < 0) throw failures.thrown(String(index))
  const file = files[index]
  return { file: file && store.disk.file(file.path) }
}

/** The search ends at the first resource in which the path fits no file or several. */
function search ({ store, query }: Call, resources: readonly FoundResource[], path: string, filter: EntryFilter | undefined): Finding {
  let file: FileRow | undefined
  for (const found of resources) {
    const matches = matchesIn(filesOf({ store }, found), path, query, filter)
    if (matches.length !== 1) return several(matches.flatMap(({ entry, path }) => [[entry.uri, store.disk.file(path)] as const]), file)
    file = store.disk.file(matches[0]?.path ?? '')
    if (file) break
  }
  return { file }
}

function several (matches: readonly (readonly [uri: string, file: FileRow | undefined])[], before: FileRow | undefined): Finding {
  const files = new Map(matches.flatMap(([uri, file]) => file ? [[uri, file] as const] : []))
  return { file: matches.length === 0 ? before : matches.at(-1)?.[1], several: files }
}

/** A file by its path, those of a folder, or, with a `*` at the end, whatever begins like the path. */
function matchesIn (files: readonly ListedFile[], path: string, query: Call['query'], filter: EntryFilter | undefined): ListedFile[] {
  const file = files.find(({ entry }) => entry.uri === path)
  if (file) return [file]
  if (path.endsWith('/')) return files.filter(inFolder(path, query, filter))
  return path.endsWith('*') ? files.filter(({ entry }) => entry.uri.startsWith(path.slice(0, -1))) : []
}

function theFiles (call: Call, place: FilePlace, { file, several = new Map() }: Finding): Document {
  const { mime, store } = call
  if (file === undefined) return notFound(call, failures.fileNotFound, archiveHeaders(call, place))
  const extension = archiveExtension(mime)
  const name = nameOf(file.path)
  const wrapped = extension !== undefined && !name.toLowerCase().endsWith(extension)
  if (several.size === 0 && !wrapped) return fileDocument(call, file)
  if (!wrapped) throw failures.nothingToShow().with(archiveHeaders(call, place))
  const files: ReadonlyMap<string, FileRow> = several.size === 0 ? new Map([[name, file]]) : several
  return archiveDocument(call, place, hashMapOrder(files.keys()).flatMap(path => {
    const row = files.get(path)
    return row ? [{ path, content: contentOf(store, row), modified: row.modified }] : []
  }))
}
