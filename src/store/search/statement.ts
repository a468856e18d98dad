import type { Catalogue } from '../../model/catalogue.ts'
import type { DataType } from '../../model/data-type.ts'
import { fieldsIn } from '../../model/display/expression.ts'
import { isSubQuery } from '../../model/display/field.ts'
import { schemaPlace } from '../../model/schema-place.ts'
import { type SearchColumn, differencesOf } from '../../model/search/columns.ts'
import { typeOf } from '../../model/search/column-type.ts'
import type { Term } from '../../model/search/condition.ts'
import { SearchFailed } from '../../model/search/failure.ts'
import { joinsTo } from '../../model/search/joins.ts'
import type { SearchRequest } from '../../model/search/request.ts'
import type { Kind } from '../../model/types.ts'
import { type Sql, fieldOf, keyOf } from './column.ts'
import { sqlOf } from './expression.ts'
import { QueryText, type Reader } from './query-text.ts'
import { readableProjects } from './readable.ts'
import { rowText } from './row-text.ts'
import { Scope } from './scope.ts'
import { step } from './source.ts'
import { conjunction, itemsOf } from './tables.ts'
import { whereTexts } from './where.ts'

/** A column of what is found. */
export interface FoundColumn {
  readonly name: string
  /** What its values are, where it matters to how they are written. */
  readonly kind?: Kind
  /** Whether it holds times in epoch milliseconds. */
  readonly epoch?: true
  readonly decimals?: number
}

/** What is to be looked for. */
export interface Plan {
  readonly catalogue: Catalogue
  readonly request: SearchRequest
  readonly columns: readonly SearchColumn[]
  /** Whether each row ends with what its item is known by. */
  readonly withKey: boolean
}

/** A query whose rows are arrays in JSON, in their order. */
export interface Statement {
  readonly text: string
  readonly query: QueryText
  readonly columns: readonly FoundColumn[]
}

/** @throws SearchFailed for what cannot be joined. */
export function statementOf (plan: Plan, reader: Reader): Statement {
  const query = new QueryText(reader)
  const { catalogue, request: { root, where, order, among } } = plan
  const beside = elementsBeside(root.type, [...plan.columns.map(({ term }) => term), order.term])
  const { source, conditions } = itemsOf(root.type, { catalogue, query, secured: true })
  const scope = new Scope(source, { catalogue, query, secured: true, single: beside.length > 0 })
  const cells = cellsOf(plan, scope, beside)
  const ordered = sqlOf(order.term, scope)
  const wheres = [
    step(source), ...conditions, ...among === undefined ? whereTexts(source, where, { catalogue, query }) : [],
    ...scope.innermost.alias === source.alias ? [] : [step(scope.innermost)]
  ]
  const distinct = scope.isPlural && beside.length === 0 ? 'DISTINCT ' : ''
  const names = cells.map(({ sql }, at) => `${sql.text} AS c${at}`)
  const found = `SELECT ${distinct}${[...names, `${keyOf(source)} AS k`, `${ordered.text} AS o`].join(', ')}
    FROM ${source.kind} ${source.alias} ${scope.joins.join(' ')} WHERE ${conjunction(wheres)}`
  const tables = [...reader.everything ? [] : [readableProjects(query)], `found AS (${found})`]
  const rows = among === undefined ? inOrder(cells.length, order.descending) : lookedUp(plan, cells.length, query)
  return {
    text: `WITH ${tables.join(', ')} INSERT INTO temp.search_row (cells) ${rows}`,
    query,
    columns: [...cells.map(({ column }) => column), ...among === undefined ? [] : amongColumns]
  }
}

interface CellOf {
  readonly sql: Sql
  readonly column: FoundColumn
}

/** The fields, the item's status, the days between dates, and the key. */
function cellsOf ({ columns, request: { root }, withKey }: Plan, scope: Scope, beside: readonly DataType[]): CellOf[] {
  const status: CellOf = { sql: fieldOf(scope.root, 'meta/status'), column: { name: 'quarantine_status' } }
  const differences = differencesOf(root.type, beside).map(
    ({ element, name }): CellOf => ({ sql: daysBetween(scope, element), column: { name } })
  )
  const key: CellOf[] = withKey ? [{ sql: { text: keyOf(scope.root) }, column: { name: 'key' } }] : []
  return [...columns.map(column => cellOf(column, scope)), status, ...differences, ...key]
}

function cellOf ({ name, term }: SearchColumn, scope: Scope): CellOf {
  const sql = sqlOf(term, scope)
  const kind = kindOf(term)
  const { epoch, decimals } = sql
  return { sql, column: { name, ...kind && { kind }, ...epoch && { epoch }, ...decimals !== undefined && { decimals } } }
}

function kindOf ({ element, content }: Term): Kind | undefined {
  if (isSubQuery(content) || content.op !== 'field') return undefined
  const type = element.typeNamed(content.element)
  return type && schemaPlace(type, content.path)?.kind
}

const daysBetween = (scope: Scope, element: DataType): Sql => ({
  text: `CAST(julianday(${fieldOf(scope.root, 'date').text}) - julianday(${scope.field(element.xsiType, 'date').text}) AS INTEGER)`
})

/** The types beside the root that terms lead to. @throws SearchFailed where there is no way. */
function elementsBeside (root: DataType, terms: readonly Term[]): DataType[] {
  const found = new Set<DataType>()
  for (const { element, content } of terms) {
    found.add(element)
    for (const field of isSubQuery(content) ? [] : fieldsIn(content)) {
      const type = root.typeNamed(field.element)
      if (type !== undefined) found.add(type)
    }
  }
  return [...found].filter(type => joinsTo(root, type)?.length !== 0)
}

const cellNames = (count: number): string[] => Array.from({ length: count }, (_, at) => `c${at}`)

/** As PostgreSQL orders: nothing is greater than anything. */
const inOrder = (count: number, descending: boolean): string =>
  `SELECT ${rowText(cellNames(count))} FROM found ORDER BY o ${descending ? 'DESC NULLS FIRST' : 'ASC NULLS LAST'}, k`

const amongColumns: readonly FoundColumn[] = [{ name: 'search_field0' }, { name: 'sort_order0' }]

/** Each value of the list with the items that have it, or with nothing. @throws SearchFailed where a field is no text. */
function lookedUp ({ columns, request: { among } }: Plan, count: number, query: QueryText): string {
  const { values = [], fields = [] } = among ?? {}
  const tests = fields.map(({ display, field }) => {
    if (typeOf(field.content, name => display.type.typeNamed(name)) !== 'text') throw new SearchFailed(`${field.id} is no text`)
    return `found.c${columns.findIndex(column => column.display === display && column.field.id === field.id)} = value.value`
  })
  return `SELECT ${rowText([...cellNames(count), 'value.value', 'value.key + 1'])}
    FROM json_each(${query.bind(JSON.stringify(values))}) value LEFT JOIN found ON ${tests.join(' OR ')} ORDER BY value.key, k`
}
