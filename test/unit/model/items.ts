import { test } from 'tap'
import { catalogue, found } from '../archive.ts'
import { UnknownColumn, alone, columnAt, columnsFor, rowReader, rowsFor, valuesAt } from '../../../src/model/columns.ts'
import { fieldTree } from '../../../src/model/field-tree.ts'
import { type Item, givenFields, newItem, textOf } from '../../../src/model/item.ts'
import { merge } from '../../../src/model/merge.ts'
import { FieldNotFound, populate, setText } from '../../../src/model/populate.ts'
import { jsonOrder, xmlOrder } from '../../../src/model/rows.ts'
import { FieldMapping } from '../../../src/model/shortcuts.ts'
import { validate } from '../../../src/model/validation.ts'

const blank = (xsiType = 'xnat:mrScanData'): Item => newItem(catalogue.type(xsiType))

/** An item with the fields of a query string. */
function filled (
  parameters: Readonly<Record<string, string | undefined>>,
  item = blank(),
  note?: (name: string, why: string) => void
): Item {
  populate(catalogue, item, new Map(Object.entries(parameters)), note)
  return item
}

/** Values and rows of an item, as plain data. */
const plain = ({ key, values, children }: Item): unknown => [
  ...key === undefined ? [] : [key], values,
  ...Object.entries(children).flatMap(([path, rows]) => [path, rows.map(plain)])
]

test('parameters become fields and rows', async t => {
  const row = 'xnat:mrScanData/parameters/addParam'
  const cases: readonly (readonly [parameters: Readonly<Record<string, string | undefined>>, item: unknown])[] = [
    [{ 'xnat:mrScanData/note': 'n', 'xnat:mrScanData/frames': '3' }, [{ note: 'n', frames: 3 }]],
    [{ 'xnat:imageScanData/note': 'n', 'XNAT:MRSCANDATA/quality': 'q' }, [{ note: 'n', quality: 'q' }]],
    [{ 'ELEMENT_xnat:mrScanData.note': 'n', 'element_xnat:ctScanData.quality': 'q' }, [{ note: 'n' }]],
    // XNAT looks at the colon before the slash first
    [{ 'ELEMENT_xnat:mrScanData/note': 'n' }, [{}]],
    [{ 'xnat:mrScanData/note': undefined }, [{}]],
    [{ 'xnat:mrScanData/xnat_imagescandata_id': '7' }, [7, {}]],
    [{ 'xnat:mrScanData/xnat_imagescandata_id': 'x' }, [{}]],
    [{ 'xnat:mrScanData/parameters': 'x' }, [{}]],
    [{ 'xnat:mrScanData/parameters/voxelRes/x': '0.5' }, [{ 'parameters/voxelRes/x': 0.5 }]],
    [{ [`${row}[0]/name`]: 'a', [`${row}[0]/addField`]: 'b' }, [{}, 'parameters/addParam', [[{ name: 'a', addField: 'b' }]]]],
    [{ [`${row}[1]/name`]: 'a' }, [{}, 'parameters/addParam', [[{ name: 'a' }]]]],
    [{ [`${row}[name=a]/addField`]: 'b' }, [{}, 'parameters/addParam', [[{ name: 'a', addField: 'b' }]]]],
    [
      { [`${row}[name=a]/addField`]: '1', [`${row}[name=b]/addField`]: '2', [`${row}[name=b][0]/addField`]: '3' },
      [{}, 'parameters/addParam', [[{ name: 'a', addField: '1' }], [{ name: 'b', addField: '3' }]]]
    ]
  ]
  for (const [parameters, item] of cases) t.same(plain(filled(parameters)), item, JSON.stringify(parameters))
  for (const name of ['bogus', 'parameters/addParam', 'parameters/addParam[-1]/name', 'parameters/addParam[10000]/name']) {
    t.throws(() => filled({ [`xnat:mrScanData/${name}`]: 'x' }), new FieldNotFound(`xnat:mrScanData/${name}`), name)
  }
})

test('what is no field of the item is told', async t => {
  const told: string[] = []
  const note = (name: string, why: string) => { told.push(`${name}: ${why}`) }
  filled({ 'xnat:ctScanData/note': 'n', 'bogus:type/x': '1', foo: '1', 'a/b': '2', type: 'T1' }, blank(), note)
  t.same(told, [
    'xnat:ctScanData/note: another type', 'bogus:type/x: another type', 'foo: not a path', 'a/b: another type', 'type: not a path'
  ])
})

test('a text of a document is stored as it stands', async t => {
  const item = blank()
  setText(catalogue, item, 'frames', 'x3')
  t.same(item.values, { frames: 'x3' })
  t.throws(() => { setText(catalogue, item, 'bogus', '') }, new FieldNotFound('bogus'))
  t.same([textOf(item, 'frames'), textOf(item, 'note')], ['x3', undefined])
})

