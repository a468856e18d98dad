import type { Header } from '../../../dicom/header.ts'
import { readHeader } from '../../../dicom/read-header.ts'
import { sopClass, sopInstance } from '../../../dicom/study.ts'
import { Failure, failures } from '../../../failures/index.ts'
import { archiveFormat, discardAll, unpack } from '../../../entity/unpack.ts'
import type { UploadedFile } from '../../../entity/upload.ts'
import type { Received } from '../../../store/files/blobs.ts'
import type { ImportOrder } from './import-order.ts'
import type { Call } from '../resource.ts'

/** A DICOM file that has come in. */
export interface Arrived {
  /** As its sender called it, without folders. */
  readonly name: string
  readonly received: Received
  readonly header: Header
}

/** How deep archives may lie in archives. */
const deepest = 3

/**
 * The DICOM files of an upload: of an archive and of archives in it (DicomZipImporter.importCompressedFile), or the one file.
 * @throws notImported for what is none, unless that is to be passed over; nothing is left then.
 */
export async function dicomIn (call: Call, file: UploadedFile, order: ImportOrder): Promise<Arrived[]> {
  const arrived: Arrived[] = []
  let refused: Failure | undefined
  const take = async (part: UploadedFile, depth: number): Promise<void> => {
    try {
      if (archiveFormat(part.name) === undefined) arrived.push(dicomOf(part))
      else await eachIn(call, part, take, depth)
    } catch (error) {
      if (!order.ignoresUnparsable || !(error instanceof Failure) || error.rule !== 'not-imported') throw error
      refused = error
    }
    // many headers take their time
    if (arrived.length % 64 === 0) await new Promise(resolve => { setImmediate(resolve) })
  }
  try {
    if (order.handler === 'gradual-DICOM') arrived.push(dicomOf(file))
    else await eachIn(call, file, take, 0)
    if (arrived.length === 0 && order.handler === 'SI') {
      throw failures.notImported('Upload did not include parsable files for session generation.')
    }
    if (arrived.length === 0 && refused) throw refused
    return arrived
  } catch (error) {
    discardAll(arrived, call.store.blobs)
    throw error
  }
}

/** Unpacks an archive; what nobody kept of it goes again. */
async function eachIn (
  call: Call,
  file: UploadedFile,
  take: (part: UploadedFile, depth: number) => Promise<void>,
  depth: number
): Promise<void> {
  const format = archiveFormat(file.name)
  if (format === undefined || format === 'gz') throw failures.notImported(`Unsupported format ${format === undefined ? 'UNKNOWN' : 'GZ'}`)
  if (depth === deepest) throw failures.tooDeep()
  const { blobs } = call.store
  const parts = (await readable(unpack(file, format, blobs, call.space.limits))).flatMap(({ path, received }) =>
    received ? [{ name: path.slice(path.lastIndexOf('/') + 1), received }] : []
  )
  try {
    for (const part of parts) await take(part, depth + 1)
  } catch (error) {
    discardAll(parts, blobs)
    throw error
  }
}

/** What is damaged is reported in the importer's words. */
async function readable<Result> (unpacking: Promise<Result>): Promise<Result> {
  try {
    return await unpacking
  } catch (error) {
    throw error instanceof Failure && ['caught', 'bad-archive'].includes(error.rule)
      ? failures.notImported('unable to read data from file')
      : error
  }
}

/** GradualDicomImporter.call. @throws notImported */
function dicomOf ({ name, received }: UploadedFile): Arrived {
  const header = readHeader(received.path)
  if (header === undefined) throw failures.notImported(`unable to read DICOM object ${name}`)
  if (header.value(sopClass) === undefined) throw failures.notImported(`object ${name} contains no SOP Class UID`)
  if (header.value(sopInstance) === undefined) throw failures.notImported(`object ${name} contains no SOP Instance UID`)
  return { name, received, header }
}
