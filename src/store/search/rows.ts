import type { DataType } from '../../model/data-type.ts'
import type { RowStep } from '../../model/schema-place.ts'
import { fieldOf, keyOf } from './column.ts'
import { type Source, type SourceKind, namesOf, onlyRow, rowSource, rowsFunction, tableSource } from './source.ts'
import { type Joined, type Lookup, conjunction } from './tables.ts'

/** A list whose rows have a table of their own, and what of it points back at the owner. */
interface Apart {
  readonly table: SourceKind
  readonly owner: string
}

const resources = (owner: string): Apart => ({ table: 'resource', owner })
const shares: Apart = { table: 'share', owner: 'id' }

const apart: Readonly<Partial<Record<SourceKind, Readonly<Record<string, Apart>>>>> = {
  project: { 'resources/resource': resources('project') },
  subject: {
    'resources/resource': resources('subject'), 'sharing/share': shares, 'experiments/experiment': { table: 'experiment', owner: 'subject' }
  },
  experiment: {
    'resources/resource': resources('experiment'),
    'sharing/share': shares,
    'scans/scan': { table: 'scan', owner: 'session' },
    'assessors/assessor': { table: 'experiment', owner: 'session' }
  },
  scan: { file: resources('scan') }
}

/** The rows of a reference; where each item is to be one row, the first of a list. */
export function rowsBy (from: Source, step: RowStep, lookup: Lookup): Joined {
  if (step.field.form === 'one') return { source: onlyRow(from, step.field, step.type), text: '' }
  const table = apart[from.kind]?.[step.field.path]
  const [source, rows] = table === undefined ? inJson(from, step, lookup) : inTable(table.table, step.type, lookup)
  const conditions = [...table === undefined ? [] : tieOf(from, table, source), ...filterOf(source, step, lookup)]
  if (!lookup.single) return { source, text: `LEFT JOIN ${rows} ${source.alias} ON ${conjunction(conditions)}` }
  const key = table?.table === 'experiment' ? 'id' : 'key'
  const [outer] = table === undefined ? inJson(from, step, lookup) : inTable(table.table, step.type, lookup)
  const choice = `SELECT min(${source.alias}.${key}) FROM ${rows} ${source.alias} WHERE ${conjunction(conditions)}`
  const isOwn = table?.table === 'share' ? tieOf(from, table, outer) : []
  return { source: outer, text: `LEFT JOIN ${rows} ${outer.alias} ON ${conjunction([...isOwn, `${outer.alias}.${key} = (${choice})`])}` }
}

const inJson = (from: Source, { field, type }: RowStep, { query }: Lookup): [source: Source, from: string] =>
  [rowSource(query.alias(), type), rowsFunction(from, field)]

const inTable = (kind: SourceKind, type: DataType, { query }: Lookup): [source: Source, from: string] =>
  [tableSource(kind, query.alias(), type), kind]

function tieOf (from: Source, { table, owner }: Apart, { alias }: Source): string[] {
  const tie = `${alias}.${owner} = ${keyOf(from)}`
  return table === 'share' ? [`${alias}.kind = '${from.kind}'`, tie] : [tie]
}

/** What stands in brackets behind a list's name. */
function filterOf (source: Source, { filter, type }: RowStep, { catalogue, query }: Lookup): string[] {
  const conditions: string[] = []
  if (filter.index !== undefined && source.kind === 'row') conditions.push(`${source.alias}.key = ${query.bind(filter.index)}`)
  if (filter.where !== undefined) conditions.push(`CAST(${fieldOf(source, filter.where[0]).text} AS TEXT) = ${query.bind(filter.where[1])}`)
  if (filter.xsiType !== undefined) {
    const name = source.kind === 'row' ? `json_extract(${source.alias}.value, '$.t')` : `${source.alias}.xsi_type`
    if (source.kind !== 'share') conditions.push(`${name} IN (${namesOf(type, catalogue.types(), query)})`)
  }
  return conditions
}
