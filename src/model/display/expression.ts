/** What a display field shows, in terms of the data model: the SQL of XNAT's display documents, said once more. */
export type Expression =
  /** A field of an element, or of one that the searched element is joined to; `path` as XFT takes it. */
  | { readonly op: 'field', readonly element: string, readonly path: string }
  /** A value that XNAT reads from a view of its database, by the item's key. */
  | { readonly op: 'view', readonly view: View }
  /** How many items of a type belong to the item; none is no number. */
  | { readonly op: 'count', readonly element: string }
  | { readonly op: 'text', readonly text: string }
  /** The first that is there. */
  | { readonly op: 'coalesce', readonly of: readonly Expression[] }
  /** Nothing where any part is nothing. */
  | { readonly op: 'concat', readonly of: readonly Expression[] }
  /** substring(x FROM 0 FOR n): n - 1 characters. */
  | { readonly op: 'start', readonly of: Expression, readonly characters: number }
  /** CASE x WHEN …; `fold` compares without case, `otherwise` is nothing where left out. */
  | {
    readonly op: 'choose',
    readonly of: Expression,
    readonly when: readonly (readonly [value: string, then: string])[],
    readonly otherwise?: Expression,
    readonly fold?: true
  }
  /** Whole years between two dates: EXTRACT(YEAR FROM AGE(later, earlier)). */
  | { readonly op: 'years', readonly later: Expression, readonly earlier: Expression }
  /** Days between two dates, in years of 365 days, rounded down. */
  | { readonly op: 'dayYears', readonly later: Expression, readonly earlier: Expression }
  | { readonly op: 'year', readonly of: Expression }
  | { readonly op: 'minus', readonly of: readonly [Expression, Expression] }
  | { readonly op: 'floor', readonly of: Expression }
  /** A number with so many decimals, trailing zeros and all. */
  | { readonly op: 'round', readonly of: Expression, readonly decimals: number }
  /** Five years together, and everybody over 89. */
  | { readonly op: 'bracket', readonly of: Expression }

/** The views that display documents define (SQLView), by what they say. */
export type View =
  | 'subjectProjects' | 'subjectIds' | 'projects' | 'subjectLabel' | 'scanCounts' | 'dtiCount' | 'workflowStatus' | 'workflowName'
  | 'investigators' | 'accessibility' | 'users' | 'owners' | 'members' | 'collaborators' | 'lastWorkflow' | 'lastAccess' | 'favorites'
  | 'mrCount' | 'ctCount' | 'petCount' | 'utCount' | 'quarantineCode' | 'prearchiveCode'

/** The sub-queries that take a value (SubQueryField), by what they say of the item. */
export type SubQuery =
  /** Its label in the project that the value names. */
  | { readonly query: 'labelInProject' }
  /** The label of its subject in that project. */
  | { readonly query: 'subjectLabelInProject' }
  /** A custom variable. */
  | { readonly query: 'customField' }
  /** How many scans have this value: as it is, or anywhere in it. */
  | { readonly query: 'scansWith', readonly field: 'type' | 'series_description' | 'series_class', readonly anywhere: boolean }
  /** How many experiments, of the type that the value names, a subject has. */
  | { readonly query: 'experimentsOfType' }
  /** How many assessors, of the type that the value names, a session has. */
  | { readonly query: 'assessorsOfType' }
  /** How many experiments of a type, owned by or shared into the project that the value names, belong to a subject or to a session. */
  | { readonly query: 'countInProject', readonly element: string }
  /** The group of the project that the user has whose number is the value. */
  | { readonly query: 'userRole' }
  /** When that user was last there; XNAT stores it, this server does not. */
  | { readonly query: 'lastAccessed' }

export const own = (element: string, path: string): Expression => ({ op: 'field', element, path })
export const view = (name: View): Expression => ({ op: 'view', view: name })
export const literal = (text: string): Expression => ({ op: 'text', text })
export const coalesce = (...of: Expression[]): Expression => ({ op: 'coalesce', of })
export const concat = (...of: Expression[]): Expression => ({ op: 'concat', of })
export const year = (of: Expression): Expression => ({ op: 'year', of })
export const minus = (a: Expression, b: Expression): Expression => ({ op: 'minus', of: [a, b] })
export const floor = (of: Expression): Expression => ({ op: 'floor', of })

/** Every field that an expression reads. */
export function fieldsIn (expression: Expression): { readonly element: string, readonly path: string }[] {
  switch (expression.op) {
    case 'field': return [expression]
    case 'coalesce': case 'concat': case 'minus': return expression.of.flatMap(fieldsIn)
    case 'start': case 'floor': case 'round': case 'year': case 'bracket': return fieldsIn(expression.of)
    case 'choose': return [...fieldsIn(expression.of), ...expression.otherwise === undefined ? [] : fieldsIn(expression.otherwise)]
    case 'years': case 'dayYears': return [...fieldsIn(expression.later), ...fieldsIn(expression.earlier)]
    case 'view': case 'count': case 'text': return []
  }
}
