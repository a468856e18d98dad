import { hashtableOrder } from '../java-order.ts'
import { type Expression, type SubQuery, own } from './expression.ts'
import type { DisplayField, Link, LinkProperty, Version, VersionField } from './field.ts'

export interface FieldOptions {
  readonly type?: string
  readonly searchable?: boolean
  readonly hidden?: true
  readonly link?: Link
  readonly about?: string
  readonly sortOrder?: 'ASC' | 'DESC'
  readonly image?: true
  /** Whether the document has SQL though the content is a field alone. */
  readonly worked?: true
  readonly summary?: string
}

/** @returns what makes the fields of one element: a text is the path of the value. */
export function fieldOf (element: string) {
  return (id: string, header: string, value: string | Expression | SubQuery, options: FieldOptions = {}): DisplayField => {
    const content = typeof value === 'string' ? own(...elementOf(element, value)) : value
    const {
      searchable = false,
      hidden,
      sortOrder = '',
      image = false,
      worked = typeof value !== 'string' && !('query' in value) && value.op !== 'view',
      ...more
    } = options
    return { id, header, content, searchable, visible: hidden !== true, sortOrder, image, worked, ...more }
  }
}

/** A path of another element names it, as in `xnat:demographicData/gender`. */
function elementOf (element: string, path: string): [element: string, path: string] {
  const [first = '', ...rest] = path.split('/')
  return first.includes(':') ? [first, rest.join('/')] : [element, path]
}

/** The ID that a document gives to a path. */
export const idOf = (path: string): string => path.toUpperCase().replace(/\W/g, '_')

/** Fields that can be searched and show one value of the element, called by its path: most fields of scans and assessors. */
export const plainFields = (element: string, paths: readonly string[]): DisplayField[] =>
  paths.map(path => fieldOf(element)(idOf(path), path.split('/').at(-1) ?? '', path, { searchable: true }))

const property = (name: string, value: string, inserts: Readonly<Record<string, string>> = {}): LinkProperty =>
  ({ name, value, inserts: hashtableOrder(Object.keys(inserts)).map(key => [key, inserts[key] ?? '']) })

export const linkOf = (properties: readonly LinkProperty[], secure: readonly string[] = []): Link =>
  ({ properties, secure: hashtableOrder(secure) })

const popup = (element: string, field: string): LinkProperty =>
  property('ONCLICK', `return rpt('@Field1','${element}','${element}.ID');`, { Field1: field })

/** Opens a report beside the page. */
export const report = (element: string, field: string, secure: readonly string[] = []): Link =>
  linkOf([property('HREF', 'none'), popup(element, field)], secure)

const itemAddress = (element: string): string =>
  `@WEBAPPapp/action/DisplayItemAction/search_value/@Field1/search_element/${element}/search_field/${element}.ID`

/** The item's page, and who has the item. */
export const itemLink = (element: string, field: string, secure: readonly string[] = ['PROJECTS', 'PROJECT']): Link => linkOf([
  property('HREF', itemAddress(element), { Field1: field }), popup(element, field),
  property('TITLE', 'Inserted: @Field1 (@Field2)', { Field1: 'INSERT_DATE', Field2: 'INSERT_USER' })
], secure)

/** The item's page without more. */
export const plainLink = (element: string, field: string): Link =>
  linkOf([property('HREF', itemAddress(element), { Field1: field }), popup(element, field)])

/** The item's page as one project shows it. */
export const projectLink = (
  element: string, field: string, withPopup: boolean, secure: readonly string[] = ['PROJECTS', 'PROJECT']
): Link => linkOf([
  property(
    'HREF', `${itemAddress(element)}/project/@Field2`, { Field1: field, Field2: '@WHERE' }
  ), ...withPopup ? [popup(element, field)] : []
], secure)

/** An address of the REST service. */
export const addressLink = (address: string, inserts: Readonly<Record<string, string>>): Link =>
  linkOf([property('HREF', `@WEBAPPdata/${address}?format=html`, inserts)])

export interface VersionOptions {
  readonly orderBy: string
  readonly sortOrder?: 'ASC' | 'DESC'
  readonly colors?: readonly [dark: string, light: string]
}

/** A listing: the IDs of fields, those of another element as `xnat:subjectData.GENDER`. */
export function version (
  name: string,
  { orderBy, sortOrder = 'ASC', colors: [dark, light] = ['9999CC', 'CCCCFF'] }: VersionOptions,
  fields: readonly (string | VersionField)[]
): Version {
  return { name, orderBy, sortOrder, dark, light, fields: fields.map(refOf) }
}

function refOf (field: string | VersionField): VersionField {
  if (typeof field !== 'string') return field
  const [element, id] = field.split('.')
  return id === undefined ? { id: field } : { id, element: element ?? '' }
}
