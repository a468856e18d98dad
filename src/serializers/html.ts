import type { Table } from '../model/document.ts'
import type { Format, TableText } from './format.ts'
import { itemHtml } from './item-html.ts'
import { rowTexts } from './cells.ts'
import { RowTextCache } from './row-text-cache.ts'

/** HTMLTableRepresentation and XFTTable.toHTML; values stand unescaped, as in XNAT. */
function write (table: Table, tagged: boolean, written: RowTextCache): TableText {
  const { columns, columnProperties = {} } = table
  const wrap = (tag: string, text: string) => tagged ? `<${tag}>${text}</${tag}>` : text
  const value = (text: string, column = '') => {
    const root = columnProperties[column]?.['serverRoot']
    return root === undefined ? text : `<a href='${root}${text}'>${text}</a>`
  }
  const head = columns.map(name => wrap('th', name)).join('')
  const cells = written.writer(table, row => rowTexts(table, row).map((text, at) => wrap('td', value(text, columns[at]))).join(''))
  return {
    head: '<html xmlns="http://www.w3.org/1999/xhtml" xml:lang="en" lang="en"><body>' +
      '<table class="x_rs_t" cellpadding="0" cellspacing="0">\n<thead class="x_rs_thead">\n' +
      `<tr class="x_rs_tr_head">${head}</tr>\n</thead>\n<tbody id="dataRows">\n`,
    rows: (rows, first) =>
      rows.map((row, at) => `<tr class="x_rs_tr_data ${(first + at) % 2 === 0 ? 'odd' : 'even'}">\n${cells(row)}</tr>`).join(''),
    between: '',
    tail: '</tbody>\n</table></body></html>'
  }
}

const [ofHtml, ofXList] = [new RowTextCache(), new RowTextCache()]

export const html = { name: 'html', mime: 'text/html', table: table => write(table, true, ofHtml), item: itemHtml } satisfies Format

/** The same without the tags of cells; XNAT's own lists load it into a page. */
export const xList = {
  name: 'xList',
  mime: 'application/xList',
  sentAs: 'text/html',
  table: table => write(table, false, ofXList)
} satisfies Format
