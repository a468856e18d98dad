import { dumpColumns, dumpOf, fieldOf } from '../../../dicom/dump.ts'
import { readHeader } from '../../../dicom/read-header.ts'
import { failures } from '../../../failures/index.ts'
import type { Document } from '../../../model/document.ts'
import type { ResourceRow } from '../../../store/files/resources.ts'
import type { ScanRow } from '../../../store/items/scan-row.ts'
import { asImageSession, readableExperiment, readableExperimentByLabel, readableProject } from '../items/lookup.ts'
import { type Call, type Resource, standardOffers } from '../resource.ts'
import { sorted } from '../lists/sorting.ts'

interface Requested {
  readonly source: string
  /** Tags; all where there are none. */
  readonly fields: ReadonlySet<string>
}

/** DicomDump: what stands in the header of the first image at an address. */
export const dicomDump: Resource<Requested> = {
  tag: 'files',
  urls: ['/services/dicomdump'],
  archive: false,
  offers: standardOffers,
  find: ({ query }) => {
    const source = query.get('src')
    if (source === undefined) throw failures.noDumpSource()
    const fields = query.all('field').map(requested => fieldOf(requested) ?? unknownField(requested))
    return { source, fields: new Set(fields) }
  },
  get: {
    id: 'dumpDicom',
    summary: 'Show the header of an image',
    query: {
      src: 'Address below /archive/projects of a session, a scan, or a file of its resource DICOM',
      field: 'Only this element: its keyword, or its tag in hexadecimal digits; may be repeated',
      format: 'json, xml, csv, html'
    },
    responses: {
      200: 'A table of elements; empty where the address is none, or has no image',
      400: 'No src, or no such field',
      404: 'No such session, or no DICOM'
    },
    handle: dump
  }
}

function unknownField (requested: string): never {
  throw failures.noSuchField(requested.split(':', 1)[0] ?? '')
}

/** DicomDump.HeaderType: the beginning of an address is enough. */
const templates = [
  '/subjects/[^/]+/experiments/(?<session>[^/]+)/scans/(?<scan>[^/]+)/resources/DICOM/files/(?<file>[^/]+)',
  '(?:/subjects/[^/]+)?/experiments/(?<session>[^/]+)/(?:scans|assessors|recons)/(?<scan>[^/]+)',
  '(?:/subjects/[^/]+)?/experiments/(?<session>[^/]+)'
].map(rest => new RegExp(`^/archive/projects/(?<project>[^/]+)${rest}`))

function dump (call: Call, { source, fields }: Requested): Document {
  if (call.query.get('summary') === 'true') throw failures.notImplemented('summaries of the headers of images')
  if (source.startsWith('/prearchive/')) throw failures.notImplemented('reading headers in the prearchive')
  const names = templates.map(template => template.exec(source)?.groups).find(groups => groups !== undefined)
  const image = names && firstImage(call, names)
  const header = image === undefined ? undefined : readHeader(image)
  if (image !== undefined && header === undefined) throw failures.dumpFailed()
  const rows = header === undefined ? [] : dumpOf(header, fields)
  return { kind: 'table', columns: dumpColumns, rows: sorted(call, dumpColumns, rows), properties: {} }
}

/** Where the bytes of the first image stand that the address leads to. */
function firstImage (call: Call, { project = '', session = '', scan, file }: Readonly<Record<string, string>>): string | undefined {
  const { store } = call
  const byId = readableExperiment(call, session)
  const found =
    readableExperimentByLabel(call, session, project) ??
    (byId && readableProject(call, project) && store.experiments.isIn(byId, project) ? byId : undefined)
  if (found === undefined) throw failures.dumpFailed()
  asSession(call, found)
  const scans = store.scans.list(found.id).filter(({ id }) => scan === undefined || id === scan)
  return scans.flatMap(one => imagesOf(call, one, file)).at(0)
}

/** A cast that fails is an error like any other here. */
function asSession (call: Call, row: Parameters<typeof asImageSession>[1]): void {
  try {
    asImageSession(call, row)
  } catch {
    throw failures.dumpFailed()
  }
}

/** The site property dumpImageTypes, of which nobody is known to set another value. */
const labels: ReadonlySet<string | null> = new Set(['DICOM', 'secondary'])

function imagesOf ({ store }: Call, { key }: ScanRow, file: string | undefined): string[] {
  return store.resources.of({ kind: 'scan', id: key }).filter(({ label }) => labels.has(label)).flatMap((row: ResourceRow) => {
    const catalog = store.catalogs.find(row.uri)
    if (catalog === undefined) return []
    const entries = store.catalogs.entries(catalog).filter(({ name }) => file === undefined || name === file)
    return entries.flatMap(entry => {
      const stored = store.catalogs.file(catalog, entry)
      return stored === undefined ? [] : [store.blobs.path(stored.blob)]
    })
  })
}
