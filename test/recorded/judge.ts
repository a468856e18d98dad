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
export const stepName = (id: string, number: number): string => `${id.slice(id.indexOf('/') + 1)} ${number}`

export function judge ({ id }: Recording, outcomes: readonly Outcome[], reasons: Reasons): Verdict {
  const listed = ({ number }: Outcome): boolean => reasons.has(stepName(id, number))
  const met = ({ differences }: Outcome): boolean => differences.length === 0
  return {
    notMet: outcomes.filter(outcome => !met(outcome) && !listed(outcome)),
    nowMet: outcomes.filter(outcome => met(outcome) && listed(outcome))
  }
}

/** The users that a scenario needs beside the administrator. */
export const usersOf = ({ scenario }: Recording): Set<string> =>
  new Set(scenario.steps.flatMap(({ as = 'admin' }) => as === null || as === 'admin' ? [] : [as]))
