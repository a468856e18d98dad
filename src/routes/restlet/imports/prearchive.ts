import { Failure, failures } from '../../../failures/index.ts'
import { type Cell, type Document, type Table, empty, text } from '../../../model/document.ts'
import { timestampText } from '../../../model/java-date.ts'
import { type PrearchivePlace, type PrearchiveRow, prearchiveUrl, unassigned } from '../../../store/files/prearchive.ts'
import { type Archiving, archiveStudy } from './archive-study.ts'
import { readableProject } from '../items/lookup.ts'
import { type Call, type Resource, standardOffers } from '../resource.ts'
import { sorted } from '../lists/sorting.ts'

/** The columns of the prearchive's database (DatabaseSession). */
const columns = [
  'project', 'timestamp', 'lastmod', 'uploaded', 'scan_date', 'scan_time', 'subject', 'folderName', 'name', 'tag', 'status', 'url',
  'autoarchive', 'prevent_anon', 'prevent_auto_commit', 'SOURCE', 'VISIT', 'PROTOCOL', 'TIMEZONE'
]

const codes: Readonly<Record<number, string>> = { 0: 'Manual', 4: 'AutoArchive', 5: 'AutoArchiveOverwrite' }

function cells (row: PrearchiveRow): Cell[] {
  const { project, timestamp, modified, uploaded, scanned, subject, folder, name, tag, status, autoarchive, source } = row
  return [
    project,
    timestamp,
    timestampText(modified),
    timestampText(uploaded),
    scanned === null ? null : timestampText(scanned),
    null,
    subject,
    folder,
    name,
    tag,
    status,
    prearchiveUrl(row),
    autoarchive === null ? null : (codes[autoarchive] ?? null),
    'false',
    'false',
    source,
    null,
    null,
    null
  ]
}

/** PrearcUtils.convertArrayLtoTable */
export const prearchiveTable = (call: Call, rows: readonly PrearchiveRow[]): Table => ({
  kind: 'table',
  columns,
  rows: sorted(call, columns, rows.map(cells)),
  properties: {}
})

/** PrearcUtils.canModify */
export const mayModify = ({ store, viewer }: Call, project: string | null): boolean =>
  viewer.administrator || (project !== null && store.access.can(viewer, 'edit', project))

/** PrearcSessionListResource. A project that one may not read ends in the constructor, as 404. */
export const prearchive: Resource<string | undefined> = {
  tag: 'prearchive',
  urls: ['/prearchive', '/prearchive/projects/{PROJECT_ID}'],
  archive: false,
  offers: standardOffers,
  find: call => {
    const named = call.params['PROJECT_ID']
    if (named !== undefined && !call.viewer.administrator && readableProject(call, named) === undefined) throw failures.constructorThrew()
    return named
  },
  get: {
    id: 'listPrearchive',
    summary: 'List the sessions in the prearchive',
    query: { format: 'json, xml, csv, html', tag: 'UID of a study' },
    responses: { 200: 'A table of sessions', 404: 'A project that the caller may not read' },
    handle: (call, named) => {
      const tag = call.query.get('tag')
      const wanted = named?.split(/\s*,\s*/)
      return prearchiveTable(call, call.store.prearchive.list().filter(({ project, tag: of }) => {
        if (tag !== undefined) return of === tag && call.viewer.administrator
        return wanted === undefined ? mayModify(call, project) : wanted.includes(project ?? unassigned)
      }))
    }
  }
}

