import { cleanColumn } from '../../../model/display/column-name.ts'
import type { Link, LinkProperty } from '../../../model/display/field.ts'
import { hashtableOrder } from '../../../model/java-order.ts'
import type { SearchRequest, Shown } from '../../../model/search/request.ts'

type Properties = Readonly<Record<string, string>>

/**
 * What a search says of its columns (SearchResource.setColumnProperties): of what was requested, so that a listing has none.
 * With links, the columns that they are made of have an entry, too.
 */
export function columnProperties (request: SearchRequest, withLinks: boolean): Record<string, Properties> {
  const columns = new Map<string, Properties>()
  if (request.among !== undefined) columns.set('search_field0', { header: '' })
  for (const shown of request.listing ? [] : request.shown) {
    const name = nameIn(request, shown, shown.value === undefined ? shown.field.id : `${shown.field.id}_${cleanColumn(shown.value)}`)
    columns.set(name, {})
    const link = withLinks ? shown.field.link : undefined
    for (const id of link === undefined ? [] : insertsOf(link)) addInserted(columns, request, shown, id)
    columns.set(name, propertiesOf(request, shown, link))
  }
  return Object.fromEntries([...columns, ['quarantine_status', {}]])
}

const nameIn = ({ root }: SearchRequest, { display }: Shown, id: string): string =>
  (display === root ? id : `${display.type.sqlName}_${id}`).toLowerCase()

const insertsOf = ({ properties }: Link): string[] =>
  properties.flatMap(({ inserts }) => inserts.map(([, id]) => id)).filter(id => id !== '@WHERE')

function addInserted (columns: Map<string, Properties>, request: SearchRequest, shown: Shown, id: string): void {
  const name = nameIn(request, shown, id)
  if (columns.has(name)) return
  columns.set(name, { xPATH: shown.display === request.root ? name : `${shown.display.type.xsiType}.${name}` })
}

function propertiesOf (request: SearchRequest, shown: Shown, link: Link | undefined): Properties {
  const { display, field, value, header, visible } = shown
  const values: Readonly<Record<string, string>> = {
    element_name: display.type.xsiType,
    id: value === undefined ? field.id : `${field.id}=${value}`,
    xPATH: `${display.type.xsiType}.${field.id}`,
    header: header === '' ? ' ' : header,
    type: display.typeOf(field),
    ...!visible && { visible: 'false' },
    ...link && { clickable: 'true', linkProps: `[${link.properties.map(property => linkText(request, shown, property)).join(',')}]` },
    ...field.image && { imgRoot: '/' }
  }
  return Object.fromEntries(hashtableOrder(Object.keys(values)).map(name => [name, values[name] ?? '']))
}

/** In JSON. The application's own address is that of the root. */
function linkText (request: SearchRequest, shown: Shown, { name, value, inserts }: LinkProperty): string {
  const inserted = inserts.map(([place, id]) => `{"name":"${place}","value":"${insertText(request, shown, id)}"}`)
  return `{"name":"${name}","value":"${value.replace('@WEBAPP', '/')}"${inserted.length === 0 ? '' : `,"inserts":[${inserted.join(',')}]`}}`
}

const insertText = (request: SearchRequest, shown: Shown, id: string): string =>
  id === '@WHERE' ? `@${shown.value ?? 'NULL'}` : nameIn(request, shown, id)
