import { failures } from '../../../failures/index.ts'
import { type Cell, type Document, type Table } from '../../../model/document.ts'
import { BadArchive, Truncated } from '../../../serializers/member.ts'
import { type Zip, openZip } from '../../../serializers/read-zip.ts'
import type { BlobStore } from '../../../store/files/blobs.ts'
import type { FileRow } from '../../../store/files/disk.ts'
import { columnProperties, fileTable } from './file-rows.ts'
import type { Call } from '../resource.ts'
import { notFound } from './send-files.ts'

/** The site's zipExtensions. */
const extensions = ['zip', 'jar', 'rar', 'ear', 'gar', 'mrb']

/** FileList.isFileZipArchive, which looks for them anywhere in a name in small letters. */
export const mentionsZip = (name: string): boolean => extensions.some(extension => name.includes(extension))

/** `x.zip!inner` and `x.zip/inner`: the file's path and what is named in it. */
export function insideZip (path: string): [file: string, member?: string] {
  for (const extension of extensions.map(extension => `.${extension}`)) {
    const separator = ['!', '/'].map(end => extension + end).find(separator => path.toLowerCase().includes(separator))
    if (separator === undefined) continue
    // found in any case, but split in small letters
    const [file = '', member] = path.split(separator).filter(part => part !== '')
    if (member === undefined) throw failures.thrown('1')
    return [file + extension, member]
  }
  return [path]
}

/** The document of one file in a zip. */
export async function memberOf (call: Call, { blob }: FileRow, name: string, mime: string): Promise<Document> {
  const { blobs } = call.store
  const exists = await readZip(blobs, blob, async zip => {
    for await (const member of zip.members()) if (member.name === name) return true
    return false
  })
  return exists ? { kind: 'stream', mime, open: () => bytesOf(blobs, blob, name) } : notFound(call, failures.fileMissing)
}

async function * bytesOf (blobs: BlobStore, blob: string, name: string): AsyncGenerator<Uint8Array> {
  const letGo = blobs.hold(blob)
  const zip = await openZip(blobs.path(blob))
  try {
    for await (const member of zip.members()) {
      if (member.name === name) return yield * await member.open()
    }
  } finally {
    zip.close()
    letGo()
  }
}

/** `listContents=true`: an empty zip leaves an empty list of files. */
export async function contentsOf (call: Call, { blob }: FileRow): Promise<Table> {
  const rows = await readZip(call.store.blobs, blob, async zip => {
    const rows: Cell[][] = []
    for await (const { name, size } of zip.members()) rows.push([name, size])
    return rows
  })
  if (rows.length === 0) return fileTable(call, [], '')
  return { kind: 'table', columns: ['File Name', 'Size'], rows, properties: { title: 'Files' }, columnProperties: columnProperties(call) }
}

async function readZip<Result> (blobs: BlobStore, blob: string, read: (zip: Zip) => Promise<Result>): Promise<Result> {
  const letGo = blobs.hold(blob)
  try {
    const zip = await openZip(blobs.path(blob))
    return await read(zip).finally(() => { zip.close() })
  } catch (error) {
    throw error instanceof BadArchive || error instanceof Truncated ? failures.badZip('error in opening zip file') : error
  } finally {
    letGo()
  }
}
