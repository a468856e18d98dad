import { failures } from '../../../failures/index.ts'
import { escapeXml11 } from '../../../model/escape.ts'
import { decode } from '../../../http/parameters.ts'
import type { Action } from '../../../store/accounts/access.ts'
import type { ExperimentRow } from '../../../store/items/experiments.ts'
import type { ProjectRow } from '../../../store/items/projects.ts'
import type { Owner } from '../../../store/files/resources.ts'
import type { ScanRow } from '../../../store/items/scan-row.ts'
import type { SubjectRow } from '../../../store/items/subjects.ts'
import { readableExperiment, readableExperimentByLabel, readableProject, readableSubject } from '../items/lookup.ts'
import type { Call } from '../resource.ts'

/** Where a URL of resources or files leads; reading may find several of a kind. */
export interface FilePlace {
  readonly project: ProjectRow | undefined
  readonly subject: SubjectRow | undefined
  /** Sessions that scans are looked for in. */
  readonly sessions: readonly ExperimentRow[]
  readonly experiments: readonly ExperimentRow[]
  readonly scans: readonly ScanRow[]
  /** Which resources of an assessor are meant: what went into it is in no list that can be read. */
  readonly side: string
}

/** The places that resources of an archive hang on, as parts of URLs. */
export const fileUrls = (rest: string): string[] => [
  `/projects/{PROJECT_ID}${rest}`,
  `/projects/{PROJECT_ID}/subjects/{SUBJECT_ID}${rest}`,
  `/projects/{PROJECT_ID}/experiments/{EXPT_ID}${rest}`,
  `/projects/{PROJECT_ID}/subjects/{SUBJECT_ID}/experiments/{EXPT_ID}${rest}`,
  `/projects/{PROJECT_ID}/subjects/{SUBJECT_ID}/experiments/{ASSESSED_ID}/scans/{SCAN_ID}${rest}`,
  ...['', '/{TYPE}'].flatMap(side => [
    `/projects/{PROJECT_ID}/subjects/{SUBJECT_ID}/experiments/{ASSESSED_ID}/assessors/{EXPT_ID}${side}${rest}`,
    `/experiments/{ASSESSED_ID}/assessors/{EXPT_ID}${side}${rest}`
  ]),
  `/experiments/{EXPT_ID}${rest}`,
  `/experiments/{ASSESSED_ID}/scans/{SCAN_ID}${rest}`,
  `/subjects/{SUBJECT_ID}${rest}`
]

/** XNATTemplate's constructor. Anything but GET must lead to one place; HEAD too. */
export function findFilePlace (call: Call): FilePlace {
  const { PROJECT_ID: projectId, SUBJECT_ID: subjectId, ASSESSED_ID: sessionIds, EXPT_ID: experimentIds } = call.params
  const one = call.method !== 'GET'
  const project = projectId === undefined ? undefined : readableProject(call, projectId)
  if (projectId !== undefined && project === undefined) throw failures.noProjectForFiles()
  const subject = subjectId === undefined ? undefined : readableSubject(call, subjectId, project)
  if (subjectId !== undefined && subject === undefined) throw failures.noSubjectForFiles()
  const sessions = named(sessionIds).flatMap(id => sessionIn(call, id, project))
  if (one && sessionIds !== undefined && sessions.length !== 1) throw failures.noSessionForFiles()
  const experiments = named(experimentIds).flatMap(
    id => readableExperiment(call, id) ?? (project && readableExperimentByLabel(call, id, project.id)) ?? assessorsIn(call, id, sessions)
  )
  if (one && experimentIds !== undefined && experiments.length !== 1) throw failures.noExperimentForFiles()
  const scans = sessions.length === 0 ? [] : scansIn(call, sessions)
  if (one && sessions.length > 0 && call.params['SCAN_ID'] !== undefined && scans.length !== 1) throw failures.noScanForFiles()
  return { project, subject, sessions, experiments, scans, side: call.params['TYPE'] ?? 'out' }
}

