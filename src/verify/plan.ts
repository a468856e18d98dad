import { usersOf } from '../recorded/judge.ts'
import type { RecordingSet } from '../recorded/recording-set.ts'
import type { Recording } from '../recorded/recordings.ts'
import { chosenIds } from '../recorded/choose.ts'
import { changesSite, readingSteps } from './scope.ts'

/** How far a run may go. */
export interface Reach {
  /** Scenarios, as chosenIds takes them. */
  readonly only: readonly string[]
  /** Whether owner, member, collaborator and stranger exist there. */
  readonly roles: boolean
  /** Whether settings and users of the site may be changed. */
  readonly site: boolean
  readonly readOnly: boolean
}

/** A scenario that will be replayed. */
export interface Planned {
  readonly recording: Recording
  /** The numbers of the steps that are replayed; all where it is missing. */
  readonly steps?: ReadonlySet<number>
}

/** What will be requested, and what not. */
export interface Plan {
  readonly scenarios: readonly Planned[]
  /** How many requests these have. */
  readonly requests: number
  /** How many scenarios are left out, by reason. */
  readonly leftOut: Readonly<Record<string, number>>
}

/** @throws UnknownRecording, BrokenRecording */
export function planFor (recordings: RecordingSet, reach: Reach): Plan {
  const leftOut: Record<string, number> = {}
  const scenarios: Planned[] = []
  for (const id of chosenIds(reach.only, recordings.ids)) {
    const recording = recordings.read(id)
    const steps = reach.readOnly ? readingSteps(recording.scenario) : undefined
    const why = reasonAgainst(recording, reach, steps)
    if (why === undefined) scenarios.push({ recording, ...(steps && { steps }) })
    else leftOut[why] = (leftOut[why] ?? 0) + 1
  }
  return { scenarios, leftOut, requests: scenarios.reduce((sum, scenario) => sum + requestsOf(scenario), 0) }
}

const requestsOf = ({ recording, steps }: Planned): number => steps?.size ?? recording.scenario.steps.length

/** @returns why a scenario is left out, if it is. */
function reasonAgainst (recording: Recording, { roles, site }: Reach, steps: Planned['steps']): string | undefined {
  if (steps?.size === 0) return 'they only write'
  if (!roles && usersOf(recording, steps).size > 0) return 'they need the users owner, member, collaborator and stranger (--roles)'
  if (steps === undefined && !site && changesSite(recording.scenario)) return 'they change settings or users of the site (--site)'
  return undefined
}
