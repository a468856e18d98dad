import { test } from 'tap'
import { clockOf } from '../../../src/embedded/clock.ts'
import { systemClock } from '../../../src/process/clock.ts'
import { SpaceClock } from '../../../src/spaces/space-clock.ts'

test('the clock of a space, for programs', async t => {
  const inner = new SpaceClock(systemClock)
  const clock = clockOf(() => inner)
  clock.freeze('2020-01-31T12:00:00Z')
  for (const [step, time] of [
    [() => {}, '12:00:00'],
    [() => { clock.advance(1500) }, '12:00:01.500'],
    [() => { clock.advance('2 minutes') }, '12:02:01.500'],
    [() => { clock.set(Date.UTC(2020, 0, 31, 13)) }, '13:00:00'],
    [() => { clock.set(new Date(Date.UTC(2020, 0, 31, 14))) }, '14:00:00'],
    [() => { clock.freeze() }, '14:00:00']
  ] as const) {
    step()
    t.equal(clock.now().getTime(), Date.parse(`2020-01-31T${time}Z`), time)
  }
  const wrong: readonly (readonly [step: () => void, message: string])[] = [
    [() => { clock.set('soon') }, "'soon' is no time such as 2020-01-31T12:30:00Z"],
    [() => { clock.freeze('soon') }, "'soon' is no time such as 2020-01-31T12:30:00Z"],
    [() => { clock.advance('soon') }, "'soon' is no duration such as 20 minutes"],
    [() => { clock.advance(Infinity) }, "'Infinity' is no duration such as 20 minutes"],
    [() => { clock.seed(1.5) }, '1.5 is no whole number']
  ]
  for (const [step, message] of wrong) t.throws(step, new RangeError(message), message)
  clock.seed(5)
  t.equal(inner.state.randomSeed, 5)
  clock.thaw()
  t.equal(inner.state.frozen, false)
  clock.set(0)
  clock.freeze()
  clock.reset()
  t.match(inner.state, { frozen: false, randomSeed: undefined })
  t.ok(clock.now().getTime() > Date.UTC(2020))
})
