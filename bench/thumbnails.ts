import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { phantomFile } from '../src/dicom/phantom/image.ts'
import { highest } from './files.ts'
import { Server, median } from './server.ts'

/** Scans of one image of 512 x 512 pixels of 16 bits, and one of many small images. */
const [single, many] = [31, 2000]

/** A seed with real DICOM beside it. @returns where it is. */
function seedIn (folder: string): string {
  const file = (name: string, header: Record<string, string | number>): { path: string } => {
    writeFileSync(join(folder, name), phantomFile(header, name))
    return { path: name }
  }
  const scan = (id: string, files: readonly { path: string }[]) => ({ id, resources: [{ label: 'DICOM', files }] })
  const large = Array.from({ length: single }, (_, index) => file(`large-${index}.dcm`, { Modality: 'CT', Rows: 512, Columns: 512 }))
  const small = Array.from({ length: many }, (_, index) => file(
    `small-${index}.dcm`, { Modality: 'CT', Rows: 128, Columns: 128, InstanceNumber: index + 1, ImagesInAcquisition: many }
  ))
  const scans = [...large.map((image, index) => scan(String(index + 1), [image])), scan('many', small)]
  const seed = { projects: [{ id: 'P', subjects: [{ label: 'S', experiments: [{ label: 'E', xsiType: 'xnat:ctSessionData', scans }] }] }] }
  writeFileSync(join(folder, 'seed.json'), JSON.stringify(seed))
  return join(folder, 'seed.json')
}

interface Thumbnails {
  /** Milliseconds that the first thumbnail of a scan takes, the first of all left out. */
  readonly taken: number
  /** Milliseconds of one that is there already. */
  readonly again: number
  /** Milliseconds of a thumbnail of the long series, and of a grid of 400 of its slices. */
  readonly long: number
  readonly grid: number
  /** MiB that the server had at most, before the pictures of the long series and after them. */
  readonly before: number
  readonly after: number
}

/** Pictures of scans, each made for the first time. */
export async function thumbnails (): Promise<Thumbnails> {
  const folder = mkdtempSync(join(tmpdir(), 'xnat-mock-bench-'))
  const mock = await Server.mock('--seed', seedIn(folder))
  const ask = async (scan: string, what: string): Promise<number> => {
    const start = performance.now()
    const { status } = await mock.ask('GET', `/xapi/experiments/XNAT_E00001/scan/${scan}/${what}`)
    if (status !== 200) throw new Error(`${what} of scan ${scan}: ${status}`)
    return performance.now() - start
  }
  const firsts: number[] = []
  for (let scan = 1; scan <= single; scan++) firsts.push(await ask(String(scan), 'thumbnail'))
  const agains: number[] = []
  for (let scan = 1; scan <= single; scan++) agains.push(await ask(String(scan), 'thumbnail'))
  const before = highest(mock.pid)
  const [long, grid] = [await ask('many', 'thumbnail'), await ask('many', 'snapshot/20X20')]
  const after = highest(mock.pid)
  await mock.stop()
  rmSync(folder, { recursive: true })
  return { taken: median(firsts.slice(1)), again: median(agains), long, grid, before, after }
}
