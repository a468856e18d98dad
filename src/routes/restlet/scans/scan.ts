import { type Failure, failures } from '../../../failures/index.ts'
import { scanShortcuts } from '../../../model/catalogue/shortcuts.ts'
import { type Document, empty } from '../../../model/document.ts'
import type { Item } from '../../../model/item.ts'
import { FieldMapping } from '../../../model/shortcuts.ts'
import { validate } from '../../../model/validation.ts'
import type { ExperimentRow } from '../../../store/items/experiments.ts'
import type { ScanRow } from '../../../store/items/scan-row.ts'
import { checkEvent } from '../items/event.ts'
import { removeFiles, withResources } from '../items/item-files.ts'
import { blankItem } from '../items/load-item.ts'
import { submittedItem } from '../items/submitted-item.ts'
import { asImageSession, readableExperiment } from '../items/lookup.ts'
import { pullScanHeaders, pullsHeaders } from './pull-headers.ts'
import { everywhere, itemBodies, itemFormats, loading, reading } from '../refusals.ts'
import { itemQuery, representItem } from '../items/represent-item.ts'
import type { Call, Resource } from '../resource.ts'
import { saveScan } from './save-scan.ts'
import { type ScanPlace, findScanPlace } from './place.ts'
import { shareScan } from './share-scan.ts'

const writable = new FieldMapping(scanShortcuts, false)

/** ScanResource: one scan. */
export const scan: Resource<ScanPlace> = {
  tag: 'scans',
  urls: [
    '/projects/{PROJECT_ID}/subjects/{SUBJECT_ID}/experiments/{ASSESSED_ID}/scans/{SCAN_ID}',
    '/experiments/{ASSESSED_ID}/scans/{SCAN_ID}'
  ],
  archive: true,
  offers: ['text/html', 'text/xml'],
  find: findScanPlace,
  get: {
    id: 'getScan',
    summary: 'Read one scan',
    description:
      'HTML unless another format is requested; csv and every unknown format give the XML document. Accept: application/json alone is 406.',
    query: itemQuery,
    ignores: 'parameters',
    formats: itemFormats,
    refusals: [
      ...everywhere,
      ...reading,
      'scanNotFound',
      'notAnImageSession',
      'badHandler',
      'noSuchValue',
      'valuesWithoutColumns',
      'valuesAsOne'
    ],
    responses: {
      200: 'The scan',
      400: 'A handler that does not exist, or without columns',
      404: 'No such scan, or no right to see it',
      406: 'Accept fits neither HTML nor XML'
    },
    handle: getScan
  },
  put: {
    id: 'putScan',
    summary: 'Make or change a scan, or share it with /projects/{project} behind its address',
    description:
      'Fields come from the query, as short names or full paths, from an XML body, from an XML file in a multipart body, or from a form ' +
      'body; the query goes before the body. What is absent keeps its value, NULL clears it.',
    query: {
      xsiType: 'type of a new scan, unless a path or the body names it',
      type: 'a short name or field path for any field: `quality=usable`, `xnat:mrScanData/parameters/tr=2000`',
      req_format: 'xml or form: how to read the body whatever its media type',
      inbody: 'read the body as XML whatever its media type',
      pullDataFromHeaders: 'true: fill the fields from the headers of the scan\'s DICOM files',
      event_reason: 'reason for the change'
    },
    bodies: itemBodies,
    refusals: [
      ...everywhere,
      ...loading,
      'needPutContents',
      'notAScan',
      'scanWithoutModality',
      'scanWithoutSession',
      'noSuchImageSession',
      'mayNotCreateScan',
      'mayNotEditScan',
      'scanTypeDiffers',
      'invalid',
      'unfitValue',
      'badScanId',
      'saveFailed',
      'unexpectedPath',
      'projectNotIdentified',
      'noSessionToShare',
      'missingScanShared',
      'alreadyShared',
      'mayNotShareInto'
    ],
    responses: {
      200: 'Saved; no body',
      400: 'A type that is no scan or has no modality, or values that do not fit',
      403: 'No right to edit the session',
      404: 'The session named in the body does not exist',
      409: 'The scan has another type',
      417: 'No type and no body, or no session',
      422: 'XML that cannot be read',
      500: 'An ID with other characters than letters, digits, _ and -'
    },
    handle: putScan
  },
  delete: {
    id: 'deleteScan',
    summary: 'Delete a scan',
    query: { removeFiles: 'remove the files too; anything but false and 0 means yes', event_reason: 'reason for the change' },
    ignores: 'parameters',
    refusals: [...everywhere, 'scanNotFound', 'unexpectedPath', 'mayNotModifySession'],
    responses: {
      200: 'Deleted; no body',
      400: 'Something stands behind the scan in the address',
      403: 'No right to delete, or the site prevents deletion',
      404: 'No such scan, or no right to see it'
    },
    handle: deleteScan
  }
}

