import Type from 'typebox'
import { receiveBody } from '../entity/upload.ts'
import { archive } from '../serializers/archive.ts'
import { BadSnapshot, readSnapshot, snapshotEntries } from '../spaces/snapshot-file.ts'
import { type Snapshot, newSnapshotName, theSnapshot } from '../spaces/snapshots.ts'
import { type ControlCall, operation } from './operation.ts'
import { Refusal } from '../failures/refusal.ts'

const snapshot = Type.Object({
  name: Type.String(),
  created: Type.String({ description: 'ISO 8601, by the machine\'s clock' }),
  bytes: Type.Integer({ description: 'of the database' }),
  files: Type.Integer({ description: 'with different bytes' })
}, { title: 'Snapshot' })

const view = ({ name, created, image }: Snapshot) => ({
  name,
  created: new Date(created).toISOString(),
  bytes: image.bytes.length,
  files: image.hashes.size
})

export const snapshotOperations = [
  operation({
    id: 'listSnapshots',
    summary: 'List the snapshots of the space',
    method: 'GET',
    url: '/snapshots',
    result: Type.Array(snapshot),
    responses: { 200: 'The snapshots, oldest first' },
    run: ({ space }) => space.snapshots.list().map(view)
  }),
  operation({
    id: 'putSnapshot',
    summary: 'Keep what the space is now under a name',
    method: 'PUT',
    url: '/snapshots/{name}',
    result: snapshot,
    responses: { 200: 'Kept, in place of one of that name', 201: 'Kept', 400: 'A name that cannot be one' },
    run: call => {
      const { space, reply } = call
      const name = newSnapshotName(call.params['name'] ?? '')
      reply.code(space.snapshots.find(name) === undefined ? 201 : 200)
      return view(space.snapshots.keep(name, space.archive.snapshot(), space.clock.now()))
    }
  }),
  operation({
    id: 'getSnapshot',
    summary: 'Return one snapshot',
    method: 'GET',
    url: '/snapshots/{name}',
    result: snapshot,
    responses: { 200: 'The snapshot', 404: 'No such snapshot' },
    run: ({ space, params }) => view(theSnapshot(space, params['name'] ?? ''))
  }),
  operation({
    id: 'restoreSnapshot',
    summary: 'Make the space what it was in a snapshot',
    method: 'POST',
    url: '/snapshots/{name}/restore',
    result: snapshot,
    responses: { 200: 'Restored', 404: 'No such snapshot' },
    run: ({ space, params }) => {
      const found = theSnapshot(space, params['name'] ?? '')
      space.archive.restore(found.image)
      return view(found)
    }
  }),
  operation({
    id: 'downloadSnapshot',
    summary: 'Download a snapshot as a file: a tar of the database and of the files',
    method: 'GET',
    url: '/snapshots/{name}/file',
    mime: 'application/x-tar',
    result: Type.Unsafe({ type: 'string', format: 'binary' }),
    responses: { 200: 'The file', 404: 'No such snapshot' },
    run: ({ space, params, reply }) => {
      const found = theSnapshot(space, params['name'] ?? '')
      return reply.header('content-type', 'application/x-tar')
        .header('content-disposition', `attachment; filename="${found.name}.tar"`)
        .send(archive({ mime: 'application/x-tar', entries: snapshotEntries(found, space.store.blobs), deflate: false }))
    }
  }),
  operation({
    id: 'uploadSnapshot',
    summary: 'Take a downloaded snapshot in, also one of another server',
    method: 'PUT',
    url: '/snapshots/{name}/file',
    result: snapshot,
    responses: { 200: 'Kept, in place of one of that name', 201: 'Kept', 400: 'A name that cannot be one, or a file that is no snapshot' },
    run: uploadSnapshot
  }),
  operation({
    id: 'deleteSnapshot',
    summary: 'Delete a snapshot',
    method: 'DELETE',
    url: '/snapshots/{name}',
    result: Type.Object({}),
    responses: { 200: 'Deleted', 404: 'No such snapshot' },
    run: ({ space, params }) => {
      space.snapshots.delete(theSnapshot(space, params['name'] ?? '').name)
      return {}
    }
  })
]

async function uploadSnapshot (call: ControlCall): Promise<object> {
  const { space, request, reply } = call
  const name = newSnapshotName(call.params['name'] ?? '')
  const { blobs } = space.store
  const received = await receiveBody(request, blobs, space.limits.upload)
  try {
    const { image, created } = await readSnapshot(received.path, blobs)
    reply.code(space.snapshots.find(name) === undefined ? 201 : 200)
    const stored = view(space.snapshots.keep(name, image, created))
    image.letGo()
    return stored
  } catch (error) {
    throw error instanceof BadSnapshot ? new Refusal(400, `the file is no snapshot: ${error.message}`) : error
  } finally {
    blobs.discard(received)
  }
}
