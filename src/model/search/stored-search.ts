import type { Catalogue } from '../catalogue.ts'
import { type Display, countId, displayOf } from '../display/display.ts'
import type { VersionField } from '../display/field.ts'
import { type Item, type Scalar, newItem } from '../item.ts'

/** The document of a search that shows a type as one of its listings does (DisplaySearch.convertToStoredSearch). */
export function listingSearch (catalogue: Catalogue, display: Display, version: string, id: string): Item {
  const fields = fieldsOf(display, version)
  const rows = fields.map((field, at) => rowOf(catalogue, 'xdat:search_field', valuesOf(display, field, at)))
  return {
    ...newItem(catalogue.type('xdat:stored_search')),
    values: { ID: id, root_element_name: display.type.xsiType },
    children: { search_field: rows }
  }
}

const fieldsOf = (display: Display, version: string): readonly VersionField[] =>
  (display.versions.find(({ name }) => name === version) ?? (version === 'all' ? display.version('all') : undefined) ??
    display.versions.find(({ name }) => name === 'listing') ?? display.versions[0])?.fields ?? []

const rowOf = (catalogue: Catalogue, xsiType: string, values: Record<string, Scalar>, children: Item['children'] = {}): Item =>
  ({ type: catalogue.type(xsiType), values, children })

function valuesOf (
  display: Display, { id, element = display.type.xsiType, value, visible = true }: VersionField, sequence: number
): Record<string, Scalar> {
  const type = display.type.typeNamed(element)
  const other = type && displayOf(type)
  const field = other?.find(id)
  const isVisible = visible && field?.visible !== false
  return {
    ...!isVisible && { visible: 0 },
    element_name: element,
    field_ID: id,
    sequence,
    ...other && field && { type: other.typeOf(field) },
    header: field === undefined || field.header === '' ? '  ' : field.header,
    ...value !== undefined && { value }
  }
}

export interface ProjectSearch {
  readonly project: string
  /** The name of many of the type. */
  readonly plural: string
  /** The types of which the project has experiments. */
  readonly types: readonly string[]
}

/**
 * The search by which a project's page lists what the project has of a type (BaseXnatProjectdata.getDefaultSearch): labels as
 * the project knows them, counts of what belongs to each, of the project's own and what is shared into it.
 */
export function projectSearch (catalogue: Catalogue, display: Display, { project, plural, types }: ProjectSearch): Item {
  const { type } = display
  const item = listingSearch(catalogue, display, 'project_bundle', `${project}_${type.xsiType}`)
  const listed = (item.children['search_field'] ?? []).map(
    row => String(row.values['field_ID']).endsWith('_PROJECT_IDENTIFIER') ? withValue(row, project) : row
  )
  const counted = countedTypes(catalogue, display, types).map((counts, at) => rowOf(catalogue, 'xdat:search_field', {
    element_name: type.xsiType,
    field_ID: `${countId(counts)}=${project}`,
    sequence: listed.length + at,
    type: 'integer',
    header: counts.entry.display?.plural ?? counts.xsiType,
    value: project
  }))
  const where = whereOf(catalogue, display, project)
  return {
    ...item,
    values: { ...item.values, 'allow-diff-columns': 0, secure: 0, 'brief-description': plural, tag: project },
    children: { search_field: [...listed, ...counted], ...where && { search_where: [where] } }
  }
}

const withValue = (row: Item, project: string): Item =>
  ({ ...row, values: { ...row.values, field_ID: `${row.values['field_ID']}=${project}`, value: project } })

function countedTypes (catalogue: Catalogue, { type }: Display, types: readonly string[]) {
  const below = type.xsiType === 'xnat:subjectData'
    ? 'xnat:subjectAssessorData'
    : type.isA(
      'xnat:imageSessionData'
    )
      ? 'xnat:imageAssessorData'
      : undefined
  return below === undefined ? [] : types.flatMap(name => catalogue.find(name) ?? []).filter(counted => counted.isA(below))
}

/** What the project owns or has shared into it; of a type that no project owns, everything. */
function whereOf (catalogue: Catalogue, { type }: Display, project: string): Item | undefined {
  if (type.field('sharing/share') === undefined || type.value('project') === undefined) return undefined
  const criteria = ['sharing/share/project', 'project'].map(path => rowOf(catalogue, 'xdat:criteria', {
    override_value_formatting: 0, schema_field: `${type.xsiType}/${path}`, comparison_type: '=', value: project
  }))
  const set = rowOf(catalogue, 'xdat:criteria_set', { method: 'OR' }, { criteria })
  return rowOf(catalogue, 'xdat:criteria_set', { method: 'AND' }, { child_set: [set] })
}
