import { failures } from '../../../failures/index.ts'
import { folderOf } from '../../../model/archive-path.ts'
import { type Document, empty } from '../../../model/document.ts'
import type { Entry } from '../../../model/file-catalog.ts'
import { newItem } from '../../../model/item.ts'
import { filePathOf } from './file-path.ts'
import { may, securityOf } from './place.ts'
import type { NamedResources } from './found-resources.ts'
import type { Call } from '../resource.ts'
import { notFound } from './send-files.ts'

/** FileList.handleDelete: whatever begins like the path, out of the first resource that the URL names. */
export function deleteFiles (call: Call, { place, named, elsewhere }: NamedResources): Document {
  const { store, query, viewer, now } = call
  const row = (named[0] ?? elsewhere[0])?.row
  const security = securityOf(place)
  if (row === undefined || security === undefined) throw failures.noFilesToDelete()
  if (!may(call, 'delete', security)) throw failures.mayNotModifySession()
  const catalog = store.catalogs.open(row.uri, row.label)
  const entries = matching(store.catalogs.entries(catalog), filePathOf(call))
  if (entries.length === 0) return notFound(call, failures.noMatchedFiles)
  const event = store.ids.event()
  store.catalogs.remove(catalog, entries, event, now())
  if (!query.isFalse('removeFiles')) for (const { uri } of entries) store.disk.remove(`${folderOf(row.uri)}/${uri}`)
  const left = store.catalogs.open(row.uri, row.label)
  const counts = { ...newItem(call.catalogue.type('xnat:resourceCatalog')), values: { file_count: left.files, file_size: left.bytes } }
  store.resources.save(store.resources.owner(row), counts, row, viewer, event)
  return empty
}

/** CatalogUtils.findCatEntriesWithinPath: an empty path is every file's beginning. */
function matching (entries: readonly Entry[], path: string): Entry[] {
  const start = path.endsWith('*') ? path.slice(0, -1) : path
  return entries.filter(({ uri }) => uri.startsWith(start))
}
