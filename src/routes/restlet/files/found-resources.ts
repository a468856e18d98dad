import { failures } from '../../../failures/index.ts'
import type { Owner, ResourceRow } from '../../../store/files/resources.ts'
import type { ExperimentRow } from '../../../store/items/experiments.ts'
import type { ScanRow } from '../../../store/items/scan-row.ts'
import { type FilePlace, findFilePlace } from './place.ts'
import type { Call } from '../resource.ts'

/** A resource with the place that it was found at: a row of XNATTemplate.loadCatalogs. */
export interface FoundResource {
  readonly row: ResourceRow
  readonly category: 'scans' | 'resources' | 'assessors'
  readonly ownerId: string | null
  readonly ownerText: string
  /** Its address where several are listed at once. */
  readonly path: string
  readonly scan?: ScanRow
}

/** The place and the resources there that the URL names. */
export interface NamedResources {
  readonly place: FilePlace
  /** What the URL says: labels and keys. */
  readonly ids: readonly string[]
  /** What the place has of them, or everything where the URL names none. */
  readonly there: readonly FoundResource[]
  /** Those of them that it names: one without a label is there as NULL, but cannot be named. */
  readonly named: readonly FoundResource[]
  /** What its keys lead to that is not there. */
  readonly elsewhere: readonly FoundResource[]
}

/** @param all with those of the scans, for an experiment. */
export function resourcesAt (call: Call, place: FilePlace, ids: readonly string[] = [], all = false): FoundResource[] {
  return listed(call, place, all).filter(
    ({ row }) => ids.length === 0 || ids.some(id => isNamed(row, id) || (id.toUpperCase() === 'NULL' && row.label === null))
  )
}

export const namedBy = (found: readonly FoundResource[], ids: readonly string[]): FoundResource[] =>
  found.filter(({ row }) => ids.some(id => isNamed(row, id)))

const isNamed = ({ key, label }: ResourceRow, id: string): boolean => id === String(key) || id === label

function listed (call: Call, { project, subject, experiments, scans, side }: FilePlace, all: boolean): FoundResource[] {
  const { resources } = call.store
  if (scans.length > 0) return scans.flatMap(scan => ofScan(call, scan)).sort((a, b) => a.row.key - b.row.key)
  const own = (owner: Owner, path: string, ownerId: string | null, ownerText: string): FoundResource[] =>
    resources.of(owner).map(row => ({ row, category: 'resources', ownerId, ownerText, path: `${path}/resources/${row.key}` }))
  if (experiments.length > 0) {
    return experiments.flatMap(experiment => {
      const { id } = experiment
      if (isAssessor(call, experiment)) return side.toLowerCase() === 'in' ? [] : ofAssessor(call, experiment)
      const ofExperiment = own({ kind: 'experiment', id }, `/data/experiments/${id}`, all ? null : id, all ? '' : ' ')
      return all
        ? [...ofExperiment, ...ofSession(call, id)].sort((a, b) => a.row.key - b.row.key)
        : ofExperiment
    })
  }
  if (subject) return own({ kind: 'subject', id: subject.id }, `/data/projects/${subject.project}/subjects/${subject.id}`, null, ' ')
  return project ? own({ kind: 'project', id: project.id }, `/data/projects/${project.id}`, null, ' ') : []
}

const isAssessor = ({ store }: Call, row: ExperimentRow): boolean => store.experiments.type(row).isA('xnat:imageAssessorData')

/** Those of a session's scans, and of its assessors that may be read. */
function ofSession (call: Call, id: string): FoundResource[] {
  const { store, viewer } = call
  const assessors = store.experiments.ofSession(id)
    .filter(row => store.access.canRead(viewer, { kind: 'experiment', id: row.id, project: row.project }))
  return [
    ...store.scans.list(id).flatMap(scan => ofScan(call, scan)),
    // the text is that of the resource's own type, which has none
    ...assessors.flatMap(row => ofAssessor(call, row)).map(found => ({ ...found, ownerText: '' }))
  ]
}

