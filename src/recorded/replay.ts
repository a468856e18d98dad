import { type Difference, type Known, type WireAnswer, differences } from './compare.ts'
import { type Logins, RunEnded, type Site } from './logins.ts'
import { type Names, capture, newNames } from './names.ts'
import { requestOf } from './request.ts'
import type { Recording } from './recordings.ts'
import type { Step } from './scenario.ts'

/** What became of one step. */
export interface Outcome {
  /** From 1. */
  readonly number: number
  readonly step: Step
  /** Missing where there was none, such as from a connection that broke. */
  readonly answer?: WireAnswer
  /** Empty where the answer is as it was recorded. */
  readonly differences: readonly Difference[]
  /** As it was after this step. */
  readonly known: Known
}

/** How a scenario is replayed. */
export interface ReplayOptions {
  readonly names?: Names
  /** The numbers of the steps that are sent; all where it is missing. */
  readonly steps?: ReadonlySet<number>
}

/** Sends the requests of a scenario, one after another. @throws RunEnded */
export async function replay (
  recording: Recording, site: Site, logins: Logins, { names = newNames(), steps }: ReplayOptions = {}
): Promise<Outcome[]> {
  const run: Run = { recording, site, logins, names }
  const outcomes: Outcome[] = []
  for (const [index, step] of recording.scenario.steps.entries()) {
    if (steps?.has(index + 1) !== false) outcomes.push(await take(index + 1, step, run))
  }
  await logins.endOthers()
  return outcomes
}

interface Run {
  readonly recording: Recording
  readonly site: Site
  readonly logins: Logins
  readonly names: Names
}

async function take (number: number, step: Step, run: Run): Promise<Outcome> {
  const { site, names } = run
  let answer: WireAnswer
  try {
    answer = await send(step, run)
  } catch (error) {
    if (error instanceof RunEnded) throw error
    const { code, message } = error as NodeJS.ErrnoException
    const difference = { part: 'status', actual: `no answer (${code ?? message})`, recorded: String(step.answer.status) }
    return { number, step, known: { names: { ...names }, base: site.url }, differences: [difference] }
  }
  capture(step.capture ?? {}, answer.bytes.toString('utf8'), names)
  const known = { names: { ...names }, base: site.url }
  return { number, step, answer, known, differences: differences(step, answer, known) }
}

async function send (step: Step, { recording, site, logins, names }: Run): Promise<WireAnswer> {
  const request = await requestOf(step, names, recording.beside)
  const credentials = await logins.headersFor(step, recording.scenario.login)
  const answer = await site.send({ ...request, headers: { ...request.headers, ...credentials } })
  logins.opened(answer)
  return answer
}
