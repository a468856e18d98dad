import { scanItem, sessionItem } from '../../../dicom/item.ts'
import { readHeader } from '../../../dicom/read-header.ts'
import { type DicomFile, NoSession, type Series, seriesOf, studyOf, typeOfStudy } from '../../../dicom/study.ts'
import { type Failure, failures } from '../../../failures/index.ts'
import { experimentFolder } from '../../../model/archive-path.ts'
import { type Item, newItem } from '../../../model/item.ts'
import { validate } from '../../../model/validation.ts'
import type { FileRow } from '../../../store/files/disk.ts'
import type { ExperimentRow } from '../../../store/items/experiments.ts'
import { idPrefix } from '../../../store/accounts/preferences.ts'
import type { ScanRow } from '../../../store/items/scan-row.ts'
import { type ArchivedFile, catalogSeries } from './catalog-series.ts'
import type { Call } from '../resource.ts'
import { saved } from '../items/saved.ts'

/** Whether a PUT asks for it (XNATRestConstants.PULL_DATA_FROM_HEADERS). */
export const pullsHeaders = ({ query }: Pick<Call, 'query'>): boolean =>
  query.isTrue('pullDataFromHeaders') || query.all('action').some(action => action === 'pullDataFromHeaders')

/**
 * Fills a scan from the DICOM files in its folder (PullScanDataFromHeaders). What it had before in a field that no header
 * describes stays, and so do its type, quality and note.
 * @returns what is answered where that is not possible; the scan stays as it was then.
 */
export function pullScanHeaders (call: Call, scan: ScanRow): Failure | undefined {
  const { store, viewer } = call
  if (store.resources.of({ kind: 'scan', id: scan.key }).length === 0) return failures.saveFailed()
  const series = readable(dicomBelow(call, store.resources.folder({ kind: 'scan', id: scan.key })))
  const [only, ...others] = series ?? []
  if (only === undefined || others.length > 0 || only.xsiType !== scan.xsi_type) return failures.saveFailed()
  const item = keepingCurated(scanItem(call.catalogue.type(scan.xsi_type), only), store.scans.item(scan))
  item.values['ID'] = scan.id
  item.values['image_session_ID'] = scan.session
  if (validate(item).length > 0) return failures.saveFailed()
  saved(() => store.scans.save(item, scan, viewer))
  return undefined
}

/**
 * Fills a session and its scans from the DICOM files in its folder (PullSessionDataFromHeaders); series that it did not
 * know become scans.
 * @returns what is answered where that is not possible; the session stays as it was then.
 */
export function pullSessionHeaders (call: Call, session: ExperimentRow): Failure | undefined {
  const { store } = call
  if (store.resources.ofScansIn(session.id).length === 0) return failures.pullFailed('Unable to derive session directory')
  const files = dicomBelow(call, experimentFolder(session.project, session.label ?? session.id))
  const series = readable(files)
  if (series === undefined) return failures.pullFailed('Unable to locate DICOM or ECAT files')
  const type = typeOfStudy(files)
  if (type !== session.xsi_type) return failures.pullFailed('')
  const scans = series.map(one => ({ series: one, stored: store.scans.find(session.id, one.scanId) }))
  const other = scans.find(({ series, stored }) => stored !== undefined && stored.xsi_type !== series.xsiType)
  if (other?.stored) {
    return failures.pullFailed(`Modification of scan modality (${other.stored.xsi_type} to ${other.series.xsiType}) not supported.`)
  }
  fillSession(call, session, files)
  for (const { series, stored } of scans) fillScan(call, session, series, stored)
  return undefined
}

/** What the session has already stays. */
function fillSession ({ store, viewer, catalogue }: Call, session: ExperimentRow, files: readonly DicomFile[]): void {
  const item = withoutKnown(sessionItem(catalogue.type(session.xsi_type), files), store.experiments.item(session))
  saved(() => store.experiments.save(item, session, viewer, idPrefix(store.preferences.read(), 'E')))
}

function fillScan (call: Call, session: ExperimentRow, series: Series<ArchivedFile>, stored: ScanRow | undefined): void {
  const { store, viewer, catalogue } = call
  const item = keepingCurated(scanItem(catalogue.type(series.xsiType), series), stored && store.scans.item(stored))
  item.values['image_session_ID'] = session.id
  item.values['project'] = session.project
  saved(() => store.scans.save(withType(item, stored && store.scans.item(stored)), stored, viewer))
  const scan = stored ?? store.scans.find(session.id, series.scanId)
  if (scan === undefined) return
  if (stored === undefined) catalogSeries(call, scan, series)
  else sayWhatIsRaw(call, stored)
}

/** The first resource of a scan is DICOM straight from the scanner, unless it says something else. */
function sayWhatIsRaw ({ store, viewer, catalogue }: Call, { key }: ScanRow): void {
  const owner = { kind: 'scan', id: key } as const
  const row = store.resources.of(owner)[0]
  if (row === undefined) return
  const { values } = store.resources.item(row)
  const item = newItem(catalogue.type(row.xsi_type))
  Object.assign(item.values, { content: values['content'] ?? 'RAW', format: values['format'] ?? 'DICOM' })
  store.resources.save(owner, item, row, viewer)
}

/** Every DICOM file below a folder, whatever lists it. */
function dicomBelow ({ store }: Call, folder: string): ArchivedFile[] {
  return store.disk.below(folder).flatMap((file: FileRow) => {
    const header = readHeader(store.blobs.path(file.blob))
    return header === undefined ? [] : [{ header, name: file.path.slice(folder.length + 1), file }]
  })
}

/** The series of one study; undefined where there is none, or more than one. */
function readable (files: readonly ArchivedFile[]): Series<ArchivedFile>[] | undefined {
  try {
    studyOf(files)
    return seriesOf(files)
  } catch (error) {
    if (error instanceof NoSession) return undefined
    throw error
  }
}

/** A scan's type, quality and note are what people made of it (BaseXnatImagescandata.copyValuesFrom). */
export function keepingCurated (item: Item, known: Item | undefined): Item {
  for (const path of ['type', 'quality', 'note']) if (known?.values[path] !== undefined) item.values[path] = known.values[path]
  return item
}

/** fixScanTypes: a scan of no type is of that which its description says. */
export function withType (item: Item, known?: Item): Item {
  item.values['type'] ??= item.values['series_description'] ?? known?.values['series_description'] ?? 'unknown'
  return item
}

/** What is known already is not copied again (BaseXnatImagesessiondata.copyValuesFrom). */
export function withoutKnown (item: Item, known: Item): Item {
  const values = Object.fromEntries(Object.entries(item.values).filter(([path]) => known.values[path] === undefined))
  return { ...item, values }
}
