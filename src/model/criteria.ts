import type { Cell } from './document.ts'
import { parseDate, parseDateTime } from './java-date.ts'
import type { Kind } from './types.ts'

/** A value that the database refuses to compare with: XNAT's query fails. */
export class UnfitCriterion extends Error {}

/** Whether a cell meets a condition; null meets none. */
export type Condition = (cell: Cell) => boolean

/**
 * What `?path=values` asks of a column (QueryOrganizerResource.processQueryCriteria): any of the values between commas.
 * Texts with `*` or `%` are sought anywhere and without case, numbers and dates may be ranges `a-b`.
 * @returns undefined for kinds that XNAT makes no condition for.
 * @throws UnfitCriterion
 */
export function conditionFor (kind: Kind, values: string): Condition | undefined {
  const alternatives = values.split(',').map(text => text.trim())
  switch (kind) {
    case 'string': case 'longText': case 'anyURI': return anyOf(alternatives.map(likeOrEqual))
    case 'integer': case 'int': case 'long': case 'float': case 'double': return anyOf(alternatives.map(text => range(text, numberOf, cellNumber)))
    case 'date': case 'dateTime': return anyOf(alternatives.map(text => range(text, dateOf, cellDate)))
    case 'time': return anyOf(alternatives.map(text => cell => cell !== null && String(cell).startsWith(text)))
    case 'boolean': return anyOf(alternatives.map(text => cell => cell === (/^(1|true)$/i.test(text) ? 1 : 0)))
    default: return undefined
  }
}

const anyOf = (conditions: readonly Condition[]): Condition => cell => cell !== null && conditions.some(condition => condition(cell))

/** SearchCriteria.getSQLClause: what stands at the ends of a pattern makes no difference. */
function likeOrEqual (text: string): Condition {
  if (!/[*%]/.test(text)) return cell => String(cell) === text
  const inner = text.toLowerCase().replaceAll('*', '%').replace(/^['%]+|['%]+$/g, '')
  const pattern = new RegExp(inner.replace(/[.+?^${}()|[\]\\]/g, '\\$&').replaceAll('%', '.*').replaceAll('_', '.'), 's')
  return cell => pattern.test(String(cell).toLowerCase())
}

/** A single value, or two around the first hyphen; a date with hyphens is taken for a range too. */
function range (text: string, read: (text: string) => number, cellValue: (cell: Cell) => number): Condition {
  const hyphen = text.indexOf('-')
  if (hyphen === -1) {
    const wanted = read(text)
    return cell => cellValue(cell) === wanted
  }
  const [from, to] = [read(text.slice(0, hyphen)), read(text.slice(hyphen + 1))]
  return cell => cellValue(cell) >= from && cellValue(cell) <= to
}

function numberOf (text: string): number {
  const value = Number(text)
  if (text.trim() === '' || Number.isNaN(value)) throw new UnfitCriterion(text)
  return value
}

function dateOf (text: string): number {
  const value = parseDate(text)
  if (value === undefined) throw new UnfitCriterion(text)
  return value
}

const cellNumber = (cell: Cell): number => cell === null ? NaN : Number(cell)
const cellDate = (cell: Cell): number => cell === null ? NaN : parseDateTime(String(cell)) ?? NaN
