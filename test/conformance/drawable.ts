import { readGif } from '../read-gif.ts'
import type { Answer } from './client.ts'
import { type DataSet, classes, dicom, image, newStudy } from './dicom.ts'
import { raw, zipped } from './parcels.ts'
import type { Xnat } from './xnat.ts'

/** An image whose values a screen shows as they are: 0 and 255 are among them, and no window is given. */
export interface Plane {
  readonly width: number
  readonly height: number
  readonly values: readonly number[]
}

/** A plane of values that nothing else repeats, the first of them 0 and the last 255. */
export function plane (number: number, width = 5, height = 4): Plane {
  const values = Array.from({ length: width * height }, (_, at) => (at * 37 + number * 11) % 256)
  return { width, height, values: [0, ...values.slice(1, -1), 255] }
}

const words = (values: readonly number[]): Buffer => Buffer.from(Uint16Array.from(values).buffer)

/** What a header says of grey pixels of 16 bits, with the pixels of one frame after another. */
export const grey = (...frames: readonly Plane[]): DataSet => ({
  '00280002': 1,
  '00280004': 'MONOCHROME2',
  ...frames.length > 1 && { '00280008': String(frames.length) },
  '00280010': frames[0]?.height ?? 0,
  '00280011': frames[0]?.width ?? 0,
  '00280100': 16,
  '00280101': 16,
  '00280102': 15,
  '00280103': 0,
  '7fe00010': words(frames.flatMap(({ values }) => values))
})

/** A session that has come in as DICOM. */
export interface Imported {
  readonly project: string
  /** UID of the study. */
  readonly study: string
  readonly id: string
  /** Its scan, below /xapi. */
  readonly scan: string
  /** The scan's resources, below /data. */
  readonly resources: string
}

/** Imports one scan. @param images what each has in its header; its pixels among it. */
export async function imported (xnat: Xnat, images: readonly DataSet[]): Promise<Imported> {
  const [project, study] = [await xnat.newProject('private'), newStudy()]
  const session = `/data/projects/${project}/subjects/S/experiments/E`
  await addImages(xnat, project, study, images)
  const id = (await xnat.rows(`/data/projects/${project}/experiments?format=json`))[0]?.['ID'] ?? ''
  return { project, study, id, scan: `/xapi/experiments/${id}/scan/1`, resources: `${session}/scans/1/resources` }
}

/** Puts images into the scan of a project's session. @param first number of the first of them. */
export async function addImages (xnat: Xnat, project: string, study: string, images: readonly DataSet[], first = 1): Promise<void> {
  const files = images.map((more, index) => [
    `${first + index}.dcm`, dicom(image(study, 1, first + index, { '00080016': classes.MR, ...more }))
  ] as const)
  const { status, body } = await xnat.post(
    `/data/services/import?dest=/archive/projects/${project}/subjects/S/experiments/E${first > 1 ? '&overwrite=append' : ''}`,
    raw(zipped(...files), 'application/zip')
  )
  if (status !== 200) throw new Error(`cannot import: ${status} ${body}`)
}

/** What a GIF shows, grey by grey. @throws where it is in colour */
export function greysIn ({ bytes }: Pick<Answer, 'bytes'>): Plane {
  const { width, height, samples } = readGif(bytes)
  const values = Array.from({ length: width * height }, (_, at) => {
    const [red, green, blue] = samples.subarray(at * 3, at * 3 + 3)
    if (red === undefined || red !== green || red !== blue) throw new Error(`no grey: ${red}, ${green}, ${blue}`)
    return red
  })
  return { width, height, values }
}

const at = ({ width, height, values }: Plane, x: number, y: number): number => x < width && y < height ? values[y * width + x] ?? 0 : 0

/** A plane drawn by a rule. */
export const drawn = (width: number, height: number, value: (x: number, y: number) => number): Plane =>
  ({ width, height, values: Array.from({ length: width * height }, (_, place) => value(place % width, Math.floor(place / width))) })

/** Half as large: the lower right one of four, black where there is none. */
export const half = (whole: Plane): Plane =>
  drawn(Math.ceil(whole.width / 2), Math.ceil(whole.height / 2), (x, y) => at(whole, x * 2 + 1, y * 2 + 1))

/** Planes of one size in a grid, black where there are no more. */
export function grid (planes: readonly Plane[], columns: number, rows: number): Plane {
  const { width, height } = planes[0] ?? { width: 0, height: 0 }
  return drawn(width * columns, height * rows, (x, y) => {
    const panel = planes[Math.floor(y / height) * columns + Math.floor(x / width)]
    return panel ? at(panel, x % width, y % height) : 0
  })
}
