import type { Scalar } from '../../model/item.ts'
import { parseDateTime } from '../../model/java-date.ts'
import type { Condition, Term } from '../../model/search/condition.ts'
import type { Sql } from './column.ts'
import type { QueryText } from './query-text.ts'

/** How conditions get at what they look at. */
export interface Reading {
  readonly query: QueryText
  readonly sqlOf: (term: Term) => Sql
}

/** A condition in SQL. @throws SearchFailed */
export function conditionText (condition: Condition, reading: Reading): string {
  switch (condition.is) {
    case 'all': return balanced(condition.of.map(one => conditionText(one, reading)), 'AND')
    case 'any': return balanced(condition.of.map(one => conditionText(one, reading)), 'OR')
    case 'never': return '0'
    default: return simple(condition, reading.sqlOf(condition.term), reading.query)
  }
}

/** Joins conditions as a balanced tree, because SQLite limits the depth of an expression. None of them always holds. */
export function balanced (texts: readonly string[], by: 'AND' | 'OR'): string {
  if (texts.length <= 2) return texts.length === 0 ? '1' : `(${texts.join(` ${by} `)})`
  const middle = Math.ceil(texts.length / 2)
  return `(${balanced(texts.slice(0, middle), by)} ${by} ${balanced(texts.slice(middle), by)})`
}

type Simple = Exclude<Condition, { is: 'all' | 'any' | 'never' }>

const comparisons = {
  '=': '=', '<>': '<>', '<': '<', '<=': '<=', '>': '>', '>=': '>=', 'IS DISTINCT FROM': 'IS NOT', 'IS NOT DISTINCT FROM': 'IS'
} as const

function simple (condition: Simple, { text, epoch }: Sql, query: QueryText): string {
  const bind = (value: Scalar): string => query.bind(epoch === true ? epochOf(value) : value)
  switch (condition.is) {
    case 'compared': return `${text} ${comparisons[condition.comparison]} ${bind(condition.value)}`
    case 'between': return `${text} BETWEEN ${bind(condition.low)} AND ${bind(condition.high)}`
    case 'in': return `${text} IN (SELECT value FROM json_each(${query.bind(JSON.stringify(condition.values))}))`
    case 'null': return `${text} IS ${condition.negated ? 'NOT ' : ''}NULL`
    case 'like': return likeText(condition, text, query)
  }
}

/** Times are stored in milliseconds. */
const epochOf = (value: Scalar): number => typeof value === 'number' ? value : parseDateTime(value) ?? 0

/** Most patterns ask whether a text contains another one; instr() takes the product of both lengths. */
function likeText ({ pattern, negated, fold }: Extract<Condition, { is: 'like' }>, text: string, query: QueryText): string {
  const value = fold ? `lower(${text})` : text
  const [, part] = /^%([^%_\\]{0,1000})%$/.exec(pattern) ?? []
  const fits = part === undefined ? `search_like(${value}, ${query.bind(pattern)})` : `instr(${value}, ${query.bind(part)}) > 0`
  return negated ? `NOT (${fits})` : fits
}
