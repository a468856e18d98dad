import { test } from 'tap'
import { groups } from './conformance/index.ts'
import { knownFrom } from './conformance/report.ts'
import { runCase } from './conformance/run-case.ts'
import { openTarget } from './conformance/target.ts'

test('conformance', async t => {
  const { xnat, roles, close } = await openTarget()
  t.after(close)
  for (const { title, cases } of groups) {
    await t.test(title, async t => {
      for (const known of cases) {
        const skip = known.roles && !roles ? 'needs the users owner, member, collaborator and stranger' : false
        const name = `${known.fact} (${knownFrom(known)}; ${known.source})`
        await t.test(name, { skip }, async t => { await runCase(t, xnat, () => known.run(t, xnat)) })
      }
    })
  }
})
