import type { Catalogue } from './catalogue.ts'
import { UnknownColumn } from './columns.ts'
import type { DataType } from './data-type.ts'
import { type DisplayField, displayField, displayFields } from './display-fields.ts'
import type { Cell } from './document.ts'
import { type Item, textOf } from './item.ts'

/** One column that a search shows. */
export interface SearchColumn {
  readonly element: DataType
  readonly field: DisplayField
  readonly header: string
}

/** A condition on one value, or several of which all or one must hold. */
export type Condition =
  | { readonly is: 'criterion', readonly path: string, readonly comparison: string, readonly value: string }
  | { readonly is: 'set', readonly any: boolean, readonly conditions: readonly Condition[] }

/** What an xdat:stored_search asks for. */
export interface Search {
  readonly root: DataType
  readonly columns: readonly SearchColumn[]
  readonly condition: Condition
  readonly sortBy: string | undefined
}

/** What a search that names no columns shows: the version called listing. */
const listings: readonly (readonly [xsiType: string, ids: readonly string[]])[] = [
  ['xnat:subjectData', ['LABEL', 'PROJECT', 'GENDER', 'HANDEDNESS', 'DOB']],
  ['xnat:projectData', [
    'ID', 'NAME', 'DESCRIPTION', 'SECONDARY_ID', 'KEYWORDS', 'PROJ_MR_COUNT', 'PROJ_PET_COUNT', 'PROJ_CT_COUNT', 'PROJECT_ACCESS'
  ]],
  ['xnat:experimentData', ['LABEL', 'PROJECT', 'SUBJECT_ID', 'DATE']]
]

/** The listing of scans; then each type shows the fields of its own. */
const scanListing = [
  'PROJECT', 'SESSION_LABEL', 'ID', 'NOTE', 'QUALITY', 'CONDITION', 'SERIES_DESCRIPTION', 'BODYPARTEXAMINED',
  'REQUESTEDPROCEDUREDESCRIPTION', 'PROTOCOLNAME', 'DOCUMENTATION', 'SCANNER', 'SCANNER_MANUFACTURER', 'SCANNER_MODEL', 'MODALITY',
  'FRAMES', 'OPERATOR', 'STARTTIME', 'TYPE', 'UID'
]

/** What stands before a column because its link is made of it (HTML-Link, InsertValue). */
function insertBefore (type: DataType, id: string): string | undefined {
  if (id !== 'LABEL') return undefined
  if (type.isA('xnat:subjectData')) return 'SUBJECTID'
  if (type.xsiType === 'xnat:mrSessionData') return 'SESSION_ID'
  return type.isA('xnat:experimentData') ? 'EXPT_ID' : undefined
}

/**
 * Reads the document of a search (XdatStoredSearch.getDisplaySearch).
 * @throws UnknownColumn for a type or a field that there is not.
 */
export function readSearch (catalogue: Catalogue, item: Item): Search {
  const root = typeNamed(catalogue, textOf(item, 'root_element_name') ?? '')
  const asked = (item.children['search_field'] ?? [])
    .map(row => ({
      element: typeNamed(catalogue, textOf(row, 'element_name') ?? ''),
      id: textOf(row, 'field_ID') ?? '',
      header: textOf(row, 'header'),
      sequence: Number(textOf(row, 'sequence') ?? 0)
    }))
    .sort((a, b) => a.sequence - b.sequence)
  const shown = asked.length > 0 ? asked : listingOf(root).map(id => ({ element: root, id, header: undefined }))
  const columns = shown.flatMap(({ element, id, header }) => {
    const field = fieldNamed(element, id)
    const insert = insertBefore(element, field.id)
    return [...(insert === undefined ? [] : [columnOf(element, fieldNamed(element, insert))]), columnOf(element, field, header)]
  })
  const sort = [textOf(item, 'sort_by/element_name'), textOf(item, 'sort_by/field_ID')]
  const sortBy =
    sort[0] === undefined || sort[1] === undefined
      ? undefined
      : columnName(root, columnOf(typeNamed(catalogue, sort[0]), fieldNamed(typeNamed(catalogue, sort[0]), sort[1])))
  return {
    root,
    columns: distinct(root, columns),
    condition: { is: 'set', any: false, conditions: (item.children['search_where'] ?? []).map(set => conditionOf(catalogue, set)) },
    sortBy
  }
}

const columnOf = (element: DataType, field: DisplayField, header = field.header): SearchColumn => ({ element, field, header })

function listingOf (root: DataType): readonly string[] {
  if (!root.isA('xnat:imageScanData')) {
    return listings.find(([xsiType]) => root.isA(xsiType))?.[1] ?? [...displayFields(root).keys()].slice(0, 5)
  }
  const inherited = new Set(root.base?.fields.map(({ path }) => path) ?? root.fields.map(({ path }) => path))
  const own = root.fields.filter(({ form, path }) => form === 'value' && !inherited.has(path))
  return [...scanListing, ...own.map(({ path }) => path.toUpperCase().replaceAll('/', '_'))]
}

const distinct = (root: DataType, columns: readonly SearchColumn[]): SearchColumn[] => [
  ...new Map(columns.map(column => [columnName(root, column), column])).values()
]

