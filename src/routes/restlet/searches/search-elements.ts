import type { DataType } from '../../../model/data-type.ts'
import type { Display } from '../../../model/display/display.ts'
import { type DisplayField, isSubQuery } from '../../../model/display/field.ts'
import type { Cell, Document, Table } from '../../../model/document.ts'
import { hashMapOrder } from '../../../model/java-order.ts'
import { sorted } from '../lists/sorting.ts'
import { type Call, type Resource, standardOffers } from '../resource.ts'
import { searchableType, versionsJson, versionsOf } from './display-versions.ts'
import { besideRows } from './run-search.ts'

function listed (
  call: Call,
  columns: readonly string[],
  rows: readonly (readonly Cell[])[],
  properties: Table['properties'] = {}
): Document {
  return { kind: 'table', columns, rows: sorted(call, columns, rows), properties }
}

/** The types that a site has set up (xdat_element_security). */
const searchable = ({ catalogue, store }: Call): DataType[] =>
  [...store.dataTypes.all()].map(name => catalogue.find(name)).filter(type => type !== undefined)

/** How many there are of a type: of all (XDAT.getTotalCounts), or of what the viewer may read. */
function countOf ({ store, viewer, query }: Call): (type: DataType) => number {
  const everybody = query.names('readable') ? viewer : { ...viewer, administrator: true }
  const experiments = new Map<string, number>()
  for (const { xsi_type: type } of store.experiments.readable(everybody)) experiments.set(type, (experiments.get(type) ?? 0) + 1)
  return ({ xsiType }) => {
    if (xsiType === 'xnat:projectData') return store.projects.visible(everybody).length
    return xsiType === 'xnat:subjectData' ? store.subjects.readable(everybody).length : experiments.get(xsiType) ?? 0
  }
}

/** SearchElementListResource: the types that can be searched. */
export const searchElements: Resource<undefined> = {
  tag: 'search',
  urls: ['/search/elements'],
  archive: false,
  offers: standardOffers,
  find: () => undefined,
  get: {
    id: 'listSearchElements',
    summary: 'List the data types that can be searched',
    query: {
      format: 'json, xml, csv, html',
      secured: 'any value: only types that need a right to be read',
      readable: 'any value: count what the caller may read',
      used: 'any value: only types of which there is something'
    },
    responses: { 200: 'A table of types' },
    handle: call => {
      const count = countOf(call)
      const types = new Map(searchable(call).map(type => [type.xsiType, type]))
      const rows = hashMapOrder(types.keys()).flatMap(name => {
        const type = types.get(name)
        if (type === undefined) return []
        const { display } = type.entry
        const secured = call.store.dataTypes.isSecure(name)
        if (call.query.names('secured') && !secured) return []
        if (call.query.names('used') && count(type) === 0) return []
        return [[name, display?.singular ?? name, display?.plural ?? name, String(secured), count(type)]]
      })
      return listed(call, ['ELEMENT_NAME', 'SINGULAR', 'PLURAL', 'SECURED', 'COUNT'], rows, { title: 'Data-Types' })
    }
  }
}

/** SearchFieldListResource: the fields of a type, or of several, that can be searched. */
export const searchFields: Resource<undefined> = {
  tag: 'search',
  urls: ['/search/elements/{ELEMENT_NAME}'],
  archive: false,
  offers: ['text/xml'],
  find: () => undefined,
  get: {
    id: 'listSearchFields',
    summary: 'List the fields by which a type can be searched',
    query: { format: 'json, xml, csv, html' },
    responses: { 200: 'A table of fields', 400: 'No such type' },
    handle: call => {
      const named = call.params['ELEMENT_NAME'] ?? ''
      const displays = named.split(',').map(name => searchableType(call, name.trim()))
      const last = displays.at(-1)
      const rows = displays.flatMap(display => [...fieldRows(display), ...labelRows(call, display)])
      return listed(call, ['FIELD_ID', 'HEADER', 'SUMMARY', 'TYPE', 'REQUIRES_VALUE', 'DESC', 'ELEMENT_NAME', 'SRC'], rows, besideRows({
        title: 'Search Fields', element_name: named, ...last && { versions: versionsJson(last, versionsOf(last, call)) }
      }))
    }
  }
}

/** The searchable fields of a type's document. */
const fieldRows = (display: Display): Cell[][] => display.fields.filter(({ searchable }) => searchable).map(field => [
  field.id, field.header, summaryOf(field), display.typeOf(field), String(
    isSubQuery(field.content)
  ), field.about ?? field.header, display.type.xsiType, 0
])

/** DisplayField.getSummary: the path, or the SQL of the document. */
function summaryOf ({ summary, content }: DisplayField): string {
  return summary ?? (!isSubQuery(content) && content.op === 'field' ? `${content.element}/${content.path}` : '')
}

/** By which label a type is known in each project that the caller may read; to an administrator `*` is one, too. */
function labelRows ({ store, viewer }: Call, display: Display): Cell[][] {
  const { type } = display
  const identifier = display.fields.find(({ id }) => id.endsWith('PROJECT_IDENTIFIER'))
  if (identifier === undefined || !store.dataTypes.isSecure(type.xsiType) || type.value('project') === undefined) return []
  const projects = store.projects.visible(viewer).map(({ id }) => id).filter(id => store.access.can(viewer, 'read', id)).sort(byBytes)
  return [...viewer.administrator ? ['*'] : [], ...projects].map(project => {
    const about = `Label within the ${project} project.`
    return [`${identifier.id}=${project}`, project, about, 'string', 'false', about, type.xsiType, 2]
  })
}

const byBytes = (a: string, b: string): number => a < b ? -1 : a > b ? 1 : 0
