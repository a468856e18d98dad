import type { DataType } from '../data-type.ts'
import { type Expression, type SubQuery, type View } from '../display/expression.ts'
import { isSubQuery } from '../display/field.ts'
import { schemaPlace } from '../schema-place.ts'
import type { Kind } from '../types.ts'
import { SearchFailed } from './failure.ts'

/** What PostgreSQL takes a value for: whether a comparison makes sense depends on it. */
export type ColumnType = 'text' | 'integer' | 'numeric' | 'double' | 'date' | 'time' | 'timestamp'

const byKind: Readonly<Partial<Record<Kind, ColumnType>>> = {
  boolean: 'integer',
  integer: 'integer',
  int: 'integer',
  long: 'integer',
  float: 'double',
  double: 'double',
  date: 'date',
  time: 'time',
  dateTime: 'timestamp'
}

/** What the column of a schema's field holds (XFT's SQL types; a boolean is 1 or 0). */
export const columnTypeOf = (kind: Kind): ColumnType => byKind[kind] ?? 'text'

const counts: ReadonlySet<View> = new Set(['dtiCount', 'mrCount', 'ctCount', 'petCount', 'utCount', 'quarantineCode', 'prearchiveCode'])
const countQueries: ReadonlySet<SubQuery['query']> = new Set(['scansWith', 'experimentsOfType', 'assessorsOfType', 'countInProject'])

/** @param find any type by its name. */
export function typeOf (content: Expression | SubQuery, find: (xsiType: string) => DataType | undefined): ColumnType {
  if (isSubQuery(content)) return countQueries.has(content.query) ? 'integer' : 'text'
  switch (content.op) {
    case 'field': return columnTypeOf(kindAt(find(content.element), content.path))
    case 'view': return counts.has(content.view) ? 'integer' : 'text'
    case 'coalesce': return content.of[0] === undefined ? 'text' : typeOf(content.of[0], find)
    case 'count': return 'integer'
    case 'years': case 'dayYears': case 'year': case 'minus': case 'floor': case 'round': return 'numeric'
    default: return 'text'
  }
}

/** @throws SearchFailed for a field that the type does not have. */
function kindAt (type: DataType | undefined, path: string): Kind {
  const place = type && schemaPlace(type, path)
  if (place === undefined) throw new SearchFailed(path)
  return place.kind
}
