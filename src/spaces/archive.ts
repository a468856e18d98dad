import type { Clock } from '../process/clock.ts'
import type { Catalogue } from '../model/catalogue.ts'
import type { BlobStore } from '../store/files/blobs.ts'
import { replaceDatabase } from '../store/sql/database.ts'
import type { Mark } from '../store/sql/freshness.ts'
import { type Store, openStore } from '../store/index.ts'
import type { Preferences } from '../store/accounts/preferences.ts'
import { Image } from './image.ts'

export interface ArchiveOptions {
  readonly catalogue: Catalogue
  readonly clock: Clock
  readonly preferences: Partial<Preferences>
  readonly blobs: BlobStore
  /** Called when a store is opened, and when what was read of one is stale. */
  readonly opened: (archive: Archive) => void
}

interface Open {
  readonly store: Store
  /** Its mark when it was what the image is. */
  readonly mark: Mark
  /** Requests that work with it. */
  holders: number
  /** Another one has taken its place: it closes with its last holder. */
  replaced: boolean
}

/**
 * The data of one space: a store that is opened when it is first requested, from an image in memory or from a file. One
 * from an image can be parked: it is an image again until the next time.
 */
export class Archive {
  private readonly options: ArchiveOptions
  /** Where it is stored, if not in memory. */
  private readonly file: string | undefined
  private image: Image | undefined
  private current: Open | undefined

  constructor (options: ArchiveOptions, source: Image | string) {
    this.options = options
    this.file = typeof source === 'string' ? source : undefined
    this.image = typeof source === 'string' ? undefined : source.use()
  }

  get store (): Store {
    return this.open().store
  }

  get isOpen (): boolean {
    return this.current !== undefined
  }

  private open (): Open {
    if (this.current) return this.current
    const { catalogue, clock, preferences, blobs } = this.options
    return this.take(openStore({ location: this.file ?? this.image?.bytes ?? ':memory:', catalogue, clock, preferences, blobs }))
  }

  /** Works with a store that is as the image is, or the file. */
  take (store: Store): Open {
    this.current = { store, mark: store.mark(), holders: 0, replaced: false }
    this.options.opened(this)
    return this.current
  }

  /** Keeps the store open that is there now. @returns what lets it go. */
  hold (): () => void {
    const open = this.open()
    open.holders++
    let held = true
    return () => {
      if (!held) return
      held = false
      if (--open.holders === 0 && open.replaced) open.store.close()
    }
  }

  /** What the archive is now, as an image. */
  snapshot (): Image {
    if (this.image !== undefined && this.isUnchanged()) return this.image
    const { store } = this.open()
    return new Image(store.serialize(), store.disk.held(), this.options.blobs)
  }

  /** Whether nothing was written since the store was opened from its image. */
  private isUnchanged (): boolean {
    return this.current === undefined || this.current.store.mark() === this.current.mark
  }

  /** Becomes what the image is. Requests that are under way end with the store that they began with. */
  restore (image: Image): void {
    image.use()
    if (this.file === undefined) {
      this.replace()
      this.image?.letGo()
      this.image = image
    } else {
      this.retire()
      replaceDatabase(this.file, image.bytes)
      image.letGo()
    }
    this.open()
  }

  private replace (): void {
    const { current } = this
    this.current = undefined
    if (current === undefined) return
    current.replaced = true
    if (current.holders === 0) current.store.close()
  }

  /** A file can be replaced only when nobody has it open: what is under way fails. */
  private retire (): void {
    this.current?.store.close()
    this.current = undefined
  }

  /** Gives up the store, to be opened again from an image. @returns whether it could. */
  park (): boolean {
    if (this.file !== undefined || this.current === undefined || this.current.holders > 0) return false
    const image = this.snapshot()
    if (image !== this.image) {
      image.use()
      this.image?.letGo()
      this.image = image
    }
    this.current.store.close()
    this.current = undefined
    return true
  }

  close (): void {
    this.retire()
    this.image?.letGo()
    this.image = undefined
  }
}
