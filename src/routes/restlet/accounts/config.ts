import { Failure, failures } from '../../../failures/index.ts'
import { type Document, type Table, empty, text } from '../../../model/document.ts'
import { timestampText } from '../../../model/java-date.ts'
import { type Body, bodyText } from '../../../entity/body.ts'
import type { Configuration, ConfigurationPlace } from '../../../store/accounts/configurations.ts'
import { type Call, type Resource, standardOffers } from '../resource.ts'

interface ConfigPlace {
  readonly project: string | undefined
  readonly tool: string | undefined
  readonly path: string | undefined
}

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
    summary: 'List tools, what a tool keeps, or one configuration',
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
    query: { status: 'enabled or disabled', reason: 'why', inbody: 'true takes a body of any type' },
    responses: {
      200: 'Kept; no body',
      201: 'Kept for the first time',
      400: 'Neither a body nor a status; a status that there is not',
      403: 'No right to',
      404: 'No such project'
    },
    handle: writeConfig
  },
  delete: {
    id: 'disableConfig',
    summary: 'Switch a configuration off',
    answers: [],
    responses: { 200: 'Off; no body', 403: 'No right to' },
    handle: disableConfig
  }
}

const placeOf = ({ project, tool = '', path = '' }: ConfigPlace): ConfigurationPlace => ({ tool, path, project: project ?? null })

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
  if (project !== undefined) checkReadable(call, project)
  if (tool === undefined) {
    const tools = call.store.configurations.tools(project ?? null)
    return tools.length === 0 ? nothingThere(call, place) : tableOf(['tool'], tools.map(name => [name]))
  }
  if (path === undefined) return configurations(call, place, call.store.configurations.ofTool(tool, project ?? null))
  if (call.query.get('action')?.toLowerCase() === 'gethistory') {
    return configurations(call, place, call.store.configurations.history(placeOf(place)))
  }
  return oneConfiguration(call, place)
}

function checkReadable ({ store, viewer }: Call, project: string): void {
  if (store.projects.byId(project) === undefined) throw failures.noProjectForConfig(project)
  if (!store.access.can(viewer, 'read', project)) throw failures.mayNotReadConfig(viewer.login, project)
}

function oneConfiguration (call: Call, place: ConfigPlace): Document {
  const { query, store } = call
  const version = Number.parseInt(query.get('version') ?? '', 10)
  const own = store.configurations.history(placeOf(place))
  const found = Number.isNaN(version) ? own.at(-1) : own.find(one => one.version === version)
  const site =
    found === undefined && query.isTrue('defaultToSiteWide')
      ? store.configurations.current({ ...placeOf(place), project: null })
      : undefined
  const one = found ?? site
  if (query.isTrue('contents') && !query.isTrue('meta')) {
    return one?.enabled === 1 ? text(one.contents) : nothingThere(call, place, 'Config not found')
  }
  if (one === undefined) return nothingThere(call, place)
  return configurations(call, place, [query.isTrue('meta') && !query.isTrue('contents') ? { ...one, contents: '' } : one])
}

function configurations (call: Call, place: ConfigPlace, list: readonly Configuration[]): Document {
  return list.length === 0 ? nothingThere(call, place) : tableOf(columns, list.map(rowOf))
}

/** @throws noConfig unless the request accepts that there is nothing. */
function nothingThere ({ query, viewer }: Call, { project, tool, path }: ConfigPlace, said = "Couldn't find config"): Document {
  if (!query.isTrue('accept-not-found')) throw failures.noConfig(said, viewer.login, project ?? 'null', tool ?? 'null', path ?? 'null')
  return text('', { status: 204 })
}

const mayChange = ({ store, viewer }: Call, project: string | undefined): boolean =>
  viewer.administrator || (project !== undefined && store.access.can(viewer, 'delete', project))

interface Sent {
  readonly contents: string | undefined
  readonly status: string | undefined
}

/** A JSON body is an object with contents and status; any other body is the contents. @throws badConfig */
function sent ({ body, query }: Call): Sent {
  if (body?.type !== 'application/json') return { contents: body && contentsOf(body), status: query.get('status') }
  try {
    const { contents, status } = JSON.parse(bodyText(body)) as { contents?: unknown, status?: unknown }
    return { contents: contents === undefined ? undefined : String(contents), status: status === undefined ? undefined : String(status) }
  } catch (error) {
    throw failures.thrown((error as Error).message)
  }
}

const contentsOf = (body: Body): string => body.parts.length > 0 ? body.parts[0]?.bytes.toString('utf8') ?? '' : bodyText(body)

function writeConfig (call: Call, place: ConfigPlace): Document | Failure {
  if (!mayChange(call, place.project)) throw failures.mayNotWriteConfig()
  // XNAT would keep it for a project to come
  if (place.project !== undefined && call.store.projects.byId(place.project) === undefined) throw failures.noProjectForConfig(place.project)
  const { contents, status } = sent(call)
  if (contents === undefined && status === undefined) throw failures.emptyConfig()
  if (status !== undefined && !/^(enabled|true|disabled|false)$/i.test(status)) throw failures.badConfigStatus(status)
  // XNAT keeps one of a project that is not there, where nobody can read it
  if (place.project !== undefined && call.store.projects.byId(place.project) === undefined) throw failures.noProjectForConfig(place.project)
  const known = call.store.configurations.current(placeOf(place))
  const enabled = status === undefined ? true : /^(enabled|true)$/i.test(status)
  if (contents?.trim() === '') throw failures.thrown('No contents provided')
  if (contents === undefined && known === undefined) throw failures.saveFailed()
  const kept = contents ?? known?.contents ?? ''
  if (known?.contents !== kept || (known.enabled === 1) !== enabled) {
    call.store.configurations.replace(placeOf(place), kept, { login: call.viewer.login, reason: call.query.get('reason') ?? '', enabled })
  }
  return known === undefined ? text('', { status: 201 }) : empty
}

function disableConfig (call: Call, place: ConfigPlace): Document {
  const { project, tool = 'null', path = 'null' } = place
  if (!mayChange(call, project)) {
    throw project === undefined
      ? failures.mayNotDisableConfig(call.viewer.login, path, tool)
      : failures.mayNotDisableProjectConfig(call.viewer.login, project, path, tool)
  }
  const known = call.store.configurations.current(placeOf(place))
  if (known?.enabled === 1) {
    call.store.configurations.replace(placeOf(place), known.contents, {
      login: call.viewer.login,
      reason: 'Disabling this setting',
      enabled: false
    })
  }
  return empty
}
