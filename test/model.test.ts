import { test } from 'tap'
import { Catalogue, playedVersion } from '../src/model/catalogue.ts'
import { escapeHtml, escapeXml11 } from '../src/model/escape.ts'
import { parseFieldPath, resolve } from '../src/model/field-path.ts'
import { dateText, javaDateText, parseDate, parseDateTime, parseTime, timestampText, xmlDateTime } from '../src/model/java-date.ts'
import { doubleText, jsonNumber, parseDouble, parseFloat32, parseInteger, parseLong } from '../src/model/java-number.ts'
import { hashMapOrder, hashtableOrder, javaHash } from '../src/model/java-order.ts'
import { UnfitValue, columnValue, complaints, parseValue } from '../src/model/values.ts'

const catalogue = new Catalogue(playedVersion)

test('javaHash is String.hashCode', async t => {
  for (const [text, hash] of [
    ['', 0],
    ['Aa', 2112],
    ['BB', 2112],
    ['xnat_imagescandata_id', 1004494926],
    ['parameters/tr', -378553149]
  ] as const) {
    t.equal(javaHash(text), hash, text)
  }
})

test('key orders of XNAT\'s JSON', async t => {
  const orders: readonly (readonly [keys: string[], order: string[]])[] = [
    [['xnat_imagescandata_id', 'ID', 'type', 'quality', 'xsiType', 'note', 'series_description', 'URI'], [
      'xsiType', 'xnat_imagescandata_id', 'note', 'series_description', 'ID', 'type', 'URI', 'quality'
    ]],
    [[
      'xnat_abstractresource_id', 'label', 'element_name', 'category', 'cat_id', 'cat_desc', 'file_count', 'file_size', 'tags', 'content',
      'format'
    ], [
      'file_count', 'xnat_abstractresource_id', 'cat_desc', 'cat_id', 'format', 'label', 'category', 'element_name', 'file_size', 'content',
      'tags'
    ]],
    [['Name', 'Size', 'URI', 'collection', 'file_tags', 'file_format', 'file_content', 'cat_ID', 'digest'], [
      'file_content', 'Size', 'file_tags', 'cat_ID', 'digest', 'collection', 'URI', 'file_format', 'Name'
    ]],
    [['ID', 'secondary_ID', 'name', 'description', 'pi_firstname', 'pi_lastname', 'URI'], [
      'pi_firstname', 'secondary_ID', 'pi_lastname', 'name', 'description', 'ID', 'URI'
    ]],
    [['children', 'meta', 'data_fields'], ['children', 'meta', 'data_fields']]
  ]
  for (const [keys, order] of orders) t.same(hashMapOrder(keys), order)
  t.same(hashtableOrder(['file', 'parameters/addParam', 'sharing/share', 'validation', 'parameters/frames/frame']), [
    'validation',
    'parameters/addParam',
    'file',
    'sharing/share',
    'parameters/frames/frame'
  ])
})

test('numbers as Java prints them', async t => {
  for (const [value, text, json] of [
    [0, '0.0', '0'],
    [-0, '-0.0', '-0'],
    [1, '1.0', '1'],
    [2000, '2000.0', '2000'],
    [0.9, '0.9', '0.9'],
    [0.001, '0.001', '0.001'],
    [0.00099, '9.9E-4', '9.9E-4'],
    [1e7, '1.0E7', '1.0E7'],
    [9999999, '9999999.0', '9999999'],
    [12345678, '1.2345678E7', '1.2345678E7'],
    [1.5e300, '1.5E300', '1.5E300'],
    [123456.789, '123456.789', '123456.789'],
    [100, '100.0', '100']
  ] as const) {
    t.equal(doubleText(value), text)
    t.equal(jsonNumber(value), json)
  }
  t.same([NaN, Infinity, -Infinity].map(doubleText), ['NaN', 'Infinity', '-Infinity'])
})

