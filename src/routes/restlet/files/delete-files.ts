import { failures } from '../../../failures/index.ts'
import { entryPath, folderOf } from '../../../model/archive-path.ts'
import { type Document, empty } from '../../../model/document.ts'
import type { Entry } from '../../../model/file-catalog.ts'
import { type Item, newItem } from '../../../model/item.ts'
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
  // the project of a subject is looked for nowhere, and then missed
  if (place.project === undefined && security.kind === 'subject') throw failures.filesNotDeleted()
  const catalog = store.catalogs.open(row.uri, row.label)
  const entries = matching(store.catalogs.entries(catalog), filePathOf(call))
  if (entries.length === 0) return notFound(call, failures.noMatchedFiles)
  const event = store.ids.event()
  store.catalogs.remove(catalog, entries, event, now())
  if (!query.isFalse('removeFiles')) for (const { uri } of entries) store.disk.remove(entryPath(folderOf(row.uri), uri))
  const values = countsWithout(store.resources.item(row), entries)
  const counts = { ...newItem(call.catalogue.type('xnat:resourceCatalog')), values }
  store.resources.save(store.resources.owner(row), counts, row, viewer, event)
  return empty
}

/** What is taken away is subtracted from what was stored, whatever the catalog has; of what nobody has counted, no files are left. */
function countsWithout ({ values: { file_count: count, file_size: size = 0 } }: Item, entries: readonly Entry[]): Record<string, number> {
  return {
    file_count: count === undefined ? 0 : Number(count) - entries.length,
    file_size: Number(size) - entries.reduce((sum, { size }) => sum + size, 0)
  }
}

/** CatalogUtils.findCatEntriesWithinPath: an empty path is every file's beginning. */
function matching (entries: readonly Entry[], path: string): Entry[] {
  const start = path.endsWith('*') ? path.slice(0, -1) : path
  return entries.filter(({ uri }) => uri.startsWith(start))
}
