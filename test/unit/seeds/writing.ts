import { test } from 'tap'
import { parse } from 'yaml'
import { catalogue } from '../archive.ts'
import { type Item, newItem } from '../../../src/model/item.ts'
import { fieldsOf } from '../../../src/seeds/item-fields.ts'
import { RecordedFields, childrenOf } from '../../../src/seeds/record/fields.ts'
import { Pseudonyms } from '../../../src/seeds/record/pseudonyms.ts'
import { writeJson } from '../../../src/seeds/write/json.ts'
import { Late, LazyList, type TreeObject } from '../../../src/seeds/write/tree.ts'
import { writeYaml } from '../../../src/seeds/write/yaml.ts'

const trees: readonly (readonly [tree: TreeObject, yaml: string, json: string])[] = [
  [{}, '', '{}'],
  [{ a: 1, b: 'x y', c: true, d: 'true', e: '1', f: '', g: 'a:b', h: 'a: b' },
    'a: 1\nb: "x y"\nc: true\nd: "true"\ne: "1"\nf: ""\ng: a:b\nh: "a: b"\n',
    '{"a":1,"b":"x y","c":true,"d":"true","e":"1","f":"","g":"a:b","h":"a: b"}'],
  [{ 'a b': [1, 'x'], c: { d: 1 }, e: [] }, '"a b": [1, x]\nc: {d: 1}\ne: []\n', '{"a b":[1,"x"],"c":{"d":1},"e":[]}'],
  [{ a: [{ b: { c: 1 } }, { d: [2] }] }, 'a:\n  - b: {c: 1}\n  - d: [2]\n', '{"a":[{"b":{"c":1}},{"d":[2]}]}'],
  [{ a: { b: { c: { d: 1 } }, e: 2 } }, 'a:\n  b:\n    c: {d: 1}\n  e: 2\n', '{"a":{"b":{"c":{"d":1}},"e":2}}'],
  [{ a: 'line\nbreak\u0085' }, 'a: "line\\nbreak\\u0085"\n', '{"a":"line\\nbreak\u0085"}'],
  [{ a: new LazyList(() => []) }, 'a: []\n', '{"a":[]}'],
  [{ a: new LazyList(() => [1, { b: new LazyList(() => ['x']), c: 2 }]), d: 3 }, 'a:\n  - 1\n  - b:\n    - x\n    c: 2\nd: 3\n',
    '{"a":[\n1,\n{"b":[\n"x"\n],\n"c":2}\n],\n"d":3}'],
  [{ a: new Late(() => undefined), b: new Late(() => ({ c: 1 })) }, 'b: {c: 1}\n', '{"b":{"c":1}}'],
  [{ a: new Late(() => undefined) }, '', '{}']
]

