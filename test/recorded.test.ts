import { test } from 'tap'
import { folders } from '../src/recorded/choose.ts'
import { judge, stepName, usersOf } from '../src/recorded/judge.ts'
import { type Reasons, reasonsIn } from '../src/recorded/left.ts'
import { Logins } from '../src/recorded/logins.ts'
import { type Recording, readRecording } from '../src/recorded/recordings.ts'
import { type Outcome, replay } from '../src/recorded/replay.ts'
import { outcomeText } from '../src/recorded/report.ts'
import { recordingsOf } from './recorded/choose.ts'
import { readLeft } from './recorded/left.ts'
import { openSite } from './recorded/open-site.ts'

/** @returns what is wrong, step by step; nothing where all is as it should be. */
function problems (recording: Recording, outcomes: readonly Outcome[], reasons: Reasons): string {
  const { notMet, nowMet } = judge(recording, outcomes, reasons)
  return [
    ...notMet.map(outcome => outcomeText(recording.id, outcome)),
    ...nowMet.map(({ number }) => `${recording.id} ${number} is as XNAT's now: npm run recorded -- --shrink takes it out of recorded/left`)
  ].join('\n')
}

test('answers are as a running XNAT gave them', async t => {
  const { site, own, roles, close } = await openSite()
  const logins = new Logins(site)
  t.after(async () => { await logins.endAll(); await close() })
  await logins.sessionOf('admin')
  for (const folder of folders) {
    // another XNAT has nothing that is not built yet
    const reasons: Reasons = own ? reasonsIn(readLeft(folder)) : new Map()
    const recordings = recordingsOf(folder).map(readRecording)
    await t.test(`recordings of ${folder}`, async t => {
      for (const recording of recordings) {
        const needed = roles ? [] : [...usersOf(recording)]
        if (needed.length > 0) t.pass(recording.id, { skip: `needs the users ${needed.join(', ')}` })
        else t.equal(problems(recording, await replay(recording, site, logins), reasons), '', recording.id)
      }
      const steps = new Set(recordings.flatMap(({ id, scenario }) => scenario.steps.map((_, index) => stepName(id, index + 1))))
      t.same([...reasons.keys()].filter(step => !steps.has(step)), [], 'recorded/left has only steps that there are')
    })
  }
})
