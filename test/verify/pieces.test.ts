import { test } from 'tap'
import type { Outcome } from '../../src/recorded/replay.ts'
import type { Scenario, Step } from '../../src/recorded/scenario.ts'
import { kindsOf } from '../../src/verify/kinds.ts'
import { entryAt, isAt } from '../../src/verify/places.ts'
import { Pseudonyms } from '../../src/verify/pseudonyms.ts'
import { changesSite, readingSteps } from '../../src/verify/scope.ts'

const step = (method: string, path: string, status = 200): Step => ({ method, path, answer: { status, headers: {} } })
const scenario = (...steps: Step[]): Scenario => ({ name: 'x', steps })

test('addresses of places', async t => {
  for (const path of ['/xapi/users', '/xapi/users?x', '/xapi/users/a']) t.equal(isAt(path, '/xapi/users'), true, path)
  for (const path of ['/xapi/usersabc', '/xapi']) t.equal(isAt(path, '/xapi/users'), false, path)
  t.equal(entryAt('/data/search/saved/S1?inbody=true', '/data/search/saved'), '/data/search/saved/S1')
  t.equal(entryAt('/data/search/saved', '/data/search/saved'), undefined)
})

test('what changes more of a site than projects', async t => {
  const rows: readonly (readonly [Step, boolean])[] = [
    [step('POST', '/xapi/siteConfig'), true],
    [step('POST', '/xapi/siteConfig', 400), false],
    [step('GET', '/xapi/siteConfig'), false],
    [step('PUT', '/xapi/users/u/groups'), true],
    [step('POST', '/data/services/import?dest=/prearchive'), true],
    [step('POST', '/data/services/import?dest=/prearchive/projects/{P}'), false],
    [step('PUT', '/data/projects/{P}'), false]
  ]
  for (const [one, expected] of rows) t.equal(changesSite(scenario(one)), expected, `${one.method} ${one.path}`)
})

test('what can be asked without storing anything', async t => {
  const get = step('GET', '/data/projects')
  const rows: readonly (readonly [string, Scenario, number[]])[] = [
    ['all', scenario(get, get), [1, 2]],
    ['until something is stored', scenario(get, step('PUT', '/data/projects/{P}'), get), [1]],
    ['but not what is refused', scenario(get, step('PUT', '/data/projects', 405), get), [1, 3]],
    ['a GET that stores', scenario(get, step('GET', '/data/services/tokens/issue'), get), [1]],
    ['nothing', scenario(step('POST', '/data/search'), get), []]
  ]
  for (const [what, { steps }, expected] of rows) t.same([...readingSteps({ name: 'x', steps })], expected, what)
})

test('kinds of differences', async t => {
  const outcome = (recorded: Step, headers: Record<string, string>, ...differences: Outcome['differences'][number][]): Outcome => ({
    number: 1,
    step: recorded,
    answer: { status: 200, headers, bytes: Buffer.from('<html>') },
    known: { names: { P: 'Q1ABCDEF' }, base: 'http://h' },
    differences
  })
  const json: Step = { method: 'GET', path: '/{P}', answer: { status: 200, headers: { 'content-type': 'application/json' }, body: '{}' } }
  const body = { part: 'body', actual: 'a', recorded: 'b' }
  const rows: readonly (readonly [Outcome, string[]])[] = [
    [outcome(json, {}, body), ['scans: body of application/json']],
    [outcome(json, {}, { part: 'vary', recorded: 'b' }, body), ['scans: header vary is missing', 'scans: body of application/json']],
    [outcome(json, {}, { part: 'etag', actual: 'b' }), ['scans: header etag is too many']],
    [outcome(json, {}, { part: 'status', actual: '500', recorded: '200' }, body), ['scans: status 500 instead of 200']],
    [outcome(json, { 'content-type': 'text/html' }, { part: 'content-type' }, body), ['scans: a page in HTML instead of JSON']],
    [outcome({ ...json, path: '/{E}' }, {}, body), ['scans: follows from an earlier answer, in which an identifier was missing']]
  ]
  for (const [one, expected] of rows) t.same(kindsOf('scans/x', one), expected)
})

test('what tells of a site is replaced', async t => {
  const known = scenario({ ...step('GET', '/data/projects'), answer: { status: 200, headers: {}, body: 'ID name Alzheimer' } })
  const pseudonyms = new Pseudonyms('https://xnat.example.org', 'jdoe', [known])
  const list = step('GET', '/data/projects')
  const own = step('GET', '/data/projects/{P}')
  const rows: readonly (readonly [string, Step, string])[] = [
    ['at xnat.example.org by jdoe', own, 'at {HOST} by admin'],
    ['mail jane.doe@example.org from 10.1.2.3', own, 'mail {MAIL} from {ADDRESS}'],
    ['{P} stays as it is', own, '{P} stays as it is'],
    ['ID: Secret_Study, Secret_Study, Other 123', list, 'ID: word1, word1, word2 000'],
    ['name Müller', list, 'name word3']
  ]
  for (const [text, one, expected] of rows) t.equal(pseudonyms.replace(text, one), expected, text)
})
