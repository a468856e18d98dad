import { failures } from '../../../failures/index.ts'
import { folderOf } from '../../../model/archive-path.ts'
import { type Document, empty, text } from '../../../model/document.ts'
import { catalogXml } from '../../../serializers/catalog-xml.ts'
import type { ResourceRow } from '../../../store/files/resources.ts'
import { addResource, setAttributes } from './add-resource.ts'
import { submittedResource } from './catalog-list.ts'
import { type Security, fileUrls, may, projectOf, securityOf } from './place.ts'
import { type NamedResources, findNamedResources, namedBy, resourcesAt } from './found-resources.ts'
import type { Call, Plain, Resource } from '../resource.ts'

const add: Omit<Plain<NamedResources>, 'id'> = {
  summary: 'Add a resource',
  query: {
    format: 'format of its files, such as DICOM',
    content: 'what they hold; RAW for the first of a scan that has a type',
    description: 'a text',
    tags: 'comma-separated, each a tag, name=tag or name:tag'
  },
  responses: {
    200: 'Added; no body',
    400: 'Something but /files stands behind the resource',
    403: 'No right to edit',
    404: 'No such place',
    409: 'There is one of this name',
    422: 'A body that is no resource'
  },
  handle: addCatalog
}

/** CatalogResource: one resource, as its catalog. */
export const catalog: Resource<NamedResources> = {
  tag: 'resources',
  urls: fileUrls('/resources/{RESOURCE_ID}'),
  archive: true,
  offers: ['text/xml'],
  find: call => findNamedResources(call, false),
  get: {
    id: 'getResource',
    summary: 'Read the catalog of a resource, by label or key',
    query: { includeRootPath: 'return also the folder of the archive that it is in' },
    responses: {
      200: 'The catalog',
      400: 'Something but /files stands behind the resource',
      404: 'No such resource, or several',
      406: 'Accept does not fit XML'
    },
    handle: getCatalog
  },
  put: { id: 'putResource', ...add },
  post: { id: 'addResource', ...add },
  delete: {
    id: 'deleteResource',
    summary: 'Delete a resource with its files',
    responses: {
      200: 'Deleted, or not there; no body',
      400: 'Something but /files stands behind the resource',
      403: 'No right to delete, or a locked experiment'
    },
    handle: deleteCatalogs
  }
}

/** failFastDueToNonEmptyFilePath: slashes do not count. */
function refuseFilePath ({ rest }: Call): void {
  if (!/^\/*$/.test(rest)) throw failures.noFilePaths()
}

/** CatalogResource.represent, which looks in an experiment's scans too. */
function getCatalog (call: Call, { place, ids }: NamedResources): Document {
  refuseFilePath(call)
  const found = namedBy(resourcesAt(call, place, ids, true), ids)
  const [first] = found
  if (first === undefined) throw failures.catalogNotFound()
  // each name finds its resources anew (initializeResourcesFromIdsAndCatalogs), and of several nothing is represented
  if (found.length > 1 || ids.filter(id => namedBy(found, [id]).length > 0).length > 1) throw failures.severalCatalogs()
  const security = securityOf(place)
  // without a project in the URL, only that of an experiment is looked for
  if (security === undefined || (place.project === undefined && security.kind === 'subject')) throw failures.unexpected()
  return catalogDocument(call, first.row, projectOf(place, security))
}

/** The catalog's document; one that is gone from the disk is written anew. */
function catalogDocument ({ store, query }: Call, { uri, label }: ResourceRow, project: string): Document {
  const stored = store.catalogs.find(uri)
  const document = stored ? store.catalogs.document(stored, project) : { id: label, project, entries: [] }
  return text(catalogXml({ ...document, ...query.isTrue('includeRootPath') && { location: folderOf(uri) } }), { mime: 'text/xml' })
}

/** CatalogResource.handlePost */
function addCatalog (call: Call, { place, named, ids }: NamedResources): Document {
  refuseFilePath(call)
  const security = securityOf(place)
  if (security === undefined) return empty
  if (!may(call, 'edit', security)) throw failures.mayNotModifySession()
  if (named.length > 0) throw failures.resourceExists()
  const item = submittedResource(call)
  setAttributes(call, item)
  item.values['label'] = ids[0] ?? ''
  addResource(call, place, item)
  return empty
}

/** CatalogResource.handleDelete: what is not there is deleted without a word. */
function deleteCatalogs (call: Call, { place, named }: NamedResources): Document {
  refuseFilePath(call)
  const security = securityOf(place)
  if (security === undefined || named.length === 0) return empty
  if (!may(call, 'delete', security)) throw failures.mayNotModifySession()
  checkActive(call, security)
  for (const { row } of named) {
    call.store.resources.removeFiles(row)
    call.store.resources.remove(row)
  }
  return empty
}

/** checkPermissionsAndStatus */
function checkActive ({ store }: Call, { kind, row }: Security): void {
  if (kind === 'project' || row.status === 'active' || row.status === 'quarantine') return
  const type = kind === 'subject' ? 'xnat:subjectData' : store.experiments.type(row).xsiType
  throw row.status === 'locked' ? failures.itemLocked(type, row.id) : failures.itemInactive(type, row.id)
}
