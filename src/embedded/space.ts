import { createWriteStream } from 'node:fs'
import { pipeline } from 'node:stream/promises'
import type { FastifyInstance } from 'fastify'
import type { Account } from '../seeds/account.ts'
import { clientVariables } from '../commands/client-environment.ts'
import { madeSpace, nameOfSpace, newSpaceName } from '../spaces/new-space.ts'
import { archive } from '../serializers/archive.ts'
import { matching } from '../spaces/request-filter.ts'
import { reset } from '../spaces/reset.ts'
import { readSnapshot, snapshotEntries } from '../spaces/snapshot-file.ts'
import { type Snapshot, newSnapshotName, theSnapshot } from '../spaces/snapshots.ts'
import type { Space } from '../spaces/space.ts'
import type { Spaces } from '../spaces/spaces.ts'
import { clockOf } from './clock.ts'
import { faultsOf } from './faults.ts'
import { inject } from './inject.ts'
import type { XnatAnswer, XnatClock, XnatFaults, XnatQuery, XnatRequest, XnatSpace, XnatTold } from './xnat.ts'

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
  readonly faults: XnatFaults
  protected readonly running: Running

  constructor (running: Running, name: string) {
    this.running = running
    this.name = nameOfSpace(name)
    this.url = running.url + this.own.basePath.slice(this.all.default.basePath.length)
    this.user = running.account.user
    this.password = running.account.password
    this.clock = clockOf(() => this.own.clock)
    this.faults = faultsOf(() => this.own)
  }

  protected get all (): Spaces {
    if (this.running.closed) throw new Error('the server is closed')
    return this.running.app.spaces
  }

  /** Looked up each time: another may have made it anew. */
  private get own (): Space {
    return madeSpace(() => this.all.get(this.name))
  }

  get env (): Readonly<Record<string, string>> {
    return clientVariables(this.url, this)
  }

  reset (): void {
    reset(this.own, this.own.ownSeed ?? this.all.seed())
  }

  snapshot (name: string): void {
    this.keep(name, ({ archive }) => archive.snapshot())
  }

  private keep (name: string, image: (space: Space) => Snapshot['image']): void {
    const { own } = this
    own.snapshots.keep(newSnapshotName(name), image(own), Date.now())
  }

  restore (name: string): void {
    this.own.archive.restore(theSnapshot(this.own, name).image)
  }

  snapshots (): string[] {
    return this.own.snapshots.list().map(({ name }) => name)
  }

  deleteSnapshot (name: string): void {
    this.own.snapshots.delete(theSnapshot(this.own, name).name)
  }

  async saveSnapshot (name: string, file: string): Promise<void> {
    const entries = snapshotEntries(theSnapshot(this.own, name), this.own.store.blobs)
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

  fork (name = newName(this.all)): XnatSpace {
    madeSpace(() => this.all.add(newSpaceName(name), this.own.archive.snapshot()))
    return new EmbeddedSpace(this.running, name)
  }

  requests (query: XnatQuery = {}): XnatTold[] {
    const filters = Object.entries(query).flatMap(([name, value]) => value === undefined ? [] : [[name, String(value)]])
    const entries = matching(this.own.journal.entries(), new URLSearchParams(filters), [])
    return entries.map(entry => ({ ...entry, time: new Date(entry.time) }))
  }

  forgetRequests (): void {
    this.own.journal.clear()
  }

  async inject (request: string | XnatRequest): Promise<XnatAnswer> {
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

/** A name that no space has. */
export function newName (spaces: Spaces): string {
  for (let number = spaces.list().length; ; number++) if (spaces.find(`space-${number}`) === undefined) return `space-${number}`
}