test('seeds as YAML and as JSON', async t => {
  for (const [tree, yaml, json] of trees) {
    const [first, ...lines] = [...writeYaml(tree)]
    t.match(first, /^# yaml-language-server: .*\n$/)
    t.equal(lines.join(''), yaml, json)
    t.equal([...writeJson(tree)].join(''), `${json}\n`)
    t.same(parse(yaml) ?? {}, JSON.parse(json), 'both say the same')
  }
  const long = 'x'.repeat(70)
  t.equal([...writeYaml({ a: [long, long], b: [long + long] })].slice(1).join(''), `a:\n  - ${long}\n  - ${long}\nb: [${long}${long}]\n`)
})

const meta = { event: 1, modified: Date.UTC(2020, 0, 1) }

test('the fields of an item as a seed has them', async t => {
  const row: Item = {
    ...newItem(catalogue.type('xnat:addField')), key: 7, meta: { event: 2, modified: meta.modified }, values: { name: 'a' }
  }
  const empty: Item = { ...newItem(catalogue.type('xnat:addField')), meta }
  const item: Item = {
    ...newItem(catalogue.type('xnat:mrScanData')),
    meta,
    values: { ID: '1', note: 'n', frames: Infinity },
    children: { 'parameters/addParam': [row, empty], 'sharing/share': [newItem(catalogue.type('xnat:imageScanData_share'))] }
  }
  t.same(fieldsOf(item, { keeping: false, apart: ['sharing/share'] }), {
    ID: '1', note: 'n', frames: 'Infinity', 'parameters/addParam': [{ fields: { name: 'a' } }, {}]
  })
  t.same(fieldsOf(item, { keeping: true, apart: ['sharing/share'], place: { ID: '1', note: 'x', type: 'T1' } }), {
    note: 'n',
    type: 'NULL',
    frames: 'Infinity',
    'parameters/addParam': [{ fields: { name: 'a' }, kept: { key: 7, event: 2 } }, { kept: {} }]
  })
})

test('what could tell of whom the data is has another name', async t => {
  const names = new Pseudonyms(false)
  t.same([names.name('S', 'Ada'), names.name('S', 'Bob'), names.name('E', 'Ada'), names.name('S', 'Ada')], ['S001', 'S002', 'E001', 'S001'])
  names.hide('Ada', 42, 'ab', undefined)
  t.same(['x ADA x', '142', 'ab', 'x'].map(text => names.isClean(text)), [false, true, true, true])
  const [scan, subject] = [catalogue.type('xnat:mrScanData'), catalogue.type('xnat:demographicData')]
  const value = (path: string, given: string | number, type = scan) => {
    const field = type.value(path)
    return field === undefined ? `no field ${path}` : names.value(type, field, given)
  }
  for (const [path, given, answer] of [
    ['note', 'NULL', 'NULL'],
    ['type', 'T1', 'T1'],
    ['type', 'T1 of ada', 'text 001'],
    ['series_description', 'MPRAGE', 'MPRAGE'],
    ['frames', 5, 5],
    ['note', 'about her', 'text 002'],
    ['operator', 'about her', 'text 002'],
    ['parameters/sequence', 'abc', 'abc'],
    ['UID', '1.2.3', /^2\.25\.\d+$/],
    ['note', '1.2.840.113619.2.1.1.1', /^2\.25\.\d+$/]
  ] as const) {
    if (typeof answer === 'object') t.match(value(path, given), answer, `${path} ${given}`)
    else t.equal(value(path, given), answer, `${path} ${given}`)
  }
  t.equal(value('UID', '1.2.3'), value('UID', '1.2.3'))
  t.not(value('UID', '1.2.3'), value('UID', '1.2.4'))
  const days = (from: string, to: unknown): number => (Date.parse(from) - Date.parse(String(to))) / 86_400_000
  const shift = days('2020-01-31', value('dob', '2020-01-31', subject))
  t.ok(shift >= 365 && shift < 3650 && Number.isInteger(shift))
  t.equal(days('1990-05-01', value('dob', '1990-05-01', subject)), shift, 'intervals stay')
  t.equal(value('yob', 1990, subject), 1990 - Math.round(shift / 365.25))
  t.equal(value('gender', 'female', subject), 'female')
  t.equal(new Pseudonyms(true).name('S', 'Ada'), 'Ada')
})

test('an item that another XNAT wrote', async t => {
  const notes: string[] = []
  const fields = new RecordedFields(catalogue, new Pseudonyms(true), what => { notes.push(what) })
  const row = (key: number, name: string, type = 'xnat:addField') =>
    ({ meta: { 'xsi:type': type }, data_fields: { xnat_addField_id: key, ...(name !== '' && { name }) } })
  const item = {
    meta: { 'xsi:type': 'xnat:mrScanData' },
    data_fields: { ID: '1', note: 'n', xnat_imagescandata_id: 7, foo: 'x' },
    children: [
      { field: 'parameters/addParam', items: [row(9, 'b'), row(8, 'a'), row(7, ''), row(1, 'c', 'xnat:subjectData')] },
      { field: 'sharing/share', items: [] },
      { field: 'bogus/list', items: [] }
    ]
  }
  t.same(fields.of(item, catalogue.type('xnat:mrScanData')), {
    note: 'n', 'parameters/addParam': [{ fields: { name: 'a' } }, { fields: { name: 'b' } }]
  })
  t.equal(fields.type({ meta: { 'xsi:type': 'x:y' }, data_fields: {} }), undefined)
  t.same(notes, ['xnat:mrScanData has no field foo here', 'xnat:mrScanData has no list bogus/list here', 'there is no data type x:y here'])
  t.same(childrenOf(item, 'none'), [])
})
