import { test } from 'tap'
import { buildApp } from '../src/app.ts'
import { Catalogue, playedVersion } from '../src/model/catalogue.ts'
import { MalformedXml, UnfitXml, readXml } from '../src/serializers/read-xml.ts'
import { diagnose } from '../src/serializers/xerces.ts'
import { empty } from '../src/seeds/built-in/empty.ts'

const catalogue = new Catalogue(playedVersion)

/** What the JDK's parser, with XNAT's features, says of each document; of those without words it says nothing. */
const said: readonly (readonly [document: string, line?: number, column?: number, message?: string])[] = [
  ['not xml', 1, 1, 'Content is not allowed in prolog.'],
  ['  not', 1, 3, 'Content is not allowed in prolog.'],
  ['\n\n <a/>x', 3, 6, 'Content is not allowed in trailing section.'],
  ['', 1, 1, 'Premature end of file.'],
  ['  \n ', 2, 2, 'Premature end of file.'],
  ['<a>', 1, 4, 'XML document structures must start and end within the same entity.'],
  ['<a><b></a>', 1, 9, 'The element type "b" must be terminated by the matching end-tag "</b>".'],
  ['<a/><b/>', 1, 6, 'The markup in the document following the root element must be well-formed.'],
  ['<a/>text', 1, 5, 'Content is not allowed in trailing section.'],
  ['<a x=1/>', 1, 6, 'Open quote is expected for attribute "x" associated with an  element type  "a".'],
  ['<a x/>', 1, 5, 'Attribute name "x" associated with an element type "a" must be followed by the \' = \' character.'],
  ['<a x=\'1\' x=\'2\'/>', 1, 17, 'Attribute "x" was already specified for element "a".'],
  ['<p:a/>', 1, 7, 'The prefix "p" for element "p:a" is not bound.'],
  ['<a p:x=\'1\'/>', 1, 13, 'The prefix "p" for attribute "p:x" associated with an element type "a" is not bound.'],
  ['<a>&foo;</a>', 1, 9, 'The entity "foo" was referenced, but not declared.'],
  ['<a>&</a>', 1, 5, 'The entity name must immediately follow the \'&\' in the entity reference.'],
  ['<a>& b</a>', 1, 5, 'The entity name must immediately follow the \'&\' in the entity reference.'],
  ['<a x=\'<\'/>', 1, 7, 'The value of attribute "x" associated with an element type "a" must not contain the \'<\' character.'],
  ['<a>\u0001</a>', 1, 4, 'An invalid XML character (Unicode: 0x1) was found in the element content of the document.'],
  ['<a>&#1;</a>', 1, 8, 'Character reference "&#1" is an invalid XML character.'],
  ['<a><</a>', 1, 5, 'The content of elements must consist of well-formed character data or markup.'],
  ['<a>< b</a>', 1, 5, 'The content of elements must consist of well-formed character data or markup.'],
  ['<a>]]></a>', 1, 7, 'The character sequence "]]>" must not appear in content unless used to mark the end of a CDATA section.'],
  ['<a><!-- -- --></a>', 1, 11, 'The string "--" is not permitted within comments.'],
  ['<a></b>', 1, 6, 'The element type "a" must be terminated by the matching end-tag "</a>".'],
  ['</a>', 1, 2, 'The markup in the document preceding the root element must be well-formed.'],
  [
    "<?xml version='1.0'?><!DOCTYPE a><a/>",
    1,
    31,
    'DOCTYPE is disallowed when the feature "http://apache.org/xml/features/disallow-doctype-decl" set to true.'
  ],
  [' <?xml version=\'1.0\'?><a/>', 1, 7, 'The processing instruction target matching "[xX][mM][lL]" is not allowed.'],
  ['<a', 1, 3, 'XML document structures must start and end within the same entity.'],
  ['<a ', 1, 4, 'XML document structures must start and end within the same entity.'],
  ['<a x=\'1', 1, 8, 'XML document structures must start and end within the same entity.'],
  ['<a><b>text</b', 1, 14, 'XML document structures must start and end within the same entity.'],
  ['<!-- only -->', 1, 14, 'Premature end of file.'],
  ['<a>&lt', 1, 7, 'XML document structures must start and end within the same entity.'],
  ['<a x=\'&foo;\'/>', 1, 12, 'The entity "foo" was referenced, but not declared.'],
  ['<1a/>', 1, 2, 'The markup in the document preceding the root element must be well-formed.'],
  ['<a x=\'1\'y=\'2\'/>', 1, 9, 'Element type "a" must be followed by either attribute specifications, ">" or "/>".'],
  ['<a><![CDATA[x</a>', 1, 18, 'XML document structures must start and end within the same entity.'],
  ['<a><?xml foo?></a>', 1, 9, 'The processing instruction target matching "[xX][mM][lL]" is not allowed.'],
  [
    "<!DOCTYPE a [<!ENTITY b 'c'>]><a>&b;</a>",
    1,
    10,
    'DOCTYPE is disallowed when the feature "http://apache.org/xml/features/disallow-doctype-decl" set to true.'
  ],
  ['<a\n  b=\'1\'\n  c=2/>', 3, 5, 'Open quote is expected for attribute "c" associated with an  element type  "a".'],
  ['<a>\n<b>\n</c>\n</a>', 3, 3, 'The element type "b" must be terminated by the matching end-tag "</b>".'],
  ['<a b= \'1\' / >', 1, 12, 'Element type "a" must be followed by either attribute specifications, ">" or "/>".'],
  ['<a><b/></a></a>', 1, 14, 'The markup in the document following the root element must be well-formed.'],
  ['<a xml:space=\'x\'/>'],
  ['<a>&#xZ;</a>', 1, 7, 'A hexadecimal representation must immediately follow the "&#x" in a character reference.'],
  ['<a>&#;</a>', 1, 6, 'A decimal representation must immediately follow the "&#" in a character reference.'],
  ['<a x=\'1\' / y>', 1, 11, 'Element type "a" must be followed by either attribute specifications, ">" or "/>".'],
  ['<a.b/>'],
  ['<-a/>', 1, 2, 'The markup in the document preceding the root element must be well-formed.']
]

