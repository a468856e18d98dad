import type { Catalogue } from '../catalogue.ts'
import { displayOf } from '../display/display.ts'
import { type Condition, all, any } from './condition.ts'
import { displayCriterion } from './display-criterion.ts'
import type { CriteriaSet, Criterion } from './document.ts'
import { SearchFailed } from './failure.ts'
import { looksLikeAttack } from './literal.ts'
import { pathCriterion } from './path-criterion.ts'

/** What a search's conditions come to. */
export interface Where {
  readonly condition: Condition | undefined
  /** Whether each is on a path of the schema: then XNAT does not ask who may read what is joined. */
  readonly byPath: boolean
}

interface Clause {
  /** Alternatives that stand without brackets around them. */
  readonly alternatives: readonly Condition[]
  readonly byPath: boolean
}

interface Context {
  readonly catalogue: Catalogue
  readonly now: number
}

/**
 * All conditions of a search. Sets are joined by AND, but by OR where all of them are on paths (DisplaySearch.setWhere).
 * @throws SearchFailed
 */
export function whereOf (sets: readonly CriteriaSet[], context: Context): Where {
  const clauses = sets.filter(({ criteria, sets }) => criteria.length > 0 || sets.length > 0).map(set => clauseOfSet(set, context))
  const byPath = clauses.every(clause => clause.byPath)
  if (clauses.length === 0) return { condition: undefined, byPath }
  return { condition: byPath ? either(clauses) : both(clauses), byPath }
}

/** A set, which XNAT puts in brackets. */
function clauseOfSet ({ method, criteria, sets }: CriteriaSet, context: Context): Clause {
  const clauses = [...criteria.map(criterion => clauseOf(criterion, context)), ...sets.map(set => clauseOfSet(set, context))]
  if (clauses.length === 0) throw new SearchFailed('an empty set')
  const joined = /^\s*OR\s*$/i.test(method) ? either : both
  if (clauses.length > 1 && !/^\s*(AND|OR)\s*$/i.test(method)) throw new SearchFailed(`${method} joins nothing`)
  return { alternatives: [joined(clauses)], byPath: clauses.every(({ byPath }) => byPath) }
}

const either = (clauses: readonly Clause[]): Condition => any(clauses.flatMap(({ alternatives }) => alternatives))

/** AND binds closer than OR: an alternative without brackets ends what stands before it. */
function both (clauses: readonly Clause[]): Condition {
  const groups: Condition[][] = [[]]
  for (const { alternatives: [first, ...others] } of clauses) {
    if (first !== undefined) groups.at(-1)?.push(first)
    for (const other of others) groups.push([other])
  }
  return any(groups.map(all))
}

/** @throws SearchFailed */
function clauseOf (criterion: Criterion, { catalogue, now }: Context): Clause {
  const { element: name, rest } = partsOf(criterion.field)
  const element = catalogue.find(name)
  const display = element && displayOf(element)
  if (element === undefined || display === undefined) throw new SearchFailed(`${name} has no display`)
  if (criterion.value !== undefined && looksLikeAttack(criterion.value)) throw new SearchFailed('looks like an attack')
  const equals = rest.indexOf('=')
  const field = display.find(equals === -1 ? rest : rest.slice(0, equals))
  const meant = withNullInWords(criterion)
  if (field === undefined) return { alternatives: pathCriterion(element, pathBelow(criterion.field), meant, now), byPath: true }
  return { alternatives: [displayCriterion(display, field, equals === -1 ? undefined : rest.slice(equals + 1), meant, now)], byPath: false }
}

/** XftStringUtils.GetRootElementName, GetFieldText: a dot counts before a slash. */
function partsOf (field: string): { element: string, rest: string } {
  const at = field.includes('.') ? field.indexOf('.') : field.indexOf('/')
  return at === -1 ? { element: field, rest: field } : { element: field.slice(0, at), rest: field.slice(at + 1) }
}

const pathBelow = (field: string): string => field.slice(field.search(/[./@]/) + 1)

/** XdatCriteria.buildDisplaySearchCriteria: comparisons that begin with IS make their own value. */
function withNullInWords (criterion: Criterion): Criterion {
  const comparison = criterion.comparison.trim()
  if (!comparison.startsWith('IS') || criterion.override || comparison.includes('FROM')) return criterion
  switch (comparison) {
    case 'IS': return { ...criterion, override: true, value: criterion.value?.trim() === 'NOT NULL' ? 'NOT NULL' : 'NULL' }
    case 'IS NOT': case 'IS NOT NULL': return { ...criterion, override: true, comparison: 'IS NOT', value: 'NULL' }
    case 'IS NULL': return { ...criterion, override: true, comparison: 'IS', value: 'NULL' }
    default: return { ...criterion, override: true }
  }
}
