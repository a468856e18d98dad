import { test } from 'tap'
import { catalogue } from '../archive.ts'
import { refusalOf } from '../refusal.ts'
import { Parameters } from '../../../src/http/parameters.ts'
import { columnsFor } from '../../../src/model/columns.ts'
import type { Cell } from '../../../src/model/document.ts'
import { FieldMapping } from '../../../src/model/shortcuts.ts'
import { unformatted } from '../../../src/routes/restlet/lists/empty-list.ts'
import { decodedTwice, listed, listedType, shortcutTable } from '../../../src/routes/restlet/lists/listing.ts'
import { type Page, pageOf } from '../../../src/routes/restlet/lists/page.ts'
import { sorted } from '../../../src/routes/restlet/lists/sorting.ts'

const list = {
  root: 'xnat:imageScanData',
  columns: () => ['ID'],
  shortcuts: new FieldMapping(
    [{ name: 'type', path: 'xnat:imageScanData/type' }, { name: 'tracer', path: 'xnat:petScanData/tracer/name' }],
    true
  ),
  uri: '/data/scans/'
}

test('limit and offset', async t => {
  const cases: readonly (readonly [query: string, page: Page | undefined])[] = [
    ['', undefined],
    ['limit=5', { offset: 0, limit: 5 }],
    ['offset=5', { offset: 5, limit: 100 }],
    ['limit=5&offset=2', { offset: 2, limit: 5 }],
    ['limit=0', undefined],
    ['limit=0&offset=3', { offset: 3, limit: 0 }],
    ['limit=*&offset=3', undefined],
    ['limit=3&offset=*', undefined],
    ['limit=%2B3', { offset: 0, limit: 3 }]
  ]
  for (const [query, page] of cases) t.same(pageOf(new Parameters(query)), page, query)
  for (const query of ['limit=-1&offset=1', 'offset=-1', 'limit=a', 'offset=1.5', 'limit=1234567890123456789']) {
    t.equal(refusalOf(() => pageOf(new Parameters(query)))?.[0], 500, query)
  }
  t.equal(pageOf(new Parameters('limit=-1')), undefined)
})

test('rows are sorted by columns in any case, nulls last', async t => {
  const headers = ['ID', 'note', 'frames']
  const rows: Cell[][] = [['2', 'z', 10], ['10', null, 9], ['1', 'z', null], ['3', 'Z', 2]]
  const cases: readonly (readonly [query: string, order: string])[] = [
    ['', '2 10 1 3'],
    ['sortBy=ID', '1 10 2 3'],
    ['sortBy=id', '1 10 2 3'],
    ['sortBy=frames', '3 10 2 1'],
    ['sortBy=note,ID', '3 1 2 10'],
    ['sortBy=note', '3 2 1 10'],
    ['sortBy=bogus', '2 10 1 3'],
    ['sortBy=bogus,ID', '1 10 2 3'],
    ['sortBy=ID&sortOrder=desc', '3 2 10 1'],
    ['sortBy=ID&sortOrder=down', '1 10 2 3'],
    ['sortOrder=DESC', '2 10 1 3']
  ]
  for (const [query, order] of cases) {
    t.equal(sorted({ query: new Parameters(query), mime: 'text/csv' }, headers, rows).map(([id]) => id).join(' '), order, query)
  }
  const withNulls: Cell[][] = [[null, '2'], ['z', '1'], [null, '1'], [7, '1']]
  const byBoth = sorted({ query: new Parameters('sortBy=a,b'), mime: 'text/csv' }, ['a', 'b'], withNulls)
  t.same(byBoth, [[7, '1'], ['z', '1'], [null, '2'], [null, '1']], 'rows of which both have none are alike')
  t.equal(
    sorted({ query: new Parameters('sortBy=ID&sortOrder=DESC'), mime: 'application/xList' }, headers, rows).map(([id]) => id).join(' '),
    '1 10 2 3',
    'an xList is never turned round'
  )
  t.same(rows.map(([id]) => id), ['2', '10', '1', '3'], 'the rows given stay as they are')
})

test('the type that a list is of', async t => {
  for (const [query, type] of [
    ['', 'xnat:imageScanData'],
    ['xsiType=xnat:mrScanData', 'xnat:mrScanData'],
    ['xsiType=xnat:mrScanData,xnat:ctScanData', 'xnat:imageScanData'],
    ['xnat:ctScanData/note=x', 'xnat:ctScanData'],
    ['columns=ID,xnat:ctScanData/note', 'xnat:ctScanData'],
    ['columns=tracer', 'xnat:petScanData'],
    ['tracer=x', 'xnat:petScanData'],
    ['type=x', 'xnat:imageScanData'],
    ['columns=xnat:mrScanData/note,xnat:ctScanData/note', 'xnat:mrScanData'],
    ['columns=xnat:subjectData/ID', 'xnat:imageScanData'],
    ['columns=bogus:type/ID', 'xnat:imageScanData']
  ] as const) t.equal(listedType({ query: new Parameters(query), catalogue }, list).xsiType, type, query)
  t.equal(refusalOf(() => listedType({ query: new Parameters('xsiType=xnat:bogus'), catalogue }, list))?.[0], 500)
})

test('fields= answers with the short names, columns= is decoded twice', async t => {
  t.equal(shortcutTable({ query: new Parameters('columns=ID') }, list), undefined)
  t.same(shortcutTable({ query: new Parameters('fields=all') }, list), {
    kind: 'table',
    columns: ['key', 'xpath'],
    rows: [['tracer', 'xnat:petScanData/tracer/name'], ['type', 'xnat:imageScanData/type']]
  })
  for (const [text, decoded] of [['a%2Cb', 'a,b'], ['a+b', 'a b'], ['a,b', 'a,b']] as const) t.equal(decodedTwice(text), decoded)
  t.equal(refusalOf(() => decodedTwice('%'))?.[0], 500)
})

test('an empty list has the database\'s names for its columns', async t => {
  const root = catalogue.type('xnat:subjectAssessorData')
  const paths = ['extension_item/element_name', 'label', 'date', 'meta/insert_date'].map(path => `xnat:experimentData/${path}`)
  const queried = columnsFor(catalogue, root, [...paths, 'xnat:subjectData/label', 'xnat:imageSessionData/label'], list.shortcuts)
  const full = { root, queried, columns: ['ID', 'URI'], rows: [['1', '/x']], kinds: [], paged: false }
  t.equal(unformatted(full), full)
  t.same([...unformatted({ ...full, rows: [] }).columns].sort(), [
    'xdat_meta_element137', 'xnat_experimentdata0', 'xnat_experimentdata17', 'xnat_experimentdata37',
    'xnat_experimentdata_meta_data144', 'xnat_subjectassessordata0', 'xnat_subjectdata7'
  ])
})

test('a list has a total unless it is a part', async t => {
  const call = { query: new Parameters('sortBy=ID'), mime: 'text/csv' }
  const found = { root: catalogue.type('xnat:mrScanData'), queried: [], columns: ['ID'], rows: [['2'], ['1']], paged: false }
  t.same(listed(call, found, { title: 'Scans' }), {
    kind: 'table', columns: ['ID'], cachedRows: false, rows: [['1'], ['2']], properties: { totalRecords: '2', title: 'Scans' }
  })
  t.same(listed(call, { ...found, paged: true, cachedRows: true, kinds: ['string'] }), {
    kind: 'table', columns: ['ID'], kinds: ['string'], cachedRows: true, rows: [['1'], ['2']], properties: {}
  })
})
