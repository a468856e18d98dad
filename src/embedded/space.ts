import { createWriteStream } from 'node:fs'
import { pipeline } from 'node:stream/promises'
import type { FastifyInstance } from 'fastify'
import type { Account } from '../account.ts'
import { clientVariables } from '../client-environment.ts'
import { archive } from '../serializers/archive.ts'
import { reset } from '../spaces/reset.ts'
import { readSnapshot, snapshotEntries } from '../spaces/snapshot-file.ts'
import { type Snapshot, snapshotName } from '../spaces/snapshots.ts'
import type { Space } from '../spaces/space.ts'
import { type Spaces, defaultName, spaceName } from '../spaces/spaces.ts'
import { clockOf } from './clock.ts'
import { inject } from './inject.ts'
import type { XnatAnswer, XnatClock, XnatRequest, XnatSpace } from './xnat.ts'

/** What every space of a server shares. */
export interface Running {
  readonly app: FastifyInstance
  /** Of the default space. */
  readonly url: string
  readonly account: Account
  /** No longer running. */
  closed: boolean
}

/** A space, as a program in the same process has it. */
export class EmbeddedSpace implements XnatSpace {
  readonly name: string
  readonly url: string
  readonly user: string
  readonly password: string
  readonly clock: XnatClock
  protected readonly running: Running

  constructor (running: Running, name: string) {
    this.running = running
    this.name = name
    this.url = running.url + this.own.basePath.slice(this.all.default.basePath.length)
    this.user = running.account.user
    this.password = running.account.password
    this.clock = clockOf(() => this.own.clock)
  }

  protected get all (): Spaces {
    if (this.running.closed) throw new Error('the server is closed')
    return this.running.app.spaces
  }

  /** Looked up each time: another may have made it anew. */
  private get own (): Space {
    return this.all.get(this.name)
  }

  get env (): Readonly<Record<string, string>> {
    return clientVariables(this.url, this)
  }

  reset (): void {
    reset(this.own, this.all.seed())
  }

  snapshot (name: string): void {
    this.keep(name, ({ archive }) => archive.snapshot())
  }

  private keep (name: string, image: (space: Space) => Snapshot['image']): void {
    if (!snapshotName.test(name)) throw new RangeError(`a snapshot cannot be called '${name}', but with letters, digits, dots, hyphens and underscores`)
    const { own } = this
    own.snapshots.keep(name, image(own), Date.now())
  }

  restore (name: string): void {
    this.own.archive.restore(this.found(name).image)
  }

  snapshots (): string[] {
    return this.own.snapshots.list().map(({ name }) => name)
  }

  deleteSnapshot (name: string): void {
    this.own.snapshots.delete(this.found(name).name)
  }

  private found (name: string): Snapshot {
    const found = this.own.snapshots.find(name)
    if (found === undefined) throw new RangeError(`the space '${this.name}' has no snapshot '${name}', but: ${this.snapshots().join(', ') || 'none'}`)
    return found
  }

  async saveSnapshot (name: string, file: string): Promise<void> {
    const entries = snapshotEntries(this.found(name), this.own.store.blobs)
    await pipeline(archive({ mime: 'application/x-tar', entries, deflate: false }), createWriteStream(file))
  }

  async loadSnapshot (name: string, file: string): Promise<void> {
    const { image } = await readSnapshot(file, this.own.store.blobs)
    try {
      this.keep(name, () => image)
    } finally {
      image.letGo()
    }
  }

  fork (name?: string): XnatSpace {
    const made = nameIn(this.all, name)
    if (made === defaultName) throw new RangeError('the default space stays; it can be restored')
    this.all.add(made, this.own.archive.snapshot())
    return new EmbeddedSpace(this.running, made)
  }

  inject (request: string | XnatRequest): Promise<XnatAnswer> {
    const { app, account } = this.running
    return inject(app, this.own.basePath, account, typeof request === 'string' ? { url: request } : request)
  }

  async close (): Promise<void> {
    if (!this.running.closed) this.all.delete(this.name)
  }

  async [Symbol.asyncDispose] (): Promise<void> {
    await this.close()
  }
}

/** A name for a space: the one that is wished for, or one that is not in use. */
export function nameIn (spaces: Spaces, wished?: string): string {
  if (wished !== undefined && !spaceName.test(wished)) throw new RangeError(`a space cannot be called '${wished}', but with letters, digits, dots, hyphens and underscores`)
  if (wished !== undefined) return wished
  for (let number = spaces.list().length; ; number++) if (spaces.find(`space-${number}`) === undefined) return `space-${number}`
}