/** XftStringUtils.CommaDelimitedStringToArrayList */
const named = (list: string | undefined): string[] =>
  list === undefined
    ? []
    : list
      .split(',')
      .map(id => id.trim())
      .filter((id, index, all) => id !== '' || index < all.length - 1)

/** An image session by ID if it is in the project; by label any experiment there. */
function sessionIn (call: Call, id: string, project: ProjectRow | undefined): ExperimentRow[] {
  const { experiments } = call.store
  const byId = readableExperiment(call, id)
  const isSession = byId !== undefined && experiments.type(byId).isA('xnat:imageSessionData')
  if (isSession && (project === undefined || experiments.isIn(byId, project.id))) return [byId]
  return project === undefined ? [] : [readableExperimentByLabel(call, id, project.id) ?? []].flat()
}

/** The assessors of sessions that a word stands for: a label, a type, `*` or `ALL`. */
function assessorsIn ({ store, viewer, catalogue }: Call, word: string, sessions: readonly ExperimentRow[]): ExperimentRow[] {
  const type = catalogue.find(word)
  return sessions.flatMap(({ id }) => store.experiments.ofSession(id)).filter(row => {
    const isOfType = type !== undefined && store.experiments.type(row).isA(type.xsiType)
    const isMeant = row.label === word || word === '*' || word === 'ALL' || isOfType
    return isMeant && store.access.canRead(viewer, { kind: 'experiment', id: row.id, project: row.project })
  })
}

/** By ID or type, several separated by commas; `*` and `ALL` are all of them. */
function scansIn (call: Call, sessions: readonly ExperimentRow[]): ScanRow[] {
  const { SCAN_ID: raw } = call.rawParams
  if (raw === undefined) return []
  const wanted = decoded(raw).replaceAll('[SLASH]', '/')
  const all = sessions.flatMap(({ id }) => call.store.scans.list(id))
  if (wanted === '*' || wanted === 'ALL') return all
  const names = new Set(wanted.includes(',') ? named(wanted) : [wanted])
  const types = new Set([...names].map(name => name.replaceAll('[COMMA]', ',')))
  return all.filter(scan => names.has(scan.id) || types.has(typeOf(call, scan) || 'NULL'))
}

const typeOf = ({ store }: Call, scan: ScanRow): string => String(store.scans.item(scan).values['type'] ?? '')

/** getUrlEncodedParameter */
function decoded (raw: string): string {
  try {
    return escapeXml11(decode(raw))
  } catch (error) {
    throw failures.thrown((error as Error).message)
  }
}

/** What a right must be on: a scan has none of its own. */
export type Security =
  | { readonly kind: 'experiment', readonly row: ExperimentRow }
  | { readonly kind: 'subject', readonly row: SubjectRow }
  | { readonly kind: 'project', readonly row: ProjectRow }

/** XNATTemplate.loadCatalogs: the session goes before what is derived from it; one without a scan in it is passed over. */
export function securityOf ({ project, subject, sessions: [session], experiments: [experiment], scans }: FilePlace): Security | undefined {
  if (session && (scans.length > 0 || experiment)) return { kind: 'experiment', row: session }
  if (experiment) return { kind: 'experiment', row: experiment }
  if (subject) return { kind: 'subject', row: subject }
  return project && { kind: 'project', row: project }
}

/** What a new resource hangs on. */
export function ownerOf ({ project, subject, experiments: [experiment], scans: [scan] }: FilePlace): Owner | undefined {
  if (scan) return { kind: 'scan', id: scan.key }
  if (experiment) return { kind: 'experiment', id: experiment.id }
  if (subject) return { kind: 'subject', id: subject.id }
  return project && { kind: 'project', id: project.id }
}

/** On a project itself only its owners have rights to write. */
export function may ({ store, viewer }: Call, action: Action, { kind, row }: Security): boolean {
  return kind === 'project' ? store.access.ownsProject(viewer, row.id) : store.access.can(viewer, action, row.project)
}

/** The project whose archive the files stand in: that of the URL, else the one that owns the rest. */
export function projectOf ({ project }: FilePlace, { kind, row }: Security): string {
  return project?.id ?? (kind === 'project' ? row.id : row.project)
}
