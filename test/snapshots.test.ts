import { createHash } from 'node:crypto'
import { join } from 'node:path'
import dicomParser, { type DataSet } from 'dicom-parser'
import type { FastifyInstance } from 'fastify'
import { type Test, test } from 'tap'
import { type AppOptions, buildApp } from '../src/app.ts'
import { demo } from '../src/seeds/built-in/demo.ts'
import { empty } from '../src/seeds/built-in/empty.ts'
import type { Seed } from '../src/seeds/schema.ts'
import { readGif } from './read-gif.ts'

type Row = Readonly<Record<string, string>>

const authorization = `Basic ${Buffer.from('admin:admin').toString('base64')}`

/** A server with an archive, and what reads it. */
async function archive (t: Test, seed: Seed = demo, options: AppOptions = {}) {
  const app = await buildApp({ seed, ...options })
  t.teardown(async () => { await app.close() })
  return reader(app)
}

function reader (app: FastifyInstance) {
  const send = (url: string, method: 'GET' | 'PUT' | 'POST' = 'GET') => app.inject({ method, url, headers: { authorization } })
  const bytes = async (url: string): Promise<Buffer> => {
    const { statusCode, rawPayload } = await send(url)
    if (statusCode !== 200) throw new Error(`${url}: ${statusCode} ${rawPayload.toString()}`)
    return rawPayload
  }
  const rows = async (url: string): Promise<readonly Row[]> =>
    (JSON.parse((await bytes(`${url}?format=json`)).toString()) as { ResultSet: { Result: Row[] } }).ResultSet.Result
  return { send, bytes, rows }
}

type Reader = ReturnType<typeof reader>

interface Scan {
  readonly session: string
  readonly scan: string
  readonly url: string
}

/** Every scan of the archive that has images. */
async function scansWithImages ({ rows }: Reader): Promise<Scan[]> {
  const found: Scan[] = []
  for (const { ID: session = '' } of await rows('/data/experiments')) {
    for (const { ID: scan = '' } of await rows(`/data/experiments/${session}/scans`)) {
      const url = `/data/experiments/${session}/scans/${scan}`
      if ((await rows(`${url}/resources`)).some(({ label }) => label === 'DICOM')) found.push({ session, scan, url })
    }
  }
  return found
}

const number = (data: DataSet, tag: string, otherwise: number): number => data.floatString(tag) ?? otherwise

/** What the header says that the pixels mean: in Hounsfield units, if it is CT. */
function valuesOf (data: DataSet): readonly number[] {
  const { dataOffset, length } = data.elements['x7fe00010'] ?? { dataOffset: 0, length: 0 }
  const bytes = new DataView(data.byteArray.buffer, data.byteArray.byteOffset + dataOffset, length)
  const [signed, wide] = [data.uint16('x00280103') === 1, data.uint16('x00280100') === 16]
  const raw = Array.from({ length: length / (wide ? 2 : 1) }, (_, at) => {
    if (!wide) return bytes.getUint8(at)
    return signed ? bytes.getInt16(at * 2, true) : bytes.getUint16(at * 2, true)
  })
  const [slope, intercept] = [number(data, 'x00281053', 1), number(data, 'x00281052', 0)]
  return raw.map(value => value * slope + intercept)
}

/** The grey of a value in a window (PS3.3 C.11.2.1.2.1). */
function greyOf (value: number, center: number, width: number): number {
  const place = (value - (center - 0.5)) / (width - 1) + 0.5
  return Math.min(Math.max(0, place), 1) * 255
}

/** What an image looks like: by its window, or from its least value to its greatest. */
function greysOf (data: DataSet): readonly number[] {
  const values = valuesOf(data)
  const [least, most] = [Math.min(...values), Math.max(...values)]
  const [center, width] = [number(data, 'x00281050', (least + most + 1) / 2), number(data, 'x00281051', most - least + 1)]
  const greys = values.map(value => greyOf(value, center, width))
  return data.string('x00280004') === 'MONOCHROME1' ? greys.map(grey => 255 - grey) : greys
}

const sizeOf = (data: DataSet): readonly [width: number, height: number] => [data.uint16('x00280011') ?? 0, data.uint16('x00280010') ?? 0]

/** The images of a scan, by number. */
async function imagesIn ({ bytes, rows }: Reader, url: string): Promise<readonly DataSet[]> {
  const files = await rows(`${url}/resources/DICOM/files`)
  const images = await Promise.all(files.map(async ({ URI = '' }) => dicomParser.parseDicom(await bytes(URI))))
  return images.sort((a, b) => number(a, 'x00200013', 0) - number(b, 'x00200013', 0))
}

/** Compares the thumbnail of a scan with its middle image, pixel by pixel. */
async function compare (t: Test, reading: Reader, { session, scan, url }: Scan): Promise<void> {
  const images = await imagesIn(reading, url)
  const middle = images[Math.floor(images.length / 2)]
  if (middle === undefined) throw new Error(`no images: ${url}`)
  const [width, height] = sizeOf(middle)
  const greys = greysOf(middle)
  const shown = readGif(await reading.bytes(`/xapi/experiments/${session}/scan/${scan}/thumbnail`))
  t.same([shown.width, shown.height], [width / 2, height / 2], url)
  if (middle.uint16('x00280002') === 3) return
  const far = Array.from(
    { length: shown.width * shown.height },
    (_, at) => [at, greys[(Math.floor(at / shown.width) * 2 + 1) * width + at % shown.width * 2 + 1] ?? -1] as const
  ).filter(([at, grey]) => [0, 1, 2].some(channel => Math.abs(grey - (shown.samples[at * 3 + channel] ?? -99)) > 1))
  t.same(far, [], `${url}: every pixel is within one grey of what the standard says`)
}

