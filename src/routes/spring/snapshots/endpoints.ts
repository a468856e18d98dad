import { failures } from '../../../failures/index.ts'
import type { BytesDocument } from '../../../model/document.ts'
import { gif } from '../../../pictures/gif.ts'
import { inTransaction } from '../../../plugins/notes.ts'
import { Unreadable } from '../../../dicom/unreadable.ts'
import type { FileRow } from '../../../store/files/disk.ts'
import type { ScanRow } from '../../../store/items/scan-row.ts'
import type { Endpoint, XapiCall } from '../endpoint.ts'
import { draw } from './draw.ts'
import { keepPicture, knownPicture } from './keep.ts'
import { imagesOfScan, saysFrames } from './series.ts'
import { mayRead, sessionOf } from './session.ts'
import { slicesFor } from './slices.ts'
import { type View, viewOf } from './view.ts'

/** SnapshotGenerationApi.getSnapshotFile: a picture that is there, or a new one. @throws noSuchThing where none can be made */
async function picture (call: XapiCall, kind: View['kind']): Promise<BytesDocument> {
  const { store, params } = call
  const session = sessionOf(call)
  const view = viewOf(kind, params['view'])
  const { scanId = '' } = params
  // XNAT goes on with the text of the address, and finds nothing by a label
  const scan = params['session'] === session.id ? store.scans.find(session.id, scanId) : undefined
  const file = scan && (knownPicture(call, scan, view) ?? await made(call, scan, view))
  if (file === undefined) {
    throw failures.noSuchThing(
    `No resource of type ${kind} with the ID or name SessionId: ${session.id}, ScanId: ${scanId} exists.`
    )
  }
  return { kind: 'bytes', bytes: await bytesOf(call, file), mime: 'image/gif' }
}

async function bytesOf ({ store }: XapiCall, { blob }: FileRow): Promise<Buffer> {
  const parts: Uint8Array[] = []
  for await (const part of store.blobs.read(blob)) parts.push(part as Uint8Array)
  return Buffer.concat(parts)
}

/** Draws a picture and stores it. @returns undefined where the scan has no images, or XNAT could not draw them */
async function made (call: XapiCall, scan: ScanRow, view: View): Promise<FileRow | undefined> {
  const { store, incoming } = call
  const bytes = await drawn(call, scan, view)
  if (bytes === undefined) return undefined
  // meanwhile anything may have happened
  return inTransaction(incoming, store, () => {
    const [session, same] = [store.experiments.byId(scan.session), store.scans.find(scan.session, scan.id)]
    if (session === undefined || same === undefined) return undefined
    return knownPicture(call, same, view) ?? keepPicture(call, session, same, view, bytes)
  })
}

async function drawn ({ store }: XapiCall, scan: ScanRow, view: View): Promise<Buffer | undefined> {
  const images = imagesOfScan(store, scan)
  if (images === undefined) return undefined
  const holds = images.hashes.map(hash => store.blobs.hold(hash))
  try {
    const pathOf = (file: number): string => store.blobs.path(images.hashes[file] ?? '')
    const hasFrames = (): boolean => images.hashes.some((_, file) => saysFrames(pathOf(file)))
    const slices = slicesFor(view.rows * view.columns, images.slices, images.hashes.length, hasFrames)
    return slices && gif(await draw(pathOf, slices, view))
  } catch (error) {
    if (error instanceof Unreadable) return undefined
    throw error
  } finally {
    for (const letGo of holds) letGo()
  }
}

const places = [
  ['', 'by ID', ''],
  ['OfProject', 'of a project', '/projects/{project}'],
  ['OfSubject', 'of a subject', '/projects/{project}/subjects/{subject}']
] as const

const kinds = [
  ['snapshot', 'A picture of a scan: its middle slice'],
  ['thumbnail', 'A picture of a scan at half its size: its middle slice']
] as const

const endpoint = (id: string, summary: string, url: string, kind: View['kind']): Endpoint => ({
  tag: 'snapshots',
  id,
  summary,
  method: 'GET',
  url,
  access: mayRead,
  produces: 'image/gif',
  responses: {
    200: 'The picture; the first time it is made, it becomes a file of the scan\'s resource SNAPSHOTS',
    403: 'No right to read the session',
    404: 'No such session or scan, or one without images that XNAT can draw',
    500: 'A grid of more rows or columns than there are numbers'
  },
  handle: call => picture(call, kind)
})

/** SnapshotGenerationApi */
export const snapshotEndpoints: readonly Endpoint[] = kinds.flatMap(([kind, summary]) => places.flatMap(([suffix, which, prefix]) => {
  const url = `${prefix}/experiments/{session}/scan/{scanId}/${kind}`
  return [
    endpoint(`${kind}${suffix}`, `${summary}, ${which}`, url, kind),
    endpoint(
      `${kind}Grid${suffix}`,
      `${summary.replace('its middle slice', 'slices in a grid such as 3X2, three beside each other')}, ${which}`,
      `${url}/{view}`, kind
    )
  ]
}))
