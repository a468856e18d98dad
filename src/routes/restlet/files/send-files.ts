import { type Failure, failures } from '../../../failures/index.ts'
import { nameOf } from '../../../model/archive-path.ts'
import {
  type ArchiveEntry, type Document, type FileDocument, type StreamDocument, type Table, empty, text
} from '../../../model/document.ts'
import { siteUrl } from '../../../plugins/site.ts'
import { archive } from '../../../serializers/archive.ts'
import { xcat } from '../../../serializers/catalog-xml.ts'
import type { FileRow } from '../../../store/files/disk.ts'
import { type FilePlace, type Security, securityOf } from './place.ts'
import { type ListedFile, contentOf } from './file-rows.ts'
import { archiveEntries, labelledPath, ownerNames, replaceEachRepeatedly, scanNames } from './archive-entries.ts'
import type { FoundResource } from './found-resources.ts'
import type { Call } from '../resource.ts'
import { dictionary } from '../../../model/dictionary.ts'

const types = dictionary<string>({
  bmp: 'image/bmp',
  gif: 'image/gif',
  html: 'text/html',
  jpg: 'image/jpeg',
  jpeg: 'image/jpeg',
  pdf: 'application/pdf',
  png: 'image/png',
  svg: 'image/svg+xml',
  tiff: 'image/tiff',
  txt: 'text/plain',
  xml: 'text/xml'
})

/** SecureResource.buildMediaType: by extension, in small letters only. */
export function mediaType (requested: string, name: string): string {
  const known = /\.([^.]*)$/.exec(name)?.[1] ?? ''
  return types[known] ?? (requested === 'text/xml' ? '*/*' : 'application/octet-stream')
}

/** createContentDispositionValue */
export const disposition = (name: string, how: 'attachment' | 'inline' = 'attachment'): string => `${how}; filename="${name}";`

/** SecureResource.representFile, which always forces a download unless the site says otherwise. */
export function fileDocument ({ store, mime }: Pick<Call, 'store' | 'mime'>, file: FileRow): FileDocument {
  const name = nameOf(file.path)
  return {
    kind: 'file',
    content: contentOf(store, file),
    mime: mediaType(mime, name),
    modified: file.modified,
    headers: { 'cache-control': 'must-revalidate', 'content-disposition': disposition(name) }
  }
}

const extensions = dictionary<string>({ 'application/zip': '.zip', 'application/x-gtar': '.tar.gz', 'application/x-tar': '.tar' })

/** Whether a media type is that of an archive, and what its name ends in. */
export const archiveExtension = (mime: string): string | undefined => extensions[mime]

/** ZipRepresentation; several files without one among them are nothing to send. */
export function archiveDocument (call: Call, place: FilePlace, entries: readonly ArchiveEntry[]): StreamDocument {
  const { mime, query } = call
  const deflate = isDeflated(query.get('compression'), mime)
  return {
    kind: 'stream',
    mime,
    open: () => archive({ mime, entries, deflate }),
    headers: archiveHeaders(call, place)
  }
}

/** getArchiveDirectoryName of what the files belong to. */
function archiveName (security: Security | undefined): string {
  if (security === undefined) return 'null'
  return security.kind === 'project' ? security.row.id : security.row.label ?? security.row.id
}

/** identifyCompression: 0 stores, the site's default, and 8 deflates; java.util.zip knows no other. */
function isDeflated (requested: string | undefined, mime: string): boolean {
  if (requested === undefined) return false
  if (!/^[+-]?\d{1,9}$/.test(requested)) throw failures.notANumber(requested)
  const method = Number(requested)
  if (mime === 'application/zip' && method !== 0 && method !== 8) throw failures.badCompression()
  return method === 8
}

/** `accept-not-found=true` makes 204 of what is not there. */
export function notFound ({ query }: Call, failure: () => Failure, headers: Readonly<Record<string, string>> = {}): Document {
  if (query.isTrue('accept-not-found')) return { ...empty, status: 204, headers }
  throw failure().with(headers)
}

/** What FileList.handleMultipleCatalogs sets for an archive before it knows whether there is anything to put into it. */
export function archiveHeaders ({ mime }: Pick<Call, 'mime'>, place: FilePlace): Readonly<Record<string, string>> {
  const extension = archiveExtension(mime)
  return extension === undefined ? {} : { 'content-disposition': disposition(`${archiveName(securityOf(place))}${extension}`) }
}

/** FileList.representTable, as far as it is no archive. @param table that lists the files. */
export function represented (call: Call, place: FilePlace, table: Table, files: readonly ListedFile[]): Document {
  return call.mime === 'application/xcat' ? xcatDocument(call, place, files) : table
}

/** FileList.buildXcatRepresentation: a scan's ID is replaced wherever it occurs, and in what replaced it. */
function xcatDocument (call: Call, place: FilePlace, files: readonly ListedFile[]): Document {
  const site = siteUrl(call).replace(/\/$/, '')
  const [owners, scans] = [ownerNames(call, place), scanNames(call, place)]
  const entries = files.map(file => ({
    address: site + file.uri,
    path: replaceEachRepeatedly(labelledPath(file.uri, file.found.row, owners), scans),
    size: file.entry.size
  }))
  return text(xcat(entries), { mime: call.mime, headers: { 'content-disposition': disposition('files.xcat', 'inline') } })
}

/** FileList.buildZipRepresentation */
export function archiveOf (call: Call, place: FilePlace, resources: readonly FoundResource[], files: readonly ListedFile[]): Document {
  const entries = archiveEntries(call, place, resources, files)
  return entries.length === 0 ? notFound(call, failures.nothingToShow, archiveHeaders(call, place)) : archiveDocument(call, place, entries)
}
