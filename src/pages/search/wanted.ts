import { escapeHtml } from '../../model/escape.ts'

/** A condition of the form. */
export interface Condition {
  /** The ID of a display field of the type, or another type with a dot and an ID, or a path of the schema. */
  readonly field: string
  readonly comparison: string
  readonly value: string
}

/** What the form of the search builder asks for. */
export interface Wanted {
  readonly type: string
  readonly fields: readonly string[]
  readonly method: 'AND' | 'OR'
  readonly conditions: readonly Condition[]
}

export const comparisons = ['=', '!=', '<', '<=', '>', '>=', 'LIKE', 'BETWEEN', 'IS NULL', 'IS NOT NULL'] as const

/** How many conditions the form has. */
export const places = 3

/** Reads the form: `field` once for each, and what is in the places of `more`, separated by commas. */
export function wantedOf (query: URLSearchParams): Wanted {
  const typed = (query.get('more') ?? '').split(',').map(text => text.trim()).filter(text => text !== '')
  return {
    type: query.get('type') ?? '',
    fields: [...new Set([...query.getAll('field'), ...typed])],
    method: query.get('method') === 'OR' ? 'OR' : 'AND',
    conditions: Array.from({ length: places }, (_, at) => conditionAt(query, at)).filter(({ field }) => field !== '')
  }
}

export const conditionAt = (query: URLSearchParams, at: number): Condition => ({
  field: (query.get(`where${at}`) ?? '').trim(),
  comparison: query.get(`comparison${at}`) ?? '=',
  value: query.get(`value${at}`) ?? ''
})

/** The search as a document for `POST /data/search`. */
export function documentOf ({ type, fields, method, conditions }: Wanted): string {
  return [
    '<xdat:bundle xmlns:xdat="http://nrg.wustl.edu/security">',
    `  ${element('root_element_name', type)}`,
    ...fields.map((field, at) => `  ${fieldElement(type, field, at)}`),
    ...conditions.length === 0
      ? []
      : [
          `  <xdat:search_where method="${method}">`,
          ...conditions.map(condition => `    ${criterionElement(type, condition)}`),
          '  </xdat:search_where>'
        ],
    '</xdat:bundle>'
  ].join('\n')
}

/** A line break stands as a character reference, so that each element is one line. */
const element = (name: string, text: string): string =>
  `<xdat:${name}>${escapeHtml(text).replace(/[\r\n]+/g, '&#10;')}</xdat:${name}>`

function fieldElement (type: string, field: string, at: number): string {
  const [, other = type, id = field] = /^(\w+:\w+)\.(.+)$/s.exec(field) ?? []
  const parts = [element('element_name', other), element('field_ID', id), element('sequence', String(at))]
  return `<xdat:search_field>${[...parts, element('type', 'string'), element('header', id)].join('')}</xdat:search_field>`
}

function criterionElement (type: string, { field, comparison, value }: Condition): string {
  const name = /^\w+:\w+[./]/.test(field) ? field : `${type}${field.includes('/') ? '/' : '.'}${field}`
  const parts = [element('schema_field', name), element('comparison_type', comparison), element('value', value)]
  return `<xdat:criteria override_value_formatting="0">${parts.join('')}</xdat:criteria>`
}
