import { test } from 'tap'
import { catalogue, found } from '../archive.ts'
import { refusalOf } from '../refusal.ts'
import type { Body } from '../../../src/entity/body.ts'
import { Parameters } from '../../../src/http/parameters.ts'
import { type Item, newItem } from '../../../src/model/item.ts'
import { FieldMapping } from '../../../src/model/shortcuts.ts'
import { type Loading, blankItem, loadItem } from '../../../src/routes/restlet/items/load-item.ts'

const shortcuts = new FieldMapping(
  [
    { name: 'type', path: 'xnat:imageScanData/type' },
    { name: 'coil', path: 'xnat:mrScanData/coil' },
    { name: 'key', path: 'x', readOnly: true }
  ],
  false
)

const declared = 'xmlns:xnat="http://nrg.wustl.edu/xnat" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"'
const document = (note: string): string => `<xnat:CTScan ${declared}><xnat:note>${note}</xnat:note></xnat:CTScan>`

const body = (header: string, text: string, parts: Body['parts'] = []): Body =>
  ({ type: header.split(';', 1)[0] ?? '', header, bytes: Buffer.from(text), parts })

const part = (fileName: string | undefined, text: string): Body['parts'][number] => ({ name: 'f', fileName, bytes: Buffer.from(text) })

interface Loading0 { readonly query?: string, readonly body?: Body, readonly defaultType?: string, readonly template?: Item }

const load = ({ query = '', ...more }: Loading0, note?: Loading['note']) =>
  loadItem({ catalogue, shortcuts, body: undefined, defaultType: undefined, ...more, query: new Parameters(query), ...(note && { note }) })

const seen = (item: Item | undefined) => item && [item.type.xsiType, item.values]

test('the type that a request names', async t => {
  const defaultType = 'xnat:ctScanData'
  const cases: readonly (readonly [given: Loading0, type: string | undefined])[] = [
    [{}, undefined],
    [{ defaultType }, 'xnat:ctScanData'],
    [{ query: 'xsiType=xnat:mrScanData', defaultType }, 'xnat:mrScanData'],
    [{ query: 'ELEMENT_0=xnat:petScanData', defaultType }, 'xnat:petScanData'],
    [{ query: 'ELEMENT_0=xnat:petScanData&xsiType=xnat:mrScanData' }, 'xnat:mrScanData'],
    [{ query: 'note=x&xnat:mrScanData/note=y' }, 'xnat:mrScanData'],
    [{ query: 'xnat:mrScanData/note=y', defaultType }, 'xnat:ctScanData'],
    [{ query: 'type=T1' }, undefined],
    [{ query: 'a/b=c' }, undefined],
    [{ query: 'xsiType=' }, undefined]
  ]
  for (const [given, type] of cases) t.equal(load(given).item?.type.xsiType, type, JSON.stringify(given))
  t.same(refusalOf(() => load({ query: 'xsiType=xnat:bogus' })), [
    400, "org.nrg.xft.exception.ElementNotFoundException: Element not found: 'xnat:bogus'"
  ])
  t.equal(blankItem(catalogue, 'xnat:mrScanData').type.xsiType, 'xnat:mrScanData')
})

