import type { Test } from 'tap'
import { Catalogue, playedVersion } from '../../src/model/catalogue.ts'
import { systemClock } from '../../src/process/clock.ts'
import { demo } from '../../src/seeds/built-in/demo.ts'
import { plant } from '../../src/seeds/plant/plant.ts'
import { type Store, openStore } from '../../src/store/index.ts'

export const catalogue = new Catalogue(playedVersion)

/** The demo's archive in memory, until the test ends. */
export function demoStore (t: Test): Store {
  const store = openStore({ location: ':memory:', catalogue, clock: systemClock })
  t.after(store.close)
  plant(store, catalogue, demo)
  return store
}

/** What must be there. */
export function found<Value> (value: Value | null | undefined): Value {
  if (value === undefined || value === null) throw new Error('It is not there')
  return value
}
