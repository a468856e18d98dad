import type { Scalar } from '../item.ts'
import { isNull as isNullWord } from '../values.ts'
import type { ColumnType } from './column-type.ts'
import { type Comparison, type Condition, type Term, all, isGiven, isNull, never } from './condition.ts'
import { SearchFailed } from './failure.ts'
import { rawNumber } from './literal.ts'

const comparisons: ReadonlyMap<string, Comparison> = new Map([
  ['=', '='], ['!=', '<>'], ['<>', '<>'], ['<', '<'], ['<=', '<='], ['>', '>'], ['>=', '>='],
  ['IS DISTINCT FROM', 'IS DISTINCT FROM'], ['IS NOT DISTINCT FROM', 'IS NOT DISTINCT FROM']
])

/** @throws SearchFailed for what is no operator of PostgreSQL's that compares two values. */
function comparisonNamed (text: string): Comparison {
  const comparison = comparisons.get(text.trim().toUpperCase().replace(/\s+/g, ' '))
  if (comparison === undefined) throw new SearchFailed(`${text} is no comparison`)
  return comparison
}

/** A condition as SQL has it; `null` stands for its word NULL, which no comparison but two is ever true for. */
export function compared (term: Term, comparison: string, value: Scalar | null): Condition {
  const known = comparisonNamed(comparison)
  if (value !== null) return { is: 'compared', term, comparison: known, value }
  if (known === 'IS DISTINCT FROM') return isGiven(term)
  return known === 'IS NOT DISTINCT FROM' ? isNull(term) : never
}

const isNumber = (type: ColumnType): boolean => type === 'integer' || type === 'numeric' || type === 'double'

/**
 * A condition whose value stands in SQL without quotes: a number, numbers, or NULL.
 * @throws SearchFailed for everything else, which would be SQL.
 */
export function rawCompared (term: Term, type: ColumnType, comparison: string, text: string): Condition {
  const word = comparison.trim().toUpperCase().replace(/\s+/g, ' ')
  if (isNullWord(text.trim())) return compared(term, comparison, null)
  if (!isNumber(type)) throw new SearchFailed(`a ${type} is compared with ${text}`)
  if (word === 'BETWEEN') return between(term, text)
  if (word === 'IN' || word === 'NOT IN') return among(term, numbersIn(text), word === 'NOT IN')
  return compared(term, comparison, rawNumber(text))
}

function between (term: Term, text: string): Condition {
  const [low, high, ...more] = text.split(/\sAND\s/i)
  if (low === undefined || high === undefined || more.length > 0) throw new SearchFailed('BETWEEN wants two values')
  return { is: 'between', term, low: rawNumber(low), high: rawNumber(high) }
}

function numbersIn (text: string): number[] {
  const [, inside] = /^\s*\(([^()]*)\)\s*$/.exec(text) ?? []
  if (inside === undefined) throw new SearchFailed(`${text} is no list`)
  return inside.split(',').map(rawNumber)
}

const among = (term: Term, values: readonly number[], negated: boolean): Condition => negated
  ? all(values.map(value => ({ is: 'compared', term, comparison: '<>', value })))
  : { is: 'in', term, values }
