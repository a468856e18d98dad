import type { CriteriaSet, Criterion } from './document.ts'
import { SearchFailed } from './failure.ts'

/** A list of values to which rows are looked up, in its order (XdatStoredSearch.getInClause). */
export interface InClause {
  /** The fields that are compared, separated by commas. */
  readonly fields: string
  readonly values: readonly string[]
}

const isIn = ({ comparison }: Criterion): boolean => comparison === 'IN'

/**
 * Takes a list from the first set that has one right below a search: then nothing else counts.
 * @throws SearchFailed for what PostgreSQL does not take for an array of texts, and for several lists.
 */
export function inClauseOf (sets: readonly CriteriaSet[]): InClause | undefined {
  const criteria = sets.find(({ criteria }) => criteria.some(isIn))?.criteria
  const [first, another] = criteria ?? []
  if (first === undefined) return undefined
  if (another !== undefined) throw new SearchFailed('several lists')
  return { fields: first.field, values: arrayOf(first.value ?? '') }
}

/** XNAT puts the value into SQL as it stands: `'{"a","b"}'` or `ARRAY['a','b']`. */
function arrayOf (text: string): string[] {
  const [, literal] = /^\s*'\{(.*)\}'\s*$/s.exec(text) ?? []
  if (literal !== undefined) return literal.trim() === '' ? [] : elementsIn(literal.replaceAll("''", "'"))
  const [, list] = /^\s*ARRAY\s*\[(.*)\]\s*$/is.exec(text) ?? []
  const parts = list?.match(/\s*'(?:[^']|'')*'\s*(?:,|$)/g) ?? undefined
  if (list === undefined || parts === undefined || !isWhole(parts, list)) throw new SearchFailed(`${text} is no list`)
  return parts.map(part => part.replace(/,$/, '').trim().slice(1, -1).replaceAll("''", "'"))
}

/** Whether the parts, each with its comma, are the whole text, and the last one has no comma. */
const isWhole = (parts: readonly string[], text: string): boolean => parts.join('') === text && parts.at(-1)?.endsWith(',') !== true

/** The elements of an array as PostgreSQL writes it. */
function elementsIn (literal: string): string[] {
  const parts = literal.match(/\s*(?:"(?:[^"\\]|\\.)*"|[^",{}\\\s]+(?:\s+[^",{}\\\s]+)*)\s*(?:,|$)/gs)
  if (parts === null || !isWhole(parts, literal)) throw new SearchFailed(`${literal} is no list`)
  return parts.map(part => {
    const bare = part.replace(/,$/, '').trim()
    return bare.startsWith('"') ? bare.slice(1, -1).replace(/\\(.)/gs, '$1') : bare
  })
}
