import { writeFileSync } from 'node:fs'
import { buildApp } from '../src/app.ts'
import { montage } from '../src/pictures/arrange.ts'
import { type Picture, blank } from '../src/pictures/picture.ts'
import { demo } from '../src/seeds/built-in/demo.ts'
import type { SeedProject, SeedScan } from '../src/seeds/schema.ts'
import { readGif } from '../test/read-gif.ts'
import { png } from './png.ts'

/**
 * Writes docs/images/thumbnails.png: what the server answers for the thumbnails of the demo archive's scans, and then of a
 * scan of each modality, in rows of nine; each as large as a cell, between lines.
 */
const cell = 128
const modalities = ['MR', 'CT', 'PT', 'NM', 'CR', 'DX', 'MG', 'XA', 'US'] as const
const types: Readonly<Record<string, string>> = { PT: 'pet', DX: 'dx' }

const scan = (modality: string, index: number): SeedScan => ({
  id: index + 1,
  xsiType: `xnat:${types[modality] ?? modality.toLowerCase()}ScanData`,
  resources: [
    { label: 'DICOM', files: [{ name: '1.dcm', dicom: { Modality: modality, Rows: cell * 2, Columns: cell * 2, ImagesInAcquisition: 1 } }] }
  ]
})
const gallery: SeedProject = {
  id: 'GALLERY', subjects: [{ label: 'S', experiments: [{ label: 'ALL', xsiType: 'xnat:mrSessionData', scans: modalities.map(scan) }] }]
}

const app = await buildApp({ seed: { ...demo, projects: [...demo.projects ?? [], gallery] } })
const authorization = `Basic ${btoa('admin:admin')}`
const get = (url: string) => app.inject({ method: 'GET', url, headers: { authorization } })

/** Every scan's thumbnail, session by session. */
async function * thumbnails (): AsyncGenerator<Picture> {
  const { ResultSet: { Result: sessions } } = (
    await get('/data/experiments?format=json')
  ).json<{ ResultSet: { Result: { ID: string }[] } }>()
  for (const { ID } of sessions) {
    const scans = (await get(`/data/experiments/${ID}/scans?format=json`)).json<{ ResultSet: { Result: { ID: string }[] } }>()
    for (const { ID: scan } of scans.ResultSet.Result) {
      const { statusCode, rawPayload, body } = await get(`/xapi/experiments/${ID}/scan/${scan}/thumbnail`)
      if (statusCode !== 200) throw new Error(`${ID} ${scan}: ${statusCode} ${body}`)
      yield inCell(readGif(rawPayload))
    }
  }
}

/** Enlarged by whole steps, with a line to the right and below. */
function inCell (picture: Picture): Picture {
  const factor = Math.floor(cell / picture.width)
  const framed = blank(cell + 2, cell + 2, 3)
  framed.samples.fill(60)
  for (let y = 0; y < picture.height * factor; y++) {
    for (let x = 0; x < picture.width * factor; x++) {
      const from = (Math.floor(y / factor) * picture.width + Math.floor(x / factor)) * 3
      framed.samples.set(picture.samples.subarray(from, from + 3), (y * framed.width + x) * 3)
    }
  }
  return framed
}

const cells: Picture[] = []
for await (const picture of thumbnails()) cells.push(picture)
writeFileSync(new URL('../docs/images/thumbnails.png', import.meta.url), png(montage(cells, Math.ceil(cells.length / 9), 9)))
await app.close()
