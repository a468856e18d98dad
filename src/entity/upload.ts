import { Failure, failures } from '../failures/index.ts'
import { type BlobStore, DiskFailed, type Received, TooLarge } from '../store/files/blobs.ts'
import { partsOf, boundaryOf } from '../http/multipart.ts'
import { digestOf, notesOf } from '../plugins/notes.ts'
import { type Incoming, isBodyLost } from './body.ts'

/** A file that has come in, under the name that its sender gave it. */
export interface UploadedFile {
  readonly name: string
  readonly received: Received
}

/** The parts of a multipart body. */
export interface Uploaded {
  readonly files: readonly UploadedFile[]
  readonly fields: readonly (readonly [name: string, value: string])[]
}

export type Headed = Pick<Incoming, 'headers'>

/** The entity's Content-Length, or -1: Restlet's Representation.getSize. */
export const lengthOf = ({ headers }: Headed): number =>
  headers['content-length'] === undefined ? -1 : Number(headers['content-length'])

/** The media type without parameters; empty where none was sent. */
export const typeOf = ({ headers }: Headed): string => headers['content-type']?.split(';', 1)[0]?.trim().toLowerCase() ?? ''

/** The body as one file. @throws what becomes of one that is too large, cut off, or has no room on the disk. */
export async function receiveBody (request: Incoming, blobs: BlobStore, limit: number): Promise<Received> {
  const received = await guarded(request, limit, () => blobs.receive(entityOf(request), limit))
  notesOf(request).body = { digest: digestOf(received.hash) }
  return received
}

/** The parts of a multipart body, each file straight onto the disk. */
export async function receiveParts (request: Incoming, blobs: BlobStore, limit: number): Promise<Uploaded> {
  return await guarded(request, limit, () => readParts(request, blobs, limit))
}

/** Leaves the connection usable after a failure, so that the answer can be read by a client that is still sending. */
const bytesOf = ({ raw }: Incoming): AsyncIterable<Uint8Array> => raw.iterator({ destroyOnReturn: false })

/** The entity as Restlet finds it. */
async function * entityOf (request: Incoming): AsyncIterable<Uint8Array> {
  const lost = isBodyLost(request)
  for await (const piece of bytesOf(request)) if (!lost) yield piece
}

async function guarded<Result> (request: Incoming, limit: number, take: () => Promise<Result>): Promise<Result> {
  try {
    if (lengthOf(request) > limit) throw new TooLarge()
    return await take()
  } catch (error) {
    // not before the iterator has let go of the stream
    setImmediate(() => { request.raw.resume() })
    throw storeFailure(error) ?? (error instanceof Failure ? error : failures.cutOff())
  }
}

/** What becomes of bytes that the store did not take. @returns undefined where that was not the reason. */
export function storeFailure (error: unknown): Failure | undefined {
  if (error instanceof TooLarge) return failures.bodyTooLarge()
  return error instanceof DiskFailed ? failures.caught(error.message) : undefined
}

async function readParts (request: Incoming, blobs: BlobStore, limit: number): Promise<Uploaded> {
  const boundary = boundaryOf(request.headers['content-type'] ?? '')
  if (boundary === undefined) throw failures.noBoundary()
  const fields: [string, string][] = []
  const files: UploadedFile[] = []
  try {
    for await (const { name, fileName, bytes } of partsOf(bytesOf(request), boundary)) {
      if (name === undefined) continue
      if (fileName === undefined) fields.push([name, await textOf(bytes)])
      else files.push({ name: withoutFolders(fileName), received: await blobs.receive(bytes, limit) })
    }
    return { files, fields }
  } catch (error) {
    // every file, or none: one that failed takes the others with it
    for (const { received } of files) blobs.discard(received)
    throw error
  }
}

/** The largest field of a form that is no file, in bytes. */
const mostText = 16 * 1024 * 1024

async function textOf (bytes: AsyncIterable<Buffer>): Promise<string> {
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of bytes) {
    size += chunk.length
    if (size > mostText) throw new TooLarge()
    chunks.push(chunk)
  }
  return Buffer.concat(chunks).toString('utf8')
}

/** What an Internet Explorer puts before a file's name (SecureResource.getFileWritersAndLoadParams). */
const withoutFolders = (name: string): string => name.slice(name.lastIndexOf('\\') + 1)
