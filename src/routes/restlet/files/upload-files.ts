import { failures } from '../../../failures/index.ts'
import { type Document, empty, text } from '../../../model/document.ts'
import { type Item, newItem, textOf } from '../../../model/item.ts'
import { archiveFormat, checkedName, discardAll, unpack } from '../../../entity/unpack.ts'
import { type UploadedFile, lengthOf } from '../../../entity/upload.ts'
import type { ResourceRow } from '../../../store/files/resources.ts'
import { addTag, addUploadedResource, checkLabel } from './add-resource.ts'
import { filePathOf } from './file-path.ts'
import { may, ownerOf, securityOf } from './place.ts'
import type { NamedResources } from './found-resources.ts'
import { receiveFiles } from './receive-files.ts'
import type { Call, Work } from '../resource.ts'
import { type FileDetails, FileStorer, type Submitted } from './store-files.ts'

/** FileList.handlePost: whoever may not edit is answered as if nothing had been sent. */
export async function uploadFiles (call: Call, found: NamedResources): Promise<Work<NamedResources>> {
  const isAllowed = ({ place }: NamedResources) => {
    const security = securityOf(place)
    return security !== undefined && may(call, 'edit', security)
  }
  if (!isAllowed(found)) return { run: () => empty }
  const path = filePathOf(call).replace(/^\//, '').trim()
  // names that are known before the body are looked at before it is read
  if (path !== '') checkedName(path)
  if (known(found) === undefined && found.ids[0] !== undefined) checkLabel(found.ids[0])
  const files = await submittedFiles(call, path)
  return {
    run: found => isAllowed(found) ? store(call, found, files) : empty,
    settle: () => { discard(call, files) }
  }
}

/** Every file as it is to be stored; an archive that is to be unpacked with what is in it. */
async function submittedFiles (call: Call, path: string): Promise<Submitted[]> {
  const reference = call.query.get('reference')
  // nothing outside of the store is ever read
  if (reference !== undefined) throw failures.noSuchReference(reference)
  const { files } = await receiveFiles(call) ?? { files: [] }
  if (files.length === 0) throw nothingSent(call)
  const submitted: Submitted[] = files.map(({ received }) => ({ path: '', received }))
  try {
    for (const [index, file] of files.entries()) submitted[index] = await submittedFile(call, file, path)
    return submitted
  } catch (error) {
    discard(call, submitted)
    throw error
  }
}

async function submittedFile ({ query, store, space }: Call, file: UploadedFile, path: string): Promise<Submitted> {
  const { received } = file
  const name = file.name.replaceAll('\\', '/').replace(/\/+$/, '').replace(/^.*\//s, '')
  const format = query.isTrue('extract') ? archiveFormat(name) : undefined
  if (format) {
    return {
      path: name,
      received,
      unpacked: { format, files: await unpack({ name, received }, format, { blobs: store.blobs, limits: space.limits }) }
    }
  }
  // the folder itself and the one above it are there already, whatever is sent under their name
  if (path === '' && ['', '.', '..'].includes(name)) return { path: name, received }
  const place = path === '' ? name : path
  return { path: checkedName(place) + (place.endsWith('/') ? '/' : ''), received }
}

function discard ({ store }: Call, files: readonly Submitted[]): void {
  discardAll(files, store.blobs)
  for (const { unpacked } of files) if (unpacked) discardAll(unpacked.files, store.blobs)
}

function nothingSent (call: Call): Error {
  const length = lengthOf(call)
  return length === 0 ? failures.nothingSent(call.method) : failures.nothingTaken(call.method, sizeText(length))
}

/** CatalogUtils.formatSize */
function sizeText (size: number): string {
  if (size < 1024) return `${size} B`
  const power = Math.trunc(Math.log(size) / Math.log(1024))
  return `${(size / 1024 ** power).toFixed(1)} ${'KMGTPE'[power - 1]}B`
}

/** ResourceModifierA.addFile */
function store (call: Call, found: NamedResources, files: readonly Submitted[]): Document {
  const { store, query, viewer, now } = call
  const event = store.ids.event()
  const change = { by: viewer.login, time: now(), event }
  const { uri, isNew } = resourceFor(call, found, event)
  const catalog = store.catalogs.open(uri, null)
  const storer = new FileStorer(store, catalog, query.isTrue('overwrite'), { change, ...detailsIn(call) })
  for (const file of files) storer.put(file)
  saveResource(call, found, uri, isNew, event)
  if (storer.duplicates.length === 0 || query.isTrue('overwrite')) return text('')
  return text(JSON.stringify({ duplicates: storer.duplicates }), { mime: 'text/html' })
}

/** The resource that the URL names, else the first there. */
const known = ({ named, there, elsewhere }: NamedResources): ResourceRow | undefined =>
  (named[0] ?? (elsewhere.length === 0 ? there[0] : undefined))?.row

/** The resource to put files into; a new one where there is none. */
function resourceFor (call: Call, found: NamedResources, event: number): { uri: string, isNew: boolean } {
  const { place, ids } = found
  const existing = known(found)
  if (existing) return { uri: existing.uri, isNew: false }
  const item = newItem(call.catalogue.type('xnat:resourceCatalog'))
  // a key from elsewhere is no more than a name here
  if (ids[0] !== undefined) item.values['label'] = ids[0]
  describe(call, item)
  return { uri: textOf(addUploadedResource(call, place, item, event), 'URI') ?? '', isNew: true }
}

/** Writes counts and details; `update-stats=false` leaves the counts of a resource that was there. */
function saveResource (call: Call, { place }: NamedResources, uri: string, isNew: boolean, event: number): void {
  const { store, viewer, query } = call
  const owner = ownerOf(place)
  const row = owner && store.resources.of(owner).find(row => row.uri === uri)
  if (owner === undefined || row === undefined) return
  const item = newItem(call.catalogue.type('xnat:resourceCatalog'))
  if (!isNew) describe(call, item)
  const catalog = store.catalogs.open(uri, null)
  const counting = query.get('update-stats')?.toLowerCase() ?? 'true'
  if (isNew || counting === 'true' || counting === '1') Object.assign(item.values, { file_count: catalog.files, file_size: catalog.bytes })
  store.resources.save(owner, item, row, viewer, event)
}

function detailsIn ({ query }: Call): Omit<FileDetails, 'change'> {
  const said = (name: string) => {
    const value = query.get(name)
    return value?.trim() === '' ? undefined : value
  }
  return {
    format: said('format'),
    content: said('content'),
    description: said('description'),
    tags: query.raw('tags').filter(tag => tag !== '')
  }
}

/** CatalogUtils.configureResource: each value of `tags` is one tag here. */
function describe (call: Call, item: Item): void {
  const { tags, ...details } = detailsIn(call)
  for (const [name, value] of Object.entries(details)) if (value !== undefined) item.values[name] = value
  for (const tag of tags) addTag(item, { ...newItem(call.catalogue.type('xnat:abstractResource_tag')), values: { tag } })
}
