import type { Cell, Table } from '../model/document.ts'
import { quoteJson } from '../model/escape.ts'
import { hashMapOrder } from '../model/java-order.ts'
import type { Format } from './format.ts'
import { jsonCellText } from './cells.ts'
import { itemJson } from './item-json.ts'
import { RowTextCache } from './row-text-cache.ts'

/** A row's object: keys in HashMap order, every value a string (XFTTable.toJSON). */
function rowWriter ({ columns, kinds }: Table): (row: readonly Cell[]) => string {
  const last = new Map(columns.map((name, index) => [name, index]))
  const members = hashMapOrder(columns).map(name => [`${quoteJson(name)}:`, last.get(name) ?? 0] as const)
  return row => `{${members.map(([key, index]) => key + quoteJson(jsonCellText(row[index] ?? null, kinds?.[index]))).join(',')}}`
}

const written = new RowTextCache()

function columnsMember ({ columnProperties }: Table): string {
  if (columnProperties === undefined) return ''
  const columns = Object.entries(columnProperties).map(([key, properties]) =>
    `{"key":"${key}"${Object.entries(properties).map(([name, value]) => `,"${name}":${columnValue(value)}`).join('')}}`)
  return `"Columns":[${columns.join(',')}],`
}

/** Objects and arrays stand as they are; nothing is escaped. */
const columnValue = (value: string): string => /^[{[]/.test(value) ? value : `"${value}"`

/** JSONTableRepresentation.write: names and values of the properties are not escaped. */
function tail ({ properties = {} }: Table): string {
  const members = Object.entries(properties).map(([name, value]) => `"${name}": ${value.startsWith('{') ? value : `"${value}"`}`)
  return members.length === 0 ? '' : `, ${members.join(',')}`
}

export const json = {
  name: 'json',
  mime: 'application/json',
  table: table => {
    const row = written.writer(table, rowWriter(table))
    return {
      head: `{"ResultSet":{${columnsMember(table)}"Result":[`,
      rows: rows => rows.map(row).join(','),
      between: ',',
      tail: `]${tail(table)}}}`
    }
  },
  item: itemJson
} satisfies Format
