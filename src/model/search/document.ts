import { type Item, textOf } from '../item.ts'
import { SearchFailed } from './failure.ts'

/** xdat:criteria */
export interface Criterion {
  /** A path of the schema, or a type and the ID of a display field. */
  readonly field: string
  readonly comparison: string
  /** None where the element is empty. */
  readonly value: string | undefined
  /** Whether the value is SQL. */
  readonly override: boolean
}

/** xdat:criteria_set */
export interface CriteriaSet {
  readonly method: string
  readonly criteria: readonly Criterion[]
  readonly sets: readonly CriteriaSet[]
}

/** xdat:search_field */
export interface SearchField {
  readonly element: string
  readonly id: string
  readonly value: string | undefined
  readonly header: string | undefined
  readonly visible: boolean
}

/** What an xdat:stored_search says of what to look for. */
export interface SearchDocument {
  readonly root: string
  /** In the order of their sequence. */
  readonly fields: readonly SearchField[]
  readonly where: readonly CriteriaSet[]
  readonly sortBy: { readonly element: string, readonly field: string } | undefined
}

/** Sets below sets beyond this depth are refused. */
const deepest = 100

/** @throws SearchFailed for sets that lie too deep in each other, and criteria without a field. */
export function readDocument (item: Item): SearchDocument {
  const [element, field] = [textOf(item, 'sort_by/element_name'), textOf(item, 'sort_by/field_ID')]
  return {
    root: textOf(item, 'root_element_name') ?? '',
    fields: bySequence(item.children['search_field'] ?? []).map(fieldOf),
    where: (item.children['search_where'] ?? []).map(row => setOf(row, 1)),
    sortBy: element === undefined || field === undefined ? undefined : { element, field }
  }
}

const sequence = (row: Item): number => Number(textOf(row, 'sequence') ?? 0)

const bySequence = (rows: readonly Item[]): Item[] => [...rows].sort((a, b) => sequence(a) - sequence(b))

/** XdatStoredSearch.getDisplaySearch: an ID may have its value behind `=`, or behind a dot. */
function fieldOf (row: Item): SearchField {
  const given = textOf(row, 'value')
  const { id, value } = given === undefined
    ? split(textOf(row, 'field_ID') ?? '')
    : {
        id: withoutValue(textOf(row, 'field_ID') ?? '', given), value: given
      }
  return { element: textOf(row, 'element_name') ?? '', id, value, header: textOf(row, 'header'), visible: textOf(row, 'visible') !== '0' }
}

function withoutValue (id: string, value: string): string {
  const [equals, dot] = [id.indexOf(`=${value}`), id.indexOf(`.${value}`)]
  const at = equals === -1 ? dot : equals
  return at > 0 ? id.slice(0, at) : id
}

function split (text: string): { id: string, value: string | undefined } {
  let [id, value]: [string, string | undefined] = [text, undefined]
  for (const mark of ['=', '.']) {
    const at = id.indexOf(mark)
    if (at !== -1) [id, value] = [id.slice(0, at), id.slice(at + 1)]
  }
  return { id, value }
}

function setOf (row: Item, depth: number): CriteriaSet {
  if (depth > deepest) throw new SearchFailed('sets lie too deep in each other')
  return {
    method: textOf(row, 'method') ?? 'null',
    criteria: (row.children['criteria'] ?? []).map(criterionOf),
    sets: (row.children['child_set'] ?? []).map(set => setOf(set, depth + 1))
  }
}

function criterionOf (row: Item): Criterion {
  const field = textOf(row, 'schema_field')
  if (field === undefined) throw new SearchFailed('a criterion without a field')
  return {
    field,
    comparison: textOf(row, 'comparison_type') ?? '=',
    value: textOf(row, 'value'),
    override: textOf(row, 'override_value_formatting') === '1'
  }
}
