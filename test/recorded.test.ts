import { test } from 'tap'
import { folders, recordingsOf } from './recorded/choose.ts'
import { judge, stepName, usersOf } from './recorded/judge.ts'
import { type Reasons, readLeft, reasonsIn } from './recorded/left.ts'
import { Logins } from './recorded/logins.ts'
import { openSite } from './recorded/open-site.ts'
import { readRecording } from './recorded/recordings.ts'
import { replay } from './recorded/replay.ts'
import { outcomeText } from './recorded/report.ts'

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
      const replayed = new Set<string>()
      for (const recording of recordings) {
        const needed = [...usersOf(recording)]
        await t.test(recording.id, { skip: !roles && needed.length > 0 ? `needs the users ${needed.join(', ')}` : false }, async t => {
          const outcomes = await replay(recording, site, logins)
          for (const { number } of outcomes) replayed.add(stepName(recording.id, number))
          const { notMet, nowMet } = judge(recording, outcomes, reasons)
          const differing = notMet.map(outcome => outcomeText(recording.id, outcome)).join('\n')
          t.equal(differing, '', 'every answer is as it was recorded, but for those in recorded/left')
          const surplus = nowMet.map(({ number }) => number)
          t.same(surplus, [], 'what recorded/left has still differs; npm run recorded -- --shrink takes out what does not')
        })
      }
      if (own) t.same([...reasons.keys()].filter(step => !replayed.has(step)), [], 'recorded/left names steps that there are')
    })
  }
})