/** @throws scanNotFound also for a session that is not there or not to be seen. */
function theScan ({ store }: Call, { session, scanId }: ScanPlace): { session: ExperimentRow, row: ScanRow } {
  const row = session && store.scans.find(session.id, scanId)
  if (session === undefined || row === undefined) throw failures.scanNotFound()
  return { session, row }
}

function getScan (call: Call, place: ScanPlace): Document {
  const { row } = theScan(call, place)
  return representItem(call, withResources(call.store, call.store.scans.item(row), { kind: 'scan', id: row.key }))
}

/** ScanResource.handlePut, its checks in its order. */
function putScan (call: Call, place: ScanPlace): Document | Failure {
  if (call.rest !== '') return shareScan(call, place)
  const { catalogue, query, store, viewer } = call
  const existing = place.session && store.scans.find(place.session.id, place.scanId)
  const item = submittedScan(call, existing)
  const session = place.session ?? namedSession(call, place, item)
  if (session !== undefined) item.values['image_session_ID'] = session.id
  const project = place.project?.id ?? session?.project
  if (project !== undefined) item.values['project'] = project
  if (item.values['image_session_ID'] === undefined) throw failures.scanWithoutSession()
  if (session === undefined) throw failures.noSuchImageSession()
  if (item.values['ID'] === undefined) item.values['ID'] = place.scanId
  const type = query.get('type')
  if (type !== undefined) item.values['type'] = type
  const known = existing ?? namedByKey(call, item)
  if (!store.access.can(viewer, 'edit', session.project)) throw known ? failures.mayNotEditScan() : failures.mayNotCreateScan()
  if (known && known.xsi_type !== catalogue.type('xnat:imageScanData').xsiType && known.xsi_type !== item.type.xsiType) {
    throw failures.scanTypeDiffers()
  }
  const lines = validate(item)
  if (lines.length > 0) throw failures.invalid(...lines)
  saveScan(call, item)
  const row = pullsHeaders(call) ? store.scans.find(session.id, String(item.values['ID'])) : undefined
  return (row && pullScanHeaders(call, row)) ?? empty
}

/** Steps 3 to 7: the item, of a type that can be a scan. */
function submittedScan (call: Call, existing: ScanRow | undefined): Item {
  const { catalogue, query } = call
  const loaded = submittedItem(call, { shortcuts: writable, defaultType: existing?.xsi_type })
  const xsiType = query.get('xsiType')
  const item = loaded.item ?? (xsiType === undefined ? undefined : blankItem(catalogue, xsiType))
  if (item === undefined) throw failures.needPutContents()
  if (!item.type.isA('xnat:imageScanData')) throw failures.notAScan(item.type.xsiType)
  if (item.type.xsiType === 'xnat:imageScanData') throw failures.scanWithoutModality()
  return item
}

/** The session that the item itself names, where the URL's is not there. */
function namedSession (call: Call, { project }: ScanPlace, { values }: Item): ExperimentRow | undefined {
  const named = values['image_session_ID']
  if (named === undefined || named === '') return undefined
  const row = readableExperiment(call, String(named)) ?? (project && readableExperiment(call, String(named), project))
  return asImageSession(call, row, failures.caught)
}

/** With a key in the document: whether that row exists decides if the scan with the final ID counts as there. */
function namedByKey ({ store }: Call, { key, values }: Item): ScanRow | undefined {
  if (key === undefined || store.scans.byKey(key) === undefined) return undefined
  return store.scans.find(String(values['image_session_ID']), String(values['ID']))
}

/** ScanResource.handleDelete: not found goes before not allowed. */
function deleteScan (call: Call, place: ScanPlace): Document {
  const { store, viewer } = call
  const { session, row } = theScan(call, place)
  if (call.rest !== '') throw failures.unexpectedPath()
  const preferences = store.preferences.read()
  const prevented =
    preferences['security.prevent-data-deletion'] && !preferences['security.prevent-data-deletion-override'].includes(session.status)
  if (prevented || !store.access.can(viewer, 'delete', session.project)) throw failures.mayNotModifySession()
  checkEvent(call, failures.caught)
  removeFiles(call, { kind: 'scan', id: row.key })
  store.scans.remove(row.key)
  return empty
}
