import { test } from 'tap'
import { refusalOf } from '../refusal.ts'
import { Refusal } from '../../../src/failures/refusal.ts'
import { systemClock } from '../../../src/process/clock.ts'
import { basicClaim, same } from '../../../src/spaces/credentials.ts'
import { Generations } from '../../../src/spaces/generations.ts'
import type { Entry } from '../../../src/spaces/journal.ts'
import { nameOfSpace, newSpaceName } from '../../../src/spaces/new-space.ts'
import { matching } from '../../../src/spaces/request-filter.ts'
import { SpaceClock } from '../../../src/spaces/space-clock.ts'

const basic = (text: string): string => `Basic ${Buffer.from(text).toString('base64')}`

test('the claim in a Basic header', async t => {
  for (const [header, claim] of [
    [undefined, undefined],
    ['Bearer x', undefined],
    ['basic YTpi', undefined],
    [basic('a:b'), { login: 'a', password: 'b' }],
    [basic('a:b:c'), { login: 'a', password: 'b:c' }],
    [basic('a:'), { login: 'a', password: '' }],
    [basic('ldap/a:b'), { login: 'a', password: 'b' }],
    [basic(' :b'), undefined],
    [basic('ä:中'), { login: 'ä', password: '中' }]
  ] as const) t.same(basicClaim(header), claim, String(header))
  t.same(refusalOf(() => basicClaim(basic('ab'))), [500, ''])
  t.same([same('a', 'a'), same('a', 'b'), same('', 'a')], [true, false, false])
})

test('two generations of entries', async t => {
  const map = new Generations<number>(2)
  for (const [key, value] of [['a', 1], ['b', 2], ['a', 3], ['c', 4]] as const) map.set(key, value)
  t.same(['a', 'b', 'c', 'd'].map(key => map.get(key)), [3, 2, 4, undefined], 'the old generation still counts')
  t.same([map.most, [...map.values()].sort()], [3, [2, 3, 4]])
  map.set('b', 5)
  map.set('d', 6)
  t.same(['a', 'b', 'c', 'd'].map(key => map.get(key)), [undefined, 5, 4, 6], 'what was not set again is gone')
  map.delete('b')
  t.equal(map.get('b'), undefined)
  map.clear()
  t.same([map.most, map.get('d')], [0, undefined])
})

test('a clock is set, moved, stopped, and goes back to what it began with', async t => {
  let machine = 1000
  const base = { ...systemClock, now: () => machine }
  const clock = new SpaceClock(base)
  const steps: readonly (readonly [step: () => void, now: number, frozen: boolean])[] = [
    [() => {}, 1000, false],
    [() => { clock.set(5000) }, 5000, false],
    [() => { machine += 10 }, 5010, false],
    [() => { clock.advance(90) }, 5100, false],
    [() => { clock.freeze(); machine += 10 }, 5100, true],
    [() => { clock.freeze(); clock.advance(1) }, 5101, true],
    [() => { clock.thaw() }, 5101, false],
    [() => { clock.thaw(); machine += 1 }, 5102, false],
    [() => { clock.reset() }, 1021, false]
  ]
  for (const [step, now, frozen] of steps) {
    step()
    t.match(clock.state, { now, frozen })
  }
  const begun = new SpaceClock(base, { now: 7, frozen: true, randomSeed: 1 })
  machine += 100
  t.same(begun.state, { now: 7, frozen: true, randomSeed: 1 })
  begun.thaw()
  begun.seed(2)
  begun.reset()
  t.same(begun.state, { now: 7, frozen: true, randomSeed: 1 })
})

test('the same seed gives the same chance', async t => {
  const clock = new SpaceClock(systemClock, { randomSeed: 1 })
  const draw = () => [clock.sessionId(), clock.uuid(), clock.bytes(40).toString('hex')]
  const first = draw()
  t.match(first, [/^[\dA-F]{32}$/, /^[\da-f]{8}-[\da-f]{4}-4[\da-f]{3}-a[\da-f]{3}-[\da-f]{12}$/, /^[\da-f]{80}$/])
  t.strictNotSame(draw(), first)
  clock.seed(1)
  t.same(draw(), first)
  clock.seed(2)
  t.strictNotSame(draw(), first)
  clock.seed(undefined)
  t.not(clock.uuid(), clock.uuid())
})

const entry = (id: number, more: Partial<Entry>): Entry => ({
  id,
  time: 0,
  method: 'GET',
  url: '/data/projects?x',
  path: '/data/projects',
  user: 'admin',
  agent: undefined,
  status: 200,
  milliseconds: 1,
  cut: false,
  request: {},
  response: {},
  operation: undefined,
  rule: undefined,
  source: undefined,
  fault: undefined,
  warnings: [],
  changes: [],
  ...more
})

test('requests are found by what they were', async t => {
  const entries = [
    entry(1, {}),
    entry(2, {
      method: 'PUT', path: '/data/experiments/E/scans/1', url: '/data/experiments/E/scans/1', status: 409, rule: 'r', operation: 'putScan'
    }),
    entry(3, { method: 'DELETE', user: 'owner', status: 0, agent: 'curl/8', fault: 'f' }),
    entry(4, { status: 404, warnings: ['ignored-parameter: x'], changes: [{ action: 'created', what: 'scan' }] })
  ]
  for (const [query, ids] of [
    ['', '1 2 3 4'],
    ['method=get', '1 4'],
    ['method=PUT,DELETE', '2 3'],
    ['path=/data/**', '1 2 3 4'],
    ['path=/data/*/E/scans/*', '2'],
    ['url=scans', '2'],
    ['user=owner, nobody', '3'],
    ['status=200', '1'],
    ['status=4xx', '2 4'],
    ['status=4XX,0', '2 3 4'],
    ['status=0', '3'],
    ['status=0xx', ''],
    ['operation=putScan', '2'],
    ['rule=r', '2'],
    ['rule=', '1 3 4'],
    ['fault=f', '3'],
    ['agent=curl', '3'],
    ['warning=', '4'],
    ['warning=ignored', '4'],
    ['warning=other', ''],
    ['changed=', '4'],
    ['changed=scan', '4'],
    ['changed=subject', ''],
    ['since=2', '3 4'],
    ['method=GET&status=404&limit=1', '4']
  ] as const) t.equal(matching(entries, new URLSearchParams(query), ['limit']).map(({ id }) => id).join(' '), ids, query)
  for (const [query, message, expected] of [
    ['status=40', "'40' is no status", ['404', '4xx', '200,201']],
    ['since=x', "'x' is no request's id", ['0', '17']],
    ['methd=GET', "requests cannot be looked for by 'methd'", ['method']],
    ['constructor=x', "requests cannot be looked for by 'constructor'", undefined]
  ] as const) {
    t.throws(() => matching(entries, new URLSearchParams(query), ['limit']), { status: 400, message, ...(expected && { expected }) }, query)
  }
})

test('names of spaces', async t => {
  for (const name of ['a', 'A.b_c-1', 'a'.repeat(64)]) t.equal(newSpaceName(name), name)
  for (const name of ['', '.a', 'a b', 'a/b', 'a'.repeat(65)]) {
    t.throws(() => nameOfSpace(name), { message: `a space cannot be called '${name}'` }, name)
  }
  t.equal(nameOfSpace('default'), 'default')
  t.throws(() => newSpaceName('default'), new Refusal(409, 'the default space is there already; it can be reset'))
})