function ofAssessor ({ store }: Call, { id, session, xsi_type: xsiType }: ExperimentRow): FoundResource[] {
  const singular = store.experiments.singular(xsiType)
  return store.resources.of({ kind: 'experiment', id }).map(row => ({
    row,
    category: 'assessors',
    ownerId: id,
    ownerText: singular,
    path: `/data/experiments/${session ?? ''}/assessors/${id}/out/resources/${row.key}`
  }))
}

function ofScan ({ store }: Call, scan: ScanRow): FoundResource[] {
  const rows = store.resources.of({ kind: 'scan', id: scan.key })
  if (rows.length === 0) return []
  const type = String(store.scans.item(scan).values['type'] ?? '')
  return rows.map(row => ({
    row,
    category: 'scans',
    ownerId: scan.id,
    ownerText: type,
    path: `/data/experiments/${scan.session}/scans/${scan.id}/resources/${row.key}`,
    scan
  }))
}

/**
 * XNATCatalogTemplate's constructor, with FileList's search for keys from elsewhere.
 * @throws constructorThrew where a key leads nowhere, or to what may not be read.
 */
export function findNamedResources (call: Call, all: boolean): NamedResources {
  const place = findFilePlace(call)
  const ids = call.params['RESOURCE_ID']?.split(',').map(id => id.trim()) ?? []
  const keys = ids.filter(id => /^\d+$/.test(id))
  for (const key of keys) {
    if (Number(key) > 2 ** 31 - 1) throw failures.thrown(`For input string: "${key}"`)
    if (!isReadable(call, call.store.resources.byKey(Number(key)))) throw failures.constructorThrew()
  }
  const there = resourcesAt(call, place, ids, all)
  const elsewhere = keys
    .filter(key => !there.some(({ row }) => row.key === Number(key)))
    .flatMap(key => call.store.resources.byKey(Number(key)) ?? [])
  return { place, ids, there, named: namedBy(there, ids), elsewhere: elsewhere.map(row => foundByKey(place, row)) }
}

/** A resource that the URL's place does not have; the address does as if it had. */
function foundByKey (place: FilePlace, row: ResourceRow): FoundResource {
  return { row, category: 'resources', ownerId: null, ownerText: '', path: `${baseUri(place)}/resources/${row.key}` }
}

/** XNATCatalogTemplate.getBaseURI: by IDs, in the form of the request. */
export function baseUri ({ project, subject, sessions, experiments, scans, side }: FilePlace): string {
  const below = (segment: string, rows: readonly { readonly id: string }[]) => `/${segment}/${rows.map(({ id }) => id).join(',')}`
  const owner = subject ? `/projects/${project?.id ?? subject.project}/subjects/${subject.id}` : ''
  if (scans.length > 0) return `/data${owner}${below('experiments', sessions)}${below('scans', scans)}`
  if (experiments.length > 0 && sessions.length > 0) {
    return `/data${owner}${below('experiments', sessions)}${below('assessors', experiments)}/${side}`
  }
  if (experiments.length > 0) return `/data${owner}${below('experiments', experiments)}`
  return `/data${subject === undefined && project ? below('projects', [project]) : owner}`
}

/** The right to read is that of the resource's owner. */
function isReadable ({ store, viewer }: Call, row: ResourceRow | undefined): boolean {
  if (row === undefined) return false
  if (row.project !== null) return store.access.canSeeProject(viewer, row.project)
  const subject = row.subject === null ? undefined : store.subjects.byId(row.subject)
  if (subject) return store.access.canRead(viewer, { kind: 'subject', id: subject.id, project: subject.project })
  const session = row.experiment ?? (row.scan === null ? undefined : store.scans.byKey(row.scan)?.session)
  const experiment = session === undefined ? undefined : store.experiments.byId(session)
  return experiment !== undefined && store.access.canRead(viewer, { kind: 'experiment', id: experiment.id, project: experiment.project })
}
