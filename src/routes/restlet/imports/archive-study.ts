import type { Header } from '../../../dicom/header.ts'
import { scanItem, sessionItem } from '../../../dicom/item.ts'
import { readHeader } from '../../../dicom/read-header.ts'
import { NoSession, type Series, seriesOf, sopInstance, studyOf, typeOfStudy } from '../../../dicom/study.ts'
import { failures } from '../../../failures/index.ts'
import { entryPath, experimentFolder } from '../../../model/archive-path.ts'
import type { Entry } from '../../../model/file-catalog.ts'
import { type Item, textOf } from '../../../model/item.ts'
import { validate } from '../../../model/validation.ts'
import type { ExperimentRow } from '../../../store/items/experiments.ts'
import { idPrefix } from '../../../store/accounts/preferences.ts'
import { type PrearchiveRow, fileName } from '../../../store/files/prearchive.ts'
import type { ProjectRow } from '../../../store/items/projects.ts'
import type { SubjectRow } from '../../../store/items/subjects.ts'
import { type ArchivedFile, type DicomPlace, addDicom, instancesIn, placeOf, resourcesOf } from '../scans/catalog-series.ts'
import { checkEvent } from '../items/event.ts'
import { newSubject } from '../subjects/new-subject.ts'
import { readableExperiment, readableExperimentByLabel, readableSubject } from '../items/lookup.ts'
import { keepingCurated, withType, withoutKnown } from '../scans/pull-headers.ts'
import type { Call } from '../resource.ts'
import { preSave, storeExperiment } from '../experiments/save-experiment.ts'

/** How a session goes into the archive. */
export interface Archiving {
  /** Its label there, and its subject, where the request names them. */
  readonly label?: string | undefined
  readonly subject?: string | undefined
  /** Into a session that is there already. */
  readonly merging: boolean
  /** Over whatever speaks against it: files that are there, another study (`overwrite=delete`). */
  readonly overriding: boolean
  /** Over files that are there. */
  readonly overwritingFiles: boolean
  readonly quarantine: boolean
}

/**
 * Moves a session from the prearchive into the archive (PrearcSessionArchiver.call).
 * @param headers of its files, where they have been read already, by path.
 * @returns the address of the session below /data.
 */
export function archiveStudy (
  call: Call,
  row: PrearchiveRow,
  archiving: Archiving,
  headers: ReadonlyMap<string, Header> = new Map()
): string {
  const { store } = call
  const project = row.project === null ? undefined : store.projects.byId(row.project)
  if (project === undefined) throw withoutProject(call)
  const files = filesOf(call, row, headers)
  const series = seriesIn(files)
  const item = sessionItem(call.catalogue.type(typeOfStudy(files)), files)
  const label = cleaned(archiving.label ?? row.name)
  const existing = existingSession(call, project, label)
  checkEvent(call, failures.notImported)
  const subject = subjectOf(call, project, archiving.subject ?? row.subject ?? textOf(item, 'dcmPatientName'))
  const incoming = { item, label, project, subject, series }
  // a subject that was made stays, whatever comes of the rest
  store.attempt(() => {
    if (existing) checkConflicts(call, incoming, existing, archiving)
    const id = saveSession(call, item, incoming, existing)
    const folder = experimentFolder(project.id, label)
    for (const one of series) archiveSeries(call, id, existing ? renumbered(call, existing, one) : one, folder, archiving)
    if (archiving.quarantine || project.quarantine_code === 1) store.experiments.setStatus(id, 'quarantine')
    store.prearchive.remove(row)
  })
  return `/archive/projects/${project.id}/subjects/${subject.label ?? subject.id}/experiments/${label}`
}

/** XNAT takes Unassigned for a project, in which no subject can be made (PrearcSessionArchiver.fixSubject). */
const withoutProject = ({ store }: Call): Error =>
  failures.notImported(`Unable to save new subject ${store.ids.nextId('subject', idPrefix(store.preferences.read(), 'S'))}`)

