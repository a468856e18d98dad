import type { DataType } from '../data-type.ts'
import type { Expression, SubQuery } from '../display/expression.ts'
import type { Scalar } from '../item.ts'

/** What a condition looks at, or a column shows. */
export interface Term {
  /** The type that it belongs to: the root, or one that is joined to it. */
  readonly element: DataType
  readonly content: Expression | SubQuery
  /** What a sub-query takes. */
  readonly value?: string
}

export type Comparison = '=' | '<>' | '<' | '<=' | '>' | '>=' | 'IS DISTINCT FROM' | 'IS NOT DISTINCT FROM'

/** What must hold of a row, in two values: what SQL calls unknown is false, for nothing negates it. */
export type Condition =
  | { readonly is: 'all' | 'any', readonly of: readonly Condition[] }
  | { readonly is: 'compared', readonly term: Term, readonly comparison: Comparison, readonly value: Scalar }
  /** The pattern as LIKE takes it: % and _, and a backslash before what stands for itself. */
  | { readonly is: 'like', readonly term: Term, readonly pattern: string, readonly negated: boolean, readonly fold: boolean }
  | { readonly is: 'null', readonly term: Term, readonly negated: boolean }
  | { readonly is: 'between', readonly term: Term, readonly low: Scalar, readonly high: Scalar }
  | { readonly is: 'in', readonly term: Term, readonly values: readonly Scalar[] }
  | { readonly is: 'never' }

export const never: Condition = { is: 'never' }

/** Conditions that must all hold; the one itself where it is alone. */
export const all = (of: readonly Condition[]): Condition => of.length === 1 && of[0] !== undefined ? of[0] : { is: 'all', of }

export const any = (of: readonly Condition[]): Condition => of.length === 1 && of[0] !== undefined ? of[0] : { is: 'any', of }

export const isNull = (term: Term): Condition => ({ is: 'null', term, negated: false })

export const isGiven = (term: Term): Condition => ({ is: 'null', term, negated: true })

/** Neither null nor an empty text. */
export const hasText = (term: Term): Condition => ({ is: 'compared', term, comparison: '<>', value: '' })

/** Every term that a condition looks at. */
export function termsIn (condition: Condition): Term[] {
  switch (condition.is) {
    case 'all': case 'any': return condition.of.flatMap(termsIn)
    case 'never': return []
    default: return [condition.term]
  }
}
