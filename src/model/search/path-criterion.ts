import type { DataType } from '../data-type.ts'
import { schemaPlace } from '../schema-place.ts'
import type { Kind } from '../types.ts'
import { isNull as isNullWord } from '../values.ts'
import { type ColumnType, columnTypeOf } from './column-type.ts'
import { compared, rawCompared } from './compare.ts'
import { type Condition, type Term, any, hasText, isGiven, isNull, never } from './condition.ts'
import type { Criterion } from './document.ts'
import { SearchFailed } from './failure.ts'
import { anywhere, likeOperator } from './like.ts'
import { cleaned, cleanedForPath, quoted } from './literal.ts'

/** A place of the schema that a condition looks at. */
interface Looked {
  readonly term: Term
  readonly kind: Kind
  readonly type: ColumnType
}

/** Kinds whose values XNAT puts into SQL without quotes. */
const numbers: ReadonlySet<Kind> = new Set<Kind>(['integer', 'int', 'long', 'float', 'double'])
const raw: ReadonlySet<Kind> = new Set<Kind>([...numbers, 'longText', 'duration', 'json'])

/**
 * A condition on a path of the schema (ElementCriteria, SearchCriteria.getSQLClause).
 * @param path below the element.
 * @returns alternatives that XNAT does not put in brackets, so that an AND before or after them binds closer.
 * @throws SearchFailed
 */
export function pathCriterion (element: DataType, path: string, criterion: Criterion, now: number): Condition[] {
  const place = schemaPlace(element, path)
  if (place === undefined) throw new SearchFailed(`${element.xsiType} has no ${path}`)
  const term: Term = { element, content: { op: 'field', element: element.xsiType, path } }
  const looked: Looked = { term, kind: place.kind, type: columnTypeOf(place.kind) }
  if (criterion.override) return [overridden(looked, criterion)]
  if (/like/i.test(criterion.comparison)) return [like(looked, criterion)]
  const { value } = criterion
  if (criterion.comparison.trim() === '=' && (value === undefined || isBadUri(looked.kind, value))) return nothing(looked)
  return [withValue(looked, criterion.comparison, value, now)]
}

const isBadUri = (kind: Kind, value: string): boolean => kind === 'anyURI' && value.includes('..')

function nothing ({ term, type }: Looked): Condition[] {
  if (type !== 'text') throw new SearchFailed(`'' is no ${type}`)
  return [isNull(term), { is: 'compared', term, comparison: '=', value: '' }]
}

function withValue ({ term, kind, type }: Looked, comparison: string, value: string | undefined, now: number): Condition {
  if (value === undefined || isNullWord(value) || isBadUri(kind, value)) return compared(term, comparison, null)
  if (kind === 'boolean') return compared(term, comparison, /^(true|1)$/i.test(value) ? 1 : 0)
  if (!raw.has(kind)) {
    return compared(
      term, comparison, quoted(type, kind === 'anyURI' ? cleaned(value.replaceAll('\\', '/')) : cleanedForPath(value), now)
    )
  }
  if (value.trim() === '*') return isGiven(term)
  const odd = numbers.has(kind) ? oddNumber(value) : undefined
  return odd === undefined ? rawCompared(term, type, comparison, value) : compared(term, comparison, odd)
}

/** DBAction.numericValueParser */
function oddNumber (value: string): number | string | undefined {
  if (/^NaN$/i.test(value)) return 'NaN'
  if (/^(INF|'?Infinity'?)$/i.test(value)) return Infinity
  return /^-(INF|Infinity)$/i.test(value) ? -Infinity : undefined
}

function like ({ term, kind, type }: Looked, { comparison, value }: Criterion): Condition {
  const operator = likeOperator(comparison)
  if (operator === undefined || type !== 'text') throw new SearchFailed(`${comparison} on a ${type}`)
  const text = value === undefined || isNullWord(
    value
  )
    ? 'null'
    : raw.has(kind) && value.includes("'") ? cleaned(value) : raw.has(kind) ? value : cleanedForPath(value)
  return { is: 'like', term, pattern: anywhere(text), negated: operator.negated, fold: true }
}

/** The value as SQL. What has quotes has them doubled, which leaves numbers and NULL. */
function overridden ({ term, kind, type }: Looked, { comparison, value }: Criterion): Condition {
  if (value === undefined) throw new SearchFailed('a value is missing')
  const [operator, bare] = [comparison.trim().toUpperCase(), value.trim()]
  if (operator.includes('LIKE')) {
    if (!isNullWord(bare) || type !== 'text') throw new SearchFailed(`${bare} is no text`)
    return never
  }
  const isEmpty = operator === 'IS NULL' || (operator === 'IS' && isNullWord(bare))
  const isThere = operator === 'IS NOT NULL' || (operator === 'IS NOT' && isNullWord(bare)) || (
    operator === 'IS' && bare.toUpperCase() === 'NOT NULL'
  )
  if (isThere) return kind === 'string' ? hasText(term) : isGiven(term)
  if (!isEmpty) return rawCompared(term, type, comparison, bare)
  return kind === 'string' ? any([isNull(term), { is: 'compared', term, comparison: '=', value: '' }]) : isNull(term)
}
