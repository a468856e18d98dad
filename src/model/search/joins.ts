import type { DataType } from '../data-type.ts'

/**
 * How items of one type hang on those of another:
 * demographics, investigator, principal: rows of the item itself;
 * subject, session: the one that it belongs to;
 * experiments, scans, assessors: those that belong to it;
 * siblings: the experiment of the same subject whose date is closest;
 * fellows: other assessors of the same session.
 */
export type Via =
  | 'demographics' | 'investigator' | 'principal' | 'subject' | 'session'
  | 'experiments' | 'scans' | 'assessors' | 'siblings' | 'fellows'

export interface Join {
  readonly via: Via
  /** What is found; items of other types are passed over. */
  readonly type: DataType
}

const plural: ReadonlySet<Via> = new Set<Via>(['experiments', 'scans', 'assessors', 'siblings', 'fellows'])

/** Whether there may be several. */
export const isPlural = ({ via }: Join): boolean => plural.has(via)

/**
 * The joins that lead from a search's root to another type: QueryOrganizer's manual joins, the arcs of the display documents,
 * and the references of the schema.
 * @returns none where XNAT finds no way.
 */
export function joinsTo (root: DataType, element: DataType): readonly Join[] | undefined {
  if (root.isA(element.xsiType) || element.isA(root.xsiType)) return root.isA(element.xsiType) ? [] : undefined
  if (element.xsiType === 'xnat:demographicData') return through(root, 'xnat:subjectData', { via: 'demographics', type: element })
  if (element.xsiType === 'xnat:investigatorData') return investigatorOf(root, element)
  if (root.xsiType === 'xnat:subjectData') return ofSubject(root, element)
  if (root.isA('xnat:imageSessionData') || root.isA('xnat:subjectAssessorData')) return ofSession(root, element)
  if (root.isA('xnat:imageScanData') || root.isA('xnat:imageAssessorData')) return ofSessionPart(root, element)
  return undefined
}

/** By way of a type that the root leads to. */
function through (root: DataType, middle: string, last: Join): readonly Join[] | undefined {
  const between = root.typeNamed(middle)
  const first = between && joinsTo(root, between)
  return first && [...first, last]
}

function investigatorOf (root: DataType, type: DataType): readonly Join[] | undefined {
  if (root.xsiType === 'xnat:projectData') return [{ via: 'principal', type }]
  return root.xsiType === 'xnat:subjectData' || root.isA('xnat:experimentData') ? [{ via: 'investigator', type }] : undefined
}

function ofSubject (root: DataType, type: DataType): readonly Join[] | undefined {
  if (type.isA('xnat:subjectAssessorData')) return [{ via: 'experiments', type }]
  const session = root.typeNamed('xnat:imageSessionData')
  if (session === undefined || !(type.isA('xnat:imageScanData') || type.isA('xnat:imageAssessorData'))) return undefined
  return [{ via: 'experiments', type: session }, { via: type.isA('xnat:imageScanData') ? 'scans' : 'assessors', type }]
}

function ofSession (root: DataType, type: DataType): readonly Join[] | undefined {
  if (type.xsiType === 'xnat:subjectData') return [{ via: 'subject', type }]
  if (type.isA('xnat:subjectAssessorData')) return [{ via: 'siblings', type }]
  if (!root.isA('xnat:imageSessionData')) return undefined
  if (type.isA('xnat:imageAssessorData')) return [{ via: 'assessors', type }]
  return type.isA('xnat:imageScanData') ? [{ via: 'scans', type }] : undefined
}

function ofSessionPart (root: DataType, type: DataType): readonly Join[] | undefined {
  if (type.isA('xnat:imageSessionData')) return [{ via: 'session', type }]
  if (type.xsiType === 'xnat:subjectData') return through(root, 'xnat:imageSessionData', { via: 'subject', type })
  if (type.isA('xnat:imageAssessorData')) {
    return root.isA('xnat:imageAssessorData')
      ? [{ via: 'fellows', type }]
      : through(
        root, 'xnat:imageSessionData', { via: 'assessors', type }
      )
  }
  return type.isA('xnat:imageScanData') && root.isA('xnat:imageAssessorData')
    ? through(
      root, 'xnat:imageSessionData', { via: 'scans', type }
    )
    : undefined
}

/** What a search counts as time for a type: the day of an experiment, else when an item was made (GenericWrapperElement.getFilterField). */
const hasDate = (type: DataType): boolean => type.isA('xnat:experimentData')

/**
 * Whether XNAT shows how many days lie between the two: where several may be joined whose dates are alike
 * (DisplaySearch.isMultipleRelationship). An MR session is the bridge of the arc of its assessors.
 */
export function hasDifference (root: DataType, joins: readonly Join[]): boolean {
  const last = joins.at(-1)
  if (last === undefined || !hasDate(root) || !hasDate(last.type)) return false
  return last.via === 'siblings' || (last.via === 'assessors' && root.xsiType !== 'xnat:mrSessionData')
}
