import type { Cell, Table } from '../model/document.ts'
import type { Format, TableText } from './format.ts'
import { oneLine } from './cells.ts'
import { lazily } from './lazily.ts'

const json2csv = lazily<typeof import('@json2csv/plainjs')>('@json2csv/plainjs')

/** commons-text escapeCsv: quotes only where a comma, quote or line break asks for them. */
const field = (text: string): string => /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text

/** XFTTable.toCSV: a header, a line for each row, each ended by a line feed. */
function write ({ columns, kinds }: Table): TableText {
  const parser = new (json2csv().Parser)<readonly Cell[], readonly Cell[]>({
    header: false,
    fields: columns.map((label, index) => ({ label, value: (row: readonly Cell[]) => oneLine(row[index] ?? null, kinds?.[index]) })),
    eol: '\n',
    formatters: { string: field }
  })
  return {
    head: `${columns.map(field).join(',')}\n`,
    rows: rows => rows.length === 0 ? '' : `${parser.parse([...rows])}\n`,
    between: '',
    tail: ''
  }
}

export const csv = { name: 'csv', mime: 'text/csv', table: write } satisfies Format

/** The same for a spreadsheet. */
export const excel = { mime: 'application/vnd.ms-excel', table: write } satisfies Format