/** The DICOM files of a session in the prearchive. */
export const filesOf = ({ store }: Call, row: PrearchiveRow, headers: ReadonlyMap<string, Header>): ArchivedFile[] =>
  store.prearchive.files(row).flatMap(file => {
    const header = headers.get(file.path) ?? readHeader(store.blobs.path(file.blob))
    return header === undefined ? [] : [{ header, file, name: fileName(file.path) }]
  })

function seriesIn (files: readonly ArchivedFile[]): Series<ArchivedFile>[] {
  try {
    studyOf(files)
    return seriesOf(files)
  } catch (error) {
    throw error instanceof NoSession ? failures.notImported(error.message) : error
  }
}

/** XnatImagesessiondata.cleanValue */
const cleaned = (label: string): string => label.trim().replace(/[^\w-]/g, '_')

/** By label in the project; by ID if it belongs there (retrieveExistingExpt). */
function existingSession (call: Call, project: ProjectRow, label: string): ExperimentRow | undefined {
  const found = readableExperimentByLabel(call, label, project.id) ?? readableExperiment(call, label, project)
  if (found && !call.store.experiments.type(found).isA('xnat:imageSessionData')) {
    throw failures.importConflict('Invalid modification of session modality via archive process.  Data may require a manual merge.')
  }
  return found
}

/** A subject by its label in whatever case, or by ID; one that nobody knows is made (fixSubject). */
function subjectOf (call: Call, project: ProjectRow, subjectName: string | undefined): SubjectRow {
  if (subjectName === undefined || subjectName.trim() === '') throw failures.notImported('Unable to identify subject.')
  const label = cleaned(subjectName)
  const known =
    call.store.subjects.inProject(project.id).find(row => row.shown_label?.toLowerCase() === label.toLowerCase()) ??
    readableSubject(call, label)
  return known ?? newSubject(call, project, label)
}

interface Incoming {
  readonly item: Item
  readonly label: string
  readonly project: ProjectRow
  readonly subject: SubjectRow
  readonly series: readonly Series<ArchivedFile>[]
}

/** PrearcSessionArchiver.checkForConflicts */
function checkConflicts (
  { store }: Call,
  { item, label, project, subject, series }: Incoming,
  existing: ExperimentRow,
  { merging, overriding }: Archiving
): void {
  if (!merging) throw failures.importConflict('Session already exists, retry with overwrite enabled')
  if (existing.label !== label) throw failures.importConflict('Invalid modification of session label via archive process.')
  if (existing.project !== project.id) throw failures.importConflict('Invalid modification of session project via archive process.')
  if (existing.xsi_type !== item.type.xsiType) {
    throw failures.importConflict('Invalid modification of session modality via archive process.  Data may require a manual merge.')
  }
  if (existing.subject !== subject.id) {
    throw failures.importConflict(
      `Invalid modification of session subject via archive process.: ${existing.label} Already Exists for another Subject`
    )
  }
  if (overriding) return
  const [known, uid] = [textOf(store.experiments.item(existing), 'UID'), textOf(item, 'UID')]
  if (known !== undefined && uid !== undefined && known !== uid) {
    throw failures.importConflict('Invalid modification of session UID via archive process.')
  }
  const ids = new Map(store.scans.list(existing.id).map(row => [textOf(store.scans.item(row), 'UID'), row.id]))
  for (const { uid, scanId } of series) {
    const id = ids.get(uid)
    if (id !== undefined && store.scans.find(existing.id, scanId) === undefined) {
      throw failures.importConflict(`Session already contains a scan with the same UID, but a different number (${id}).`)
    }
  }
}

