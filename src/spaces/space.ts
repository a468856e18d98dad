import type { Catalogue } from '../model/catalogue.ts'
import type { Store } from '../store/index.ts'
import type { Archive } from './archive.ts'
import { Credentials, type KnownClaims } from './credentials.ts'
import { Faults } from './faults/faults.ts'
import { Journal } from './journal.ts'
import type { Coverage } from './coverage/coverage.ts'
import type { Image } from './image.ts'
import type { Limits } from './limits.ts'
import { Sessions } from './sessions.ts'
import { Snapshots } from './snapshots.ts'
import type { SpaceClock } from './space-clock.ts'

export interface SpaceOptions {
  readonly name: string
  /** What its addresses begin with. */
  readonly basePath: string
  readonly archive: Archive
  readonly clock: SpaceClock
  readonly catalogue: Catalogue
  readonly limits: Limits
  readonly knownClaims: KnownClaims
  /** Of all spaces of the server. */
  readonly coverage: Coverage
}

/** One whole XNAT: its data, its sessions, its time. */
export class Space {
  readonly name: string
  readonly basePath: string
  readonly archive: Archive
  readonly clock: SpaceClock
  readonly catalogue: Catalogue
  readonly limits: Limits
  readonly sessions: Sessions
  readonly credentials: Credentials
  readonly coverage: Coverage
  readonly snapshots = new Snapshots()
  private seed: Image | undefined
  readonly journal: Journal
  readonly faults = new Faults()

  constructor ({ name, basePath, archive, clock, catalogue, limits, knownClaims, coverage }: SpaceOptions) {
    this.name = name
    this.basePath = basePath
    this.archive = archive
    this.clock = clock
    this.catalogue = catalogue
    this.limits = limits
    this.sessions = new Sessions(clock)
    this.credentials = new Credentials(archive, clock, knownClaims)
    this.coverage = coverage
    this.journal = new Journal(limits.journal, limits.journalBytes)
  }

  /** What it goes back to with a reset, if not to the server's seed. */
  get ownSeed (): Image | undefined {
    return this.seed
  }

  set ownSeed (image: Image | undefined) {
    this.seed?.letGo()
    this.seed = image
  }

  get store (): Store {
    return this.archive.store
  }

  close (): void {
    this.archive.close()
    this.snapshots.clear()
    this.ownSeed = undefined
  }
}
