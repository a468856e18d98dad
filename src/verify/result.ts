import type { Outcome } from '../recorded/replay.ts'
import type { Recording } from '../recorded/recordings.ts'

/** An answer that is not as it was recorded. */
export interface Finding {
  readonly recording: Recording
  readonly outcome: Outcome
  readonly kinds: readonly string[]
}

/** A scenario with a finding, and all its answers. */
export interface Replayed {
  readonly recording: Recording
  readonly outcomes: readonly Outcome[]
}

/** What a run has found. */
export interface Result {
  readonly url: string
  /** The version that the site gives itself. */
  readonly version: string
  /** How many scenarios and requests were replayed, and how many of the answers were as recorded. */
  readonly scenarios: number
  readonly requests: number
  readonly met: number
  /** Answers that are not compared: this server is known to give them otherwise than they were recorded. */
  readonly notCompared: number
  readonly leftOut: Readonly<Record<string, number>>
  readonly findings: readonly Finding[]
  readonly differing: readonly Replayed[]
  /** Why the run ended early, if it did. */
  readonly ended?: string
  /** What could not be removed or put back. */
  readonly remains: readonly string[]
}

/** Findings by kind, the most frequent kind first. */
export function byKind ({ findings }: Result): [kind: string, findings: Finding[]][] {
  const kinds = new Map<string, Finding[]>()
  for (const finding of findings) {
    for (const kind of finding.kinds) kinds.set(kind, [...kinds.get(kind) ?? [], finding])
  }
  return [...kinds].sort(([, a], [, b]) => b.length - a.length)
}
