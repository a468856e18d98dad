import type { Cell } from '../../../model/document.ts'
import type { Call } from '../resource.ts'

/** representTable: `sortBy` names headers in any case, nulls come last; `sortOrder=DESC` turns the rows round. */
export function sorted (
  { query, mime }: Pick<Call, 'query' | 'mime'>,
  headers: readonly string[],
  rows: readonly (readonly Cell[])[]
): readonly (readonly Cell[])[] {
  const sortBy = query.get('sortBy')
  if (sortBy === undefined) return rows
  const known = headers.map(header => header.toLowerCase())
  const columns = sortBy.split(',').map(name => known.indexOf(name.toLowerCase())).filter(index => index !== -1)
  const ordered = [...rows].sort((a, b) => compareRows(a, b, columns))
  return query.get('sortOrder')?.toUpperCase() === 'DESC' && mime !== 'application/xList' ? ordered.reverse() : ordered
}

function compareRows (a: readonly Cell[], b: readonly Cell[], columns: readonly number[]): number {
  for (const column of columns) {
    const [left, right] = [a[column] ?? null, b[column] ?? null]
    if (left === null || right === null) return left === right ? 0 : left === null ? 1 : -1
    const order = typeof left === 'number' && typeof right === 'number' ? left - right : compareTexts(String(left), String(right))
    if (order !== 0) return order
  }
  return 0
}

const compareTexts = (a: string, b: string): number => a < b ? -1 : a > b ? 1 : 0