test('a submitted item is merged into the stored one', async t => {
  const stamp = { meta: { event: 2, modified: 20 }, nextKey: () => 100 }
  const old = { event: 1, modified: 10 }
  const addParam = (name: string, text?: string): Item =>
    ({ ...blank('xnat:addField'), values: { name, ...(text && { addField: text }) } })
  const scan = (values: Item['values'], ...rows: readonly Item[]): Item =>
    ({ ...blank(), values: { ...values }, children: rows.length === 0 ? {} : { 'parameters/addParam': [...rows] } })
  const cases: readonly (readonly [stored: Item, submitted: Item, removing: boolean, reach: string, result: unknown])[] = [
    [scan({ note: 'a' }), scan({ note: 'b' }), false, 'item', [{ note: 'b' }]],
    [scan({ note: 'a' }), scan({ note: 'a' }), false, 'nothing', [{ note: 'a' }]],
    [scan({ note: 'a' }), scan({ quality: 'q' }), false, 'item', [{ note: 'a', quality: 'q' }]],
    [scan({ note: 'a' }), scan({ note: 'NULL' }), false, 'item', [{}]],
    [scan({}), scan({ note: 'NULL' }), false, 'nothing', [{}]],
    [scan({ note: 'a', quality: 'q' }), scan({ quality: 'q' }), true, 'item', [{ quality: 'q' }]],
    [scan({ note: 'a' }), scan({ note: 'a' }), true, 'nothing', [{ note: 'a' }]],
    [
      scan({}, addParam('x', '1')), scan({}, addParam('x', '2')), false, 'rows',
      [{}, 'parameters/addParam', [[{ name: 'x', addField: '2' }]]]
    ],
    [
      scan({}, addParam('x', '1')), scan({}, addParam('y', '2')), true, 'rows',
      [{}, 'parameters/addParam', [[100, { name: 'y', addField: '2' }]]]
    ],
    [
      scan({}, addParam('x', '1')), scan({}, addParam('x', '1')), false, 'nothing',
      [{}, 'parameters/addParam', [[{ name: 'x', addField: '1' }]]]
    ],
    [scan({}, addParam('x', '1')), scan({}), true, 'rows', [{}, 'parameters/addParam', []]],
    [scan({}, addParam('x', '1')), scan({}), false, 'nothing', [{}, 'parameters/addParam', [[{ name: 'x', addField: '1' }]]]]
  ]
  for (const [stored, submitted, removing, reach, result] of cases) {
    for (const item of [stored, ...Object.values(stored.children).flat()]) item.meta = old
    const name = JSON.stringify([plain(stored), plain(submitted), removing])
    t.equal(merge(stored, submitted, stamp, removing), reach, name)
    t.same(plain(stored), result, name)
    t.equal(stored.meta, reach === 'item' ? stamp.meta : old, name)
  }
  const fresh = blank()
  t.equal(merge(fresh, blank(), stamp), 'item')
  t.equal(fresh.meta, stamp.meta, 'a new item gets the event of its making')
})

test('rows by their unique fields downwards in JSON, by key upwards in XML', async t => {
  const row = (key: number, name: string): Item => ({ ...blank('xnat:addField'), key, values: { name } })
  const rows = [row(2, 'b'), row(3, 'a'), row(1, 'c')]
  t.same(jsonOrder(rows).map(({ key }) => key), [1, 2, 3])
  t.same(xmlOrder(rows).map(({ key }) => key), [1, 2, 3])
  t.same(jsonOrder([row(1, 'a'), row(2, 'c')]).map(({ key }) => key), [2, 1])
  t.same(rows.map(({ key }) => key), [2, 3, 1], 'the rows given stay as they are')
})

test('what is wrong with an item, by the layer that owns the field', async t => {
  const line = (layer: string, field: string, reason: string) =>
    `The content of element 'xnat:${layer}' is not complete. '{"http://nrg.wustl.edu/xnat":${field}}' ${reason}`
  t.same(validate(filled({ 'xnat:mrScanData/ID': '1', 'xnat:mrScanData/note': 'n' })), [])
  t.same(validate(filled({ 'xnat:mrScanData/frames': 'x', 'xnat:mrScanData/parameters/tr': 'y' })), [
    line('imageScanData', 'frames', 'Must Be A Valid Integer'),
    line('imageScanData', 'ID', 'Required Field'),
    line('mrScanData', 'parameters/tr', 'Must Be A Valid Float')
  ])
  const withFile = blank()
  withFile.values['ID'] = '1'
  withFile.children['file'] = [{ ...blank('xnat:resourceCatalog'), values: { URI: 'u', file_count: 'x' } }]
  t.same(validate(withFile), [line('abstractResource', 'file_count', 'Must Be A Valid Integer')])
  t.same(givenFields(filled({ 'xnat:mrScanData/note': 'n', 'xnat:mrScanData/coil': 'c' })).map(({ path }) => path), ['note', 'coil'])
})

