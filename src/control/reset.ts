import Type from 'typebox'
import { parts, reset, usual } from '../spaces/reset.ts'
import { type ControlCall, operation } from './operation.ts'
import { Refusal } from '../failures/refusal.ts'

export const resetOperations = [
  operation({
    id: 'reset',
    summary: 'Take the space back to the seed',
    method: 'POST',
    url: '/reset',
    query: { only: `comma-separated parts to take back: ${Object.keys(parts).join(', ')}; without it all but the sessions` },
    result: Type.Object({ reset: Type.Array(Type.String()) }),
    responses: { 200: 'What was taken back', 400: 'An unknown part' },
    run: takeBack
  })
]

function takeBack ({ space, spaces, query }: ControlCall) {
  const requested = query.get('only')?.split(',').map(part => part.trim()) ?? usual
  const unknown = requested.find(part => !Object.hasOwn(parts, part))
  if (unknown !== undefined) throw new Refusal(400, `a space has no part '${unknown}'`, Object.keys(parts))
  reset(space, space.ownSeed ?? spaces.seed(), requested)
  return { reset: requested }
}
