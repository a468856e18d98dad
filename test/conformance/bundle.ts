import type { Xnat } from './xnat.ts'

/** A field that a search shows: the type and the ID of a display field, or a path. */
export type Field = readonly [element: string, id: string]

/** A condition: a path or a display field, a comparison and a value. */
export interface Criterion {
  readonly field: string
  readonly comparison: string
  readonly value: string
  readonly override?: true
}

export interface Bundle {
  readonly root: string
  readonly fields: readonly (Field | string)[]
  readonly where?: string
  readonly sortBy?: Field
  /** Attributes of the root. */
  readonly attributes?: string
}

const escaped = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')

export const criterion = (field: string, comparison: string, value: string, override = false): string =>
  `<xdat:criteria override_value_formatting="${Number(override)}"><xdat:schema_field>${escaped(field)}</xdat:schema_field>` +
  `<xdat:comparison_type>${escaped(comparison)}</xdat:comparison_type><xdat:value>${escaped(value)}</xdat:value></xdat:criteria>`

export const childSet = (method: string, ...criteria: readonly string[]): string =>
  `<xdat:child_set method="${method}">${criteria.join('')}</xdat:child_set>`

const searchField = (element: string, id: string, sequence: number): string =>
  `<xdat:search_field><xdat:element_name>${element}</xdat:element_name><xdat:field_ID>${id}</xdat:field_ID>` +
  `<xdat:sequence>${sequence}</xdat:sequence><xdat:type>string</xdat:type><xdat:header>${id}</xdat:header></xdat:search_field>`

/** The document of a search, as pyxnat and xnatpy write it. */
export function bundle ({ root, fields, where, sortBy, attributes = '' }: Bundle): string {
  const shown = fields.map((field, at) => typeof field === 'string' ? searchField(root, field, at) : searchField(...field, at))
  const set = where === undefined ? '' : `<xdat:search_where method="AND">${where}</xdat:search_where>`
  const sort = sortBy === undefined
    ? ''
    : `<xdat:sort_by><xdat:element_name>${sortBy[0]}</xdat:element_name><xdat:field_ID>${sortBy[1]}</xdat:field_ID></xdat:sort_by>`
  return '<?xml version="1.0" encoding="UTF-8"?>' +
    `<xdat:bundle xmlns:xdat="http://nrg.wustl.edu/security"${attributes}>` +
    `<xdat:root_element_name>${root}</xdat:root_element_name>${shown.join('')}${set}${sort}</xdat:bundle>`
}

const xml = { 'content-type': 'text/xml' }

/** What a search answers as CSV. */
export const searchCsv = async (xnat: Xnat, body: string, as = xnat.admin, query = ''): Promise<string> =>
  (await xnat.post(`/data/search?format=csv${query}`, { as, body, headers: xml })).body

/** The first cells of the rows that a search finds, or its status where it is refused. */
export async function found (xnat: Xnat, body: string): Promise<readonly string[] | number> {
  const { status, body: text } = await xnat.post('/data/search?format=csv', { body, headers: xml })
  return status === 200 ? text.split('\n').slice(1, -1).map(line => line.split(',')[0] ?? '') : status
}
