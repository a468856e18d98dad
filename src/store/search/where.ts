import { type Condition, type Term, all, termsIn } from '../../model/search/condition.ts'
import type { Where } from '../../model/search/criteria.ts'
import type { Sql } from './column.ts'
import { type Reading, conditionText } from './condition.ts'
import { sqlOf } from './expression.ts'
import { Scope } from './scope.ts'
import { type Source, step } from './source.ts'
import type { Lookup } from './tables.ts'

/**
 * What must hold of an item of the root. Conditions on what is joined must all hold of one joined row; none of them makes
 * an item two rows (DisplaySearch.getSQLQuery).
 */
export function whereTexts (root: Source, { condition, byPath }: Where, lookup: Omit<Lookup, 'secured' | 'single'>): string[] {
  const newScope = (): Scope => new Scope(root, { ...lookup, secured: !byPath, single: false })
  const parts = condition === undefined ? [] : condition.is === 'all' ? condition.of : [condition]
  const [own, beside]: [Condition[], Condition[]] = [[], []]
  for (const part of parts) (isOfRoot(part, newScope()) ? own : beside).push(part)
  const texts = (own.length > few ? [all(own)] : own).map(part => ownText(part, newScope()))
  return beside.length === 0 ? texts : [...texts, existsText(all(beside), newScope())]
}

function isOfRoot (condition: Condition, scope: Scope): boolean {
  for (const term of termsIn(condition)) sqlOf(term, scope)
  return scope.joins.length === 0
}

/** Conditions up to this many name what they look at each time. */
const few = 20

function ownText (condition: Condition, scope: Scope): string {
  if (termsIn(condition).length > few) return existsText(condition, scope)
  return conditionText(condition, { query: scope.options.query, sqlOf: term => sqlOf(term, scope) })
}

function existsText (condition: Condition, scope: Scope): string {
  const named = new Named(scope)
  const text = conditionText(condition, named)
  const columns = [...named.columns, `${step(scope.innermost)} AS counted`]
  // SQLite takes AND apart into a chain that may be too deep; the plus sign stops that
  const whole = termsIn(condition).length > few ? `+${text}` : text
  return `EXISTS (SELECT 1 FROM (SELECT ${columns.join(', ')} FROM (SELECT 1) ${scope.joins.join(' ')}) WHERE counted AND ${whole})`
}

/** Gives what conditions look at short names, so that ten thousand conditions on one field stay a text of reasonable length. */
class Named implements Reading {
  readonly query
  readonly columns: string[] = []
  private readonly known = new Map<string, Sql>()
  private readonly scope: Scope

  constructor (scope: Scope) {
    this.scope = scope
    this.query = scope.options.query
  }

  readonly sqlOf = (term: Term): Sql => {
    const key = JSON.stringify([term.element.xsiType, term.content, term.value])
    const before = this.known.get(key)
    if (before !== undefined) return before
    const sql = sqlOf(term, this.scope)
    const named: Sql = { ...sql, text: `x${this.columns.length}` }
    this.columns.push(`${sql.text} AS ${named.text}`)
    this.known.set(key, named)
    return named
  }
}
