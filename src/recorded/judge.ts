import { nameOf } from './choose.ts'
import type { Reasons } from './left.ts'
import type { Outcome } from './replay.ts'
import type { Recording } from './recordings.ts'

/** What a replayed scenario shows, beside the list of those left. */
export interface Verdict {
  /** Steps that differ and are not in the list. */
  readonly notMet: readonly Outcome[]
  /** Steps that are in the list and do not differ any more. */
  readonly nowMet: readonly Outcome[]
}

/** How a step is called in the list of those left. */
export const stepName = (id: string, number: number): string => `${nameOf(id)} ${number}`

export function judge ({ id }: Recording, outcomes: readonly Outcome[], reasons: Reasons): Verdict {
  const listed = ({ number }: Outcome): boolean => reasons.has(stepName(id, number))
  const met = ({ differences }: Outcome): boolean => differences.length === 0
  return {
    notMet: outcomes.filter(outcome => !met(outcome) && !listed(outcome)),
    nowMet: outcomes.filter(outcome => met(outcome) && listed(outcome))
  }
}

/** The users that a scenario needs beside the administrator. @param numbers of the steps that count; all where it is missing. */
export const usersOf = ({ scenario }: Recording, numbers?: ReadonlySet<number>): Set<string> => new Set(
  scenario.steps.flatMap(({ as = 'admin' }, index) => as === null || as === 'admin' || numbers?.has(index + 1) === false ? [] : [as])
)