test('thumbnails of the demo archive show what its images have in them', async t => {
  const reading = await archive(t)
  const scans = await scansWithImages(reading)
  t.equal(scans.length, 18)
  for (const scan of scans) await compare(t, reading, scan)
})

test('so do those of the images that a seed gets for each modality', async t => {
  const modalities = ['MR', 'CT', 'PT', 'NM', 'CR', 'DX', 'MG', 'XA', 'RF', 'US']
  const scans = modalities.map((modality, index) => ({
    id: String(index + 1),
    resources: [{ label: 'DICOM', files: [{ name: '1.dcm', dicom: { Modality: modality } }] }]
  }))
  const reading = await archive(t, {
    projects: [{ id: 'P', subjects: [{ label: 'S', experiments: [{ label: 'E', xsiType: 'xnat:mrSessionData', scans }] }] }]
  })
  const found = await scansWithImages(reading)
  t.equal(found.length, modalities.length)
  for (const scan of found) await compare(t, reading, scan)
})

test('a slice of a chest has air, lungs and bone in it, where they belong', async t => {
  const reading = await archive(t)
  const [chest] = (await reading.rows('/data/projects/LUNGS/experiments')).map(({ ID = '' }) => ID)
  const images = await imagesIn(reading, `/data/experiments/${chest}/scans/2`)
  const slice = images[2]
  if (slice === undefined) throw new Error('no slice')
  const [width, height] = sizeOf(slice)
  const values = valuesOf(slice)
  const around = (x: number, y: number): number => {
    const near = [-1, 0, 1].flatMap(down => [-1, 0, 1].map(
      across => values[(Math.round(y * height) + down) * width + Math.round(x * width) + across] ?? Number.NaN)
    )
    return near.reduce((sum, value) => sum + value, 0) / near.length
  }
  t.ok(around(0.03, 0.03) < -950, `air around the patient: ${around(0.03, 0.03)} HU`)
  for (const x of [0.3, 0.7]) t.ok(around(x, 0.5) > -950 && around(x, 0.5) < -700, `a lung: ${around(x, 0.5)} HU`)
  t.ok(Math.max(...values) > 600, `bone: ${Math.max(...values)} HU`)
})

/** What is wrong with the bytes of an archive's images, by what it says of them. */
async function wrongBytes (reading: Reader): Promise<string[]> {
  const wrong: string[] = []
  for (const { url } of await scansWithImages(reading)) {
    for (const { URI = '', Size, digest } of await reading.rows(`${url}/resources/DICOM/files`)) {
      const bytes = await reading.bytes(URI)
      const found = [String(bytes.length), createHash('md5').update(bytes).digest('hex')]
      if (found[0] !== Size || found[1] !== digest) wrong.push(URI)
    }
  }
  return wrong
}

test('images that are made when somebody reads them are what the archive said of them, with a database too', async t => {
  t.same(await wrongBytes(await archive(t)), [])
  const location = join(t.testdir(), 'demo.db')
  const app = await buildApp({ seed: demo, location })
  await app.close()
  t.same(await wrongBytes(await archive(t, empty, { location })), [])
})

const thumbnails = async ({ rows }: Reader, url: string): Promise<readonly string[]> =>
  (await rows(`${url}/resources`)).some(({ label }) => label === 'SNAPSHOTS')
    ? (await rows(`${url}/resources/SNAPSHOTS/files`)).map(({ Name = '' }) => Name)
    : []

test('several who want one picture at once make one file', async t => {
  const reading = await archive(t)
  const [scan] = await scansWithImages(reading)
  if (scan === undefined) throw new Error('no scan')
  const url = `/xapi/experiments/${scan.session}/scan/${scan.scan}/thumbnail/2X2`
  const pictures = await Promise.all(Array.from({ length: 8 }, () => reading.bytes(url)))
  for (const picture of pictures) t.same(picture, pictures[0])
  t.same(await thumbnails(reading, scan.url), [`${scan.session}_${scan.scan}_2x2_qc_t.gif`])
})

test('pictures go with a restored snapshot of the space, and images stay', async t => {
  const reading = await archive(t)
  const [scan] = await scansWithImages(reading)
  if (scan === undefined) throw new Error('no scan')
  t.match(await reading.send('/_mock/snapshots/before', 'PUT'), { statusCode: 201 })
  const url = `/xapi/experiments/${scan.session}/scan/${scan.scan}/snapshot`
  const picture = await reading.bytes(url)
  t.equal((await thumbnails(reading, scan.url)).length, 1)
  t.match(await reading.send('/_mock/snapshots/before/restore', 'POST'), { statusCode: 200 })
  t.same(await thumbnails(reading, scan.url), [])
  t.same(await reading.bytes(url), picture)
})
