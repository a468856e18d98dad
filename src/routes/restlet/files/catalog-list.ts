import { failures } from '../../../failures/index.ts'
import { type Document, type TextDocument, table } from '../../../model/document.ts'
import { type Item, newItem } from '../../../model/item.ts'
import { FieldMapping } from '../../../model/shortcuts.ts'
import type { ResourceRow } from '../../../store/files/resources.ts'
import { addResource, setAttributes } from './add-resource.ts'
import { created } from '../items/created.ts'
import { type FilePlace, fileUrls, findFilePlace, may, securityOf } from './place.ts'
import { type FoundResource, resourcesAt } from './found-resources.ts'
import { sorted } from '../lists/sorting.ts'
import { submittedItem } from '../items/submitted-item.ts'
import { readableProject, readableSubject } from '../items/lookup.ts'
import { type Call, type Plain, type Resource, standardOffers } from '../resource.ts'

const columns = [
  'xnat_abstractresource_id', 'label', 'element_name', 'category', 'cat_id', 'cat_desc', 'file_count', 'file_size', 'tags', 'content',
  'format'
]

const add: Omit<Plain<FilePlace>, 'id'> = {
  summary: 'Add a resource; its label is given by path',
  query: {
    'xnat:resourceCatalog/label': 'the label',
    format: 'format of its files',
    content: 'what they hold',
    description: 'a text',
    tags: 'comma-separated, each a tag, name=tag or name:tag'
  },
  responses: {
    200: 'The address of the new resource as text, and in Location',
    403: 'No right to edit',
    404: 'No such place',
    409: 'A resource with this key exists',
    417: 'Nothing to add',
    422: 'A body that is no resource'
  },
  handle: addToList
}

/** CatalogResourceList: the resources of a project, a subject, an experiment or scans. */
export const catalogList: Resource<FilePlace> = {
  tag: 'resources',
  urls: fileUrls('/resources'),
  archive: true,
  offers: standardOffers,
  find: call => {
    if (!leadsSomewhere(call)) throw failures.noPlaceForFiles()
    const place = findFilePlace(call)
    if (securityOf(place) === undefined) throw failures.noPlaceForFiles()
    return place
  },
  get: {
    id: 'listResources',
    summary: 'List resources',
    description: 'Of scans in any number: their IDs or types, separated by commas, or ALL.',
    query: {
      format: 'json, xml, csv, html',
      all: 'for an experiment: with those of its scans',
      cache_file_stats: 'true: count the files of those of which nobody has',
      sortBy: 'comma-separated names of columns',
      sortOrder: 'DESC turns the rows round'
    },
    responses: { 200: 'A table of resources', 404: 'No such project, subject, experiment or scan' },
    handle: listResources
  },
  put: { id: 'putResources', ...add },
  post: { id: 'postResource', ...add }
}

/** Where not even the first of the address is there, the constructor throws, and what was found before it is not said. */
function leadsSomewhere (call: Call): boolean {
  const { PROJECT_ID: project, SUBJECT_ID: subject } = call.params
  if (project !== undefined) return readableProject(call, project) !== undefined
  return subject === undefined || readableSubject(call, subject) !== undefined
}

/** CatalogUtils.populateTable */
function listResources (call: Call, place: FilePlace): Document {
  const resources = () => resourcesAt(call, place, [], call.query.isTrue('all'))
  if (call.query.isTrue('cache_file_stats')) call.store.transaction(() => { for (const { row } of resources()) countFiles(call, row) })
  const rows = resources().map(found => rowOf(call.store.resources.item(found.row), found))
  return table(columns, sorted(call, columns, rows), { title: 'Resources' })
}

/** A resource whose files nobody has counted, such as one that was made empty, gets its counts. */
function countFiles ({ store, viewer, catalogue }: Call, row: ResourceRow): void {
  const { values } = store.resources.item(row)
  if (values['file_count'] !== undefined && values['file_size'] !== undefined) return
  const catalog = store.catalogs.find(row.uri)
  const item = newItem(catalogue.type(row.xsi_type))
  Object.assign(item.values, {
    file_count: values['file_count'] ?? catalog?.files ?? 0,
    file_size: values['file_size'] ?? catalog?.bytes ?? 0
  })
  store.resources.save(store.resources.owner(row), item, row, viewer)
}

function rowOf ({ values, children }: Item, { row, category, ownerId, ownerText }: FoundResource): (string | number | null)[] {
  const tags = (children['tags/tag'] ?? []).map(({ values: { name, tag = '' } }) => name === undefined ? String(tag) : `${name}=${tag}`)
  return [
    row.key,
    row.label,
    row.xsi_type,
    category,
    ownerId,
    ownerText,
    values['file_count'] ?? null,
    values['file_size'] ?? null,
    tags.join(','),
    values['content'] ?? null,
    values['format'] ?? null
  ]
}

/** CatalogResourceList.handlePost */
function addToList (call: Call, place: FilePlace): TextDocument {
  const item = submittedResource(call)
  setAttributes(call, item)
  const security = securityOf(place)
  if (security === undefined || !may(call, 'edit', security)) throw failures.mayNotAddResource(call.viewer.login, archiveUri(place))
  return created(call, String(addResource(call, place, item).key ?? ''))
}

/** What a request describes: a resource without a key. */
export function submittedResource (call: Call): Item {
  const { store } = call
  const { item } = submittedItem(call, { shortcuts: new FieldMapping([], false), defaultType: 'xnat:resourceCatalog' })
  if (item === undefined) throw failures.needPostContents()
  if (!item.type.isA('xnat:resourceCatalog')) throw failures.notACatalog()
  if (item.key !== undefined) throw store.resources.byKey(item.key) ? failures.catalogExists() : failures.generatedFields()
  return item
}

/** UriParserUtils.getArchiveUri */
function archiveUri ({ project, subject, experiments: [experiment], scans: [scan] }: FilePlace): string {
  if (scan) return `/archive/experiments/${scan.session}/scans/${scan.id}`
  if (experiment) return `/archive/experiments/${experiment.id}`
  return subject ? `/archive/subjects/${subject.id}` : `/archive/projects/${project?.id ?? ''}`
}
