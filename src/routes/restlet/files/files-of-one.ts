import { failures } from '../../../failures/index.ts'
import { nameOf } from '../../../model/archive-path.ts'
import type { Document } from '../../../model/document.ts'
import { decode } from '../../../http/parameters.ts'
import type { FileRow } from '../../../store/files/disk.ts'
import { type ListedFile, entryFilter, fileTable, filesOf, indexIn, inFolder } from './file-rows.ts'
import { type FilePlace, projectOf, securityOf } from './place.ts'
import { type FoundResource, baseUri } from './found-resources.ts'
import { dicomPicture } from './dicom-picture.ts'
import { contentsOf, insideZip, memberOf, mentionsZip } from './inside-zip.ts'
import type { Call } from '../resource.ts'
import { fileDocument, mediaType, notFound, represented } from './send-files.ts'

/** FileList.handleSingleCatalog: the files of the one resource that the URL names. */
export function filesOfOne (call: Call, place: FilePlace, found: FoundResource, path: string): Document | Promise<Document> {
  const { query } = call
  const [filter, index, security] = [entryFilter(query), indexIn(query), securityOf(place)]
  if (security === undefined) throw failures.unexpected()
  const files = filesOf(call, found, `${baseUri(place)}/resources/${found.row.key}`)
  const list = (files: readonly ListedFile[]) => represented(call, place, fileTable(call, files, projectOf(place, security)), files)
  if (path === '' && index === undefined) return list(files.filter(({ entry }) => filter?.(entry) ?? true))
  const [name, member] = index === undefined ? insideZip(path) : [path]
  // without a filter there is nothing to count
  const file = index === undefined ? named(files, name) : files.filter(({ entry }) => filter?.(entry) ?? false)[index]
  if (file === undefined && name.endsWith('/')) return list(files.filter(inFolder(name, query, filter)))
  if (file === undefined) return notFound(call, failures.entryNotFound)
  const stored = call.store.disk.file(file.path)
  return stored ? theFile(call, stored, member) : notFound(call, failures.fileMissing)
}

/** getEntryByURIOrId: as it stands in the URL, then decoded. */
function named (files: readonly ListedFile[], name: string): ListedFile | undefined {
  const byUri = (uri: string) => files.find(({ entry }) => entry.uri === uri)
  return byUri(name) ?? byUri(decoded(name))
}

function decoded (text: string): string {
  try {
    return decode(text)
  } catch (error) {
    throw failures.thrown((error as Error).message)
  }
}

function theFile (call: Call, file: FileRow, member: string | undefined): Document | Promise<Document> {
  const shown = (member ?? nameOf(file.path)).toLowerCase()
  if (call.mime === 'image/jpeg') return asPicture(call, file, shown)
  const mime = mediaType(call.mime, shown)
  if (member !== undefined) return memberOf(call, file, decoded(member), mime)
  if (call.query.isTrue('listContents') && mentionsZip(shown)) return contentsOf(call, file)
  return fileDocument({ ...call, mime }, file)
}

/** What a scanner made is turned into a picture; another file comes as it is. */
async function asPicture (call: Call, file: FileRow, shown: string): Promise<Document> {
  return await dicomPicture(call.store, file) ?? fileDocument({ ...call, mime: mediaType(call.mime, shown) }, file)
}