/** A column's name: the field's ID, with the type before it where that is not the one searched for. */
export const columnName = (root: DataType, { element, field }: SearchColumn): string =>
  (element === root ? field.id : `${element.sqlName}_${field.id}`).toLowerCase()

function typeNamed (catalogue: Catalogue, name: string): DataType {
  const type = catalogue.find(name.trim())
  if (type === undefined) throw new UnknownColumn(name)
  return type
}

/** By ID; a path is that of the field that shows it. */
function fieldNamed (element: DataType, id: string): DisplayField {
  const path = id.toLowerCase().startsWith(`${element.xsiType.toLowerCase()}/`) ? id.slice(element.xsiType.length + 1) : undefined
  const byPath =
    path === undefined
      ? undefined
      : [...displayFields(element).values()].find(field => field.path.toLowerCase() === `${element.xsiType}/${path}`.toLowerCase())
  const field = byPath ?? displayField(element, path ?? id)
  if (field === undefined) throw new UnknownColumn(`${element.xsiType}/${id}`)
  return field
}

function conditionOf (catalogue: Catalogue, set: Item): Condition {
  const criteria = (set.children['criteria'] ?? []).map((row): Condition => ({
    is: 'criterion',
    path: pathOf(catalogue, textOf(row, 'schema_field') ?? ''),
    comparison: (textOf(row, 'comparison_type') ?? '=').trim().toUpperCase(),
    value: textOf(row, 'value') ?? ''
  }))
  return {
    is: 'set',
    any: textOf(set, 'method')?.toUpperCase() === 'OR',
    conditions: [...criteria, ...(set.children['child_set'] ?? []).map(child => conditionOf(catalogue, child))]
  }
}

/** The path that a condition is about: a display field's, or a field path itself; a full stop may stand for a slash. */
function pathOf (catalogue: Catalogue, name: string): string {
  const at = name.search(/[./]/)
  const element = typeNamed(catalogue, at === -1 ? '' : name.slice(0, at))
  const rest = name.slice(at + 1)
  return displayField(element, rest)?.path ?? `${element.xsiType}/${rest.replaceAll('.', '/')}`
}

/** The field whose value a path like `type.ID` stands for: one that is worked out for a key. */
export function viewAt (catalogue: Catalogue, path: string): DisplayField & { readonly key: string } | undefined {
  const [name = '', id] = path.split('.')
  const element = path.includes('/') || id === undefined ? undefined : catalogue.find(name)
  const field = element && displayField(element, id ?? '')
  return field?.key === undefined ? undefined : { ...field, key: field.key }
}

/** Every path that a condition speaks of. */
export const pathsIn = (condition: Condition): string[] =>
  condition.is === 'criterion' ? [condition.path] : condition.conditions.flatMap(pathsIn)

/** Whether a row fits. An empty set always does. */
export function holds (condition: Condition, valueAt: (path: string) => Cell): boolean {
  if (condition.is === 'criterion') return compare(valueAt(condition.path), condition.comparison, condition.value)
  const { any, conditions } = condition
  return conditions.length === 0 || (any ? conditions.some(one => holds(one, valueAt)) : conditions.every(one => holds(one, valueAt)))
}

function compare (cell: Cell, comparison: string, value: string): boolean {
  if (comparison === 'IS') return (cell === null) === /^null$/i.test(value.trim())
  if (comparison === 'IS NOT') return (cell === null) !== /^null$/i.test(value.trim())
  if (cell === null) return false
  if (comparison === 'LIKE') return isLike(cell, value)
  if (comparison === 'NOT LIKE') return !isLike(cell, value)
  if (comparison === 'IN') {
    return value.replace(/^\(|\)$/g, '').split(',').some(one => orderOf(cell, one.trim().replace(/^'(.*)'$/, '$1')) === 0)
  }
  const order = orderOf(cell, value)
  switch (comparison) {
    case '!=': case '<>': return order !== 0
    case '<': return order < 0
    case '<=': return order <= 0
    case '>': return order > 0
    case '>=': return order >= 0
    default: return order === 0
  }
}

/** SQL's LIKE, whatever the case; without a wildcard the value may stand anywhere in the text. */
function isLike (cell: string | number, value: string): boolean {
  const pattern = /[%*]/.test(value) ? value : `%${value}%`
  const source = pattern.replace(/[.+?^${}()|[\]\\]/g, '\\$&').replace(/[%*]+/g, '[^]*').replaceAll('_', '[^]')
  return new RegExp(`^${source}$`, 'i').test(String(cell))
}

/** Numbers as numbers, dates whichever way round they are written, all else as text. */
function orderOf (cell: string | number, value: string): number {
  const wanted = value.trim()
  if (typeof cell === 'number' && wanted !== '' && Number.isFinite(Number(wanted))) return cell - Number(wanted)
  const american = /^(\d{1,2})\/(\d{1,2})\/(\d{4})$/.exec(wanted)
  const text = american === null ? wanted : [american[3], american[1]?.padStart(2, '0'), american[2]?.padStart(2, '0')].join('-')
  const own = american === null ? String(cell) : String(cell).slice(0, 10)
  return own < text ? -1 : own > text ? 1 : 0
}
