import { test } from 'tap'
import { groups } from './conformance/index.ts'
import { openTarget } from './conformance/target.ts'

test('conformance', async t => {
  const { xnat, roles, close } = await openTarget()
  t.after(close)
  for (const { title, cases } of groups) {
    await t.test(title, async t => {
      for (const { fact, section, source, inferred, roles: needsRoles, run } of cases) {
        const skip = needsRoles && !roles ? 'needs the users owner, member, collaborator and stranger' : false
        await t.test(`${fact} (${section}${inferred ? ', inferred' : ''}; ${source})`, { skip }, async t => { await run(t, xnat) })
      }
    })
  }
})
