import type { Catalogue } from '../../model/catalogue.ts'
import { Planter } from './planter.ts'
import type { Seed } from '../schema.ts'
import type { Store } from '../../store/index.ts'

/** Fills an empty store, all or nothing; one that has users is left as it is. The seed must have been checked. */
export function plant (store: Store, catalogue: Catalogue, seed: Seed): void {
  if (store.users.list().length > 0) return
  store.transaction(() => { new Planter(store, catalogue, seed).plant() })
}