test('malformed documents are refused in the words of Xerces, at its line and column', async t => {
  for (const [document, line, column, message] of said) {
    t.same(diagnose(document), line === undefined ? undefined : { message, line, column }, JSON.stringify(document))
  }
})

test('a byte order mark is no white space to a parser that reads characters', async t => {
  t.throws(() => readXml('\uFEFF<a/>', catalogue), new MalformedXml('Content is not allowed in prolog.', 1, 1))
})

const namespace = 'xmlns:xnat="http://nrg.wustl.edu/xnat"'
const deep = (depth: number) => `<xnat:MRScan ${namespace}>${'<xnat:x>'.repeat(depth)}${'</xnat:x>'.repeat(depth)}</xnat:MRScan>`

/** Documents that hurt a careless parser. */
const hostile: readonly (readonly [what: string, document: string, refused: RegExp])[] = [
  [
    'an external entity',
    `<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]><xnat:MRScan ${namespace}><xnat:note>&e;</xnat:note></xnat:MRScan>`,
    /DOCTYPE is disallowed/
  ],
  ['an external subset', `<!DOCTYPE x SYSTEM "http://127.0.0.1:9/x.dtd"><xnat:MRScan ${namespace}/>`, /DOCTYPE is disallowed/],
  ['a parameter entity', `<!DOCTYPE x [<!ENTITY % p "x">%p;]><xnat:MRScan ${namespace}/>`, /DOCTYPE is disallowed/],
  [
    'a billion laughs',
    `<!DOCTYPE x [<!ENTITY a "ha">${Array.from(
    { length: 30 },
    (_, n) => `<!ENTITY a${n} "${'&a;'.repeat(10)}">`
  ).join('')}]><xnat:MRScan ${namespace}>&a29;</xnat:MRScan>`,
    /DOCTYPE is disallowed/
  ],
  ['elements a hundred thousand deep', deep(100_000), /nested deeper than 100/],
  [
    'one attribute a hundred thousand times',
    `<xnat:MRScan ${namespace} ${'a="" '.repeat(100_000)}/>`,
    /Attribute "a" was already specified/
  ],
  [
    'a reference that nobody declared',
    `<xnat:MRScan ${namespace}><xnat:note>&nbsp;</xnat:note></xnat:MRScan>`,
    /The entity "nbsp" was referenced, but not declared/
  ]
]

