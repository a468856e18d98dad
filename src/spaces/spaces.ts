import type { Clock } from '../process/clock.ts'
import type { Catalogue } from '../model/catalogue.ts'
import { spacesPath } from '../http/address.ts'
import type { BlobStore } from '../store/files/blobs.ts'
import { type Store, openStore } from '../store/index.ts'
import type { Preferences } from '../store/accounts/preferences.ts'
import { Archive } from './archive.ts'
import { Coverage } from './coverage/coverage.ts'
import type { KnownClaims } from './credentials.ts'
import { Image } from './image.ts'
import type { Limits } from './limits.ts'
import { type InitialClock, SpaceClock } from './space-clock.ts'
import { Space } from './space.ts'

export interface SpacesOptions {
  readonly catalogue: Catalogue
  readonly clock: Clock
  /** What the clock of a space begins with. */
  readonly initialClock: InitialClock
  readonly preferences: Partial<Preferences>
  readonly blobs: BlobStore
  readonly limits: Limits
  readonly basePath: string
  /** Where the default space is stored, if not in memory. */
  readonly file: string | undefined
  /** Fills a new archive. */
  readonly fill: (store: Store) => void
}

/** The space that the server's own address speaks to. */
export const defaultName = 'default'

/** What a space may be called. */
export const spaceName = /^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/

/** Archives that are open at once; of the others only the image stays in memory. */
const mostOpen = 64

/** There are as many spaces as there may be. */
export class TooManySpaces extends Error {}

/** Every space of a server. Each comes into being when it is first requested, as a copy of the seed. */
export class Spaces {
  private readonly options: SpacesOptions
  /** Of all spaces. */
  readonly coverage = new Coverage()
  private readonly knownClaims: KnownClaims = new Map()
  private readonly byName = new Map<string, Space>()
  /** The least recently opened first. */
  private readonly open = new Map<Archive, Space>()
  /** Made when it is first needed: a server with a file may never need one. */
  private image: Image | undefined

  constructor (options: SpacesOptions) {
    this.options = options
    this.byName.set(defaultName, options.file === undefined ? this.plantedSpace() : this.newSpace(defaultName, options.file))
  }

  /** What a new space holds. */
  seed (): Image {
    return (this.image ??= this.imageOf(this.options.fill))
  }

  /** A new archive, filled, as an image that stays. All of it is there, or it throws. */
  imageOf (fill: (store: Store) => void): Image {
    const { store, image } = this.planted(fill, this.newClock())
    store.close()
    return image
  }

  private planted (fill: (store: Store) => void, clock: Clock): { store: Store, image: Image } {
    const { catalogue, preferences, blobs } = this.options
    const store = openStore({ location: ':memory:', catalogue, clock, preferences, blobs })
    try {
      fill(store)
      return { store, image: new Image(store.serialize(), store.disk.held(), blobs).use() }
    } catch (error) {
      store.close()
      throw error
    }
  }

  /** The default space in memory goes on with the store that the seed was planted in: no start opens two. */
  private plantedSpace (): Space {
    const clock = this.newClock()
    const { store, image } = this.planted(this.options.fill, clock)
    this.image = image
    // as if it had been opened from the image
    clock.seed(this.options.initialClock.randomSeed)
    store.takeChanges()
    const space = this.newSpace(defaultName, image, clock)
    space.archive.take(store)
    return space
  }

  private newClock (): SpaceClock {
    return new SpaceClock(this.options.clock, this.options.initialClock)
  }

  /** Gives new spaces something else to begin with, and takes every space to it. */
  reseed (fill: (store: Store) => void): void {
    const image = this.imageOf(fill)
    this.image?.letGo()
    this.image = image
    for (const { archive } of this.list()) archive.restore(image)
  }

  get default (): Space {
    return this.get(defaultName)
  }

  /** A space, made where it is not there. @throws TooManySpaces */
  get (name: string): Space {
    const known = this.byName.get(name)
    if (known) return known
    return this.add(name, this.seed())
  }

  find (name: string): Space | undefined {
    return this.byName.get(name)
  }

  /** Makes a space, or makes an old one anew. @throws TooManySpaces */
  add (name: string, image: Image): Space {
    if (!this.byName.has(name) && this.byName.size > this.options.limits.spaces) throw new TooManySpaces()
    // it may be of the old space itself, whose files are not to go
    image.use()
    this.delete(name)
    const space = this.newSpace(name, image)
    image.letGo()
    this.byName.set(name, space)
    return space
  }

  private newSpace (name: string, source: Image | string, spaceClock = this.newClock()): Space {
    const { catalogue, preferences, blobs, limits, basePath } = this.options
    const archive: Archive = new Archive(
      {
        catalogue,
        clock: spaceClock,
        preferences,
        blobs,
        opened: archive => {
          this.opened(archive, space)
        }
      },
      source
    )
    const isDefault = name === defaultName
    const space = new Space({
      name,
      basePath: isDefault ? basePath : `${basePath}${spacesPath}/${name}`,
      archive,
      clock: spaceClock,
      catalogue,
      limits,
      knownClaims: this.knownClaims,
      coverage: this.coverage
    })
    return space
  }

  /** When too many are open, those go that were opened longest ago. */
  private opened (archive: Archive, space: Space): void {
    this.open.delete(archive)
    this.open.set(archive, space)
    for (const other of this.open.keys()) {
      if (this.open.size <= mostOpen) return
      if (other !== archive && other.park()) this.open.delete(other)
    }
  }

  list (): Space[] {
    return [...this.byName.values()]
  }

  /** @returns whether there was such a space. The default one stays. */
  delete (name: string): boolean {
    const space = this.byName.get(name)
    if (space === undefined || name === defaultName) return false
    this.byName.delete(name)
    this.open.delete(space.archive)
    space.close()
    return true
  }

  close (): void {
    for (const space of this.byName.values()) space.close()
  }
}
