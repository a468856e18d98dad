import { isValidName, safeName, templateName } from '../../../dicom/file-name.ts'
import type { Header } from '../../../dicom/header.ts'
import { projectNames, requestsArchiving, sessionLabel, subjectLabel } from '../../../dicom/identify.ts'
import { readHeader } from '../../../dicom/read-header.ts'
import { sopClass, sopInstance, studyUid } from '../../../dicom/study.ts'
import { Failure, failures } from '../../../failures/index.ts'
import { isTooLong } from '../../../model/archive-path.ts'
import { textOf } from '../../../model/item.ts'
import { type PrearchivePlace, type PrearchiveRow, prearchiveFile, prearchiveUrl } from '../../../store/files/prearchive.ts'
import type { ProjectRow } from '../../../store/items/projects.ts'
import type { Arrived } from './arrived-dicom.ts'
import { attempted } from './commit.ts'
import type { ImportOrder } from './import-order.ts'
import { readableExperimentByLabel, readableProject } from '../items/lookup.ts'
import type { Call } from '../resource.ts'

/** Sessions that an import has brought files for, with the headers of these by path. */
type Sessions = Map<number, { row: PrearchiveRow, headers: Map<string, Header> }>

/**
 * Puts files into the prearchive and what is to be archived into the archive.
 * @returns the addresses of the sessions below /data; why one could not be archived, which waits then, with those behind it.
 */
export function importFiles (call: Call, order: ImportOrder, files: readonly Arrived[]): string[] | Failure {
  const sessions: Sessions = new Map()
  for (const file of files) receive(call, order, file, sessions)
  if (order.handler === 'SI' && order.destination?.kind !== 'prearchive' && sessions.size > 1) {
    throw failures.notImported('Upload included files for multiple imaging sessions.')
  }
  const addresses = new Set<string>()
  for (const { row, headers } of sessions.values()) {
    const address = deliver(call, order, row, headers)
    if (address instanceof Failure) return address
    addresses.add(address)
  }
  return [...addresses]
}

/** GradualDicomImporter.call: a file into the session of its study. */
function receive (call: Call, order: ImportOrder, file: Arrived, sessions: Sessions): void {
  const { store } = call
  const row = sessionFor(call, order, file)
  const arrival = sessions.get(row.number) ?? { row, headers: new Map<string, Header>() }
  const path = pathFor(call, order, row, file)
  store.disk.write(path, file.received)
  arrival.headers.set(path, file.header)
  sessions.set(row.number, arrival)
}

/** PrearcDatabase.eitherGetOrCreateSession */
function sessionFor (call: Call, order: ImportOrder, { name, header }: Arrived): PrearchiveRow {
  const { store } = call
  const project = projectFor(call, order, header)
  const label = order.label ?? sessionLabel(header) ?? 'dicom_upload'
  const tag = header.value(studyUid) ?? null
  const { timestamp, folder = timestamp === undefined ? undefined : safeName(label) } = order.destination ?? {}
  const requested = timestamp === undefined || folder === undefined ? undefined : { project: project?.id ?? null, timestamp, folder }
  const known = requested ? store.prearchive.find(requested) : store.prearchive.ofStudy({ project: project?.id ?? null, tag, name: label })
  if (known && requested && known.tag !== tag && order.handler !== 'SI') throw failures.notImported(`unable to read DICOM object ${name}`)
  const now = call.now()
  if (known) {
    const row = { ...known, modified: now, status: 'READY' as const, archived: null }
    store.prearchive.update(row)
    return row
  }
  const place = requested ?? freePlace(call, { project: project?.id ?? null, folder: safeName(label) })
  return store.prearchive.add({
    ...place,
    name: order.destination?.folder ?? label,
    subject: order.subject ?? subjectLabel(header) ?? null,
    tag,
    status: 'READY',
    autoarchive: autoArchiveOf(project, header),
    scanned: scannedAt(header),
    uploaded: now,
    modified: now,
    source: order.source ?? (order.handler === 'SI' ? 'SessionImporter' : null),
    archived: null
  })
}

/** That which the request names if sessions may be made there, else that which the header names. */
function projectFor (call: Call, { project }: ImportOrder, header: Header): ProjectRow | undefined {
  for (const name of project === undefined ? projectNames(header) : [project, ...projectNames(header)]) {
    const row = readableProject(call, name)
    if (row && call.store.access.can(call.viewer, 'create', row.id)) return row
  }
  return undefined
}

/** What the header asks for, else the project's way. */
function autoArchiveOf (project: ProjectRow | undefined, header: Header): number | null {
  if (project === undefined) return null
  const requested = requestsArchiving(header)
  return requested === undefined ? project.prearchive_code : requested ? 4 : 0
}