/** PrearcSessionResource: one session that waits. */
export const prearchiveSession: Resource<PrearchivePlace> = {
  tag: 'prearchive',
  urls: ['/prearchive/projects/{PROJECT_ID}/{SESSION_TIMESTAMP}/{SESSION_LABEL}'],
  archive: false,
  offers: ['text/xml', 'application/zip', 'application/x-gzip', 'text/html'],
  find: ({ params: { PROJECT_ID: project = '', SESSION_TIMESTAMP: timestamp = '', SESSION_LABEL: folder = '' } }) =>
    ({ project: project.toLowerCase() === unassigned.toLowerCase() ? null : project, timestamp, folder }),
  get: {
    id: 'getPrearchiveSession',
    summary: 'One session in the prearchive, as a table of one row',
    query: { format: 'json' },
    responses: { 200: 'The session; an empty table where it is not there', 403: 'No right to the project', 501: 'Anything but JSON' },
    handle: (call, place) => {
      const row = seen(call, place)
      if (call.mime !== 'application/json') throw failures.notImplemented('the document of a session in the prearchive')
      return prearchiveTable(call, row === undefined ? [] : [row])
    }
  },
  post: {
    id: 'postPrearchiveSession',
    summary: 'Archive a session of the prearchive, or move it to a project',
    query: {
      action: 'commit: archive it, if it or its project is to be archived; build, reset-status; move',
      AA: 'true with commit: archive it',
      newProject: 'with move'
    },
    responses: {
      200: 'Its address',
      301: 'Archived or moved; the new address',
      400: 'No action',
      403: 'No right to the project',
      404: 'No such session',
      500: 'A session that is there already, or what else speaks against it'
    },
    handle: act
  },
  delete: {
    id: 'deletePrearchiveSession',
    summary: 'Delete a session of the prearchive',
    responses: { 200: 'Deleted; no body', 403: 'No right to', 404: 'No such session' },
    handle: (call, place) => {
      if (call.rest !== '') throw failures.notImported('')
      call.store.prearchive.remove(changeable(call, place))
      return empty
    }
  }
}

/** @throws prearchiveForbidden */
function seen (call: Call, place: PrearchivePlace): PrearchiveRow | undefined {
  if (!mayModify(call, place.project)) {
    throw failures.prearchiveForbidden(`user does not have create permissions for project ${place.project ?? 'null'}`)
  }
  return call.store.prearchive.find(place)
}

/** @throws prearchiveForbidden, prearchiveNotFound */
export function changeable (call: Call, place: PrearchivePlace): PrearchiveRow {
  const row = seen(call, place)
  if (row === undefined) throw failures.prearchiveNotFound(`${prearchiveUrl(place)} not found.`)
  return row
}

/** QueueBasedImageCommit.call: archives a session; what speaks against it is the server's failure. @returns its address below /data. */
export function committed (call: Call, row: PrearchiveRow, archiving: Archiving): string {
  if (row.archived !== null) {
    call.store.prearchive.remove(row)
    return row.archived
  }
  try {
    return archiveStudy(call, row, archiving)
  } catch (error) {
    throw error instanceof Failure ? failures.prearchiveFailed(`FAILED: ${error.message}`) : error
  }
}

const uriList = 'text/uri-list;charset=ISO-8859-1'

function act (call: Call, place: PrearchivePlace): Document {
  const { query } = call
  const row = changeable(call, place)
  const action = query.get('action')
  switch (action) {
    case 'build': case 'rebuild': case 'reset-status':
      return text(`/data${prearchiveUrl(place)}`, { mime: uriList })
    case 'move': return moveTo(call, place, row, query.get('newProject') ?? '')
    case 'commit': return commit(call, place, row)
    default:
      throw failures.notImported(
        action === undefined
          ? `No action parameter was specified for the request by user ${call.viewer.login}`
          : `User ${call.viewer.login} requested an unsupported action on prearchive session: ${action}`
      )
  }
}

function moveTo (call: Call, place: PrearchivePlace, row: PrearchiveRow, project: string): Document {
  const { store } = call
  if (!mayModify(call, project) || store.projects.byId(project) === undefined) {
    throw failures.prearchiveForbidden('Unable to modify session data for destination project.')
  }
  store.prearchive.move(row, project)
  return text(`/data${prearchiveUrl({ ...place, project })}`, { status: 301, mime: uriList })
}

function commit (call: Call, place: PrearchivePlace, row: PrearchiveRow): Document {
  const { query, store } = call
  const project = row.project === null ? undefined : store.projects.byId(row.project)
  const asked = query.get('AA') ?? query.get('auto-archive')
  const archives = row.autoarchive === null ? (project?.prearchive_code ?? 0) >= 4 : row.autoarchive >= 4
  if (project === undefined || !(asked === undefined ? archives : asked.toLowerCase() === 'true')) {
    return text(`/data${prearchiveUrl(place)}`, { mime: uriList })
  }
  const address = committed(call, row, {
    subject: query.get('SUBJECT_ID'),
    label: query.get('EXPT_LABEL'),
    merging: true,
    overriding: false,
    overwritingFiles: query.get('overwrite_files') === 'true',
    quarantine: query.isTrue('quarantine')
  })
  return text(`/data${address}`, { status: 301 })
}
