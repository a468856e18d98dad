import { writeFileSync } from 'node:fs'
import { type RecordingSet, ownRecordings, recordingsAt } from '../recorded/recording-set.ts'
import { announcement, confirmed } from '../verify/confirm.ts'
import { type Access, openSite, versionOf } from '../verify/open-site.ts'
import { type Reach, planFor } from '../verify/plan.ts'
import type { Result } from '../verify/result.ts'
import { savedAnswers } from '../verify/save.ts'
import { verify } from '../verify/verify.ts'
import { verifyPage } from '../verify/verify-page.ts'
import { verifyJson, verifyText } from '../verify/verify-text.ts'
import { UsageError } from './options/option.ts'

export interface Output {
  readonly json: boolean
  /** How many answers of each kind are printed. */
  readonly show: number
  /** Files; empty for none. */
  readonly page: string
  readonly save: string
}

export interface Verification {
  readonly access: Access
  readonly reach: Reach
  /** A folder or a file; empty for the recordings of this package. */
  readonly recordings: string
  /** Whether the run begins without a question. */
  readonly agreed: boolean
  readonly output: Output
}

/** Verifies a site and writes what was found. @returns the exit code: 0 nothing differs, 1 something, 2 the run ended early. */
export async function verifySite ({ access, reach, recordings: path, agreed, output }: Verification): Promise<number> {
  const recordings = path === '' ? ownRecordings() : recordingsAt(path)
  const plan = planFor(recordings, reach)
  const { site, close } = openSite(access)
  try {
    const version = await versionOf(site, access.user)
    process.stderr.write(announcement({ url: site.url, version, user: access.user, ...reach }, plan))
    if (!reach.readOnly && !agreed) await confirmed(process.stdin, process.stderr)
    const result = await verify(site, plan, recordings.left, version, { ...reach, before: watchRun(plan.scenarios.length) })
    write(result, recordings, access.user, output)
    return result.ended !== undefined ? 2 : result.findings.length > 0 ? 1 : 0
  } finally {
    close()
  }
}

/** Shows at a terminal how far the run is, and ends it with the first signal, after the scenario that is running. */
function watchRun (scenarios: number): (done: number, id: string) => string | undefined {
  let ended: string | undefined
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => { ended = `by ${signal}` })
  return (done, id) => {
    if (process.stderr.isTTY) process.stderr.write(`\r\u001b[K${done} of ${scenarios}: ${id}${done + 1 === scenarios ? '\n' : ''}`)
    return ended
  }
}

function write (result: Result, recordings: RecordingSet, user: string, { json, show, page, save }: Output): void {
  process.stdout.write(json ? verifyJson(result) : verifyText(result, show))
  if (page !== '') toFile(page, verifyPage(result))
  if (save !== '') toFile(save, savedAnswers(result, recordings.ids.map(id => recordings.read(id).scenario), user))
}

function toFile (file: string, text: string): void {
  try {
    writeFileSync(file, text)
  } catch (error) {
    throw new UsageError(`cannot write ${file}: ${(error as Error).message}`)
  }
}