/** A place that no session has, by the time (PrearcUtils.makeTimestamp). */
function freePlace ({ store, now }: Call, place: Pick<PrearchivePlace, 'project' | 'folder'>): PrearchivePlace {
  for (let time = now(); ; time++) {
    const timestamp = new Date(time).toISOString().replace('T', '_').replace(/[^\d_]/g, '')
    const free = { ...place, timestamp }
    if (store.prearchive.find(free) === undefined) return free
  }
}

function scannedAt (header: Header): number | null {
  const [date = '', time = '000000'] = [header.value('00080020'), header.value('00080030')]
  const [, year, month, day] = /^(\d{4})(\d{2})(\d{2})$/.exec(date) ?? []
  const [, hours = '00', minutes = '00', seconds = '00'] = /^(\d{2})(\d{2})(\d{2})/.exec(time) ?? []
  const at = Date.parse(`${year}-${month}-${day}T${hours}:${minutes}:${seconds}Z`)
  return Number.isNaN(at) ? null : at
}

/** GradualDicomImporter.getSafeFile: under its own name, unless another image has it; else under that of the site's template. */
function pathFor ({ store }: Call, { renames }: ImportOrder, row: PrearchiveRow, { name, header }: Arrived): string {
  const number = header.value('00200011')
  const scan = isValidName(number) ? number : header.value('0020000e')?.replace(/[^\w-]/g, '_') ?? 'NA'
  const templated = templateName(store.preferences.read().dicomFileNameTemplate, header)
  const own = prearchiveFile(row, scan, safeName(name))
  if (renames || !isValidName(safeName(name)) || isTooLong(safeName(name))) return prearchiveFile(row, scan, templated)
  const there = store.disk.file(own)
  return there === undefined || isSameImage(readHeader(store.blobs.path(there.blob)), header) ? own : prearchiveFile(row, scan, templated)
}

const isSameImage = (known: Header | undefined, header: Header): boolean =>
  [sopInstance, sopClass].every(tag => known?.value(tag) === header.value(tag))

/** Archives a session, or leaves it where it is. @returns its address. */
function deliver (call: Call, order: ImportOrder, row: PrearchiveRow, headers: ReadonlyMap<string, Header>): string | Failure {
  const requested = order.archives || (order.handler === 'SI' && order.destination === undefined && (row.autoarchive ?? 0) >= 4)
  if (requested) {
    const address = archived(call, order, row, headers)
    return address instanceof Failure && order.handler !== 'SI' ? failures.notImported(notArchived) : address
  }
  const direct = order.direct && isFree(call, row)
  if (direct && order.commits) throw failures.notImported(notArchived)
  const waits = order.destination?.kind === 'prearchive' || (row.autoarchive ?? 0) < 4
  if (direct || !waits) archivedInTime(call, order, row, headers)
  return direct ? `/xapi/direct-archive/${row.project}/${row.tag}/${row.name}` : prearchiveUrl(row)
}

/** Whether no other study has the session's label in the archive (DirectArchiveSessionService.getOrCreate). */
function isFree (call: Call, { project, name, tag }: PrearchiveRow): boolean {
  const known = project === null ? undefined : readableExperimentByLabel(call, name, project)
  return project !== null && (known === undefined || textOf(call.store.experiments.item(known), 'UID') === tag)
}

const notArchived = 'unable to archive for the Prearchive session'

/** DicomZipImporter.archiveSession: without `overwrite` it joins a session that is there where the project archives by itself. */
function archived (call: Call, order: ImportOrder, row: PrearchiveRow, headers: ReadonlyMap<string, Header>): string | Failure {
  const { handler, label, subject, merging, overriding, overwritingFiles, quarantine, direct } = order
  const joins = handler !== 'SI' && (direct || (row.autoarchive ?? 0) !== 0)
  return attempted(
    call,
    row,
    {
      label,
      subject,
      merging: merging || joins,
      overriding,
      overwritingFiles: overwritingFiles || row.autoarchive === 5,
      quarantine
    },
    headers
  )
}

/**
 * What XNAT would archive some minutes later, until when a client may ask for it where it waits: it goes on answering
 * there. Where it cannot be archived, it waits indeed.
 */
function archivedInTime (call: Call, order: ImportOrder, row: PrearchiveRow, headers: ReadonlyMap<string, Header>): void {
  const address = archived(call, order, row, headers)
  if (typeof address === 'string') call.store.prearchive.add({ ...row, status: 'ARCHIVING', archived: address })
}