function saveSession (
  call: Call,
  item: Item,
  { project, label, subject }: Pick<Incoming, 'project' | 'label' | 'subject'>,
  existing: ExperimentRow | undefined
): string {
  const { store, viewer } = call
  if (!store.access.can(viewer, existing ? 'edit' : 'create', project.id)) {
    throw failures.notImported('Invalid permissions for new project.')
  }
  const id = existing?.id ?? store.ids.nextId('experiment', idPrefix(store.preferences.read(), 'E'))
  const session = existing ? withoutKnown(item, store.experiments.item(existing)) : item
  Object.assign(session.values, { ID: id, project: project.id, label, subject_ID: subject.id })
  const lines = validate(session)
  if (lines.length > 0) throw failures.notImported(lines.join('\n'))
  preSave(call, session)
  return storeExperiment(call, session, existing, false)
}

/** The scan that a series belongs to: that of the same UID; a number that another series has gets something behind it (correctScanID). */
function renumbered<File extends ArchivedFile> ({ store }: Call, session: ExperimentRow, series: Series<File>): Series<File> {
  const scans = store.scans.list(session.id).map(row => ({ id: row.id, uid: textOf(store.scans.item(row), 'UID') }))
  const same = scans.find(({ uid }) => uid === series.uid)
  if (same) return { ...series, scanId: same.id }
  const isTaken = (id: string) => scans.some(scan => scan.id === id && scan.uid !== undefined)
  const stem = series.xsiType.slice('xnat:'.length, 'xnat:'.length + 2).toUpperCase().replace('PE', 'PT')
  let scanId = series.scanId
  for (let count = 1; isTaken(scanId); count++) scanId = `${series.scanId}-${stem}${count}`
  return { ...series, scanId }
}

function archiveSeries (call: Call, session: string, series: Series<ArchivedFile>, folder: string, archiving: Archiving): void {
  const { store, viewer, catalogue } = call
  const stored = store.scans.find(session, series.scanId)
  if (stored && stored.xsi_type !== series.xsiType) {
    throw failures.importConflict('Invalid modification of session modality via archive process.  Data may require a manual merge.')
  }
  const item = withType(keepingCurated(scanItem(catalogue.type(series.xsiType), series), stored && store.scans.item(stored)))
  item.values['quality'] ??= 'usable'
  item.values['image_session_ID'] = session
  if (!/^[\w-]+$/.test(series.scanId) || validate(item).length > 0) throw failures.notImported(`scan ${series.scanId}`)
  store.scans.save(item, stored, viewer)
  const scan = store.scans.find(session, series.scanId)
  if (scan === undefined) throw failures.saveFailed()
  for (const { resource, holds } of resourcesOf(scan.id, `${folder}/SCANS/${scan.id}`, series)) {
    const files = series.files.filter(holds)
    if (files.length === 0) continue
    const place = placeOf(call, scan, resource)
    const known = instancesIn(call, place)
    addDicom(call, scan, place, files.map(file => placed(call, file, place, known, archiving)))
  }
}

/**
 * Gives a file its place in the archive, and takes the same image away that stands there under another name.
 * @throws importConflict where that must not be.
 */
function placed (
  { store }: Call,
  file: ArchivedFile,
  { folder, uri }: DicomPlace,
  known: ReadonlyMap<string, Entry>,
  { overriding, overwritingFiles }: Archiving
): ArchivedFile {
  const path = `${folder}/${file.name}`
  const same = known.get(file.header.value(sopInstance) ?? '')
  if (!(overriding || overwritingFiles) && (same !== undefined || store.disk.file(path) !== undefined)) {
    throw failures.importConflict('Session already exists with matching files.')
  }
  const catalog = store.catalogs.find(uri)
  if (same !== undefined && same.uri !== file.name && catalog) {
    store.catalogs.forget(catalog, same)
    store.disk.remove(entryPath(folder, same.uri))
  }
  const { blob: hash, size, md5, crc32 } = file.file
  store.disk.link(path, { hash, size, md5, crc32 })
  return { ...file, file: { ...file.file, path } }
}
