import type { Image } from './image.ts'
import type { Space } from './space.ts'

/** What a space has beside its data, and how each is taken back. */
export const parts: Readonly<Record<string, (space: Space, seed: Image) => void>> = {
  data: ({ archive }, seed) => { archive.restore(seed) },
  clock: ({ clock }) => { clock.reset() },
  sessions: ({ sessions }) => { sessions.clear() },
  faults: ({ faults }) => { faults.clear() },
  journal: ({ journal }) => { journal.clear() }
}

/** Sessions stay, so that clients that are logged in go on. */
export const usual: readonly string[] = ['data', 'clock', 'faults', 'journal']

/** Takes parts of a space back to the seed. */
export function reset (space: Space, seed: Image, requested: readonly string[] = usual): void {
  for (const part of requested) parts[part]?.(space, seed)
}
