import type { MountedOperation } from '../../http/description.ts'
import { type Aspect, type Coverage, type Used, aspects } from './coverage.ts'
import type { Store } from '../../store/index.ts'
import { guest } from '../../store/accounts/viewer.ts'
import { type Place, curlFor } from './coverage-lines.ts'

export interface Way {
  readonly name: string
  readonly requests: number
}

export interface OperationCoverage {
  readonly id: string
  readonly method: string
  readonly summary: string
  readonly requests: number
  /** Ways that were used, of so many. */
  readonly covered: number
  readonly total: number
  readonly addresses: readonly Way[]
  readonly parameters: readonly Way[]
  readonly formats: readonly Way[]
  readonly bodies: readonly Way[]
  readonly refusals: readonly Way[]
}

/** A way that nobody has used yet. */
export interface Missing {
  readonly operation: string
  readonly aspect: Aspect
  readonly name: string
  /** A line that uses it, where one line does. */
  readonly curl?: string
}

export interface CoverageReport {
  readonly covered: number
  readonly total: number
  readonly operations: readonly OperationCoverage[]
  readonly missing: readonly Missing[]
  /** Requests to operations of other resources, by operationId. */
  readonly others: Readonly<Record<string, number>>
}

/** What a space has that the lines speak of. */
interface Archived {
  readonly store: Store
  readonly basePath: string
}

/** A rule's name as headers have it. */
const ruleName = (name: string): string => name.replace(/[A-Z]/g, letter => `-${letter.toLowerCase()}`)

/**
 * What has been used of the scan endpoints, and what has not.
 * @param space of which the lines of the report speak.
 * @param site scheme and authority that they name.
 */
export function coverageReport (coverage: Coverage, operations: Iterable<MountedOperation>, space: Archived, site: string): CoverageReport {
  const place = placeIn(space, site)
  const all = [...operations]
  const scans = all.filter(({ refusals }) => refusals !== undefined)
  const covered = scans.map(operation => coverageOf(operation, coverage.of(operation.id)))
  const others = all
    .filter(operation => !scans.includes(operation))
    .map(({ id }) => [id, coverage.of(id).requests] as const)
    .filter(([, requests]) => requests > 0)
  return {
    covered: sum(covered.map(({ covered }) => covered)),
    total: sum(covered.map(({ total }) => total)),
    operations: covered,
    missing: scans.flatMap((operation, at) => missingOf(operation, covered[at], place)),
    others: Object.fromEntries(others)
  }
}

function coverageOf (operation: MountedOperation, used: Used): OperationCoverage {
  const ways = {
    addresses: waysOf(operation.addresses, used.addresses),
    parameters: waysOf(Object.keys(operation.query ?? {}), used.parameters),
    formats: waysOf(operation.formats ?? [], used.formats),
    bodies: waysOf(operation.bodies ?? [], used.bodies),
    refusals: waysOf((operation.refusals ?? []).map(ruleName), used.rules)
  }
  const each = Object.values(ways).flat()
  const { id, method, summary } = operation
  return {
    id,
    method,
    summary,
    requests: used.requests,
    covered: each.filter(({ requests }) => requests > 0).length,
    total: each.length,
    ...ways
  }
}

const waysOf = (names: readonly string[], counts: ReadonlyMap<string, number>): Way[] =>
  names.map(name => ({ name, requests: counts.get(name) ?? 0 }))

function missingOf (operation: MountedOperation, covered: OperationCoverage | undefined, place: Place): Missing[] {
  return aspects.flatMap(aspect => (covered?.[aspect] ?? []).filter(({ requests }) => requests === 0).map(({ name }) => {
    const curl = curlFor(operation, aspect, name, place)
    return { operation: operation.id, aspect, name, ...(curl !== undefined && { curl }) }
  }))
}

const sum = (numbers: readonly number[]): number => numbers.reduce((all, number) => all + number, 0)

/** A session with a scan, and another project. */
function placeIn ({ store, basePath }: Archived, site: string): Place {
  const everything = { ...guest, login: 'admin', administrator: true, guest: false }
  const ids = store.experiments.names(undefined).map(({ name }) => name)
  const session = store.experiments.byId(ids.find(id => store.scans.names(id).length > 0) ?? '')
  const subject = session?.subject === undefined || session.subject === null ? undefined : store.subjects.byId(session.subject)
  return {
    site: site + basePath,
    project: session?.project ?? 'PROJECT',
    subject: subject?.label ?? 'SUBJECT',
    session: session?.label ?? 'SESSION',
    sessionId: session?.id ?? '',
    scan: session === undefined ? 'SCAN' : store.scans.names(session.id)[0] ?? 'SCAN',
    other: store.projects.visible(everything).find(({ id }) => id !== session?.project)?.id ?? 'OTHER'
  }
}
