import type { Test } from 'tap'
import { Catalogue, playedVersion } from '../../src/model/catalogue.ts'
import type { Cell } from '../../src/model/document.ts'
import type { Item, Scalar } from '../../src/model/item.ts'
import { columnsOf } from '../../src/model/search/columns.ts'
import type { CriteriaSet, Criterion, SearchDocument } from '../../src/model/search/document.ts'
import { SearchFailed } from '../../src/model/search/failure.ts'
import { readRequest } from '../../src/model/search/request.ts'
import { systemClock } from '../../src/process/clock.ts'
import { type Store, openStore } from '../../src/store/index.ts'
import type { FoundSearch } from '../../src/store/search/found-search.ts'
import type { Reader } from '../../src/store/search/query-text.ts'

export const catalogue = new Catalogue(playedVersion)
const admin = { id: 1, login: 'admin', administrator: true, guest: false }
export const everything: Reader = { login: 'admin', everything: true, isSecure: () => true }

/** Checks that a search fails as one that XNAT answers with 500. */
export function fails (t: Test, work: () => unknown, what = ''): void {
  try {
    work()
    t.fail(what)
  } catch (error) {
    t.ok(error instanceof SearchFailed, `${what}: ${String(error)}`)
  }
}

/** An item without rows below it, unless some are given. */
export const item = (xsiType: string, values: Record<string, Scalar>, children: Record<string, Item[]> = {}): Item =>
  ({ type: catalogue.type(xsiType), values, children })

/** An archive in memory that tests fill through the store. */
export class Archive {
  readonly store: Store
  readonly clock = { ...systemClock, time: 0, now: (): number => this.clock.time }

  constructor (t: Test, options: { readonly longestSearch?: number } = {}) {
    this.store = openStore({ location: ':memory:', catalogue, clock: this.clock, ...options })
    t.teardown(this.store.close)
  }

  fill (work: () => void): void {
    this.store.transaction(work)
  }

  project (id: string, accessibility: 'private' | 'protected' | 'public' = 'private'): void {
    this.store.projects.save(item('xnat:projectData', { ID: id }), undefined, accessibility, admin)
  }

  /** @param values with ID and project. */
  subject (values: Record<string, Scalar>, children: Record<string, Item[]> = {}): void {
    this.store.subjects.save(item('xnat:subjectData', values, children), undefined, admin, 'XNAT_S')
  }

  /** @param values with ID and project. */
  experiment (xsiType: string, values: Record<string, Scalar>, children: Record<string, Item[]> = {}): void {
    this.store.experiments.save(item(xsiType, values, children), undefined, admin, 'XNAT_E')
  }

  scan (xsiType: string, values: Record<string, Scalar>): void {
    this.store.scans.save(item(xsiType, values), undefined, admin)
  }

  /** Runs a search. */
  find ({ reader = everything, withKey = false, sortBy, sortOrder, ...asked }: Asked): FoundSearch {
    const request = readRequest(documentOf(asked), {
      catalogue,
      now: this.clock.now(),
      userId: 1,
      listedFor: () => 1,
      ...sortBy !== undefined && { sortBy },
      ...sortOrder !== undefined && { sortOrder }
    })
    const columns = columnsOf(request, this.store.searches.aliases)
    return this.store.searches.run({ catalogue, request, columns, withKey }, reader)
  }

  /** The rows that a search finds. */
  rows (asked: Asked): Cell[][] {
    const found = this.find(asked)
    const rows = found.read({ offset: 0, limit: Infinity })
    found.close()
    return rows
  }

  /** Columns and rows as XNAT's CSV has them. */
  csv (asked: Asked): string[] {
    const found = this.find(asked)
    const rows = [found.columns.map(({ name }) => name), ...found.read({ offset: 0, limit: Infinity })]
    found.close()
    return rows.map(row => row.map(cell => cell ?? '').join(','))
  }
}

export interface Asked {
  readonly root: string
  /** IDs of the root's fields, or `TYPE ID`. */
  readonly fields?: readonly string[]
  readonly where?: readonly (Criterion | CriteriaSet)[]
  readonly method?: string
  readonly sortBy?: string
  readonly sortOrder?: string
  readonly reader?: Reader
  readonly withKey?: boolean
}

const isSet = (one: Criterion | CriteriaSet): one is CriteriaSet => 'criteria' in one

export function documentOf ({ root, fields = [], where = [], method = 'AND' }: Asked): SearchDocument {
  const set = setOf(method, ...where)
  return {
    root,
    fields: fields.map(text => {
      const [first = '', second] = text.split(' ')
      const [id = '', value] = (second ?? first).split('=')
      return { element: second === undefined ? root : first, id, value, header: undefined, visible: true }
    }),
    where: where.length === 0 ? [] : [set],
    sortBy: undefined
  }
}

export const setOf = (method: string, ...parts: readonly (Criterion | CriteriaSet)[]): CriteriaSet =>
  ({ method, criteria: parts.flatMap(part => isSet(part) ? [] : [part]), sets: parts.filter(isSet) })

export const criterion = (field: string, comparison: string, value?: string, override = false): Criterion =>
  ({ field, comparison, value, override })
