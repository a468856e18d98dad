import { test } from 'tap'
import type { Table } from '../../../src/model/document.ts'
import { cellText, jsonCellText, oneLine } from '../../../src/serializers/cells.ts'
import { csv, excel } from '../../../src/serializers/csv.ts'
import type { TableText } from '../../../src/serializers/format.ts'
import { html, xList } from '../../../src/serializers/html.ts'
import { itemFormat, mimeOf, tableFormat } from '../../../src/serializers/index.ts'
import { json } from '../../../src/serializers/json.ts'
import { tableText } from '../../../src/serializers/table-pieces.ts'
import { xml } from '../../../src/serializers/xml.ts'

test('cells as Java prints them', async t => {
  for (const [value, kind, text, inJson, line] of [
    [null, 'string', '', '', ''],
    ['a\r\nb\rc\nd', 'string', 'a\r\nb\rc\nd', 'a\r\nb\rc\nd', 'a b c d'],
    [2, 'float', '2.0', '2.0', '2.0'],
    [2, 'double', '2.0', '2.0', '2.0'],
    [2, 'integer', '2', '2', '2'],
    [2, undefined, '2', '2', '2'],
    ['10:11:12.5', 'time', '10:11:12', '10:11:12.500', '10:11:12'],
    ['10:11:12', 'time', '10:11:12', '10:11:12.000', '10:11:12'],
    ['10:11:12.1234', 'time', '10:11:12', '10:11:12.123', '10:11:12'],
    ['10:11:12.5', 'string', '10:11:12.5', '10:11:12.5', '10:11:12.5'],
    [null, 'time', '', '', '']
  ] as const) t.same([cellText(value, kind), jsonCellText(value, kind), oneLine(value, kind)], [text, inJson, line], `${value} ${kind}`)
})

const full: Table = {
  kind: 'table',
  columns: ['ID', 'note', 'URI'],
  kinds: ['string', 'string', undefined],
  rows: [['1', 'a,"b"\n<c>&', '/x'], ['2', null, '/y'], ['3', "d'", '/z']],
  properties: { totalRecords: '3', map: '{"a":1}' },
  columnProperties: { URI: { serverRoot: '/base' } }
}
const bare: Table = { kind: 'table', columns: ['a,b'], rows: [] }

test('tables in every format', async t => {
  const head = '<html xmlns="http://www.w3.org/1999/xhtml" xml:lang="en" lang="en"><body>' +
    '<table class="x_rs_t" cellpadding="0" cellspacing="0">\n<thead class="x_rs_thead">\n<tr class="x_rs_tr_head">'
  const rows = '</tr>\n</thead>\n<tbody id="dataRows">\n'
  const end = '</tbody>\n</table></body></html>'
  const cases: readonly (readonly [name: string, write: (table: Table) => TableText, full: string, bare: string])[] = [
    [
      'csv', csv.table,
      'ID,note,URI\n1,"a,""b"" <c>&",/x\n2,,/y\n3,d\',/z\n',
      '"a,b"\n'
    ],
    [
      'json', json.table,
      '{"ResultSet":{"Columns":[{"key":"URI","serverRoot":"/base"}],"Result":[' +
        '{"note":"a,\\"b\\"\\n<c>&","ID":"1","URI":"/x"},{"note":"","ID":"2","URI":"/y"},{"note":"d\'","ID":"3","URI":"/z"}], ' +
        '"totalRecords": "3","map": {"a":1}}}',
      '{"ResultSet":{"Result":[]}}'
    ],
    [
      'xml', xml.table,
      '<ResultSet totalRecords="3" map="{"a":1}"><results><columns><column>ID</column><column>note</column>' +
        '<column serverRoot="/base">URI</column></columns>\n<rows><row><cell>1</cell><cell>a,"b" &lt;c&gt;&</cell><cell>/x</cell></row>\n' +
        "<row><cell>2</cell><cell></cell><cell>/y</cell></row>\n<row><cell>3</cell><cell>d'</cell><cell>/z</cell></row>\n" +
        '</rows></results></ResultSet>',
      '<ResultSet><results><columns><column>a,b</column></columns>\n<rows></rows></results></ResultSet>'
    ],
    [
      'html', html.table,
      `${head}<th>ID</th><th>note</th><th>URI</th>${rows}` +
        '<tr class="x_rs_tr_data odd">\n<td>1</td><td>a,"b" <c>&</td><td><a href=\'/base/x\'>/x</a></td></tr>' +
        '<tr class="x_rs_tr_data even">\n<td>2</td><td></td><td><a href=\'/base/y\'>/y</a></td></tr>' +
        "<tr class=\"x_rs_tr_data odd\">\n<td>3</td><td>d'</td><td><a href='/base/z'>/z</a></td></tr></tbody>\n</table></body></html>",
      `${head}<th>a,b</th>${rows}${end}`
    ],
    [
      'xList', xList.table,
      `${head}IDnoteURI${rows}` +
        '<tr class="x_rs_tr_data odd">\n1a,"b" <c>&<a href=\'/base/x\'>/x</a></tr>' +
        '<tr class="x_rs_tr_data even">\n2<a href=\'/base/y\'>/y</a></tr>' +
        "<tr class=\"x_rs_tr_data odd\">\n3d'<a href='/base/z'>/z</a></tr></tbody>\n</table></body></html>",
      `${head}a,b${rows}${end}`
    ]
  ]
  for (const [name, write, text, empty] of cases) {
    t.equal(tableText(full, write(full)), text, name)
    t.equal(tableText(bare, write(bare)), empty, `${name}, empty`)
  }
})

test('formats by name and by media type', async t => {
  for (const [format, mime] of [
    ['json', 'application/json'], ['JSON', 'application/json'], ['csv', 'text/csv'], ['xml', 'text/xml'], ['xList', 'application/xList'],
    ['xlist', 'application/xList'], ['text/plain', 'text/plain'], ['bogus', 'bogus'], ['constructor', 'constructor']
  ] as const) t.equal(mimeOf(format), mime, format)
  t.same(
    ['application/json', 'text/xml', 'text/csv', 'application/vnd.ms-excel', 'application/xList', 'text/plain']
      .map(wanted => tableFormat(wanted).mime),
    ['application/json', 'text/xml', 'text/csv', 'application/vnd.ms-excel', 'text/html', 'text/html']
  )
  t.equal(tableFormat('application/xList').table, xList.table)
  t.equal(excel.table, csv.table)
  t.same(['application/json', 'text/html', 'text/xml', 'text/csv'].map(mime => itemFormat(mime).mime), [
    'application/json', 'text/html', 'text/xml', 'text/xml'
  ])
})
