import { failures } from '../../../failures/index.ts'
import { type Document, text } from '../../../model/document.ts'
import { type Body } from '../../../entity/body.ts'
import { Parameters } from '../../../http/parameters.ts'
import type { PrearchivePlace, PrearchiveRow } from '../../../store/files/prearchive.ts'
import { parseDestination } from './destination.ts'
import { changeable, committed, mayModify, prearchiveTable } from './prearchive.ts'
import type { Call, Resource } from '../resource.ts'

const offers = ['application/json', 'text/html', 'text/xml'] as const
const query = { src: '/prearchive/projects/P/timestamp/session; may come more than once, and in a form' }

/** Archiver: sessions of the prearchive into the archive. */
export const archiver: Resource<undefined> = {
  tag: 'prearchive',
  urls: ['/services/archive'],
  archive: false,
  offers,
  find: () => undefined,
  post: {
    id: 'archiveSessions',
    summary: 'Archive sessions of the prearchive',
    answers: ['text/plain', ...offers],
    query: {
      ...query,
      dest: '/archive/projects/P/subjects/S/experiments/E',
      subject: 'subject',
      session: 'label of the session',
      overwrite: 'append or delete',
      overwrite_files: 'true: over files of the same name',
      quarantine: 'true: the session waits for its activation'
    },
    responses: {
      200: 'Archived; the address of the session, or a table where there were several',
      400: 'Not an address of the prearchive',
      403: 'No right to the project',
      404: 'No such session',
      500: 'A session that is there already, or what else speaks against it'
    },
    handle: archiveSessions
  }
}

/** PrearchiveBatchDelete, PrearchiveBatchMove, PrearchiveBatchRebuild */
export const prearchiveServices: readonly Resource<undefined>[] = (['delete', 'move', 'rebuild'] as const).map(operation => ({
  tag: 'prearchive',
  urls: [`/services/prearchive/${operation}`],
  archive: false,
  offers,
  find: () => undefined,
  post: {
    id: `${operation}PrearchiveSessions`,
    summary: `${operation.charAt(0).toUpperCase()}${operation.slice(1)} sessions of the prearchive`,
    answers: offers,
    query: { ...query, ...(operation === 'move' && { newProject: 'the project that they go to' }) },
    responses: { 200: 'Done; a table of what is left of them', 403: 'No right to the project', 404: 'No such session' },
    handle: call => changeSessions(call, operation)
  }
}))

/** The parameters of the query and those of a form. */
function asked (call: Call): { get: (name: string) => string | undefined, all: (name: string) => string[] } {
  const form = new Parameters(isForm(call.body) ? call.body.bytes.toString('utf8') : '')
  return { get: name => call.query.get(name) ?? form.get(name), all: name => [...form.all(name), ...call.query.all(name)] }
}

const isForm = (body: Body | undefined): body is Body => body?.type === 'application/x-www-form-urlencoded'

/** BatchPrearchiveActionsA.handlePost: the sessions that a request names. */
function named (call: Call): PrearchiveRow[] {
  const { get, all } = asked(call)
  const sources = all('src')
  const places = sources.length > 0 ? sources.map(placeOf) : namedApart(get)
  return places.map(place => {
    if (place.project === null) throw failures.notImported('Cannot archive sessions from the Unassigned folder.')
    return changeable(call, place)
  })
}

function placeOf (source: string): PrearchivePlace {
  const found = parseDestination(source)
  if (found === undefined || found.kind === 'archive') throw failures.notImported(found === undefined ? '' : `Invalid src URI (${source})`)
  const { project = null, timestamp, folder } = found
  if (timestamp === undefined || folder === undefined) throw failures.prearchiveFailed(`${source} invalid.`)
  return { project, timestamp, folder }
}

function namedApart (get: (name: string) => string | undefined): PrearchivePlace[] {
  const [project, timestamp, folder] = [get('PROJECT_ID') ?? get('project'), get('timestamp'), get('folder')]
  if (project === undefined || timestamp === undefined || folder === undefined) {
    throw failures.prearchiveNotFound('Unknown prearchive session.')
  }
  return [{ project, timestamp, folder }]
}

function archiveSessions (call: Call): Document {
  const { get } = asked(call)
  const rows = named(call)
  const destination = parseDestination(get('dest') ?? '')
  const overwrite = get('overwrite')?.toLowerCase()
  const archiving = {
    subject: get('subject') ?? get('SUBJECT_ID') ?? destination?.subject,
    label: get('session') ?? get('EXPT_LABEL') ?? destination?.session,
    merging: overwrite === 'append' || overwrite === 'delete',
    overriding: overwrite === 'delete',
    overwritingFiles: get('overwrite_files')?.toLowerCase() === 'true',
    quarantine: get('quarantine')?.toLowerCase() === 'true'
  }
  const project = get('project') ?? destination?.project
  const addresses = rows.map(row => committed(call, inProject(call, row, project), archiving))
  if (rows.length > 1) return prearchiveTable(call, [])
  return text(`/data${addresses[0] ?? ''}\r\n`, { mime: 'text/uri-list;charset=ISO-8859-1' })
}

/** The session, in another project where one is named. */
function inProject (call: Call, row: PrearchiveRow, project: string | undefined): PrearchiveRow {
  if (project === undefined || project === row.project) return row
  if (!mayModify(call, project) || call.store.projects.byId(project) === undefined) {
    throw failures.prearchiveForbidden('Invalid permissions for new project.')
  }
  call.store.prearchive.move(row, project)
  return { ...row, project }
}

function changeSessions (call: Call, operation: 'delete' | 'move' | 'rebuild'): Document {
  const { get, all } = asked(call)
  const rows = all('src').map(source => changeable(call, placeOf(source)))
  if (operation !== 'delete') {
    return prearchiveTable(call, operation === 'move' ? rows.map(row => inProject(call, row, get('newProject'))) : rows)
  }
  for (const row of rows) call.store.prearchive.remove(row)
  return prearchiveTable(call, [])
}
