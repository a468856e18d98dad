import { type Failure, failures } from '../../../failures/index.ts'
import { type Document, type Table, text } from '../../../model/document.ts'
import { timestampText } from '../../../model/java-date.ts'
import type { Configuration } from '../../../store/accounts/configurations.ts'
import { readableProject } from '../items/lookup.ts'
import { type Call, type Resource, standardOffers } from '../resource.ts'
import { type ConfigPlace, disableConfig, placeOf, writeConfig } from './write-config.ts'

/** ConfigResource: what tools keep, for the site or for a project. */
export const config: Resource<ConfigPlace> = {
  tag: 'config',
  urls: [
    '/config', '/config/{TOOL_NAME}', '/config/{TOOL_NAME}/{PATH_TO_FILE}',
    '/projects/{PROJECT_ID}/config', '/projects/{PROJECT_ID}/config/{TOOL_NAME}', '/projects/{PROJECT_ID}/config/{TOOL_NAME}/{PATH_TO_FILE}'
  ],
  archive: false,
  offers: standardOffers,
  find: ({ params, rest }) => ({
    project: params['PROJECT_ID'],
    tool: params['TOOL_NAME'],
    path: params['PATH_TO_FILE'] === undefined ? undefined : `${params['PATH_TO_FILE']}${rest === '' ? '' : `/${rest}`}`
  }),
  get: {
    id: 'readConfig',
    summary: 'List tools, what a tool keeps in all versions, or one configuration',
    query: {
      format: 'json, xml, csv, html',
      contents: 'true gives the contents alone',
      meta: 'true leaves the contents out',
      version: 'a version other than the newest',
      action: 'getHistory lists all versions',
      'accept-not-found': 'true answers 204 where there is nothing',
      defaultToSiteWide: 'true takes the site\'s where the project has none'
    },
    responses: {
      200: 'A table, or the contents',
      204: 'Nothing there, where that is accepted',
      403: 'No right to read the project',
      404: 'No such project; nothing there'
    },
    handle: readConfig
  },
  put: {
    id: 'writeConfig',
    summary: 'Keep the body, or switch a configuration on or off',
    description:
      'The body is multipart/form-data with one file, or the contents themselves with inbody=true or one of the media types that XNAT ' +
      'knows, or JSON with `contents` and `status`.',
    query: {
      status: 'enabled or disabled',
      inbody: 'true takes a body of any type',
      unversioned: 'true: later contents take the place of these; false: each is a version again'
    },
    responses: {
      200: 'Kept; no body',
      201: 'Kept for the first time',
      400: 'Neither a body nor a status; a status that there is not',
      403: 'No right to',
      500: 'No contents in the body; nothing there to switch on or off'
    },
    handle: writeConfig
  },
  delete: {
    id: 'disableConfig',
    summary: 'Switch a configuration off',
    answers: [],
    responses: { 200: 'Off; no body', 403: 'No right to', 500: 'Nothing there to switch off' },
    handle: disableConfig
  }
}

const columns = ['tool', 'path', 'project', 'user', 'create_date', 'reason', 'contents', 'unversioned', 'version', 'status']

const rowOf = ({ tool, path, project, login, created, reason, contents, unversioned, version, enabled }: Configuration) => [
  tool,
  path,
  project,
  login,
  timestampText(created),
  reason,
  contents,
  String(unversioned === 1),
  String(version),
  enabled === 1 ? 'enabled' : 'disabled'
]

const tableOf = (names: readonly string[], rows: Table['rows']): Table => ({ kind: 'table', columns: names, rows, properties: {} })

function readConfig (call: Call, place: ConfigPlace): Document {
  const { project, tool, path } = place
  const { configurations } = call.store
  if (project !== undefined) checkReadable(call, project)
  if (tool === undefined) {
    const tools = configurations.tools(project)
    return tools.length === 0 ? nothingThere(call, place) : tableOf(['tool'], tools.map(name => [name]))
  }
  if (path === undefined) return listed(call, place, configurations.ofTool(tool, project ?? null))
  if (call.query.get('action')?.toLowerCase() === 'gethistory') return listed(call, place, configurations.history(placeOf(place)))
  return oneConfiguration(call, place)
}

/** By ID or alias; the rights are those of what the address says, and an alias has none. */
function checkReadable (call: Call, project: string): void {
  if (readableProject(call, project) === undefined) throw failures.noProjectForConfig(project)
  if (!call.store.access.can(call.viewer, 'read', project)) throw failures.mayNotReadConfig(call.viewer.login, project)
}

function oneConfiguration (call: Call, place: ConfigPlace): Document {
  const { query, store } = call
  const version = Number.parseInt(query.get('version') ?? '', 10)
  const own = store.configurations.history(placeOf(place))
  const found = Number.isNaN(version) ? own.at(-1) : own.find(one => one.version === version)
  const site = found === undefined && Number.isNaN(version) && query.isTrue('defaultToSiteWide')
    ? store.configurations.current({ ...placeOf(place), project: null })
    : undefined
  const one = found ?? site
  if (query.isTrue('contents') && !query.isTrue('meta')) {
    if (one?.enabled === 1) return text(one.contents)
    if (!query.isTrue('accept-not-found')) throw notFound(call, place, 'Config not found')
  }
  if (one === undefined) return nothingThere(call, place)
  return listed(call, place, [query.isTrue('meta') && !query.isTrue('contents') ? { ...one, contents: '' } : one])
}

function listed (call: Call, place: ConfigPlace, list: readonly Configuration[]): Document {
  return list.length === 0 ? nothingThere(call, place) : tableOf(columns, list.map(rowOf))
}

/** @throws noConfig unless the request accepts that there is nothing. */
function nothingThere (call: Call, place: ConfigPlace): Document {
  if (!call.query.isTrue('accept-not-found')) throw notFound(call, place, "Couldn't find config")
  return text('', { status: 204, mime: call.mime })
}

const notFound = ({ viewer }: Call, place: ConfigPlace, said: string): Failure => {
  const { project, tool, path } = place.path === undefined ? { ...place, path: 'null' } : { ...place, ...placeOf(place) }
  return failures.noConfig(said, viewer.login, project ?? 'null', tool ?? 'null', path)
}
