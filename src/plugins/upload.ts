import type { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type { FastifyRequest } from 'fastify'
import { Failure, failures } from '../failures.ts'
import { type BlobStore, DiskFailed, type Received, TooLarge } from '../store/blobs.ts'
import { digestOf, notesOf } from './notes.ts'

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

/** The entity's Content-Length, or -1: Restlet's Representation.getSize. */
export const lengthOf = ({ headers }: FastifyRequest): number => headers['content-length'] === undefined ? -1 : Number(headers['content-length'])

/** The media type without parameters; empty where none was sent. */
export const typeOf = ({ headers }: FastifyRequest): string => headers['content-type']?.split(';', 1)[0]?.trim().toLowerCase() ?? ''

/** The body as one file. @throws what becomes of one that is too large, cut off, or has no room on the disk. */
export async function receiveBody (request: FastifyRequest, blobs: BlobStore, limit: number): Promise<Received> {
  const received = await guarded(request, limit, () => blobs.receive(bytesOf(request), limit))
  notesOf(request).body = { digest: digestOf(received.hash) }
  return received
}

/** The parts of a multipart body, each file straight onto the disk. */
export async function receiveParts (request: FastifyRequest, blobs: BlobStore, limit: number): Promise<Uploaded> {
  return await guarded(request, limit, () => readParts(request, blobs, limit))
}

/** Leaves the connection usable after a failure, so that the answer can be read by a client that is still sending. */
const bytesOf = ({ raw }: FastifyRequest): AsyncIterable<Uint8Array> => raw.iterator({ destroyOnReturn: false })

async function guarded<Result> (request: FastifyRequest, limit: number, take: () => Promise<Result>): Promise<Result> {
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
  return error instanceof DiskFailed ? failures.thrown(error.message) : undefined
}

async function readParts (request: FastifyRequest, blobs: BlobStore, limit: number): Promise<Uploaded> {
  const { Busboy } = await import('@fastify/busboy')
  const header = request.headers['content-type'] ?? ''
  if (!/boundary=/i.test(header)) throw failures.noBoundary()
  const busboy = new Busboy({ headers: { 'content-type': header }, preservePath: true, isPartAFile: (field, type, name) => name !== undefined, limits: { parts: 10_000 } })
  const fields: [string, string][] = []
  const streams: Readable[] = []
  const files: Promise<UploadedFile>[] = []
  const giveUp = new AbortController()
  busboy.on('field', (name, value) => { fields.push([name, value]) })
  busboy.on('file', (field, stream, name) => {
    streams.push(stream as Readable)
    const file = blobs.receive(stream as Readable, limit).then(received => ({ name: withoutFolders(name), received }))
    file.catch(() => { giveUp.abort() })
    files.push(file)
  })
  const read = await pipeline(bytesOf(request), busboy, { signal: giveUp.signal }).then(() => undefined, (error: unknown) => error)
  if (read !== undefined) for (const stream of streams) stream.destroy()
  return { files: await allOf(files, blobs, read), fields }
}

/** Every file, or none: one that failed takes the others with it. */
async function allOf (files: readonly Promise<UploadedFile>[], blobs: BlobStore, read: unknown): Promise<UploadedFile[]> {
  const settled = await Promise.allSettled(files)
  const taken = settled.flatMap(result => result.status === 'fulfilled' ? [result.value] : [])
  const reasons = settled.flatMap(result => result.status === 'rejected' ? [result.reason as unknown] : [])
  const failure = reasons.find(reason => storeFailure(reason)) ?? reasons[0] ?? read
  if (failure === undefined) return taken
  for (const { received } of taken) blobs.discard(received)
  throw failure
}

/** What an Internet Explorer puts before a file's name (SecureResource.getFileWritersAndLoadParams). */
const withoutFolders = (name: string): string => name.slice(name.lastIndexOf('\\') + 1)
