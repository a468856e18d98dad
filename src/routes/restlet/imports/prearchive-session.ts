import { Failure, failures } from '../../../failures/index.ts'
import { type Document, empty, text } from '../../../model/document.ts'
import { type PrearchivePlace, prearchiveUrl } from '../../../store/files/prearchive.ts'
import { committed, namesIn } from './commit.ts'
import { prearchiveTable } from './prearchive.ts'
import { checkPlace, mayModify, projectNamed, rowAt } from './prearchive-access.ts'
import { type Requested, requested } from './prearchive-parameters.ts'
import { knownStatus } from './prearchive-status.ts'
import type { Call, Resource } from '../resource.ts'

/** PrearcSessionResource: one session that waits. */
export const prearchiveSession: Resource<PrearchivePlace> = {
  tag: 'prearchive',
  urls: ['/prearchive/projects/{PROJECT_ID}/{SESSION_TIMESTAMP}/{SESSION_LABEL}'],
  archive: false,
  offers: ['text/xml', 'application/zip', 'application/x-gzip', 'text/html'],
  find: ({ params: { PROJECT_ID: project = '', SESSION_TIMESTAMP: timestamp = '', SESSION_LABEL: folder = '' } }) =>
    ({ project: projectNamed(project), timestamp, folder }),
  get: {
    id: 'getPrearchiveSession',
    summary: 'One session in the prearchive, as a table of one row',
    query: { format: 'json' },
    responses: {
      200: 'The session; an empty table where it is not there',
      403: 'No right to the project',
      500: 'No right to what has no project, or no such project',
      501: 'Anything but JSON'
    },
    handle: (call, place) => {
      checkPlace(call, place, false)
      if (call.mime !== 'application/json') throw failures.notImplemented('the document of a session in the prearchive')
      const row = call.store.prearchive.find(place)
      return prearchiveTable(call, row === undefined ? [] : [row])
    }
  },
  post: {
    id: 'postPrearchiveSession',
    summary: 'Archive a session of the prearchive, or move it to a project',
    query: {
      action: 'commit: archive it, if it or its project is to be archived; build, reset-status; set-status; move',
      AA: 'true with commit: archive it',
      subject: 'with commit: subject',
      session: 'with commit: label of the session',
      overwrite_files: 'true with commit: over files of the same name',
      status: 'with set-status: READY, ERROR, CONFLICT, …',
      newProject: 'with move'
    },
    responses: {
      200: 'Its address',
      301: 'Archived or moved; the new address',
      400: 'No action, or no such status',
      403: 'No right to the project',
      404: 'No such session',
      500: 'A session that is there already, or what else speaks against it'
    },
    handle: act
  },
  delete: {
    id: 'deletePrearchiveSession',
    summary: 'Delete a session of the prearchive',
    responses: { 200: 'Deleted, or not there; no body', 403: 'No right to', 500: 'No right to what has no project, or no such project' },
    handle: (call, place) => {
      if (call.rest !== '') throw failures.notImported('')
      checkPlace(call, place, false)
      const row = call.store.prearchive.find(place)
      if (row !== undefined) call.store.prearchive.remove(row)
      return empty
    }
  }
}

const uriList = 'text/uri-list;charset=ISO-8859-1'

const addressAs = (place: PrearchivePlace): Document => text(`/data${prearchiveUrl(place)}`, { mime: uriList })

/** PrearcSessionResource.handlePost: what has no project is everybody's. */
function act (call: Call, place: PrearchivePlace): Document | Failure {
  const said = requested(call)
  checkPlace(call, place, true)
  const action = said.get('action')
  switch (action) {
    case 'build': case 'reset-status': return ready(call, place)
    case 'set-status': return setStatus(call, place, said.get('status'))
    case 'move': return moveTo(call, place, said.get('newProject') ?? '')
    case 'commit': return commit(call, place, said)
    default:
      throw failures.notImported(
        action === undefined
          ? `No action parameter was specified for the request by user ${call.viewer.login}`
          : `User ${call.viewer.login} requested an unsupported action on prearchive session: ${action}`
      )
  }
}

/** postActionBuild, postActionReset: here a session is always built. */
function ready (call: Call, place: PrearchivePlace): Document {
  const row = rowAt(call, place, failures.prearchiveFailed)
  call.store.prearchive.update({ ...row, status: 'READY' })
  return addressAs(place)
}

/** postActionSet: whatever speaks against it is the client's fault. */
function setStatus (call: Call, place: PrearchivePlace, name: string | undefined): Document {
  const status = knownStatus(name)
  call.store.prearchive.update({ ...rowAt(call, place, failures.notImported), status })
  return empty
}

/** postActionMove: an administrator may move a session to a project that is not there. */
function moveTo (call: Call, place: PrearchivePlace, destination: string): Document {
  const { store } = call
  if (!mayModify(call, destination)) throw failures.prearchiveForbidden('Unable to modify session data for destination project.')
  const row = rowAt(call, place, failures.prearchiveNotFound)
  if (destination === '') throw failures.notImported('Destination project argument is null or empty')
  // a name that leads elsewhere would put files outside of the prearchive
  if (/[/\\]|^\.\.?$/.test(destination)) throw failures.prearchiveForbidden('Unable to modify session data for destination project.')
  const moved = { ...row, project: projectNamed(destination) }
  if (moved.project !== row.project && store.prearchive.find(moved) !== undefined) {
    throw failures.prearchiveFailed(`Operation Failed: ${prearchiveUrl(moved)} already exists`)
  }
  store.prearchive.move(row, moved.project)
  return text(`/data${prearchiveUrl(moved)}`, { status: 301, mime: uriList })
}

/** postActionCommit: that a session is not there it says with its status alone. */
function commit (call: Call, place: PrearchivePlace, { get }: Requested): Document | Failure {
  const { store } = call
  const row = rowAt(call, place, () => failures.prearchiveNotFound(''))
  const project = row.project === null ? undefined : store.projects.byId(row.project)
  const archives = row.autoarchive === null ? (project?.prearchive_code ?? 0) >= 4 : row.autoarchive >= 4
  if (project === undefined || !(archives || isAsked(get('AA') ?? get('auto-archive')))) {
    store.prearchive.update({ ...row, status: 'READY' })
    return addressAs(place)
  }
  const address = committed(call, row, {
    ...namesIn(get),
    merging: true,
    overriding: false,
    overwritingFiles: get('overwrite_files')?.toLowerCase() === 'true' || project.prearchive_code === 5,
    quarantine: get('quarantine')?.toLowerCase() === 'true'
  })
  return typeof address === 'string' ? text(`/data${address}`, { status: 301 }) : address
}

/** BooleanUtils.toBooleanObject */
const isAsked = (text: string | undefined): boolean => ['true', 'yes', 'on', 'y', 't', '1'].includes((text ?? '').toLowerCase())
