import type { Table } from '../model/document.ts'
import type { Format, TableText } from './format.ts'
import { itemXml } from './item-xml.ts'
import { rowTexts } from './cells.ts'
import { RowTextCache } from './row-text-cache.ts'

/** XFTTable.toXMLList escapes the angle brackets and nothing else. */
const cell = (text: string): string => `<cell>${text.replaceAll('>', '&gt;').replaceAll('<', '&lt;')}</cell>`

const attributes = (properties: Readonly<Record<string, string>> = {}): string =>
  Object.entries(properties).map(([name, value]) => ` ${name}="${value}"`).join('')

const written = new RowTextCache()

/** XMLTableRepresentation.write: no declaration, nothing after the last tag. */
function write (table: Table): TableText {
  const { columns, properties, columnProperties = {} } = table
  const head = columns.map(name => `<column${attributes(columnProperties[name])}>${name}</column>`).join('')
  const row = written.writer(table, row => `<row>${rowTexts(table, row).map(cell).join('')}</row>\n`)
  return {
    head: `<ResultSet${attributes(properties)}><results><columns>${head}</columns>\n<rows>`,
    rows: rows => rows.map(row).join(''),
    between: '',
    tail: '</rows></results></ResultSet>'
  }
}

export const xml = { name: 'xml', mime: 'text/xml', table: write, item: itemXml } satisfies Format
