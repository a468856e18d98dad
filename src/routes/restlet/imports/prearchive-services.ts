import { Failure, failures } from '../../../failures/index.ts'
import { type Document, text } from '../../../model/document.ts'
import { siteUrl } from '../../../plugins/site.ts'
import { type PrearchivePlace, type PrearchiveRow, prearchiveUrl } from '../../../store/files/prearchive.ts'
import { attempted, committed, namesIn } from './commit.ts'
import { parseDestination } from './destination.ts'
import { prearchiveTable } from './prearchive.ts'
import { checkPlace, mayModify, rowAt } from './prearchive-access.ts'
import { type Requested, requested } from './prearchive-parameters.ts'
import type { Call, Resource } from '../resource.ts'

/** These resources name no variants, so that Accept counts for nothing (SecureResource.overrideVariant). */
const offers = ['text/xml'] as const
const answers = ['application/json', 'text/html', 'text/xml'] as const
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
    answers: ['text/plain', ...answers],
    query: {
      ...query,
      dest: '/archive/projects/P/subjects/S/experiments/E',
      subject: 'subject',
      session: 'label of the session',
      overwrite: 'append or delete: into a session that is there, whatever speaks against it',
      overwrite_files: 'true: over files of the same name',
      quarantine: 'true: the session waits for its activation',
      redirect: 'true: 303 to the session',
      AA: 'true: 303 to the session; also auto-archive',
      'http-session-listener': 'a name: 303 to the page of the prearchive'
    },
    responses: {
      200: 'Archived; the address of the session, or a table where there were several',
      303: 'Archived; requested with redirect or AA, or by a project that archives by itself',
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
    answers,
    query: { ...query, ...(operation === 'move' && { newProject: 'the project that they go to' }) },
    responses: {
      200: 'Done; a table of what is left of them',
      403: 'No right to the project',
      404: 'No such session',
      500: 'No address of the prearchive, or no such session'
    },
    handle: call => changeSessions(call, operation)
  }
}))

type Place = PrearchivePlace

/** BatchPrearchiveActionsA.handlePost: the sessions that a request names. */
function sourcesOf (call: Call, said: Requested): PrearchiveRow[] {
  const sources = said.all('src')
  const places = sources.length > 0 ? sources.map(source => [placeOf(source), source] as const) : namedApart(said)
  for (const [place, address] of places) {
    try {
      checkPlace(call, place, true)
    } catch (error) {
      const isForbidden = error instanceof Failure && error.status === 403
      throw isForbidden ? failures.prearchiveForbidden(address) : failures.prearchiveFailed(`${address} invalid.`)
    }
  }
  return places.map(([place]) => rowAt(call, place, () => failures.prearchiveNotFound(`${prearchiveUrl(place)} not found.`)))
}

function placeOf (source: string): Place {
  const found = parseDestination(source)
  if (found === undefined || found.kind === 'archive') throw failures.notImported(found === undefined ? '' : `Invalid src URI (${source})`)
  const { project = null, timestamp, folder } = found
  if (timestamp === undefined || folder === undefined) throw failures.prearchiveFailed(`${source} invalid.`)
  return { project, timestamp, folder }
}

function namedApart ({ get, all }: Requested): (readonly [Place, string])[] {
  const [project, timestamp, folders] = [get('PROJECT_ID') ?? get('project') ?? '', get('timestamp') ?? '', all('folder')]
  if ([project, timestamp].some(text => text.trim() === '') || folders.length === 0) {
    throw failures.prearchiveNotFound('Unknown prearchive session.')
  }
  return folders.map(folder => [{ project, timestamp, folder }, `/prearchive/projects/${project}/${timestamp}/${folder}`])
}

function archiveSessions (call: Call): Document | Failure {
  const said = requested(call)
  const rows = sourcesOf(call, said)
  const [row] = rows
  return row !== undefined && rows.length === 1 ? archiveOne(call, said, row) : archiveMany(call, said, rows)
}

/** Archiver.finishSingleSessionArchive: a session that is there is always merged with; `overwrite` overrides what speaks against it. */
function archiveOne (call: Call, said: Requested, row: PrearchiveRow): Document | Failure {
  const { get } = said
  if (!mayModify(call, row.project)) throw failures.prearchiveForbidden('Invalid permissions for new project.')
  const destination = destinationIn(get)
  const target = inProject(call, row, get('project') ?? destination?.project)
  const names = namesIn(get)
  const address = committed(call, target, {
    label: names.label ?? destination?.session,
    subject: names.subject ?? destination?.subject,
    ...waysIn(get),
    merging: true,
    overriding: overwrites(get)
  })
  if (address instanceof Failure) return address
  if (get('http-session-listener') !== undefined) return seeOther(call, '/app/template/XDATScreen_prearchives.vm')
  return isRedirected(call, said, target.project)
    ? seeOther(call, `/data${address}`)
    : text(`/data${address}\r\n`, { mime: 'text/uri-list;charset=ISO-8859-1' })
}

