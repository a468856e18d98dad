import { failures } from '../../../failures/index.ts'
import { folderOf, nameOf, withoutEnd } from '../../../model/archive-path.ts'
import { empty } from '../../../model/document.ts'
import { escapeXml11 } from '../../../model/escape.ts'
import { auditGroup, isCatalogable } from '../../../model/file-catalog.ts'
import { newItem } from '../../../model/item.ts'
import type { ResourceRow } from '../../../store/files/resources.ts'
import { findArchiveItem } from './archive-uri.ts'
import { may } from './place.ts'
import type { Call, Resource } from '../resource.ts'

/** RefreshCatalog: makes catalogs and the disk agree. */
export const refreshCatalog: Resource<undefined> = {
  tag: 'files',
  urls: ['/services/refresh/catalog'],
  archive: false,
  offers: [],
  find: () => undefined,
  get: {
    id: 'refreshNothing',
    summary: 'Nothing: catalogs are refreshed by POST',
    responses: { 404: 'Always' },
    handle: () => { throw failures.noSuchAddress() }
  },
  post: {
    id: 'refreshCatalogs',
    summary: 'Refresh the catalogs of what a parameter names',
    answers: [],
    query: {
      resource: 'Address below /archive of a project, subject, experiment, scan or resource; may be repeated',
      options:
        'Comma list of append (list files that no catalog lists), delete (drop entries whose files are gone), checksum, populateStats'
    },
    responses: { 200: 'Refreshed', 400: 'No such address or item', 403: 'No right to edit it', 500: 'No such scan' },
    handle: call => {
      const operations = operationsOf(call)
      for (const uri of call.query.raw('resource')) refresh(call, escapeXml11(uri), operations)
      return empty
    }
  }
}

type Operations = ReadonlySet<string>

const known = ['append', 'checksum', 'delete', 'populateStats'] as const

/** RefreshCatalog.handleParam; none is all of them (DefaultCatalogService.getOperations). */
function operationsOf ({ query }: Call): Operations {
  const named = new Set([...query.all('options').flatMap(list => list.split(',')), ...known.filter(name => query.isTrue(name))])
  const requested = known.filter(name => named.has(name))
  return new Set(requested.length === 0 ? known : requested)
}

function refresh (call: Call, uri: string, operations: Operations): void {
  const { security, resources } = findArchiveItem(call, uri)
  if (!may(call, 'edit', security)) throw failures.mayNotRefresh(call.viewer.login, uri, security.row.id)
  for (const row of resources) refreshOne(call, row, operations)
}

/** CatalogUtils.refreshCatalog. Digests and counts are right at all times, so two of the operations find nothing to do. */
function refreshOne ({ store, viewer, now, catalogue }: Call, row: ResourceRow, operations: Operations): void {
  const catalog = store.catalogs.open(row.uri, row.label)
  const folder = folderOf(row.uri)
  const entries = store.catalogs.entries(catalog)
  const gone = operations.has('delete') ? entries.filter(entry => store.catalogs.file(catalog, entry) === undefined) : []
  const listed = new Set(entries.map(({ uri }) => withoutEnd(uri)))
  const found = operations.has('append')
    ? store.disk.below(folder).filter(({ path }) => isCatalogable(nameOf(path)) && !listed.has(path.slice(folder.length + 1)))
    : []
  if (gone.length + found.length === 0) return
  const event = store.ids.event()
  const time = now()
  const before = store.catalogs.auditText(catalog)
  for (const { path, size, md5 } of found) {
    const uri = path.slice(folder.length + 1)
    store.catalogs.write(
      catalog,
      {
        uri,
        name: nameOf(uri),
        size,
        ...(operations.has('checksum') && { digest: md5 }),
        tags: [],
        created: { by: viewer.login, time, event }
      },
      true,
      size
    )
  }
  if (found.length > 0) store.catalogs.note(catalog, before, auditGroup(event, time, 'Added', found.length))
  if (gone.length > 0) store.catalogs.remove(store.catalogs.open(row.uri, row.label), gone, event, time)
  if (!operations.has('populateStats')) return
  const { files, bytes } = store.catalogs.open(row.uri, row.label)
  const counts = { ...newItem(catalogue.type('xnat:resourceCatalog')), values: { file_count: files, file_size: bytes } }
  store.resources.save(store.resources.owner(row), counts, row, viewer, event)
}
