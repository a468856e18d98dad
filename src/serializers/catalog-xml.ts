import type { CatalogImages, Change, Entry, FileCatalog } from '../model/file-catalog.ts'
import { xmlDateTime } from '../model/java-date.ts'
import { declared } from './namespaces.ts'

const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&apos;' }

/** commons-text escapeXml10, in attributes as in text. */
const escaped = (text: string): string =>
  // eslint-disable-next-line no-control-regex -- what XML 1.0 cannot hold is dropped
  text.replace(/[\0-\x08\x0B\x0C\x0E-\x1F\uFFFE\uFFFF]/g, '').replace(/[&<>"']/g, character => entities[character] ?? '')

type Attributes = Readonly<Record<string, string | number | null | undefined>>

/** In the order of a TreeMap: capitals first. */
function written (attributes: Attributes): string {
  return Object.entries(attributes).sort(([a], [b]) => a < b ? -1 : 1)
    .map(([name, value]) => value === null || value === undefined ? '' : ` ${name}="${escaped(String(value))}"`).join('')
}

const namespaces = Object.fromEntries([
  ...declared.map(({ prefix, namespace }) => [`xmlns:${prefix}`, namespace]),
  ['xmlns:xsi', 'http://www.w3.org/2001/XMLSchema-instance']
]) as Attributes

/**
 * CatCatalogBean.toXML: a line feed before each tag but the first, none at the end. What stands in the root is not indented, what
 * stands in that is, by a tab a level (BaseElement.createHeader).
 */
export function catalogXml ({ id, project, audit, location, dicomUid, images = {}, entries }: FileCatalog): string {
  const root = dicomUid === undefined ? 'cat:Catalog' : 'cat:DCMCatalog'
  const fields = metaFields([['PROJECT', project], ['AUDIT', audit], ['CATALOG_LOCATION', location]])
  const listed = entries.length === 0 ? '' : `\n<cat:entries>${entries.map(entry).join('')}\n</cat:entries>`
  const head = `<?xml version="1.0" encoding="UTF-8"?>\n<${root}${written({ ID: id, UID: dicomUid, ...namespaces })}>`
  return `${head}${fields}${listed}${imageElements(images)}\n</${root}>`
}

/** CatDcmcatalogBean.writeXMLBody */
function imageElements (images: CatalogImages): string {
  const elements = ['dimensions', 'voxelRes'].map(element => {
    const parts = Object.entries(images).filter(([path]) => path.startsWith(`${element}/`))
    const attributes = written(Object.fromEntries(parts.map(([path, value]) => [path.slice(element.length + 1), value])))
    return attributes === '' ? '' : `\n<cat:${element}${attributes}/>`
  })
  const { orientation } = images
  return elements.join('') + (orientation === undefined ? '' : `\n<cat:orientation>${escaped(orientation)}</cat:orientation>`)
}

/** @param indent of the element itself. */
function metaFields (fields: readonly (readonly [name: string, value: string | undefined])[], indent = ''): string {
  const known = fields.filter(([, value]) => value !== undefined)
  if (known.length === 0) return ''
  return `\n${indent}<cat:metaFields>${known
      .map(([name, value = '']) => `\n${indent}\t<cat:metaField name="${name}">${escaped(value)}</cat:metaField>`)
      .join('')}\n${indent}</cat:metaFields>`
}

/** How deep what stands in an entry is. */
const inEntry = '\t\t'

function entry (entry: Entry): string {
  const { uri, name, size, digest, format, content, description, tags, created, modified, dicom } = entry
  const attributes = {
    URI: uri,
    ID: uri,
    cachePath: uri,
    name,
    digest,
    format,
    content,
    description,
    UID: dicom?.uid,
    instanceNumber: dicom?.instanceNumber,
    ...change('created', created),
    ...modified && change('modified', modified)
  }
  const type = dicom ? ' xsi:type="cat:dcmEntry"' : ''
  const texts = tags.map(tag => `\n${inEntry}\t<cat:tag>${escaped(tag)}</cat:tag>`).join('')
  const tagged = texts === '' ? '' : `\n${inEntry}<cat:tags>${texts}\n${inEntry}</cat:tags>`
  return `\n\t<cat:entry${written(attributes)}${type}>${metaFields([['SIZE', String(size)]], inEntry)}${tagged}\n\t</cat:entry>`
}

const change = (what: string, { by, time, event }: Change): Attributes =>
  ({ [`${what}By`]: by, [`${what}Time`]: `${xmlDateTime(time)}.${String(time % 1000).padStart(3, '0')}`, [`${what}EventId`]: event })

/** A catalog of addresses, for clients that download one file after another (FileList.buildXcatRepresentation). */
export function xcat (files: readonly { readonly address: string, readonly path: string, readonly size: number }[]): string {
  const entries = files.map(
    ({ address, path, size }) =>
      `\n\t<cat:entry${written({ URI: address, cachePath: path })}>${metaFields([
        ['RELATIVE_PATH', path],
        ['SIZE', String(size)]
      ], inEntry)}\n\t</cat:entry>`
  )
  return '<?xml version="1.0" encoding="UTF-8"?>\n' +
    `<cat:Catalog${written(namespaces)}>${entries.length === 0 ? '' : `\n<cat:entries>${entries.join('')}\n</cat:entries>`}\n</cat:Catalog>`
}
