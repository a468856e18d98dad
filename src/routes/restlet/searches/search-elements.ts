import { failures } from '../../../failures/index.ts'
import type { DataType } from '../../../model/data-type.ts'
import { displayFields } from '../../../model/display-fields.ts'
import type { Cell, Document, Table } from '../../../model/document.ts'
import { hashMapOrder } from '../../../model/java-order.ts'
import { sorted } from '../lists/sorting.ts'
import { type Call, type Resource, standardOffers } from '../resource.ts'

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
      const rows = named.split(',').flatMap(name => fieldRows(typeNamed(call, name.trim())))
      return listed(call, [
        'FIELD_ID', 'HEADER', 'SUMMARY', 'TYPE', 'REQUIRES_VALUE', 'DESC', 'ELEMENT_NAME', 'SRC'
      ], rows, { title: 'Search Fields', element_name: named })
    }
  }
}

function typeNamed ({ catalogue }: Call, name: string): DataType {
  const type = catalogue.find(name)
  if (type === undefined) throw failures.noSuchElement()
  return type
}

const fieldRows = (type: DataType): Cell[][] =>
  [...displayFields(type).values()].map(({ id, header, path, type: kind }) => [id, header, path, kind, 'false', header, type.xsiType, 0])
