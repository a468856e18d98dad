import { Refusal } from '../failures/refusal.ts'
import type { Image } from './image.ts'

export interface Snapshot {
  readonly name: string
  /** Epoch milliseconds, by the machine's clock. */
  readonly created: number
  readonly image: Image
}

/** What a snapshot may be called. */
export const snapshotName = /^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/

/** The snapshots of one space, by name. */
export class Snapshots {
  private readonly byName = new Map<string, Snapshot>()

  /** Stores an image under a name, in place of an earlier one. */
  keep (name: string, image: Image, created: number): Snapshot {
    image.use()
    this.delete(name)
    const snapshot = { name, created, image }
    this.byName.set(name, snapshot)
    return snapshot
  }

  find (name: string): Snapshot | undefined {
    return this.byName.get(name)
  }

  /** Oldest first. */
  list (): Snapshot[] {
    return [...this.byName.values()]
  }

  /** @returns whether there was such a snapshot. */
  delete (name: string): boolean {
    this.byName.get(name)?.image.letGo()
    return this.byName.delete(name)
  }

  clear (): void {
    for (const { name } of this.list()) this.delete(name)
  }
}

/** A snapshot of a space by name. @throws Refusal */
export function theSnapshot ({ snapshots, name: space }: { readonly snapshots: Snapshots, readonly name: string }, name: string): Snapshot {
  const found = snapshots.find(name)
  if (found === undefined) {
    throw new Refusal(404, `the space '${space}' has no snapshot '${name}'`, snapshots.list().map(({ name }) => name))
  }
  return found
}

/** What a snapshot is to be called. @throws Refusal */
export function newSnapshotName (name: string): string {
  if (!snapshotName.test(name)) {
    throw new Refusal(400, `a snapshot cannot be called '${name}'`, [
      '1 to 64 letters, digits, dots, hyphens and underscores, a letter or digit first'
    ])
  }
  return name
}
