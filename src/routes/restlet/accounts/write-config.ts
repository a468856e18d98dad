import { failures } from '../../../failures/index.ts'
import { type Document, empty } from '../../../model/document.ts'
import { type Body, bodyText } from '../../../entity/body.ts'
import { JacksonError, stringMap } from '../../../entity/jackson.ts'
import { advise } from '../../../plugins/warnings.ts'
import type { ConfigurationPlace } from '../../../store/accounts/configurations.ts'
import { extensionOf } from '../files/receive-files.ts'
import type { Call } from '../resource.ts'

export interface ConfigPlace {
  readonly project: string | undefined
  readonly tool: string | undefined
  readonly path: string | undefined
}

const rawPlace = ({ project, tool = '', path = '' }: ConfigPlace): ConfigurationPlace => ({ tool, path, project: project ?? null })

/** A project's anonymization script has a slash before its path (ConfigResource.fixAnonPath). */
export function placeOf (named: ConfigPlace): ConfigurationPlace {
  const place = rawPlace(named)
  return place.tool === 'anon' && place.path === `projects/${place.project}` ? { ...place, path: `/${place.path}` } : place
}

interface Sent {
  /** Of a JSON body. */
  readonly json: Readonly<Record<string, string | null>> | undefined
  readonly status: string | undefined
}

/** PUT: a status alone switches a configuration; contents make a version, and with a status that is not theirs one more. */
export function writeConfig (call: Call, place: ConfigPlace): Document {
  const { store, viewer, query, body } = call
  if (!mayChange(call, place.project)) throw failures.mayNotWriteConfig()
  const { json, status = '' } = sent(call)
  const named = status.trim() !== ''
  if (!named && body === undefined) throw failures.emptyConfig()
  if (named && !/^(enabled|true|disabled|false)$/i.test(status)) throw failures.badConfigStatus(status)
  if (body === undefined) {
    setStatus(call, placeOf(place), { enabled: !isOff(status) })
    return empty
  }
  const contents = json === undefined ? contentsOf(call, body) : json['contents'] ?? ''
  if (contents.trim() === '') throw failures.noConfigContents()
  adviseOfNobody(call, place.project)
  const last = store.configurations.current(placeOf(place))
  const wanted = named ? status.toLowerCase() : 'enabled'
  // the word is compared: `true` is not what a configuration that is enabled has
  if (last === undefined || (last.enabled === 1 ? 'enabled' : 'disabled') !== wanted || contents !== last.contents) {
    store.configurations.replace(placeOf(place), contents, { login: viewer.login, unversioned: flag(query.get('unversioned')) })
    store.configurations.setStatus(placeOf(place), !isOff(status), { login: viewer.login })
  }
  return last === undefined ? { ...empty, status: 201 } : empty
}

/** Boolean.parseBoolean of what is not blank. */
const flag = (text = ''): boolean | undefined => text.trim() === '' ? undefined : text.toLowerCase() === 'true'

/** @throws unreadableConfig */
function sent ({ body, query }: Call): Sent {
  if (body?.type !== 'application/json') return { json: undefined, status: query.get('status') }
  try {
    const json = stringMap(bodyText(body))
    if (json === undefined) throw failures.caught('')
    return { json, status: json['status'] ?? undefined }
  } catch (error) {
    throw error instanceof JacksonError ? failures.unreadableConfig(error.message) : error
  }
}

/** SecureResource.getFileWriters: the body itself, or the one file in it. @returns nothing where there is no file, or more than one. */
function contentsOf (call: Call, body: Body): string {
  const file = (bytes: Buffer) => bytes.toString('utf8')
  if (call.query.isTrue('inbody') || extensionOf(call) !== undefined) {
    if (body.type === 'multipart/form-data') throw failures.caught('')
    return file(body.bytes)
  }
  if (body.type === 'application/x-www-form-urlencoded') throw failures.notMultipart(body.header)
  if (body.parts.some(({ name, fileName }) => fileName === undefined && name === 'reference')) throw failures.referenceInForm()
  const [first, ...others] = body.parts.filter(({ fileName }) => fileName !== undefined)
  if (first !== undefined && others.length === 0) return file(first.bytes)
  if (body.type !== 'multipart/form-data') {
    advise(call.incoming, 'no-file', `XNAT takes no body of the type '${body.type}' for a file: say inbody=true`)
  }
  return ''
}

/** XNAT looks for no project: what it keeps for one that is not there nobody can read. */
function adviseOfNobody ({ incoming, store }: Call, project: string | undefined): void {
  if (project === undefined || store.projects.find(project) !== undefined) return
  advise(incoming, 'no-project', `there is no project ${project}: XNAT keeps the configuration where nobody can read it`)
}

const isOff = (status: string): boolean => /^(disabled|false)$/i.test(status)

const mayChange = ({ store, viewer }: Call, project: string | undefined): boolean =>
  viewer.administrator || (project !== undefined && store.access.can(viewer, 'delete', project))

/** @throws noConfigToSwitch */
function setStatus (
  { store, viewer }: Call,
  place: ConfigurationPlace,
  { enabled, reason }: { readonly enabled: boolean, readonly reason?: string }
): void {
  if (store.configurations.setStatus(place, enabled, { login: viewer.login, ...reason !== undefined && { reason } })) return
  const scope = place.project === null ? '' : ` with scope Project and entity ID ${place.project}`
  throw failures.noConfigToSwitch(place.tool, place.path === '' ? 'null' : place.path, scope)
}

/** DELETE, which does not put the slash before an anonymization script's path, and so does not find it. */
export function disableConfig (call: Call, place: ConfigPlace): Document {
  const { project, tool = 'null', path = 'null' } = place
  if (!mayChange(call, project)) {
    throw project === undefined
      ? failures.mayNotDisableConfig(call.viewer.login, path, tool)
      : failures.mayNotDisableProjectConfig(call.viewer.login, project, path, tool)
  }
  setStatus(call, rawPlace(place), { enabled: false, reason: 'Disabling this setting' })
  return empty
}
