import { test } from 'tap'
import { catalogue } from '../archive.ts'
import { Parameters } from '../../../src/http/parameters.ts'
import { type Item, newItem } from '../../../src/model/item.ts'
import { keepingCurated, pullsHeaders, withType, withoutKnown } from '../../../src/routes/restlet/scans/pull-headers.ts'

const scan = (values: Item['values']): Item => ({ ...newItem(catalogue.type('xnat:mrScanData')), values: { ...values } })

test('a request for the headers', async t => {
  for (const [query, pulls] of [
    ['', false],
    ['pullDataFromHeaders=true', true],
    ['pullDataFromHeaders=false', false],
    ['action=pullDataFromHeaders', true],
    ['action=x&action=pullDataFromHeaders', true],
    ['action=pulldatafromheaders', false]
  ] as const) t.equal(pullsHeaders({ query: new Parameters(query) }), pulls, query)
})

test('what people made of a scan stays', async t => {
  const read = { type: 'read', quality: 'read', note: 'read', coil: 'read' }
  for (const [known, values] of [
    [undefined, read],
    [scan({}), read],
    [scan({ type: 'T1', coil: 'old' }), { ...read, type: 'T1' }],
    [scan({ type: '', quality: 'bad', note: 'n' }), { type: '', quality: 'bad', note: 'n', coil: 'read' }]
  ] as const) t.same(keepingCurated(scan(read), known).values, values)
})

test('a scan of no type is called after its description', async t => {
  for (const [values, known, type] of [
    [{ type: 'T1', series_description: 'd' }, {}, 'T1'],
    [{ series_description: 'd' }, { series_description: 'k' }, 'd'],
    [{}, { series_description: 'k' }, 'k'],
    [{}, {}, 'unknown']
  ] as const) t.equal(withType(scan(values), scan(known)).values['type'], type)
  t.equal(withType(scan({})).values['type'], 'unknown')
})

test('what is known is not set again', async t => {
  const item = scan({ note: 'new', coil: 'new', quality: 'new' })
  t.same(withoutKnown(item, scan({ note: 'old', quality: '' })).values, { coil: 'new' })
  t.same(item.values, { note: 'new', coil: 'new', quality: 'new' }, 'the item given stays as it is')
})