test('hostile documents are refused', async t => {
  for (const [what, document, refused] of hostile) t.throws(() => readXml(document, catalogue), { message: refused }, what)
})

test('large documents are read: many rows, many attributes, long texts', async t => {
  const rows = `<xnat:MRScan ${namespace}><xnat:parameters>${'<xnat:addParam name="a">b</xnat:addParam>'.repeat(
      10_000
    )}</xnat:parameters></xnat:MRScan>`
  t.equal(readXml(rows, catalogue).children['parameters/addParam']?.length, 10_000)
  const attributes = `<xnat:MRScan ${namespace} ${Array.from({ length: 20_000 }, (_, n) => `a${n}=""`).join(' ')}/>`
  t.equal(readXml(attributes, catalogue).type.xsiType, 'xnat:mrScanData')
  const text = 'x'.repeat(1_000_000)
  t.equal(readXml(`<xnat:MRScan ${namespace}><xnat:note>${text}</xnat:note></xnat:MRScan>`, catalogue).values['note'], text)
})

test('what is well-formed but none of XNAT\'s', async t => {
  for (const [document, message] of [
    ['<a/>', "Invalid Element ':a'"],
    [`<xnat:Nothing ${namespace}/>`, "Invalid Element 'http://nrg.wustl.edu/xnat:Nothing'"],
    [`<xnat:MRScan ${namespace}><xnat:bogus>x</xnat:bogus></xnat:MRScan>`, "Invalid field 'bogus'"],
    [`<xnat:MRScan ${namespace}><xnat:scanner bogus="1"/></xnat:MRScan>`, "Invalid attribute 'bogus' of 'xnat:mrScanData/scanner'"]
  ] as const) t.throws(() => readXml(document, catalogue), new UnfitXml(message))
})

test('bodies in other encodings', async t => {
  const app = await buildApp({ seed: empty })
  t.after(() => app.close())
  const authorization = `Basic ${Buffer.from('admin:admin').toString('base64')}`
  await app.inject({ method: 'PUT', url: '/data/projects/P', headers: { authorization } })
  const session = (
    await app.inject({
      method: 'PUT',
      url: '/data/projects/P/subjects/S/experiments/E?xsiType=xnat:mrSessionData',
      headers: { authorization }
    })
  ).body
  const put = async (type: string, payload: Buffer) => {
    const { statusCode } = await app.inject({
      method: 'PUT',
      url: `/data/experiments/${session}/scans/1`,
      headers: { authorization, 'content-type': type },
      payload
    })
    const { body } = await app.inject({ url: `/data/experiments/${session}/scans/1?format=json`, headers: { authorization } })
    return [statusCode, /"note":"([^"]*)"/.exec(body)?.[1]]
  }
  const document = (note: string, declaration = '') =>
    `${declaration}<xnat:MRScan ${namespace}><xnat:note>${note}</xnat:note></xnat:MRScan>`
  t.same(await put('text/xml', Buffer.from(document('\u00E91'))), [200, '\u00E91'])
  t.same(await put('text/xml;charset=ISO-8859-1', Buffer.from(document('\u00E92'), 'latin1')), [200, '\u00E92'])
  t.same(await put('text/xml', Buffer.from(document('\u00E93'), 'latin1')), [200, '\uFFFD3'], 'a Reader replaces what is no UTF-8')
  t.same((await put('text/xml;charset=nonsense', Buffer.from(document('x'))))[0], 500)
  const part = Buffer.concat([
    Buffer.from('--B\r\nContent-Disposition: form-data; name="f"; filename="f.xml"\r\n\r\n'),
    Buffer.from(document('\u00E94', '<?xml version="1.0" encoding="ISO-8859-1"?>'), 'latin1'),
    Buffer.from('\r\n--B--\r\n')
  ])
  t.same(await put('multipart/form-data; boundary=B', part), [200, '\u00E94'], 'a file is read in the encoding that it declares')
})
