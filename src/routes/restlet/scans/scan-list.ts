import { Failure, failures } from '../../../failures/index.ts'
import { scanShortcuts } from '../../../model/catalogue/shortcuts.ts'
import type { Document, TextDocument } from '../../../model/document.ts'
import type { Item } from '../../../model/item.ts'
import { FieldMapping } from '../../../model/shortcuts.ts'
import { validate } from '../../../model/validation.ts'
import type { ExperimentRow } from '../../../store/items/experiments.ts'
import { created } from '../items/created.ts'
import { type Listing, cursorTable, listed, listing, shortcutTable } from '../lists/listing.ts'
import { blankItem } from '../items/load-item.ts'
import { submittedItem } from '../items/submitted-item.ts'
import { asImageSession, readableExperiment, readableExperimentByLabel, readableProject, readableSubject } from '../items/lookup.ts'
import { everywhere, itemBodies, loading, reading, tableFormats } from '../refusals.ts'
import { relationsIn } from '../items/relations.ts'
import { type Call, type Resource, standardOffers } from '../resource.ts'
import { saveScan } from './save-scan.ts'

const scans: Listing = {
  root: 'xnat:imageScanData',
  columns: () => ['xnat_imagescandata_id', 'ID', 'type', 'quality', 'xsiType', 'note', 'series_description'],
  shortcuts: new FieldMapping(scanShortcuts, true),
  idPath: 'xnat:imageScanData/ID',
  uri: ''
}

const writable = new FieldMapping(scanShortcuts, false)

/** ScanList: the scans of an image session. */
export const scanList: Resource<ExperimentRow> = {
  tag: 'scans',
  urls: ['/projects/{PROJECT_ID}/subjects/{SUBJECT_ID}/experiments/{ASSESSED_ID}/scans', '/experiments/{ASSESSED_ID}/scans'],
  archive: true,
  offers: standardOffers,
  find: findSession,
  get: {
    id: 'listScans',
    summary: 'List the scans of an image session',
    description: 'JSON when Accept is absent or */*. Filters, limit and offset are ignored, as XNAT ignores them.',
    query: {
      format: 'json, xml, csv, html, xList or a media type; goes before Accept',
      columns: 'comma-separated short names and field paths; must include ID',
      xsiType: 'list scans of this type only, with its key as first column',
      sortBy: 'comma-separated names of columns',
      sortOrder: 'DESC turns the rows round',
      fields: 'any value: list the short names and their paths instead'
    },
    ignores: 'filters',
    formats: tableFormats,
    refusals: [...everywhere, ...reading, 'noSuchListing', 'listedPlaceNotFound', 'badListing', 'endlessListing'],
    responses: {
      200: 'A table of scans',
      404: 'No such subject or session in a readable project',
      406: 'Accept fits none of JSON, HTML and XML',
      500: 'Unknown or unreadable project; unknown session in the short form; unknown columns, or no ID among them'
    },
    handle: listScans
  },
  post: {
    id: 'addScan',
    summary: 'Add a scan; without an ID it gets the smallest free number',
    query: {
      xsiType: 'type of the scan; MR, PET and CT sessions have a default',
      type: 'a short name or field path for any field, as in PUT',
      event_reason: 'reason for the change'
    },
    bodies: itemBodies,
    refusals: [
      ...everywhere,
      ...loading,
      'noSuchListing',
      'listedPlaceNotFound',
      'needPostContents',
      'notAScanPosted',
      'mayNotCreateScan',
      'scanExists',
      'invalid',
      'unfitValue',
      'badScanId'
    ],
    responses: {
      200: 'The address of the new scan as text, and in Location',
      400: 'Values that do not fit their fields',
      403: 'No right to edit the session',
      409: 'A scan with this ID exists',
      417: 'No type and no body',
      422: 'A body that is not a scan or not XML'
    },
    handle: addScan
  }
}

/** The constructor: with an unreadable project, or an unknown ID in the short form, it meets a null pointer. */
function findSession (call: Call): ExperimentRow {
  const { PROJECT_ID: projectId, SUBJECT_ID: subjectId = '', ASSESSED_ID: sessionId = '' } = call.params
  if (projectId === undefined) {
    const session = imageSessionById(call, sessionId)
    if (session === undefined) throw failures.noSuchListing()
    return session
  }
  const project = readableProject(call, projectId)
  if (project === undefined) throw failures.noSuchListing()
  if (readableSubject(call, subjectId, project) === undefined) throw failures.listedPlaceNotFound()
  const byId = imageSessionById(call, sessionId)
  if (byId !== undefined && call.store.experiments.isIn(byId, project.id)) return byId
  const session = asImageSession(call, readableExperimentByLabel(call, sessionId, project.id))
  if (session === undefined) throw failures.listedPlaceNotFound()
  return session
}

/** getXnatImagesessiondatasById: other experiments are not found at all. */
function imageSessionById (call: Call, id: string): ExperimentRow | undefined {
  const row = readableExperiment(call, id)
  return row !== undefined && call.store.experiments.type(row).isA('xnat:imageSessionData') ? row : undefined
}

function listScans (call: Call, session: ExperimentRow): Document {
  const { store } = call
  const list = { ...scans, uri: `/data/experiments/${session.id}/scans/` }
  const shortcuts = shortcutTable(call, list)
  if (shortcuts) return shortcuts
  const whileSent = store.scans.areMany(session.id) ? cursorTable(call, list, () => store.scans.cursor(session.id)) : undefined
  // ScanList sets its own condition in place of the request's, and asks for no page
  return (
    whileSent ??
    listed(call, listing(call, list, store.scans.items(session.id), relationsIn(store), { criteria: false, pages: false, cached: true }))
  )
}

/** The type of a new scan where the request gives none; 1.8.11 knows three. */
const scanOfSession: Readonly<Record<string, string>> = {
  'xnat:mrSessionData': 'xnat:mrScanData',
  'xnat:petSessionData': 'xnat:petScanData',
  'xnat:ctSessionData': 'xnat:ctScanData'
}

/** ScanList.handlePost */
function addScan (call: Call, session: ExperimentRow): TextDocument | Failure {
  const { query, catalogue, store, viewer } = call
  const loaded = submittedItem(call, { shortcuts: writable, defaultType: scanOfSession[session.xsi_type] })
  const xsiType = query.get('xsiType')
  const item = loaded.item ?? (xsiType === undefined ? undefined : blankItem(catalogue, xsiType))
  if (item === undefined) throw failures.needPostContents()
  if (!item.type.isA('xnat:imageScanData')) throw failures.notAScanPosted()
  item.values['image_session_ID'] = session.id
  const type = query.get('type')
  if (type !== undefined) item.values['type'] = type
  if (exists(call, item, session)) throw failures.scanExists()
  if (!store.access.can(viewer, 'edit', session.project)) throw failures.mayNotCreateScan()
  if (item.values['ID'] === undefined) item.values['ID'] = store.scans.nextId(session.id)
  const lines = validate(item)
  if (lines.length > 0) throw failures.invalid(...lines)
  saveScan(call, item)
  return created(call, String(item.values['ID']))
}

function exists ({ store }: Call, { key, values }: Item, session: ExperimentRow): boolean {
  if (key !== undefined && store.scans.byKey(key) !== undefined) return true
  return values['ID'] !== undefined && store.scans.find(session.id, String(values['ID'])) !== undefined
}
