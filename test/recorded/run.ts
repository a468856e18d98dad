import { parseArgs } from 'node:util'
import { UnknownRecording, choose, folders } from './choose.ts'
import { stepName, usersOf } from './judge.ts'
import { type Reasons, readLeft, reasonsIn, without, writeLeft } from './left.ts'
import { LoginRefused, Logins } from './logins.ts'
import { openSite } from './open-site.ts'
import { BrokenRecording } from './read-scenario.ts'
import { readRecording } from './recordings.ts'
import { type Outcome, replay } from './replay.ts'
import { outcomeText } from './report.ts'

const help = `npm run recorded -- [NAME…] [options]

Replays recordings against a fresh server, or against the XNAT of XNAT_URL, and prints the answers that differ.
NAME is a scenario (scan-methods), its beginning (scan-values*), a folder (${folders.join(', ')}) or a file; without one, all are replayed.

  --reason TEXT  only scenarios, and only their steps, that are in the list of those left for such a reason, such as D4
  --step N       only this step is printed; may be given more than once
  --show N       how many differing answers are printed (default: 5 of all, and all of those that are named)
  --whole        both answers whole
  --json         each differing answer as a line of JSON
  --shrink       takes out of the list of those left what is as XNAT's now
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

interface Replayed {
  readonly id: string
  readonly outcomes: readonly Outcome[]
}

async function replayAll (files: readonly string[]): Promise<Replayed[]> {
  const recordings = files.map(readRecording)
  const { site, roles, close } = await openSite()
  const logins = new Logins(site)
  const replayed: Replayed[] = []
  try {
    for (const recording of recordings) {
      if (!roles && usersOf(recording).size > 0) process.stdout.write(`${recording.id} needs the users ${[...usersOf(recording)].join(', ')}\n`)
      else replayed.push({ id: recording.id, outcomes: await replay(recording, site, logins) })
    }
    await logins.endAll()
  } finally {
    await close()
  }
  return replayed
}

const differs = ({ differences }: Outcome): boolean => differences.length > 0

function shrink (replayed: readonly Replayed[]): void {
  const met = new Set(replayed.flatMap(({ id, outcomes }) => outcomes.filter(outcome => !differs(outcome)).map(({ number }) => stepName(id, number))))
  for (const folder of folders) writeLeft(folder, without(readLeft(folder), met))
}

const jsonLine = (id: string, { number, step, differences }: Outcome, reason?: string): string =>
  JSON.stringify({ id, number, method: step.method, path: step.path, do: step.do, as: step.as, reason, differences })

/** @returns the exit code: 0 where all answers are as XNAT's, 1 where not. */
async function main (args: string[]): Promise<number> {
  const { values, positionals } = parseArgs({ args, options, allowPositionals: true })
  if (values.help === true) return print(help, 0)
  const reasons: Reasons = new Map(folders.flatMap(folder => [...reasonsIn(readLeft(folder))]))
  const replayed = await replayAll(choose(positionals, reasons, values.reason))
  if (values.shrink === true) shrink(replayed)
  const all = replayed.flatMap(({ id, outcomes }) => outcomes.map(outcome => ({ id, outcome, reason: reasons.get(stepName(id, outcome.number)) })))
  const chosen = all.filter(({ outcome, reason = '' }) => differs(outcome) && (values.step?.includes(String(outcome.number)) ?? true) && reason.includes(values.reason ?? ''))
  const shown = chosen.slice(0, Number(values.show ?? (positionals.length + (values.reason?.length ?? 0) > 0 ? Infinity : 5)))
  for (const { id, outcome, reason } of shown) {
    print(values.json === true ? jsonLine(id, outcome, reason) : outcomeText(id, outcome, { whole: values.whole ?? false, note: reason === undefined ? '' : `  [${reason}]` }))
  }
  if (values.json === true) return 0
  if (chosen.length > shown.length) print(`… and ${chosen.length - shown.length} more: --show ${chosen.length}`)
  const met = all.filter(({ outcome }) => !differs(outcome)).length
  const whole = replayed.filter(({ outcomes }) => !outcomes.some(differs)).length
  return print(`${met} of ${all.length} answers as XNAT's; ${whole} of ${replayed.length} scenarios whole`, met === all.length ? 0 : 1)
}

function print (text: string, code = 0): number {
  process.stdout.write(text.endsWith('\n') ? text : `${text}\n`)
  return code
}

try {
  process.exitCode = await main(process.argv.slice(2))
} catch (error) {
  const expected = error instanceof BrokenRecording || error instanceof UnknownRecording || error instanceof LoginRefused || (error as { code?: string }).code?.startsWith('ERR_PARSE_ARGS') === true
  process.stderr.write(`${expected ? (error as Error).message : (error as Error).stack ?? ''}\n`)
  process.exitCode = 2
}
