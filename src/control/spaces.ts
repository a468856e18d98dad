import Type from 'typebox'
import { siteOfServer } from '../plugins/site.ts'
import { madeSpace, newSpaceName } from '../spaces/new-space.ts'
import type { Space } from '../spaces/space.ts'
import { type ControlCall, operation } from './operation.ts'
import { Refusal } from '../failures/refusal.ts'
import { theSnapshot } from '../spaces/snapshots.ts'

const space = Type.Object({
  name: Type.String({ description: 'what it is called' }),
  url: Type.String({ description: 'the base URL for its clients' }),
  snapshots: Type.Array(Type.String())
}, { title: 'Space' })

/** Another space by name. @throws Refusal */
export function theSpace ({ spaces }: ControlCall, name: string): Space {
  const found = spaces.find(name)
  if (found === undefined) throw new Refusal(404, `there is no space '${name}'`, spaces.list().map(({ name }) => name))
  return found
}

const view = ({ request }: ControlCall, { name, basePath, snapshots }: Space) =>
  ({ name, url: siteOfServer(request) + basePath, snapshots: snapshots.list().map(({ name }) => name) })

export const spaceOperations = [
  operation({
    id: 'listSpaces',
    summary: 'List the spaces',
    method: 'GET',
    url: '/spaces',
    result: Type.Array(space),
    responses: { 200: 'Every space; the root is the one called default' },
    run: call => call.spaces.list().map(space => view(call, space))
  }),
  operation({
    id: 'getSpace',
    summary: 'Return one space',
    method: 'GET',
    url: '/spaces/{name}',
    result: space,
    responses: { 200: 'The space', 404: 'No such space' },
    run: call => view(call, theSpace(call, call.params['name'] ?? ''))
  }),
  operation({
    id: 'putSpace',
    summary: 'Make a space, or make it anew: from the seed, from another space as it is now, or from a snapshot',
    description: 'A space also comes into being, from the seed, at the first request below its base URL.',
    method: 'PUT',
    url: '/spaces/{name}',
    query: { from: 'a space that it is to be a copy of', snapshot: 'a snapshot of that space, in place of what the space is now' },
    result: space,
    responses: {
      200: 'The space, made anew',
      201: 'The new space',
      400: 'A name that cannot be one',
      404: 'No such space or snapshot to copy',
      409: 'The default space, which is reset instead',
      503: 'As many spaces as the server takes'
    },
    run: putSpace
  }),
  operation({
    id: 'deleteSpace',
    summary: 'Delete a space with all it has',
    method: 'DELETE',
    url: '/spaces/{name}',
    result: Type.Object({}),
    responses: { 200: 'Deleted', 404: 'No such space', 409: 'The default space, which stays' },
    run: call => {
      const { name } = theSpace(call, call.params['name'] ?? '')
      if (!call.spaces.delete(name)) throw new Refusal(409, 'the default space stays; it can be reset')
      return {}
    }
  }),
  operation({
    id: 'deleteSpaces',
    summary: 'Delete every space but the default one',
    method: 'DELETE',
    url: '/spaces',
    result: Type.Object({ deleted: Type.Integer() }),
    responses: { 200: 'How many there were' },
    run: ({ spaces }) => ({ deleted: spaces.list().filter(({ name }) => spaces.delete(name)).length })
  })
]

function putSpace (call: ControlCall) {
  const { spaces, query, reply } = call
  const name = newSpaceName(call.params['name'] ?? '')
  const [from, snapshot] = [query.get('from'), query.get('snapshot')]
  const source = from === null ? call.space : theSpace(call, from)
  const image = snapshot !== null ? theSnapshot(source, snapshot).image : from === null ? spaces.seed() : source.archive.snapshot()
  const known = spaces.find(name) !== undefined
  const made = madeSpace(() => spaces.add(name, image))
  reply.code(known ? 200 : 201)
  return view(call, made)
}
