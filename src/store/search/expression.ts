import type { Expression } from '../../model/display/expression.ts'
import { isSubQuery } from '../../model/display/field.ts'
import type { Term } from '../../model/search/condition.ts'
import type { Sql } from './column.ts'
import { mayBeFound } from './readable.ts'
import type { Scope } from './scope.ts'
import { subQueryOf } from './sub-queries.ts'
import { viewOf } from './views.ts'

/** A term in SQL. @throws SearchFailed where it cannot be joined to the root. */
export function sqlOf ({ element, content, value }: Term, scope: Scope): Sql {
  if (isSubQuery(content)) return { text: subQueryOf(content, scope.of(element), value, scope.options.query) }
  if (content.op === 'field') return scope.field(content.element, content.path)
  if (content.op === 'round') return { text: textOf(content.of, { element, scope }), decimals: content.decimals }
  if (content.op === 'coalesce') return alternatives(content.of, { element, scope })
  return { text: textOf(content, { element, scope }) }
}

interface Where {
  readonly element: Term['element']
  readonly scope: Scope
}

/** Times stay times. */
function alternatives (of: readonly Expression[], where: Where): Sql {
  const parts = of.map(part => sqlOf({ element: where.element, content: part }, where.scope))
  const text = `coalesce(${parts.map(part => part.text).join(', ')})`
  return parts[0]?.epoch === true ? { text, epoch: true } : { text }
}

function textOf (expression: Expression, where: Where): string {
  const { element, scope } = where
  const { query } = scope.options
  const inner = (of: Expression): string => textOf(of, where)
  switch (expression.op) {
    case 'field': return scope.field(expression.element, expression.path).text
    case 'view': return `(${viewOf(expression.view, scope.of(element), query)})`
    case 'count': return countOf(expression.element, where)
    case 'text': return query.bind(expression.text)
    case 'coalesce': return alternatives(expression.of, where).text
    case 'concat': return `(${expression.of.map(inner).join(' || ')})`
    case 'start': return `substr(${inner(expression.of)}, 1, ${expression.characters - 1})`
    case 'choose': return chosen(expression, inner, text => query.bind(text))
    case 'years': return years(inner(expression.later), inner(expression.earlier))
    case 'dayYears': return `floor((julianday(${inner(expression.later)}) - julianday(${inner(expression.earlier)})) / 365)`
    case 'year': return `CAST(substr(${inner(expression.of)}, 1, 4) AS INTEGER)`
    case 'minus': return `(${expression.of.map(inner).join(' - ')})`
    case 'floor': return `CAST(floor(${inner(expression.of)}) AS INTEGER)`
    case 'round': return inner(expression.of)
    case 'bracket': return bracket(inner(expression.of))
  }
}

function chosen (
  { of, when, otherwise, fold }: Extract<Expression, { op: 'choose' }>, inner: (of: Expression) => string, bind: (text: string) => string
): string {
  const value = fold ? `lower(${inner(of)})` : inner(of)
  const cases = when.map(([text, then]) => `WHEN ${bind(text)} THEN ${bind(then)}`).join(' ')
  return `CASE ${value} ${cases} ELSE ${otherwise === undefined ? 'NULL' : inner(otherwise)} END`
}

/** EXTRACT(YEAR FROM AGE(later, earlier)): whole years, towards zero. */
function years (later: string, earlier: string): string {
  const between = (a: string, b: string): string =>
    `CAST(substr(${a}, 1, 4) AS INTEGER) - CAST(substr(${b}, 1, 4) AS INTEGER) - (substr(${a}, 6) < substr(${b}, 6))`
  return `(CASE WHEN ${later} >= ${earlier} THEN ${between(later, earlier)} ELSE -(${between(earlier, later)}) END)`
}

const bracket = (age: string): string =>
  `CASE WHEN ${age} > 89 THEN '90+' ELSE (${age} / 5) * 5 || '-' || ((${age} / 5) * 5 + 4) END`

/** How many experiments of a type the reader finds that belong to the item; none is no number. */
function countOf (xsiType: string, { element, scope }: Where): string {
  const { query } = scope.options
  return `(SELECT nullif(count(*), 0) FROM experiment one WHERE one.subject = ${scope.of(element).alias}.id
    AND one.xsi_type = ${query.bind(xsiType)} AND ${mayBeFound(query, 'experiment', 'one')})`
}
