import { folderOf, nameOf } from '../../../model/archive-path.ts'
import type { Entry } from '../../../model/file-catalog.ts'
import { newItem } from '../../../model/item.ts'
import type { FileRow } from '../../../store/files/disk.ts'
import type { ResourceRow } from '../../../store/files/resources.ts'
import type { ExperimentRow } from '../../../store/items/experiments.ts'
import type { ScanRow } from '../../../store/items/scan-row.ts'
import { viewerOf } from '../../../store/accounts/users.ts'
import type { Viewer } from '../../../store/accounts/viewer.ts'
import type { XapiCall } from '../endpoint.ts'
import { type View, contentOf, fileNameOf } from './view.ts'

const label = 'SNAPSHOTS'

const resourceOf = ({ store }: XapiCall, scan: ScanRow): ResourceRow | undefined =>
  store.resources.of({ kind: 'scan', id: scan.key }).find(row => row.label === label)

/** A picture that the scan's SNAPSHOTS have already, whoever put it there: by its content (SnapshotProvider.getResourceFile). */
export function knownPicture (call: XapiCall, scan: ScanRow, view: View): FileRow | undefined {
  const { catalogs } = call.store
  const row = resourceOf(call, scan)
  const catalog = row && catalogs.find(row.uri)
  const entry = catalog && catalogs.entries(catalog).find(({ content }) => content === contentOf(view))
  return entry && catalogs.file(catalog, entry)
}

/** Adds a picture to the scan's SNAPSHOTS, which are made for the first one (SnapshotProvider.addFileToResource). In a transaction. */
export function keepPicture (call: XapiCall, session: ExperimentRow, scan: ScanRow, view: View, bytes: Buffer): FileRow | undefined {
  const { store, catalogue, space } = call
  const owner = ownerOf(call, session)
  const row = resourceOf(call, scan)
  const uri = row?.uri ?? `${store.resources.folder({ kind: 'scan', id: scan.key })}/${label}/${scan.id}_catalog.xml`
  const catalog = store.catalogs.open(uri, scan.id)
  const name = fileNameOf(session.id, scan.id, view)
  const path = `${folderOf(uri)}/${name}`
  const received = store.blobs.take([bytes])
  store.disk.write(path, received)
  const event = store.ids.event()
  const known = store.catalogs.entry(catalog, name)
  const change = { by: owner.login, time: space.clock.now(), event }
  const { size, md5: digest } = received
  const entry: Entry = {
    uri: name,
    name: nameOf(name),
    size,
    digest,
    format: 'gif',
    content: contentOf(view),
    tags: [],
    created: known?.created ?? change
  }
  store.catalogs.write(catalog, known ? { ...entry, modified: change } : entry, known === undefined, size - (known?.size ?? 0))
  const { files, bytes: all } = store.catalogs.open(uri, scan.id)
  const item = newItem(catalogue.type('xnat:resourceCatalog'))
  Object.assign(item.values, { file_count: files, file_size: all }, row === undefined && firstValues(session, scan, uri))
  store.resources.save({ kind: 'scan', id: scan.key }, item, row, owner, event)
  return store.disk.file(path)
}

/** SnapshotProvider.createSnapshotResourceCatalog */
const firstValues = ({ id }: ExperimentRow, scan: ScanRow, uri: string): Readonly<Record<string, string>> =>
  ({ label, URI: uri, format: 'GIF', content: label, description: `Snapshots for session ${id} scan ${scan.id}` })

/** Who has made it: whoever made the session and may still change it, or an administrator (SnapshotProvider.getValidUser). */
function ownerOf ({ store, viewer }: XapiCall, { inserted_by: login, project }: ExperimentRow): Viewer {
  const maker = store.users.find(login)
  const known = maker && viewerOf(maker)
  if (known && store.access.can(known, 'edit', project)) return known
  const administrator = store.users.list().find(user => user.administrator === 1)
  return administrator ? viewerOf(administrator) : viewer
}
