import { durationOf } from '../model/duration.ts'
import type { SpaceClock } from '../spaces/space-clock.ts'
import type { XnatClock } from './xnat.ts'

type Time = Date | number | string

/** The clock of a space, for programs: checks its arguments. @param clock the one of the space at the moment. */
export const clockOf = (clock: () => SpaceClock): XnatClock => ({
  now: () => new Date(clock().now()),
  set: time => { clock().set(timeOf(time)) },
  advance: by => { clock().advance(milliseconds(by)) },
  freeze: time => {
    const at = time === undefined ? undefined : timeOf(time)
    clock().freeze()
    if (at !== undefined) clock().set(at)
  },
  thaw: () => { clock().thaw() },
  seed: randomSeed => {
    if (!Number.isSafeInteger(randomSeed)) throw new RangeError(`${randomSeed} is no whole number`)
    clock().seed(randomSeed)
  },
  reset: () => { clock().reset() }
})

/** Epoch milliseconds. @throws RangeError */
export function timeOf (time: Time): number {
  const found = new Date(time).getTime()
  if (Number.isNaN(found)) throw new RangeError(`'${String(time)}' is no time such as 2020-01-31T12:30:00Z`)
  return found
}

function milliseconds (by: number | string): number {
  const found = typeof by === 'number' ? by : durationOf(by, Number.NaN)
  if (!Number.isFinite(found)) throw new RangeError(`'${by}' is no duration such as 20 minutes`)
  return found
}
