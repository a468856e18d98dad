import { arc } from './catalogue/arc.ts'
import { assessments } from './catalogue/assessments.ts'
import { assessors } from './catalogue/assessors.ts'
import { catalogs } from './catalogue/catalogs.ts'
import { components } from './catalogue/components.ts'
import { ctScan } from './catalogue/ct-scan.ts'
import { experiments } from './catalogue/experiments.ts'
import { mrScan } from './catalogue/mr-scan.ts'
import { petScan } from './catalogue/pet-scan.ts'
import { petSessions } from './catalogue/pet-sessions.ts'
import { projects } from './catalogue/projects.ts'
import { quality } from './catalogue/quality.ts'
import { resources } from './catalogue/resources.ts'
import { scans } from './catalogue/scans.ts'
import { searches } from './catalogue/searches.ts'
import { sessions } from './catalogue/sessions.ts'
import { subjects } from './catalogue/subjects.ts'
import { waveformScans } from './catalogue/waveform-scans.ts'
import { DataType } from './data-type.ts'
import type { Since, TypeEntry } from './types.ts'

/** Every type that any version knows. To add one, add its entry to one of these lists. */
export const entries: readonly TypeEntry[] = [
  ...components, ...projects, ...subjects, ...experiments, ...resources,
  ...scans, ...mrScan, ...petScan, ...ctScan, ...waveformScans,
  ...sessions, ...petSessions, ...assessors, ...quality, ...assessments, ...arc, ...catalogs, ...searches
]

/** The XNAT whose behaviour this server has, unless an option says otherwise. */
export const playedVersion = '1.8.11'

/** In no order that could be known: XNAT has them in a Hashtable. */
const prefixes = ['xnat', 'xdat', 'prov', 'cat', 'arc', 'wrk', 'pipe', 'val', 'scr', 'xnat_a']

const order: readonly Since[] = ['1.6', '1.8', '1.9']

/** The data types of one XNAT version: what is newer is hidden. */
export class Catalogue {
  readonly version: string
  private readonly byName = new Map<string, DataType>()
  private readonly byElement = new Map<string, DataType>()

  constructor (version: string, list: readonly TypeEntry[] = entries) {
    this.version = version
    const line = version.split('.').slice(0, 2).join('.')
    const newest = order.findLastIndex(since => compare(since, line) <= 0)
    const exists = (since: Since) => order.indexOf(since) <= newest
    const pending = list.filter(entry => exists(entry.since ?? '1.6'))
    const known = new Map(pending.map(entry => [entry.xsiType, entry]))
    if (known.size !== pending.length) throw new Error('a data type is declared twice')
    for (const entry of pending) this.add(entry, known, exists)
  }

  private add (entry: TypeEntry, known: ReadonlyMap<string, TypeEntry>, exists: (since: Since) => boolean): DataType {
    const done = this.byName.get(entry.xsiType.toLowerCase())
    if (done) return done
    const parent = entry.extends === undefined ? undefined : known.get(entry.extends)
    if (entry.extends !== undefined && parent === undefined) throw new Error(`${entry.xsiType} extends unknown ${entry.extends}`)
    const type = new DataType(entry, parent && this.add(parent, known, exists), exists, xsiType => this.byName.get(xsiType.toLowerCase()))
    this.byName.set(entry.xsiType.toLowerCase(), type)
    for (const element of [entry.element ?? [], entry.otherElements ?? []].flat()) this.nameElement(element.toLowerCase(), type)
    return type
  }

  private nameElement (element: string, type: DataType): void {
    this.byElement.set(`${type.prefix}:${element}`.toLowerCase(), type)
    if (!this.byElement.has(element)) this.byElement.set(element, type)
  }

  /** A type that must exist: one named by the code or the store. */
  type (xsiType: string): DataType {
    const type = this.byName.get(xsiType.toLowerCase())
    if (type === undefined) throw new Error(`unknown data type ${xsiType}`)
    return type
  }

  /**
   * A type by the name a client gave, in any case (XFTMetaManager.FindElement): a type with its prefix, a root element
   * with any prefix or none, a type with any known prefix where it has none or a URL.
   */
  find (name: string): DataType | undefined {
    const wanted = name.toLowerCase()
    const colon = wanted.indexOf(':')
    const local = wanted.slice(colon + 1)
    const type = this.byName.get(wanted) ?? this.byElement.get(wanted) ?? this.byElement.get(local)
    if (type !== undefined) return type
    if (colon !== -1) return wanted.includes('/') ? this.find(local) : undefined
    for (const prefix of prefixes) {
      const type = this.byName.get(`${prefix}:${wanted}`)
      if (type) return type
    }
    return undefined
  }

  types (): IterableIterator<DataType> {
    return this.byName.values()
  }

  /** All types that are, or derive from, the one named. */
  subtypes (xsiType: string): DataType[] {
    return [...this.byName.values()].filter(type => type.isA(xsiType))
  }
}

function compare (a: string, b: string): number {
  const [aMajor = 0, aMinor = 0] = a.split('.').map(Number)
  const [bMajor = 0, bMinor = 0] = b.split('.').map(Number)
  return aMajor - bMajor || aMinor - bMinor
}
