import { parseArgs } from 'node:util'
import { ExpectedError } from '../../src/process/expected-error.ts'
import { folders } from '../../src/recorded/choose.ts'
import { stepName, usersOf } from '../../src/recorded/judge.ts'
import { type Reasons, reasonsIn } from '../../src/recorded/left.ts'
import { Logins } from '../../src/recorded/logins.ts'
import { type Recording, readRecording } from '../../src/recorded/recordings.ts'
import { type Outcome, replay } from '../../src/recorded/replay.ts'
import { outcomeText } from '../../src/recorded/report.ts'
import { choose } from './choose.ts'
import { readLeft, without, writeLeft } from './left.ts'
import { openSite } from './open-site.ts'

const help = `npm run recorded -- [NAME…] [options]

Replays recordings against a fresh server, or against the XNAT of XNAT_URL, and prints the answers that differ.
NAME is a scenario (scan-methods), its beginning (scan-values*), a folder (${folders.join(', ')}) or a file;
without one, all are replayed.

  --reason TEXT  only scenarios, and only their steps, that are in the list of those left for such a reason, such as D4
  --step N       only this step is printed; may be given more than once
  --show N       how many differing answers are printed (default: 5 of all, and each one where something is chosen)
  --whole        both answers whole
  --json         each differing answer as a line of JSON
  --shrink       takes out of the list of those left what is as XNAT's now

The exit code is 0 where every answer is as XNAT's, 1 where one differs, 2 where nothing could be replayed.
`

const options = {
  reason: { type: 'string' },
  step: { type: 'string', multiple: true },
  show: { type: 'string' },
  whole: { type: 'boolean' },
  json: { type: 'boolean' },
  shrink: { type: 'boolean' },
  help: { type: 'boolean' }
} as const

/** One replayed step. */
interface Replayed {
  readonly id: string
  readonly outcome: Outcome
  /** Why it is in the list of those left, if it is. */
  readonly reason?: string | undefined
}

const differs = ({ outcome }: Replayed): boolean => outcome.differences.length > 0

async function replayAll (recordings: readonly Recording[], reasons: Reasons): Promise<Replayed[]> {
  const { site, roles, close } = await openSite()
  const logins = new Logins(site)
  const replayed: Replayed[] = []
  try {
    await logins.sessionOf('admin')
    for (const recording of recordings) {
      const { id } = recording
      const users = roles ? [] : [...usersOf(recording)]
      if (users.length > 0) {
        process.stderr.write(`${id} is left out: it needs the users ${users.join(', ')} (XNAT_ROLES=1)\n`)
        continue
      }
      const outcomes = await replay(recording, site, logins)
      replayed.push(...outcomes.map(outcome => ({ id, outcome, reason: reasons.get(stepName(id, outcome.number)) })))
    }
    await logins.endAll()
  } finally {
    await close()
  }
  return replayed
}

function shrink (replayed: readonly Replayed[]): void {
  const met = new Set(replayed.filter(step => !differs(step)).map(({ id, outcome }) => stepName(id, outcome.number)))
  for (const folder of folders) writeLeft(folder, without(readLeft(folder), met))
}

function jsonOf ({ id, outcome: { number, step, differences }, reason }: Replayed): string {
  return JSON.stringify({ id, number, method: step.method, path: step.path, do: step.do, as: step.as, reason, differences })
}

const textOf = ({ id, outcome, reason }: Replayed, whole: boolean): string =>
  outcomeText(id, outcome, { whole, note: reason === undefined ? '' : `  [${reason}]` })

/** How many answers and how many whole scenarios are as XNAT's. */
function summary (replayed: readonly Replayed[]): string {
  const scenarios = new Set(replayed.map(({ id }) => id))
  const broken = new Set(replayed.filter(differs).map(({ id }) => id))
  const met = replayed.length - replayed.filter(differs).length
  return `${met} of ${replayed.length} answers as XNAT's; ${scenarios.size - broken.size} of ${scenarios.size} scenarios whole`
}

/** @returns the exit code. */
async function main (args: string[]): Promise<number> {
  const { values: { reason: wanted, step: steps, show, whole = false, json, shrink: shrinks, help: wantsHelp }, positionals } =
    parseArgs({ args, options, allowPositionals: true })
  if (wantsHelp) return print(help, 0)
  const reasons: Reasons = new Map(folders.flatMap(folder => [...reasonsIn(readLeft(folder))]))
  const replayed = await replayAll(choose(positionals, reasons, wanted).map(readRecording), reasons)
  if (shrinks) shrink(replayed)
  const differing = replayed.filter(differs)
  const isChosen = ({ outcome: { number }, reason = '' }: Replayed): boolean =>
    (steps?.includes(String(number)) ?? true) && reason.includes(wanted ?? '')
  const chosen = differing.filter(isChosen)
  const usual = positionals.length > 0 || wanted !== undefined || json === true ? chosen.length : 5
  const shown = chosen.slice(0, Number(show ?? usual))
  for (const step of shown) print(json === true ? jsonOf(step) : textOf(step, whole))
  if (json !== true && chosen.length > shown.length) print(`… and ${chosen.length - shown.length} more: --show ${chosen.length}`)
  const code = differing.length === 0 ? 0 : 1
  return json === true ? code : print(summary(replayed), code)
}

function print (text: string, code = 0): number {
  process.stdout.write(text.endsWith('\n') ? text : `${text}\n`)
  return code
}

const isExpected = (error: unknown): boolean =>
  error instanceof ExpectedError || ((error as { code?: string }).code ?? '').startsWith('ERR_PARSE_ARGS')

try {
  process.exitCode = await main(process.argv.slice(2))
} catch (error) {
  process.stderr.write(`${isExpected(error) ? (error as Error).message : (error as Error).stack ?? ''}\n`)
  process.exitCode = 2
}