test('numbers as Java reads them', async t => {
  for (const [text, value] of [
    ['2000.123456789', 2000.1234],
    ['1e3', 1000],
    ['12f', 12],
    ['0x1p3', 8],
    ['  7 ', 7],
    ['1d', 1],
    ['+5', 5],
    ['.5', 0.5],
    ['5.', 5],
    ['NaN', NaN],
    ['Infinity', Infinity],
    ['1e40', Infinity],
    ['0.1', 0.1],
    ['16777217', 16777216],
    ['x', undefined],
    ['1,5', undefined],
    ['', undefined],
    ['0x', undefined],
    ['--1', undefined],
    ['inf', undefined]
  ] as const) {
    t.same(parseFloat32(text), value, text)
  }
  t.equal(parseDouble('2000.123456789'), 2000.123456789)
  for (const [text, value] of [
    ['+5', 5],
    ['-2147483648', -2147483648],
    ['2147483648', undefined],
    ['5.0', undefined],
    [' 5', undefined],
    ['', undefined]
  ] as const) {
    t.equal(parseInteger(text), value, text)
  }
  for (const [text, value] of [['9223372036854775807', 2 ** 63], ['9223372036854775808', undefined], ['-1', -1]] as const) {
    t.equal(parseLong(text), value, text)
  }
})

test('dates as DateUtils reads and Java prints them', async t => {
  for (const [text, date] of [
    ['2020-01-02', '2020-01-02'],
    ['03/04/2020', '2020-03-04'],
    ['05.06.2020', '2020-05-06'],
    ['20200708', '2020-07-08'],
    ['Mon Nov 23 17:15:51 UTC 2020', '2020-11-23'],
    ['Mon Nov 23 17:15:51 AEDT 2020', '2020-11-23'],
    ['Mon Nov 23 05:15:51 AEDT 2020', '2020-11-22'],
    ['2020-13-45', '2021-02-14'],
    ['2020-01-02xyz', '2020-01-02'],
    ['soon', undefined],
    ['', undefined]
  ] as const) {
    const epoch = parseDate(text)
    t.equal(epoch === undefined ? undefined : dateText(epoch), date, text)
  }
  for (const [text, stamp] of [
    ['2020-01-02 03:04:05', '2020-01-02 03:04:05.0'],
    ['2020-01-02T03:04:05', '2020-01-02 03:04:05.0'],
    ['2020-01-02T03:04:05Z', '2020-01-02 03:04:05.0'],
    ['2020-01-02 03:04:05.120', '2020-01-02 03:04:05.12'],
    ['2020-01-02', '2020-01-02 00:00:00.0'],
    ['then', undefined]
  ] as const) {
    const epoch = parseDateTime(text)
    t.equal(epoch === undefined ? undefined : timestampText(epoch), stamp, text)
  }
  for (const text of ['09:37:11', '093711', '25:99:99', '09:37:11.5']) t.type(parseTime(text), 'number', text)
  for (const text of ['noon', '9:37']) t.equal(parseTime(text), undefined, text)
  t.equal(javaDateText(1606151751000), 'Mon Nov 23 17:15:51 UTC 2020')
  t.equal(xmlDateTime(1606151751123), '2020-11-23T17:15:51')
})

test('texts are escaped as commons-text does', async t => {
  for (const [text, escaped] of [
    ['plain text', 'plain text'],
    ['a&b<c>"d"\'e\'', 'a&amp;b&lt;c&gt;&quot;d&quot;&apos;e&apos;'],
    ['\0\u0001\t\n\x7F\x85\x86', '&#1;\t\n&#127;\x85&#134;'],
    ['\uD800x\uFFFE\u{1F600}', 'x\u{1F600}'],
    ['\u00E9\u4E2D', '\u00E9\u4E2D']
  ] as const) {
    t.equal(escapeXml11(text), escaped)
  }
  t.equal(escapeHtml('<a href="x">\'&</a>'), '&lt;a href=&quot;x&quot;&gt;&#39;&amp;&lt;/a&gt;')
})

