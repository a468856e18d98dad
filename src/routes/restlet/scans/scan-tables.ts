import { failures } from '../../../failures/index.ts'
import { type Document, table } from '../../../model/document.ts'
import type { ProjectRow } from '../../../store/items/projects.ts'
import { readableProject } from '../items/lookup.ts'
import { type Call, type Resource, standardOffers } from '../resource.ts'
import { sorted } from '../lists/sorting.ts'

/** ScanTypeListing: the types that scans have been given, with their series descriptions; no rights are looked at. */
export const scanTypes: Resource<ProjectRow | undefined> = {
  tag: 'scans',
  urls: ['/projects/{PROJECT_ID}/scan_types', '/scan_types'],
  archive: true,
  offers: standardOffers,
  find: projectIfNamed,
  get: {
    id: 'listScanTypes',
    summary: 'List the types of scans in use',
    query: { format: 'json, xml, csv, html', table: 'xnat_mrScanData, or xnat_petScanData' },
    responses: { 200: 'A table of types', 403: 'Another table', 404: 'No such project' },
    handle: (call, project) => {
      const rows = call.store.scans.types(typeOfTable(call, ['xnat_mrScanData', 'xnat_petScanData']), project?.id)
      return withSort(call, ['series_descriptions', 'type'], rows.map(row => [row.descriptions, row.type]), 'Scan Types')
    }
  }
}

/** ScannerListing: the scanners that sessions name. */
export const scanners: Resource<undefined> = {
  tag: 'scans',
  urls: ['/scanners'],
  archive: true,
  offers: standardOffers,
  find: () => undefined,
  get: {
    id: 'listScanners',
    summary: 'List the scanners that sessions name',
    query: { format: 'json, xml, csv, html', table: 'xnat_mrSessionData, xnat_petSessionData or xnat_ctSessionData' },
    responses: { 200: 'A table of scanners', 403: 'Another table' },
    handle: call => {
      const rows = call.store.experiments.scanners(typeOfTable(call, ['xnat_mrSessionData', 'xnat_petSessionData', 'xnat_ctSessionData']))
      return withSort(call, ['scanner'], rows.map(({ scanner }) => [scanner]), 'Scanners')
    }
  }
}

/** `table=` names the type by its SQL table; the first is the default, others are refused. */
function typeOfTable ({ query }: Call, tables: readonly string[]): string {
  const wanted = query.get('table') ?? tables[0] ?? ''
  if (!tables.some(table => table.toLowerCase() === wanted.toLowerCase())) throw failures.onlyKnownScanTables()
  return wanted.replace('_', ':')
}

function projectIfNamed (call: Call): ProjectRow | undefined {
  const id = call.params['PROJECT_ID']
  if (id === undefined) return undefined
  const project = readableProject(call, id)
  if (project === undefined) throw failures.noSuchProjectListing()
  return project
}

function withSort (call: Call, columns: readonly string[], rows: readonly (readonly (string | null)[])[], title: string): Document {
  return table(columns, sorted(call, columns, rows), { title })
}
