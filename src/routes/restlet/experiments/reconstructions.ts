import { failures } from '../../../failures/index.ts'
import { reconstructionShortcuts } from '../../../model/catalogue/shortcuts.ts'
import { FieldMapping } from '../../../model/shortcuts.ts'
import type { ExperimentRow } from '../../../store/items/experiments.ts'
import { type Listing, listed, listing, shortcutTable } from '../lists/listing.ts'
import { notYet } from '../not-implemented.ts'
import { type Resource, standardOffers } from '../resource.ts'
import { assessed, derivedQuery } from './assessed.ts'

const reconstructions: Listing = {
  root: 'xnat:reconstructedImageData',
  columns: () => ['xnat_reconstructedimagedata_id', 'ID', 'type', 'baseScanType'],
  shortcuts: new FieldMapping(reconstructionShortcuts, true),
  idPath: 'xnat:reconstructedImageData/ID',
  uri: '/data/experiments/'
}

/** ReconList: the reconstructions of a session, of which this server makes none. */
export const reconstructionList: Resource<ExperimentRow> = {
  tag: 'assessors',
  urls: [
    '/projects/{PROJECT_ID}/subjects/{SUBJECT_ID}/experiments/{ASSESSED_ID}/reconstructions',
    '/experiments/{ASSESSED_ID}/reconstructions'
  ],
  archive: true,
  offers: standardOffers,
  find: assessed,
  get: {
    id: 'listReconstructions',
    summary: 'List the reconstructions of a session: none',
    query: derivedQuery,
    responses: { 200: 'An empty table', 404: 'No such project, subject or session' },
    handle: call => shortcutTable(call, reconstructions) ?? listed(call, listing(call, reconstructions, []))
  },
  post: notYet('addReconstruction', 'Adding reconstructions')
}

/** ReconResource: one reconstruction, of which there is none. */
export const reconstruction: Resource<ExperimentRow> = {
  tag: 'assessors',
  urls: [
    '/projects/{PROJECT_ID}/subjects/{SUBJECT_ID}/experiments/{ASSESSED_ID}/reconstructions/{RECON_ID}',
    '/experiments/{ASSESSED_ID}/reconstructions/{RECON_ID}'
  ],
  archive: true,
  offers: ['text/html', 'text/xml'],
  find: assessed,
  get: {
    id: 'readReconstruction',
    summary: 'Read a reconstruction: there is none',
    responses: { 404: 'No such reconstruction' },
    handle: () => { throw failures.reconstructionNotFound() }
  },
  put: notYet('putReconstruction', 'Making reconstructions'),
  delete: {
    id: 'deleteReconstruction',
    summary: 'Delete a reconstruction: there is none',
    responses: { 404: 'No such reconstruction' },
    handle: () => { throw failures.reconstructionNotFound() }
  }
}
