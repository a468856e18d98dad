/** How XNAT's comparisons that have LIKE in them end up in SQL. */
export interface LikeOperator {
  readonly negated: boolean
  /** Whether case counts for nothing, whatever the operands. */
  readonly fold: boolean
}

/** @returns none for what PostgreSQL has no such operator for. */
export function likeOperator (comparison: string): LikeOperator | undefined {
  const [, not, i] = /^(NOT\s+)?(I?)LIKE$/i.exec(comparison.trim()) ?? []
  return i === undefined ? undefined : { negated: not !== undefined, fold: i !== '' }
}

/** LOWER as PostgreSQL has it where the collation is C: letters beyond ASCII stay. */
export const lowerAscii = (text: string): string => text.replace(/[A-Z]+/g, letters => letters.toLowerCase())

/** The pattern of a condition on a path: anywhere in the text, and `*` stands for anything (SearchCriteria.getSQLClause). */
export function anywhere (text: string): string {
  const bare = text.replaceAll('*', '%').replace(/^['%]+/, '').replace(/['%]+$/, '')
  return `%${bare}%`.toLowerCase()
}
