import type { Header } from '../../../dicom/header.ts'
import { readHeader } from '../../../dicom/read-header.ts'
import { sopClass, sopInstance } from '../../../dicom/study.ts'
import { Failure, failures } from '../../../failures/index.ts'
import { nameOf } from '../../../model/archive-path.ts'
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
  const passesOver = order.ignoresUnparsable
  let refused: Failure | undefined
  const take = async (part: UploadedFile, depth: number): Promise<void> => {
    try {
      if (archiveFormat(part.name) === undefined) arrived.push(dicomOf(part))
      else await eachIn(call, part, { take, passesOver }, depth)
    } catch (error) {
      if (!passesOver || !(error instanceof Failure) || error.rule !== 'not-imported') throw error
      refused = error
    }
    // many headers take their time
    if (arrived.length % 64 === 0) await new Promise(resolve => { setImmediate(resolve) })
  }
  try {
    if (order.handler === 'gradual-DICOM') arrived.push(dicomOf(file))
    else await eachIn(call, file, { take, passesOver }, 0)
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

/** Unpacks an archive; what nobody stored of it is removed. */
async function eachIn (
  call: Call,
  file: UploadedFile,
  { take, passesOver }: { take: (part: UploadedFile, depth: number) => Promise<void>, passesOver: boolean },
  depth: number
): Promise<void> {
  const format = archiveFormat(file.name)
  if (format === undefined || format === 'gz') throw failures.notImported(`Unsupported format ${format === undefined ? 'UNKNOWN' : 'GZ'}`)
  if (depth === deepest) throw failures.tooDeep()
  const { blobs } = call.store
  const unpacked = await unpack(file, format, { blobs, limits: call.space.limits, refusal: refusalOf(passesOver) })
  const parts = unpacked.flatMap(({ path, received }) => received ? [{ name: nameOf(path), received }] : [])
  try {
    for (const part of parts) await take(part, depth + 1)
  } catch (error) {
    discardAll(parts, blobs)
    throw error
  }
}

/**
 * The importer's words for a damaged archive. The file that it ends in cannot be read; where that is passed over, the
 * archive itself cannot.
 */
const refusalOf = (passesOver: boolean) => (failure: unknown, cut?: string): unknown => {
  if (!(failure instanceof Failure) || !['caught', 'bad-archive'].includes(failure.rule)) return failure
  return failures.notImported(
    cut === undefined || passesOver ? 'unable to read data from file' : `unable to read DICOM object ${nameOf(cut)}`
  )
}

/** GradualDicomImporter.call. @throws notImported */
function dicomOf ({ name, received }: UploadedFile): Arrived {
  const header = readHeader(received.path)
  if (header === undefined) throw failures.notImported(`unable to read DICOM object ${name}`)
  if (header.value(sopClass) === undefined) throw failures.notImported(`object ${name} contains no SOP Class UID`)
  if (header.value(sopInstance) === undefined) throw failures.notImported(`object ${name} contains no SOP Instance UID`)
  return { name, received, header }
}
