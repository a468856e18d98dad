import type { Scenario, Step } from '../recorded/scenario.ts'
import { isAt, places } from './places.ts'

const reading: ReadonlySet<string> = new Set(['GET', 'HEAD', 'OPTIONS'])

/** Addresses at which a GET stores something: an alias token. */
const storing = /\/services\/tokens\/issue/

/** Whether an address is one of settings or users, or of an import without a project, whose session no deletion of a project removes. */
const isOfSite = (path: string): boolean =>
  isAt(path, places.settings) || isAt(path, places.users) || (isAt(path, places.imports) && !/\{P\d?\}/.test(path))

const isRead = ({ method, path }: Step): boolean => reading.has(method) && !storing.test(path)

/** Whether a running XNAT stored something with this request. */
const stored = (step: Step): boolean => !isRead(step) && step.answer.status < 400

/** Whether a scenario changes more of a site than projects of its own. */
export const changesSite = ({ steps }: Scenario): boolean =>
  steps.some(step => stored(step) && isOfSite(step.path))

/**
 * What of a scenario can be replayed without storing anything, with the same answers: the reading requests before the first
 * one that stored something.
 * @returns the steps, each with its number.
 */
export function readingSteps ({ steps }: Scenario): ReadonlySet<number> {
  const end = steps.findIndex(stored)
  const numbered = steps.slice(0, end === -1 ? steps.length : end).map((step, index) => ({ step, number: index + 1 }))
  return new Set(numbered.filter(({ step }) => isRead(step)).map(({ number }) => number))
}
