import { createInterface } from 'node:readline/promises'
import { RunEnded } from '../recorded/logins.ts'
import type { Plan } from './plan.ts'
import { number } from './verify-text.ts'

/** Who and what a run is for. */
export interface Undertaking {
  readonly url: string
  readonly version: string
  readonly user: string
  readonly readOnly: boolean
  readonly site: boolean
}

/** What a run will do to a site, in words. */
export function announcement ({ url, version, user, readOnly, site }: Undertaking, { scenarios, requests }: Plan): string {
  const lines = [
    `xnat-mock asks XNAT ${version} at ${url}, as ${user}: ${number(requests, 'request')} of ${number(scenarios.length, 'scenario')}.`,
    ...readOnly
      ? ['Nothing is stored there.']
      : ['It makes projects there, whose IDs begin with Q1 to Q4 or VQ1, and deletes them with all that is in them.'],
    ...site ? ['It changes settings of the site and puts them back; it makes users, and disables them: XNAT deletes no users.'] : []
  ]
  return `${lines.join('\n')}\n`
}

/** Waits for the answer of whoever sits at the terminal. @throws RunEnded where the answer is not yes, or nobody sits there. */
export async function confirmed (terminal: NodeJS.ReadStream, output: NodeJS.WriteStream): Promise<void> {
  if (!terminal.isTTY) throw new RunEnded('nothing is requested without --yes where there is no terminal to ask at')
  const lines = createInterface({ input: terminal, output })
  try {
    const typed = await lines.question('Go on? Type yes: ')
    if (typed.trim().toLowerCase() !== 'yes') throw new RunEnded('nothing was asked')
  } finally {
    lines.close()
  }
}
