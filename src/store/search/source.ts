import type { DataType } from '../../model/data-type.ts'
import type { Child } from '../../model/types.ts'
import { type QueryText, jsonPath, jsonStep } from './query-text.ts'

/** The tables of the archive, and rows that stand in an item's JSON. */
export type SourceKind = 'project' | 'subject' | 'experiment' | 'scan' | 'share' | 'resource' | 'row'

/** One table of a query, or what stands in its JSON. */
export interface Source {
  readonly kind: SourceKind
  readonly alias: string
  readonly type: DataType
  /** The JSON that holds its values. */
  readonly json: string
  /** Where in it. */
  readonly at: readonly string[]
}

/** Everything of a type that a table may hold, as the list of a condition. */
export const namesOf = (type: DataType, types: Iterable<DataType>, query: QueryText): string =>
  query.bindAll([...types].filter(other => other.isA(type.xsiType)).map(({ xsiType }) => xsiType))

/** A table that holds items of its own. */
export const tableSource = (kind: SourceKind, alias: string, type: DataType): Source =>
  ({ kind, alias, type, json: `${alias}.data`, at: [] })

/** A row that a single reference leads to. */
export const onlyRow = (source: Source, { path }: Child, type: DataType): Source =>
  ({ ...source, kind: 'row', type, at: [...source.at, jsonStep('c', path), '[0]'] })

/** A condition that always holds and, for each row of a table or list, checks how long the search takes (WorkLimit). */
export const step = ({ kind, alias }: Source): string =>
  `${alias}.${kind === 'project' || kind === 'subject' || kind === 'experiment' ? 'id' : 'key'} IS NULL OR search_step()`

/** A list's rows in JSON, as a table-valued function has them. */
export const rowsFunction = (source: Source, { path }: Child): string =>
  `json_each(${source.json}, ${jsonPath(...source.at, jsonStep('c', path))})`

export const rowSource = (alias: string, type: DataType): Source => ({ kind: 'row', alias, type, json: `${alias}.value`, at: [] })
