import { test } from 'tap'
import { runCase } from './run-case.ts'
import { openTarget } from './target.ts'

/** A test whose checks fail, or do not. */
class Checks {
  readonly failures: string[] = []
  private readonly holds: boolean
  constructor (holds: boolean) { this.holds = holds }
  passing = (): boolean => this.holds
  fail = (text: string): void => { this.failures.push(text) }
}

test('a case that fails names the rules by which our server answered', async t => {
  const { xnat, close } = await openTarget({})
  t.after(close)
  const { url } = await xnat.place()
  const missing = async () => {
    await xnat.get('/data/projects?format=csv')
    await xnat.get('/data/nowhere')
    await xnat.get(`${url}/scans?sortby=ID`)
  }
  const text = 'our server answered: GET /data/nowhere: 404, rule: no-such-address (org.restlet.Router.getNext); ' +
    `GET ${url}/scans?sortby=ID: 200, warning: ignored-parameter: XNAT knows no 'sortby' here and ignores it; is 'sortBy' meant?`

  const failed = new Checks(false)
  await runCase(failed, xnat, missing)
  t.same(failed.failures, [text])

  const passed = new Checks(true)
  await runCase(passed, xnat, missing)
  t.same(passed.failures, [])

  const broken = new Checks(true)
  await t.rejects(runCase(broken, xnat, async () => { await missing(); throw new Error('cannot list') }), { message: 'cannot list' })
  t.same(broken.failures, [text], 'what an earlier case was answered is gone')

  const unexplained = new Checks(false)
  await runCase(unexplained, xnat, async () => { await xnat.get('/data/projects?format=csv') })
  t.same(unexplained.failures, [])
})