/** The first words of UriParserUtils.parseURI, which knows no empty address. */
function destinationIn (get: Requested['get']): ReturnType<typeof parseDestination> {
  const dest = get('dest')
  const destination = dest === undefined ? undefined : parseDestination(dest)
  if (dest !== undefined && destination === undefined) throw failures.prearchiveFailed('java.net.MalformedURLException')
  return destination
}

const isOn = (text: string | undefined): boolean => text?.toLowerCase() === 'true'

const overwrites = (get: Requested['get']): boolean => ['append', 'delete'].includes(get('overwrite')?.toLowerCase() ?? '')

const waysIn = (get: Requested['get']) => ({ overwritingFiles: isOn(get('overwrite_files')), quarantine: isOn(get('quarantine')) })

/** PrearcSession.isAutoArchive, which is asked when the session has left the prearchive. */
function isRedirected ({ store }: Call, { get }: Requested, project: string | null): boolean {
  const archives = get('AA') ?? get('auto-archive')
  if (isOn(get('redirect'))) return true
  if (archives !== undefined) return isOn(archives)
  return project !== null && (store.projects.byId(project)?.prearchive_code ?? 0) >= 4
}

const seeOther = (call: Call, address: string): Document =>
  ({ kind: 'empty', status: 303, headers: { location: siteUrl(call).replace(/\/$/, '') + address } })

/**
 * Archiver.finishNonSingleSessionUpload: XNAT answers before it archives them; what is refused waits on, and only its row
 * says so.
 */
function archiveMany (call: Call, { get }: Requested, rows: readonly PrearchiveRow[]): Document {
  if (!mayModify(call, rows[0]?.project ?? null)) throw failures.prearchiveForbidden('Invalid permissions for new project.')
  const archiving = {
    ...namesIn(get), ...waysIn(get), merging: overwrites(get), overriding: get('overwrite')?.toLowerCase() === 'delete'
  }
  const table = prearchiveTable(call, rows.map(row => ({ ...row, status: 'ARCHIVING' as const })))
  for (const row of rows) if (row.archived === null) attempted(call, row, archiving)
  return table
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
  const said = requested(call)
  const rows = changed(call, said.all('src')).map(place => rowAt(call, place, missingTo(operation, place)))
  if (operation !== 'delete') {
    return prearchiveTable(call, operation === 'move' ? rows.map(row => inProject(call, row, said.get('newProject'))) : rows)
  }
  for (const row of rows) call.store.prearchive.remove(row)
  return prearchiveTable(call, [])
}

const missingTo = (operation: 'delete' | 'move' | 'rebuild', { project, timestamp, folder }: Place) => (said: string): Error =>
  operation === 'move'
    ? failures.prearchiveNotFound(
      `No prearchive resource with session ${folder} and timestamp ${timestamp} exists in the project ${project ?? 'null'}`
    )
    : failures.prearchiveFailed(said)

/** BatchPrearchiveActionsA.getSessionDataTriples, which speaks of deleting whatever is to be done. */
function changed (call: Call, sources: readonly string[]): Place[] {
  const { store, viewer } = call
  const found = sources.map(source => [source, parseDestination(source)] as const)
  const malformed = found.filter(([, place]) => place?.kind !== 'prearchive').map(([source]) => source)
  if (malformed.length > 0) {
    throw failures.prearchiveFailed(`One or more source values contained a malformed URL: ${malformed.join(', ')}`)
  }
  const places = found.map(([, place]): Place => {
    const { project = null, timestamp = '', folder = '' } = place ?? {}
    return { project, timestamp, folder }
  })
  const denied = places.filter(({ project }) => (project === null || store.projects.byId(project)) && !mayModify(call, project))
  if (denied.length > 0) {
    throw failures.prearchiveForbidden(
      `Invalid permissions for user ${viewer.login} to delete prearchive sessions in one or more projects: ` +
      denied.map(({ project }) => project ?? 'null').join(', ')
    )
  }
  return places
}
