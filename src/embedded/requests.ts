import { matching } from '../spaces/request-filter.ts'
import type { Journal } from '../spaces/journal.ts'
import type { XnatQuery, XnatTold } from './xnat.ts'

/** The requests that a query names, for programs. @throws Refusal */
export function requestsIn (journal: Journal, query: XnatQuery): XnatTold[] {
  const named = Object.entries(query).flatMap(([name, value]) => value === undefined ? [] : [[name, String(value)]])
  return matching(journal.entries(), new URLSearchParams(named), []).map(entry => ({ ...entry, time: new Date(entry.time) }))
}
