import type { Display } from '../display/display.ts'
import { type DisplayField, isSubQuery } from '../display/field.ts'
import { isNull as isNullWord } from '../values.ts'
import { type ColumnType, typeOf } from './column-type.ts'
import { compared, rawCompared } from './compare.ts'
import { type Condition, type Term, any, hasText, isGiven, isNull } from './condition.ts'
import type { Criterion } from './document.ts'
import { SearchFailed } from './failure.ts'
import { likeOperator, lowerAscii } from './like.ts'
import { cleaned, looksLikeAttack, quoted } from './literal.ts'

/** A display field that a condition looks at. */
interface Looked {
  readonly term: Term
  /** What PostgreSQL has. */
  readonly type: ColumnType
  /** Whether XNAT puts its values in quotes (DisplayField.needsSQLQuotes). */
  readonly quotes: boolean
  /** Whether an empty text stands for nothing (DisplayField.needsSQLEmptyQuotes). */
  readonly emptyQuotes: boolean
  readonly isTime: boolean
  readonly now: number
}

const inQuotes = /^(CHAR|VARCHAR|STRING|DATE|DATETIME|TIMESTAMP)$/i
const inEmptyQuotes = /^(CHAR|VARCHAR|STRING)$/i

/**
 * A condition on a display field (DisplayCriteria.getSQLClause).
 * @param argument what a sub-query takes.
 * @throws SearchFailed
 */
export function displayCriterion (
  display: Display, field: DisplayField, argument: string | undefined, criterion: Criterion, now: number
): Condition {
  if (
    isSubQuery(field.content) !== (argument !== undefined && argument.trim() !== '')
  ) throw new SearchFailed(`${field.id} takes another value`)
  const kind = display.typeOf(field)
  const looked: Looked = {
    term: { element: display.type, content: field.content, ...argument !== undefined && { value: argument } },
    type: typeOf(field.content, name => display.type.typeNamed(name)),
    quotes: inQuotes.test(kind),
    emptyQuotes: inEmptyQuotes.test(kind),
    isTime: /^TIME$/i.test(kind),
    now
  }
  if (criterion.override) return overridden(looked, criterion)
  return criterion.comparison.includes('LIKE') ? likeFolded(looked, criterion) : valued(looked, criterion)
}

/** Case counts for nothing; the pattern is as given, and a backslash in it was doubled twice. */
function likeFolded ({ term, type }: Looked, { comparison, value }: Criterion): Condition {
  const operator = likeOperator(comparison)
  if (operator === undefined || type !== 'text' || value === undefined) throw new SearchFailed(`${comparison} on a ${type}`)
  const pattern = lowerAscii(cleaned(value).replaceAll('\\\\', '\\\\\\\\'))
  return { is: 'like', term, pattern, negated: operator.negated, fold: true }
}

/** DisplayCriteria.handleValues */
function valued (looked: Looked, { comparison, value = '' }: Criterion): Condition {
  const { term, emptyQuotes } = looked
  const operator = comparison.trim()
  if (value.trim() === '' && operator === '=') return emptyQuotes ? any([isNull(term), isEmptyText(looked)]) : isNull(term)
  if (operator === '!=') return any([simply(looked, '<>', value), isNull(term)])
  if (value.trim() === '*') return isGiven(term)
  if (operator === 'IN') return among(looked, value)
  if (operator === 'BETWEEN') return between(looked, value)
  return simply(looked, comparison, value)
}

function isEmptyText ({ term, type }: Looked): Condition {
  if (type !== 'text') throw new SearchFailed(`'' is no ${type}`)
  return { is: 'compared', term, comparison: '=', value: '' }
}

function simply ({ term, type, quotes, isTime, now }: Looked, comparison: string, value: string): Condition {
  if (isTime) return compared(term, comparison, quoted(type, value.replace(/::TIME$/i, ''), now))
  if (!quotes) return rawCompared(term, type, comparison, value)
  const text = cleaned(value)
  const like = likeOperator(comparison)
  if (like === undefined) return compared(term, comparison, quoted(type, text, now))
  if (type !== 'text') throw new SearchFailed(`${comparison} on a ${type}`)
  return { is: 'like', term, pattern: like.fold ? lowerAscii(text) : text, ...like }
}

/** The values, split at commas outside double quotes; single quotes belong to them, as XNAT strips them in vain. */
function among ({ term, type, quotes, now }: Looked, value: string): Condition {
  const parts = cleaned(value).split(/,(?=(?:[^"]*"[^"]*")*[^"]*$)/).filter(part => !looksLikeAttack(part))
  if (parts.length === 0) throw new SearchFailed('an empty list')
  if (quotes) return { is: 'in', term, values: parts.map(part => quoted(type, part, now)) }
  return any(parts.map(part => rawCompared(term, type, '=', part)))
}

/** In quotes whatever the field, which PostgreSQL reads as the column wants them. */
function between ({ term, type, now }: Looked, value: string): Condition {
  const at = value.toUpperCase().indexOf(' AND ')
  if (at === -1) throw new SearchFailed('BETWEEN wants two values')
  const [low, high] = [value.slice(0, at), value.slice(at + ' AND '.length)].map(end => cleaned(end).replace(/^['"]+|['"]+$/g, ''))
  if (
    low === undefined || high === undefined || looksLikeAttack(low) || looksLikeAttack(high)
  ) throw new SearchFailed('BETWEEN wants two values')
  return { is: 'between', term, low: quoted(type, low, now), high: quoted(type, high, now) }
}

/** The value as SQL. What has quotes has them doubled, which leaves numbers and NULL. */
function overridden (looked: Looked, { comparison, value }: Criterion): Condition {
  if (value === undefined) throw new SearchFailed('a value is missing')
  const { term, type, emptyQuotes } = looked
  const [operator, bare] = [comparison.trim().toUpperCase(), value.trim()]
  if (operator === 'IS NULL' || (operator === 'IS' && isNullWord(bare))) {
    return emptyQuotes ? any([isNull(term), isEmptyText(looked)]) : isNull(term)
  }
  if (
    operator === 'IS NOT NULL' || (operator === 'IS NOT' && isNullWord(bare)) || (operator === 'IS' && bare.toUpperCase() === 'NOT NULL')
  ) {
    if (!emptyQuotes) return isGiven(term)
    isEmptyText(looked)
    return hasText(term)
  }
  return rawCompared(term, type, comparison, bare)
}