test('field paths lead where XFT takes them', async t => {
  const mr = catalogue.type('xnat:mrScanData')
  const places: readonly (readonly [path: string, place: string | undefined])[] = [
    ['type', 'value type'],
    ['TYPE', 'value type'],
    ['xnat:mrScanData/quality', 'value quality'],
    ['xnat:imageScanData/quality', 'value quality'],
    ['XNAT:IMAGESCANDATA/PARAMETERS/TR', 'value parameters/tr'],
    ['parameters.voxelRes@x', 'value parameters/voxelRes/x'],
    ['scanner', 'value scanner'],
    ['scanner/model', 'value scanner/model'],
    ['dcmValidation/status', 'value dcmValidation/status'],
    ['parameters', 'group'],
    ['parameters/voxelRes', 'group'],
    ['file', 'rows file'],
    ['validation/status', 'rows validation status'],
    ['parameters/addParam[name=foo]/addField', 'rows parameters/addParam addField'],
    ['xnat_imageScanData_id', 'key'],
    ['xnat_imagescandata_id', 'key'],
    ['bogus', undefined],
    ['xnat:ctScanData/type', undefined],
    ['parameters/bogus', undefined],
    ['type/bogus', undefined],
    ['', undefined]
  ]
  for (const [path, expected] of places) {
    const place = resolve(mr, parseFieldPath(path))
    const shown =
      place &&
      (place.found === 'value'
        ? `value ${place.field.path}`
        : place.found === 'rows'
          ? ['rows', place.field.path, ...place.rest.map(({ name }) => name)].join(' ')
          : place.found)
    t.equal(shown, expected, path)
  }
  t.same(parseFieldPath("a/b[name='x y']/c[2]/d[@xsi:type=xnat:e]/f__3"), [
    { name: 'a' },
    { name: 'b', where: ['name', 'x y'] },
    { name: 'c', index: 2 },
    { name: 'd', xsiType: 'xnat:e' },
    { name: 'f', index: 3 }
  ])
})

test('values as they are parsed, refused and stored', async t => {
  const value = (path: string, type = 'xnat:mrScanData') => {
    const field = catalogue.type(type).value(path)
    if (field === undefined) throw new Error(`${type} has no ${path}`)
    return field
  }
  for (const [path, text, parsed, reasons, stored] of [
    ['frames', '+5', 5, [], 5],
    ['frames', '5.0', '5.0', ['Must Be A Valid Integer'], undefined],
    ['parameters/tr', '2000.50', 2000.5, [], 2000.5],
    ['parameters/tr', 'NaN', NaN, [], NaN],
    ['parameters/tr', 'INF', 'INF', [], Infinity],
    ['parameters/tr', 'abc', 'abc', ['Must Be A Valid Float'], undefined],
    ['start_date', '07/08/2020', 'Wed Jul 08 00:00:00 UTC 2020', [], '2020-07-08'],
    ['start_date', 'soon', 'soon', ['Must Be A Valid Date'], undefined],
    ['startTime', '093711', '093711', [], '09:37:11'],
    ['startTime', '25:99:99', '25:99:99', [], undefined],
    ['dcmValidation/status', 'TRUE', 'TRUE', [], 1],
    ['dcmValidation/status', 'maybe', 'maybe', ['Must Be A Valid Boolean'], undefined],
    ['quality', 'null', 'null', [], null],
    ['frames', 'NULL', 'NULL', [], null],
    ['quality', 'x'.repeat(256), 'x'.repeat(256), ['Must Be Less Than 255 Characters : Current Length (256)'], undefined],
    ['note', '<SCRIPT>', '<SCRIPT>', [], undefined]
  ] as const) {
    const field = value(path)
    const read = parseValue(field.kind, text)
    t.same(read, parsed, `${path} ${text.slice(0, 20)}`)
    t.same(complaints(field, read), reasons)
    if (stored === undefined && reasons.length === 0) {
      t.throws(
        () => columnValue(field, read),
        new UnfitValue(
          path === 'note' ? 400 : 500,
          path === 'note' ? "Use of '<' and '>' are not allowed in content." : `${text} is no time`
        )
      )
    } else if (stored !== undefined) {
      t.same(columnValue(field, read), stored)
    }
  }
  t.same(complaints(value('parameters/rotationDirection', 'xnat:ctScanData'), 'up'), ["'up' Must Match Pre-Defined Values...(CW,CC)"])
})

test('the catalogue has every scan and session type of the version it plays', async t => {
  const names = [...catalogue.types()].map(({ xsiType }) => xsiType)
  const modalities = names.filter(name => catalogue.type(name).isA('xnat:imageScanData'))
  t.equal(new Set(names).size, names.length)
  t.ok(modalities.length > 30)
  t.ok(catalogue.find('XNAT:MRSCANDATA'), 'names have no case')
  t.equal(catalogue.find('xnat:fooScanData'), undefined)
  for (const name of modalities) t.ok(catalogue.type(name).rootName.includes(':'), name)
})