test('columns of a list: the key, its own fields, then those of other types, each once', async t => {
  const shortcuts = new FieldMapping([{ name: 'type', path: 'xnat:imageScanData/type' }], true)
  const root = catalogue.type('xnat:imageScanData')
  const paths = [
    'xnat:imageSessionData/label', 'xnat:imageScanData/type', 'XNAT:imageScanData/TYPE', 'bogus:type/x', 'noslash',
    'xnat:imageScanData/meta/status',
    'xnat:imageScanData/frames'
  ]
  t.same(columnsFor(catalogue, root, paths, shortcuts).map(({ header, kind }) => [header, kind]), [
    ['xnat:imagescandata/xnat_imagescandata_id', 'integer'],
    ['type', 'string'],
    ['xnat:imagescandata/meta/status', 'string'],
    ['xnat:imagescandata/frames', 'integer'],
    ['xnat:imagesessiondata/label', 'string']
  ])
  t.throws(() => columnAt(catalogue, 'xnat:imageScanData/bogus'), new UnknownColumn('xnat:imageScanData/bogus'))
  t.equal(columnAt(catalogue, 'bogus:type/x'), undefined)
})

test('one row for each item, more where a column leads into rows', async t => {
  const item = filled({
    'xnat:mrScanData/ID': '1',
    'xnat:mrScanData/parameters/addParam[name=a]/addField': '1',
    'xnat:mrScanData/parameters/addParam[name=b]/addField': '2'
  })
  const columns = (...paths: readonly string[]) => paths.map(path => found(columnAt(catalogue, path)))
  const [id, name, text, ofA, ofX] = columns(
    'xnat:mrScanData/ID', 'xnat:mrScanData/parameters/addParam/name', 'xnat:mrScanData/parameters/addParam/addField',
    'xnat:mrScanData/parameters/addParam[name=a]/addField', 'xnat:mrScanData/parameters/addParam[name=x]/addField'
  )
  const read = (...those: readonly (typeof id)[]) => rowsFor(those.map(found), [item, blank()])
  t.same(read(id), [['1'], [null]])
  t.same(read(id, name, text), [['1', 'a', '1'], ['1', 'b', '2'], [null, null, null]])
  t.same(read(id, ofA), [['1', '1'], [null, null]])
  t.same(read(id, ofX), [['1', null], [null, null]])
  const oneForEach = (...those: readonly (typeof id)[]) => rowReader(those.map(found), alone).oneForEach
  t.same([oneForEach(id), oneForEach(id, name)], [true, false])
  t.same(valuesAt(item, ['ID', 'parameters/addParam/name']), { cells: ['1', 'a'], kinds: ['string', 'string'] })
  t.throws(() => valuesAt(item, ['bogus']), new UnknownColumn('xnat:mrScanData/bogus'))
})

test('columns of other types come from what the item is joined to', async t => {
  const scan = filled({ 'xnat:mrScanData/ID': '1' })
  const session = filled({ 'xnat:mrSessionData/label': 'S' }, blank('xnat:mrSessionData'))
  const columns = ['xnat:mrScanData/ID', 'xnat:mrSessionData/label'].map(path => found(columnAt(catalogue, path)))
  const joined = (...beside: readonly (Item | undefined)[]) => rowsFor(columns, [scan], { below: () => undefined, beside: () => beside })
  t.same(joined(), [['1', null]])
  t.same(joined(session, session), [['1', 'S'], ['1', 'S']])
  t.same(joined(undefined), [['1', null]])
})

test('the elements of a type, as a tree', async t => {
  const { children, attributes, text } = fieldTree(catalogue.type('xnat:mrScanData'))
  const parameters = found(children.find(({ name }) => name === 'parameters'))
  const voxels = found(parameters.children.find(({ name }) => name === 'voxelRes'))
  t.same([voxels.attributes.map(({ path }) => path.split('/').at(-1)), voxels.text], [['units', 'x', 'y', 'z'], undefined])
  t.equal(found(parameters.children.find(({ name }) => name === 'addParam')).rows?.path, 'parameters/addParam')
  t.same([attributes, text], [[], undefined])
  t.equal(fieldTree(catalogue.type('xnat:addField')).text?.path, 'addField')
})
