import { failures } from '../../../failures/index.ts'
import { UnsafePath, safePath } from '../../../model/archive-path.ts'
import { type Item, newItem, textOf } from '../../../model/item.ts'
import type { Parameters } from '../../../http/parameters.ts'
import { type FilePlace, ownerOf } from './place.ts'
import type { Call } from '../resource.ts'

/** A resource's label is a folder: one step, that leads nowhere else. @throws unsafePath */
export function checkLabel (label: string): void {
  try {
    // with more behind it, a letter and a colon lead nowhere, for no folder of that name is ever made
    const plain = label.replace(/^([a-z])(?::|%3a)(?=.)/i, '$1')
    if (safePath(plain) === plain && !plain.includes('/')) return
  } catch (error) {
    throw error instanceof UnsafePath ? failures.unsafePath(error.message.replace('file', 'resource')) : error
  }
  throw failures.unsafePath('A slash is not allowed in the name of a resource.')
}

/** Adds a resource and its catalog, empty (DefaultCatalogService.insertResourceCatalog). */
export function addResource (call: Call, place: FilePlace, item: Item): Item {
  const label = textOf(item, 'label')
  // a scan's catalog is called after the scan, others after their resource
  const name = place.scans[0]?.id ?? label ?? timestamp(call, 'SSS')
  return addWithCatalog(call, place, item, { path: `${label === undefined ? '' : `${label}/`}${name}_catalog.xml`, id: name })
}

/** Adds a resource for the files that come with it (ResourceModifierA.createCatalog). */
export function addUploadedResource (call: Call, place: FilePlace, item: Item, event: number): Item {
  const name = textOf(item, 'label') ?? timestamp(call)
  item.values['file_count'] = 0
  item.values['file_size'] = 0
  return addWithCatalog(call, place, item, { path: `${name}/${name}_catalog.xml`, id: name, event })
}

interface NewCatalog {
  /** Below the folder of all resources of the place. */
  readonly path: string
  readonly id: string
  /** That it belongs to; one of its own where left out. */
  readonly event?: number
}

function addWithCatalog (call: Call, place: FilePlace, item: Item, { path, id, event }: NewCatalog): Item {
  const { store, viewer } = call
  const [label, owner] = [textOf(item, 'label'), ownerOf(place)]
  if (label !== undefined) checkLabel(label)
  if (owner === undefined) throw failures.noPlaceForFiles()
  const uri = `${store.resources.folder(owner)}/${path}`
  const existing = store.resources.of(owner).find(row => row.uri === uri)
  if (existing === undefined) store.catalogs.replace(uri, id)
  item.values['URI'] = uri
  markAsRaw(call, place, item)
  return store.resources.save(owner, item, existing, viewer, event)
}

/** The first resource of a scan that has a type holds what came from the scanner. */
function markAsRaw ({ store }: Call, { scans: [scan] }: FilePlace, item: Item): void {
  if (scan === undefined || item.values['content'] !== undefined) return
  if (store.resources.of({ kind: 'scan', id: scan.key }).length === 0 && store.scans.item(scan).values['type'] !== undefined) {
    item.values['content'] = 'RAW'
  }
}

/** yyyyMMdd_HHmmss, with milliseconds where they are requested (XNATRestConstants.getPrearchiveTimestamp). */
const timestamp = ({ now }: Call, more = ''): string =>
  new Date(now())
    .toISOString()
    .replace('T', '_')
    .replace(/[^\d_]/g, '')
    .slice(0, 15 + more.length)

/** What the query says of a resource (XNATTemplate.setCatalogAttributes). */
export function setAttributes ({ query, catalogue }: Pick<Call, 'query' | 'catalogue'>, item: Item): void {
  for (const name of ['description', 'format', 'content']) {
    const value = query.get(name)
    if (value !== undefined && value.trim() !== '') item.values[name] = value
  }
  for (const tag of tagsIn(query)) addTag(item, { ...newItem(catalogue.type('xnat:abstractResource_tag')), values: tag })
}

/** `a, name=b, name:c` */
function tagsIn (query: Parameters): Record<string, string>[] {
  return query.raw('tags').filter(value => value.trim() !== '').flatMap(value => value.split(/\s*,\s*/)).map(tag => {
    const separator = ['=', ':'].find(separator => tag.includes(separator))
    if (separator === undefined) return { tag }
    const [name, value] = tag.split(separator)
    if (name === undefined || value === undefined || value === '') throw failures.caught(name === '' ? '0' : '1')
    return { name, tag: value }
  })
}

/** A tag that is there already is not added again. */
export function addTag (item: Item, tag: Item): void {
  const tags = item.children['tags/tag'] ??= []
  if (!tags.some(({ values }) => values['tag'] === tag.values['tag'] && values['name'] === tag.values['name'])) tags.push(tag)
}
