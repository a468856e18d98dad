import type { IncomingHttpHeaders } from 'node:http'
import { failures } from '../failures/index.ts'

const seconds = (epoch: number): number => Math.trunc(epoch / 1000)

function dateIn (header: string | undefined): number | undefined {
  const epoch = header === undefined ? NaN : Date.parse(header)
  return Number.isNaN(epoch) ? undefined : seconds(epoch)
}

/**
 * What the request's conditions make of an answer that was last modified then (Conditions.getStatus); nothing has an
 * entity tag, so If-None-Match never matches.
 * @returns whether the client has it already: 304.
 * @throws preconditionFailed
 */
export function isKnown (headers: IncomingHttpHeaders, modified: number, now: number): boolean {
  const since = dateIn(headers['if-modified-since'])
  // a date to come does not count
  if (since !== undefined && since <= seconds(now) && seconds(modified) <= since) return true
  const unless = dateIn(headers['if-unmodified-since'])
  if (unless !== undefined && unless < seconds(modified)) throw failures.preconditionFailed()
  return false
}

export interface ByteRange {
  readonly start: number
  readonly end: number
}

/**
 * The bytes that a request asks for.
 * @param size of the whole; undefined where nobody knows it before it is sent.
 * @returns undefined for all of them.
 * @throws what Restlet answers to several ranges or to no number (RangeFilter), and 416 where there is no such byte.
 */
export function rangeOf (header: string | undefined, size: number | undefined): ByteRange | undefined {
  if (header === undefined || !header.startsWith('bytes=') || size === 0) return undefined
  const ranges = header.slice('bytes='.length).split(',').map(range => parse(range.trim()))
  const [range] = ranges
  if (range === undefined || ranges.length > 1) throw failures.severalRanges()
  if (size === undefined) {
    if (range.first === undefined || range.last === undefined) throw failures.rangeFailed('')
    return undefined
  }
  const start = range.first ?? Math.max(size - (range.last ?? 0), 0)
  const end = range.first === undefined ? size - 1 : Math.min(range.last ?? size - 1, size - 1)
  if (start > end) throw failures.noSuchRange(String(size))
  return { start, end }
}

/** `5-9`, `5-` and `-5`. */
function parse (text: string): { first?: number, last?: number } {
  const [, first = '', last = ''] = /^([^-]*)-(.*)$/.exec(text) ?? []
  if (first === '' && last === '') throw failures.rangeFailed(`For input string: "${text}"`)
  return { ...(first !== '' && { first: numberIn(first) }), ...(last !== '' && { last: numberIn(last) }) }
}

/** Long.parseLong */
function numberIn (text: string): number {
  if (!/^\d{1,15}$/.test(text)) throw failures.rangeFailed(`For input string: "${text}"`)
  return Number(text)
}