test('fields come from the query, a form, a document or the files of a multipart body', async t => {
  const form = body('application/x-www-form-urlencoded', 'xnat:mrScanData/note=form&xnat:mrScanData/quality=q&type=form')
  const xml = body('text/xml', document('xml'))
  const typed = 'xsiType=xnat:ctScanData'
  const cases: readonly (readonly [given: Loading0, type: string, values: Item['values'], document: boolean])[] = [
    [{ query: 'xsiType=xnat:mrScanData&coil=c&key=k&type=T1' }, 'xnat:mrScanData', { coil: 'c', type: 'T1' }, false],
    // a short name counts in the query alone, and the query goes first
    [{ body: form }, 'xnat:mrScanData', { note: 'form', quality: 'q' }, false],
    [{ body: form, query: 'xnat:mrScanData/note=query' }, 'xnat:mrScanData', { note: 'query', quality: 'q' }, false],
    [{ body: form, query: 'type=query' }, 'xnat:mrScanData', { type: 'query', note: 'form', quality: 'q' }, false],
    [{ body: xml }, 'xnat:ctScanData', { note: 'xml' }, true],
    [{ body: xml, query: `${typed}&xnat:ctScanData/note=query` }, 'xnat:ctScanData', { note: 'query' }, true],
    [{ body: body('application/xml', document('x')) }, 'xnat:ctScanData', { note: 'x' }, true],
    [{ body: body('text/plain', document('x')), query: 'inbody=true' }, 'xnat:ctScanData', { note: 'x' }, true],
    [{ body: body('text/plain', document('x')), query: 'req_format=xml' }, 'xnat:ctScanData', { note: 'x' }, true],
    [{ body: body('text/plain', document('x')), query: typed }, 'xnat:ctScanData', {}, false],
    [
      { body: body('multipart/form-data', '', [part('a.xml', document('1')), part('b.txt', 'b'), part('c.xml', document('2'))]) },
      'xnat:ctScanData', { note: '2' }, true
    ],
    [{ body: body('multipart/form-data', '', [part('b.txt', 'b')]), query: typed }, 'xnat:ctScanData', {}, false]
  ]
  for (const [given, type, values, isDocument] of cases) {
    const loaded = load(given)
    t.same(seen(loaded.item), [type, values], JSON.stringify(given))
    t.equal(loaded.document, isDocument, JSON.stringify(given))
  }
  // Restlet reads no body as a form that is not called one
  for (const [header, query] of [['text/plain', 'req_format=form'], ['multipart/mixed', '']] as const) {
    t.equal(load({ body: body(header, 'xnat:ctScanData/note=x'), query }).item, undefined, header)
  }
})

test('a stored item is filled on, unless populateFromDB says no', async t => {
  const template = (): Item => ({ ...newItem(catalogue.type('xnat:ctScanData')), values: { quality: 'usable' } })
  const cases: readonly (readonly [query: string, values: Item['values']])[] = [
    ['xnat:ctScanData/note=n', { quality: 'usable', note: 'n' }],
    ['xnat:ctScanData/note=n&populateFromDB=true', { quality: 'usable', note: 'n' }],
    ['xnat:ctScanData/note=n&populateFromDB=false', { note: 'n' }],
    ['xnat:ctScanData/note=n&populateFromDB=', { note: 'n' }]
  ]
  for (const [query, values] of cases) t.same(load({ query, template: template() }).item?.values, values, query)
  t.same(load({ body: body('text/xml', document('n')), template: template() }).item?.values, { quality: 'usable', note: 'n' })
  const parts = body('multipart/form-data', '', [part('a.xml', document('n'))])
  t.same(load({ body: parts, template: template() }).item?.values, { quality: 'usable', note: 'n' })
})

test('what is not used is told, and an unknown field leaves a new item none', async t => {
  const told: string[] = []
  const note: Loading['note'] = (name, why) => { told.push(`${name}: ${why}`) }
  t.equal(load({ query: 'xsiType=xnat:mrScanData&xnat:mrScanData/bogus=1' }, note).item, undefined)
  const template = newItem(catalogue.type('xnat:mrScanData'))
  t.same(load({ query: 'xnat:mrScanData/note=n&xnat:mrScanData/bogus=1', template }, note).item?.values, { note: 'n' })
  load({ query: 'xsiType=xnat:mrScanData&xnat:ctScanData/note=n&foo=1', defaultType: 'xnat:mrScanData' }, note)
  t.same(told, [
    'xsiType: not a path', 'xnat:mrScanData/bogus: unknown field',
    'xnat:mrScanData/bogus: unknown field',
    'xsiType: not a path', 'xnat:ctScanData/note: another type', 'foo: not a path'
  ])
})

test('documents that cannot be read', async t => {
  const refusal = (given: Body) => refusalOf(() => load({ body: given }))
  t.same(refusal(body('text/xml', 'x')), [
    422, 'org.xml.sax.SAXParseException; lineNumber: 1; columnNumber: 1; Content is not allowed in prolog.'
  ])
  t.same(refusal(body('text/xml', `<xnat:Foo ${declared}/>`)), [
    422, "org.xml.sax.SAXException: Invalid Element 'http://nrg.wustl.edu/xnat:Foo'"
  ])
  t.equal(found(refusal(body('multipart/form-data', '', [part(undefined, 'x')])))[0], 500)
  t.same(refusal(body('text/xml; charset=bogus', document('x'))), [500, 'java.io.UnsupportedEncodingException: bogus'])
})
