import type { Catalogue } from './catalogue.ts'
import { type Column, type Relations, UnknownColumn, columnAt, keyPath, rowsFor } from './columns.ts'
import type { DataType } from './data-type.ts'
import type { Cell } from './document.ts'
import type { ReadonlyItem } from './item.ts'
import { parseDate, parseDateTime } from './java-date.ts'
import type { Kind } from './types.ts'

/** A condition that makes XNAT's query fail: a value that the database cannot compare with, or a field beside others that is none. */
export class UnfitCriterion extends Error {}

/** Whether a cell meets a condition; null meets none. */
export type Condition = (cell: Cell) => boolean

/** What a list's parameters ask of its items: all of the conditions, in one and the same row of the joined tables. */
export class Criteria {
  private readonly columns: Column[]
  private readonly conditions: Condition[] = []

  /**
   * @param wanted full paths, each with its values.
   * @throws UnfitCriterion
   */
  constructor (catalogue: Catalogue, root: DataType, wanted: readonly (readonly [path: string, values: string])[]) {
    const key = columnAt(catalogue, keyPath(root))
    this.columns = key === undefined ? [] : [key]
    for (const [path, values] of wanted) this.add(fieldAt(catalogue, path), values)
    // QueryOrganizerResource leaves an empty pair of brackets for each of the others
    if (this.conditions.length > 0 && this.conditions.length < wanted.length) throw new UnfitCriterion('a condition on no field')
  }

  private add (column: Column | undefined, values: string): void {
    const condition = column && conditionFor(column.kind, values)
    if (column === undefined || condition === undefined) return
    this.columns.push(column)
    this.conditions.push(condition)
  }

  meets (item: ReadonlyItem, relations: Relations): boolean {
    if (this.conditions.length === 0) return true
    return rowsFor(this.columns, [item], relations).some(([, ...cells]) =>
      this.conditions.every((condition, index) => condition(cells[index] ?? null))
    )
  }
}

/** processQueryCriteria logs a path that leads to no field. */
function fieldAt (catalogue: Catalogue, path: string): Column | undefined {
  try {
    return columnAt(catalogue, path)
  } catch (error) {
    if (error instanceof UnknownColumn) return undefined
    throw error
  }
}

/**
 * What `?path=values` asks of a column (QueryOrganizerResource.processQueryCriteria): any of the values between commas.
 * Texts with `*` or `%` are sought anywhere and without case, numbers and dates may be ranges `a-b`.
 * @returns undefined for kinds that XNAT makes no condition for, and where it accepts none of the values.
 * @throws UnfitCriterion
 */
export function conditionFor (kind: Kind, values: string): Condition | undefined {
  const test = testFor(kind)
  const conditions = test === undefined ? [] : values.replace(/,$/, '').split(',').filter(text => !suspicious(text)).map(test)
  return conditions.length === 0 ? undefined : cell => cell !== null && conditions.some(condition => condition(cell))
}

function testFor (kind: Kind): ((text: string) => Condition) | undefined {
  switch (kind) {
    case 'string': case 'longText': return likeOrEqual
    case 'integer': case 'int': case 'float': case 'double': return text => range(text, numberOf, cellNumber)
    case 'date': case 'dateTime': return text => range(text, dateOf, cellDate)
    case 'time': return text => cell => String(cell).startsWith(text)
    case 'boolean': return text => cell => cell === (/^(1|true)$/i.test(text) ? 1 : 0)
    default: return undefined
  }
}

/** PoolDBUtils.HackCheck: values that smell of SQL are dropped. */
function suspicious (text: string): boolean {
  if (/^[A-z0-9 _.]*[^\\]$/.test(text)) return false
  return text.endsWith('\\') || /(?:^|[ (['\n\t])(?:SELECT|INSERT|UPDATE|DELETE|DROP|ALTER|CREATE) /.test(text)
}

/** SearchCriteria.getSQLClause: what stands at the ends of a pattern makes no difference. */
function likeOrEqual (text: string): Condition {
  if (!/[*%]/.test(text)) return cell => String(cell) === text
  const inner = text.toLowerCase().replaceAll('*', '%').replace(/^['%]+|['%]+$/g, '')
  const pattern = new RegExp(inner.replace(/[.+?^${}()|[\]\\]/g, '\\$&').replaceAll('%', '.*').replaceAll('_', '.'), 's')
  return cell => pattern.test(String(cell).toLowerCase())
}

/** A single value, or two around the first hyphen; a date with hyphens is taken for a range too. */
function range (text: string, read: (text: string) => number, cellValue: (cell: Cell) => number): Condition {
  const hyphen = text.indexOf('-')
  if (hyphen === -1) {
    const wanted = read(text)
    return cell => cellValue(cell) === wanted
  }
  const [from, to] = [read(text.slice(0, hyphen)), read(text.slice(hyphen + 1))]
  return cell => cellValue(cell) >= from && cellValue(cell) <= to
}

function numberOf (text: string): number {
  const value = Number(text)
  if (text.trim() === '' || Number.isNaN(value)) throw new UnfitCriterion(text)
  return value
}

function dateOf (text: string): number {
  const value = parseDate(text)
  if (value === undefined) throw new UnfitCriterion(text)
  return value
}

const cellNumber = (cell: Cell): number => cell === null ? NaN : Number(cell)
const cellDate = (cell: Cell): number => cell === null ? NaN : parseDateTime(String(cell)) ?? NaN
