import { failures } from '../../../failures/index.ts'
import type { Parameters } from '../../../http/parameters.ts'

/** A part of a list's rows. */
export interface Page {
  readonly offset: number
  readonly limit: number
}

/**
 * `limit` and `offset`, which stand for 100 and 0 where only the other is there; `*` as either means everything, as do
 * two zeroes (SecureResource.buildOffsetFromParams).
 * @throws badListing for what is no number, and for one below zero, which the database refuses.
 */
export function pageOf (query: Parameters): Page | undefined {
  const [limit, offset] = [query.get('limit'), query.get('offset')]
  if (limit === undefined && offset === undefined) return undefined
  const page = { offset: longOf(offset, 0), limit: longOf(limit, 100) }
  if (limit === '*' || offset === '*' || (page.offset <= 0 && page.limit <= 0)) return undefined
  if (page.offset < 0 || page.limit < 0) throw failures.badListing()
  return page
}

/** Long.valueOf */
function longOf (text: string | undefined, otherwise: number): number {
  if (text === undefined || text === '*') return otherwise
  if (!/^[+-]?\d{1,18}$/.test(text)) throw failures.badListing()
  return Number(text)
}
