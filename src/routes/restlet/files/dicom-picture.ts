import { beginsAsDicom } from '../../../dicom/read-header.ts'
import { renderFrame } from '../../../dicom/pixels/image-file.ts'
import { Unreadable } from '../../../dicom/unreadable.ts'
import { failures } from '../../../failures/index.ts'
import type { StreamDocument } from '../../../model/document.ts'
import { jpeg } from '../../../pictures/jpeg/encode.ts'
import type { FileRow } from '../../../store/files/disk.ts'
import type { Store } from '../../../store/index.ts'

/** The first frame of a DICOM file as JPEG; undefined for what is no DICOM (org.nrg.dcm.Dcm2Jpg). @throws notJpeg, unexpected */
export async function dicomPicture ({ blobs }: Store, { blob }: FileRow): Promise<StreamDocument | undefined> {
  const letGo = blobs.hold(blob)
  try {
    const path = blobs.path(blob)
    return beginsAsDicom(path) ? asStream(await pictureIn(path)) : undefined
  } catch (error) {
    if (!(error instanceof Unreadable)) throw error
    throw error.damaged ? failures.notJpeg(error.message) : failures.unexpected()
  } finally {
    letGo()
  }
}

/** What Java's JPEG writer takes: no palette of 8 bits; of a wider one it writes nothing, and nobody notices. */
async function pictureIn (path: string): Promise<Buffer> {
  const { picture, form, indices } = await renderFrame(path, 0)
  if (indices) throw new Unreadable('Bogus input colorspace')
  return form === 'palette' ? Buffer.alloc(0) : jpeg(picture)
}

/** An InputRepresentation, whose length nobody knows. */
const asStream = (bytes: Buffer): StreamDocument =>
  ({ kind: 'stream', mime: 'image/jpeg', open: async function * () { if (bytes.length > 0) yield bytes } })
