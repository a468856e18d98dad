import type { Cell, Table } from '../model/document.ts'
import type { Format } from './format.ts'
import { oneLine } from './cells.ts'
import { lazily } from './lazily.ts'

const json2csv = lazily<typeof import('@json2csv/plainjs')>('@json2csv/plainjs')

/** commons-text escapeCsv: quotes only where a comma, quote or line break asks for them. */
const field = (text: string): string => /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text

/** XFTTable.toCSV: a header, a line for each row, each ended by a line feed. */
function write ({ columns, rows, kinds }: Table): string {
  const parser = new (json2csv().Parser)<readonly Cell[], readonly Cell[]>({
    fields: columns.map((label, index) => ({ label, value: (row: readonly Cell[]) => oneLine(row[index] ?? null, kinds?.[index]) })),
    eol: '\n',
    formatters: { header: field, string: field }
  })
  return `${parser.parse([...rows])}\n`
}

export const csv = { name: 'csv', mime: 'text/csv', table: write } satisfies Format

/** The same for a spreadsheet. */
export const excel = { mime: 'application/vnd.ms-excel', table: write } satisfies Format
