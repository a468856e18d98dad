import { failures } from '../../../failures/index.ts'
import { type Headed, type UploadedFile, lengthOf, receiveBody, receiveParts, typeOf } from '../../../entity/upload.ts'
import type { Call } from '../resource.ts'
import { dictionary } from '../../../model/dictionary.ts'

/** Media types that XNAT takes for a file as they are, each with the extension of a file without a name (RequestUtil). */
const extensions = dictionary<string>({
  'text/*': '.txt',
  'application/*': '',
  'text/plain': '.txt',
  'text/xml': '.xml',
  'text/csv': '.csv',
  'application/dicom': '.dcm',
  'application/zip': '.zip',
  'application/xar': '.xar',
  'application/x-gtar': '.tar.gz',
  'application/x-gzip': '.gzip',
  'application/octet-stream': '',
  'application/pdf': '.pdf',
  'application/vnd.ms-excel': '.xls',
  'application/vnd.ms-powerpoint': '.ppt',
  'application/x-tar': '.tar',
  'application/msword': '.doc',
  'image/*': '.img',
  'image/bmp': '.bmp',
  'image/gif': '.gif',
  'image/x-icon': '.icon',
  'image/jpeg': '.jpeg',
  'image/png': '.png',
  'image/svg+xml': '.svg',
  'image/tiff': '.tiff',
  'video/*': '.video',
  'video/x-msvideo': '.avi',
  'video/mp4': '.mp4',
  'video/mpeg': '.mpg',
  'video/quicktime': '.mov',
  'video/x-ms-wmv': '.wmv'
})

/** Restlet takes the charset out of a media type; with any other parameter it equals none of these. */
const hasParameters = ({ headers }: Headed): boolean =>
  (headers['content-type'] ?? '')
    .split(';')
    .slice(1)
    .some(parameter => parameter.trim() !== '' && !/^\s*charset\s*=/i.test(parameter))

/** The extension that a recognised media type stands for; undefined for others. */
export const extensionOf = (call: Headed): string | undefined => hasParameters(call) ? undefined : extensions[typeOf(call)]

/** What came with a request. */
export interface ReceivedFiles {
  readonly files: readonly UploadedFile[]
  /** Of a multipart body. */
  readonly fields: readonly (readonly [name: string, value: string])[]
}

/**
 * SecureResource.getFileWritersAndLoadParams: the body itself, or the files in it. Bytes go to the disk as they come.
 * @returns undefined where a body is multipart though it was to be a file.
 */
export async function receiveFiles (call: Call): Promise<ReceivedFiles | undefined> {
  const { incoming, query, store, rest } = call
  const type = typeOf(call)
  const { upload } = call.space.limits
  if (query.isTrue('inbody') || extensionOf(call) !== undefined) {
    if (type === 'multipart/form-data') return undefined
    checkLength(call)
    const name = rest === '' ? nameless(call) : rest
    return { files: [{ name, received: await receiveBody(incoming, store.blobs, upload) }], fields: [] }
  }
  if (type === 'multipart/form-data') return checkFields(await receiveParts(incoming, store.blobs, upload), call)
  if (type === 'application/x-www-form-urlencoded' || type === 'multipart/*') {
    throw failures.notMultipart(call.headers['content-type'] ?? '')
  }
  return { files: [], fields: [] }
}

const nameless = (call: Headed): string => `upload${extensionOf(call) ?? '.unsupported'}`

/** Only a zip may come in chunks, whose number nobody knows. */
function checkLength (call: Headed): void {
  if (lengthOf(call) >= 1) return
  if (call.headers['content-type'] === undefined) throw failures.caught('')
  if (typeOf(call) !== 'application/zip' || hasParameters(call)) throw failures.noLength(String(lengthOf(call)))
}

function checkFields (parts: ReceivedFiles, { store }: Call): ReceivedFiles {
  if (!parts.fields.some(([name]) => name === 'reference')) return parts
  for (const { received } of parts.files) store.blobs.discard(received)
  throw failures.referenceInForm()
}
