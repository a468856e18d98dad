import { failures } from '../../../failures/index.ts'
import type { DataType } from '../../../model/data-type.ts'
import { type Display, displayOf } from '../../../model/display/display.ts'
import { isSubQuery, type Version } from '../../../model/display/field.ts'
import { type Document, text } from '../../../model/document.ts'
import type { Call, Resource } from '../resource.ts'

/** SearchFieldsVersionListResource: the listings of a type. */
export const displayVersions: Resource<undefined> = {
  tag: 'search',
  urls: ['/search/elements/{ELEMENT_NAME}/versions'],
  archive: false,
  offers: ['text/xml'],
  find: () => undefined,
  get: {
    id: 'listDisplayVersions',
    summary: 'List the ways in which a type is listed, each with its fields',
    query: { format: 'json; every other gives XML' },
    responses: { 200: 'The versions', 400: 'No such type', 500: 'A type that cannot be searched' },
    handle: call => {
      const display = searchableType(call, call.params['ELEMENT_NAME'] ?? '')
      const versions = versionsOf(display, call)
      return call.mime === 'application/json' ? json(display, versions) : xml(display, versions, call.mime)
    }
  }
}

/** @throws noSuchElement; unexpected, for a type that XNAT has no document for */
export function searchableType ({ catalogue }: Call, name: string): Display {
  const type: DataType | undefined = catalogue.find(name)
  if (type === undefined) throw failures.noSuchElement()
  const display = displayOf(type)
  if (display === undefined) throw failures.unexpected()
  return display
}

/** Names and values in their order. */
type Attributes = readonly (readonly [name: string, value: string])[]

interface Listed {
  readonly attributes: Attributes
  readonly fields: readonly Attributes[]
}

/** What ElementDisplay.getVersionsJSON tells. */
export function versionsOf (display: Display, { store }: Call): Listed[] {
  const userId = store.searches.listed
  return [
    ...display.versions.map((version, at) => listed(display, version, at === 0 ? userId : undefined)),
    { attributes: [['name', 'all']], fields: allFields(display) }
  ]
}

function listed ({ type }: Display, { name, orderBy, dark, light, sortOrder, fields }: Version, userId: number | undefined): Listed {
  return {
    attributes: [['name', name], ['orderBy', orderBy], ['darkColor', dark], ['lightColor', light], ['defaultSortOrder', sortOrder]],
    fields: fields.map(({ id, element = type.xsiType, value = 'null', visible = true }) => {
      const other = type.typeNamed(element)
      const field = other && displayOf(other)?.find(id)
      const header = field?.header ?? ''
      return [
        ['id', id], ['element_name', element], ...named('header', header),
        ['value', value === '{XDAT_USER_ID}' && userId !== undefined ? String(userId) : value],
        ...field?.visible === true && visible ? named('visible', 'true') : []
      ]
    })
  }
}

const named = (name: string, value: string): Attributes => value === '' ? [] : [[name, value]]

const allFields = (display: Display): Attributes[] =>
  display.fields.filter(({ visible, content }) => visible && !isSubQuery(content)).map(field => [
    ['id', field.id], [
      'element_name', display.type.xsiType
    ], ...named('header', field.header), ['type', display.typeOf(field)], ['visible', 'true']
  ])

const object = (attributes: Attributes): string => attributes.map(([name, value]) => `"${name}":"${value}"`).join(',')

export function versionsJson ({ type }: Display, versions: readonly Listed[]): string {
  const texts = versions.map(
    ({ attributes, fields }) => `{${object(attributes)},"fields":[${fields.map(field => `{${object(field)}}`).join(',')}]}`
  )
  return `{"DisplayVersions":{"element_name":"${type.xsiType}","versions":[${texts.join(',')}]}}`
}

const latin1 = 'charset=ISO-8859-1'

const json = (display: Display, versions: readonly Listed[]): Document =>
  text(versionsJson(display, versions), { mime: `application/json;${latin1}` })

const written = (attributes: Attributes): string => attributes.map(([name, value]) => ` ${name}="${value}"`).join('')

/** As XNAT writes it: the last version's tag is not closed, and its fields have a colon in place of an equals sign. */
function xml ({ type }: Display, versions: readonly Listed[], mime: string): Document {
  const texts = versions.map(({ attributes, fields }, at) => {
    const isAll = at === versions.length - 1
    const tags = fields.map(field => `<field${isAll ? written(field).replace('id="', 'id":"') : written(field)}/>`)
    return `<version${written(attributes)}${isAll ? '' : '>\n'}<fields>${tags.join('')}</fields></version>`
  })
  return text(
    `<DisplayVersions element_name="${type.xsiType}">\n<versions>${texts.join('')}</versions></DisplayVersions>`,
    { mime: `${mime};${latin1}` }
  )
}
