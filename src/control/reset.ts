import Type from 'typebox'
import type { Space } from '../spaces/space.ts'
import type { Image } from '../spaces/image.ts'
import { type ControlCall, Refusal, operation } from './operation.ts'

/** What a space has beside its data, and how each is taken back. */
const parts: Readonly<Record<string, (space: Space, seed: Image) => void>> = {
  data: ({ archive }, seed) => { archive.restore(seed) },
  clock: ({ clock }) => { clock.reset() },
  sessions: ({ sessions }) => { sessions.clear() },
  faults: ({ faults }) => { faults.clear() },
  journal: ({ journal }) => { journal.clear() }
}

/** Sessions stay, so that clients that are logged in go on. */
const usual = ['data', 'clock', 'faults', 'journal']

export const resetOperations = [
  operation({
    id: 'reset',
    summary: 'Take the space back to the seed',
    method: 'POST',
    url: '/reset',
    query: { only: `comma-separated parts to take back: ${Object.keys(parts).join(', ')}; without it all but the sessions` },
    result: Type.Object({ reset: Type.Array(Type.String()) }),
    responses: { 200: 'What was taken back', 400: 'An unknown part' },
    run: reset
  })
]

function reset ({ space, spaces, query }: ControlCall) {
  const asked = query.get('only')?.split(',').map(part => part.trim()) ?? usual
  const unknown = asked.find(part => !Object.hasOwn(parts, part))
  if (unknown !== undefined) throw new Refusal(400, `a space has no part '${unknown}'`, Object.keys(parts))
  const seed = spaces.seed()
  for (const part of asked) parts[part]?.(space, seed)
  return { reset: asked }
}
