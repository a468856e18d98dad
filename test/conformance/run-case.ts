import type { Xnat } from './xnat.ts'

/** What a test says of its own checks. */
interface Checked {
  passing (): boolean
  fail (text: string): unknown
}

/** Runs a case. When it fails, one more failure names the rules by which our server gave the answers of the case. */
export async function runCase (t: Checked, xnat: Xnat, run: () => Promise<void>): Promise<void> {
  xnat.explained.length = 0
  let threw = true
  try {
    await run()
    threw = false
  } finally {
    if ((threw || !t.passing()) && xnat.explained.length > 0) t.fail(`our server answered: ${xnat.explained.join('; ')}`)
  }
}
