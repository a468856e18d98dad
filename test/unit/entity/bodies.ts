import { test } from 'tap'
import { refusalOf } from '../refusal.ts'
import { bodyText, xmlFileText } from '../../../src/entity/body.ts'
import { archiveFormat, checkedName } from '../../../src/entity/unpack.ts'
import { lengthOf, typeOf } from '../../../src/entity/upload.ts'

test('what a name says of an archive\'s format', async t => {
  for (const [name, format] of [
    ['a.zip', 'zip'],
    ['a.zar', 'zip'],
    ['a.tar', 'tar'],
    ['a.xar', 'tar'],
    ['a.tgz', 'tgz'],
    ['a.tar.gz', 'tgz'],
    ['a.txt.gz', 'gz'],
    ['a.ZIP', undefined],
    ['zip', undefined],
    ['a.zip.txt', undefined]
  ] as const) t.equal(archiveFormat(name), format, name)
})

test('names in archives', async t => {
  t.equal(checkedName('./a//b'), 'a/b')
  t.same(refusalOf(() => checkedName('../a')), [400, "'..' is not allowed in the name of a file."])
  t.same(refusalOf(() => checkedName('./')), [400, 'A file must have a name.'])
})

test('the type and length that a head names', async t => {
  for (const [header, type] of [
    [undefined, ''],
    ['', ''],
    ['Text/XML', 'text/xml'],
    [' text/xml ; charset=x', 'text/xml']
  ] as const) t.equal(typeOf({ headers: { 'content-type': header } }), type, String(header))
  for (const [header, length] of [[undefined, -1], ['0', 0], ['12', 12]] as const) {
    t.equal(lengthOf({ headers: { 'content-length': header } }), length)
  }
})

test('a body is text in the charset of its header', async t => {
  for (const [header, bytes, text] of [
    ['text/xml', [0xc3, 0xa4], 'ä'],
    ['text/xml; charset=ISO-8859-1', [0xe4], 'ä'],
    ['text/xml; CHARSET = "iso-8859-1"', [0xe4], 'ä'],
    ['text/xml', [0xe4], '\uFFFD'],
    ['text/xml', [0xef, 0xbb, 0xbf, 0x61], '\uFEFFa']
  ] as const) t.equal(bodyText({ header, bytes: Buffer.from(bytes) }), text, header)
  t.same(refusalOf(() => bodyText({ header: 'text/xml; charset=x-bogus', bytes: Buffer.from('') })), [
    500, 'java.io.UnsupportedEncodingException: x-bogus'
  ])
})

test('an XML file is text in the encoding that it names', async t => {
  const declared = (encoding: string, text: string) => `<?xml version="1.0" encoding=${encoding}?><a>${text}</a>`
  for (const [bytes, text] of [
    [Buffer.from('<a>ä</a>'), '<a>ä</a>'],
    [Buffer.from('\uFEFF<a/>'), '<a/>'],
    [Buffer.from(declared('"iso-8859-1"', 'ä'), 'latin1'), declared('"iso-8859-1"', 'ä')],
    [Buffer.from(declared("'iso-8859-1'", 'ä'), 'latin1'), declared("'iso-8859-1'", 'ä')],
    [Buffer.from('<a encoding="iso-8859-1">ä</a>'), '<a encoding="iso-8859-1">ä</a>'],
    [Buffer.from('\uFEFF<a>ä</a>', 'utf16le'), '<a>ä</a>'],
    [Buffer.from('\uFEFF<a>ä</a>', 'utf16le').swap16(), '<a>ä</a>']
  ] as const) t.equal(xmlFileText(bytes), text)
  t.equal(refusalOf(() => xmlFileText(Buffer.from(declared('"x-bogus"', ''))))?.[0], 500)
})
