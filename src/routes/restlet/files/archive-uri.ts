import { failures } from '../../../failures/index.ts'
import { belowServlet } from '../../../http/address.ts'
import { filled } from '../../../http/template.ts'
import type { ExperimentRow } from '../../../store/items/experiments.ts'
import type { ProjectRow } from '../../../store/items/projects.ts'
import type { ResourceRow } from '../../../store/files/resources.ts'
import type { Security } from './place.ts'
import type { Call } from '../resource.ts'

/** What services work on: an address below /archive, in a parameter. */
export interface ArchiveItem {
  /** What a right must be on. */
  readonly security: Security
  /** Its resources; for a session those of its scans as well. */
  readonly resources: readonly ResourceRow[]
}

/** URIManager's templates of the archive, but for assessors and reconstructions; a resource may have a path behind it. */
const templates = [
  '/projects/{project}',
  '/projects/{project}/experiments/{experiment}',
  '/projects/{project}/subjects/{subject}',
  '/projects/{project}/subjects/{subject}/experiments/{experiment}',
  '/projects/{project}/subjects/{subject}/experiments/{experiment}/scans/{scan}',
  '/experiments/{experiment}',
  '/experiments/{experiment}/scans/{scan}',
  '/subjects/{subject}'
].map(
  template =>
    new RegExp(`^/archive${filled(template, name => `(?<${name}>[^/]+)`)}(?:/resources/(?<resource>[^/]+)(?:/files)?(?<path>.*))?$`)
)

type Names = Readonly<Record<string, string | undefined>>

/** DefaultCatalogService.getResourceDataFromUri. What is found is found for everybody: rights are checked afterwards. */
export function findArchiveItem (call: Call, uri: string): ArchiveItem {
  const names = namesIn(uri)
  const security = securityOf(call, names)
  if (security === undefined) throw failures.noArchivableItem(uri)
  if (names['path'] !== undefined && names['path'] !== '' && names['path'] !== '/') throw failures.resourceUriIsFile(uri)
  const resources = resourcesOf(call, names, security)
  const { resource } = names
  return { security, resources: resource === undefined ? resources : resources.filter(row => isCalled(row, resource)).slice(0, 1) }
}

function namesIn (uri: string): Names {
  if (uri === '') throw failures.invalidUri(uri)
  const address = belowServlet(uri)
  if (address === '/archive' || /^\/prearchive(\/|$)/.test(address)) throw failures.invalidUri(uri)
  for (const template of templates) {
    const names = template.exec(address)?.groups
    if (names) return names
  }
  throw failures.malformedUri(uri)
}

function securityOf ({ store }: Call, names: Names): Security | undefined {
  const project = names['project'] === undefined ? undefined : store.projects.find(names['project'])
  if (names['experiment'] !== undefined) {
    const row = experimentOf(store, names['experiment'], project)
    if (names['scan'] !== undefined && row && !store.experiments.type(row).isA('xnat:imageSessionData')) throw failures.refreshFailed()
    return row && { kind: 'experiment', row }
  }
  if (names['subject'] !== undefined) {
    const byId = store.subjects.byId(names['subject'])
    const row =
      (project && store.subjects.byLabel(project.id, names['subject'])) ??
      (byId && project && !store.subjects.isIn(byId, project.id) ? undefined : byId)
    return row && { kind: 'subject', row }
  }
  return project && { kind: 'project', row: project }
}

function experimentOf ({ experiments }: Call['store'], name: string, project: ProjectRow | undefined): ExperimentRow | undefined {
  const byId = experiments.byId(name)
  return (project && experiments.byLabel(project.id, name)) ?? (byId && project && !experiments.isIn(byId, project.id) ? undefined : byId)
}

/** URIManager.ArchiveItemURI.getResources(true). A scan that is not there is a null pointer. */
function resourcesOf ({ store: { resources, scans } }: Call, { scan: scanId, resource }: Names, { kind, row }: Security): ResourceRow[] {
  if (kind !== 'experiment' || scanId === undefined) {
    const own = resources.of({ kind, id: row.id })
    return kind === 'experiment' && resource === undefined ? [...own, ...resources.ofScansIn(row.id)] : own
  }
  const scan = scans.find(row.id, scanId)
  if (scan === undefined) throw failures.refreshFailed()
  return resources.of({ kind: 'scan', id: scan.key })
}

/** ResourceURIA.matches: a key names only what has no label. */
const isCalled = ({ key, label }: ResourceRow, name: string): boolean => label === null ? name === String(key) : name === label
