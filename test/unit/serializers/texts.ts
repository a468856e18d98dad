import { test } from 'tap'
import { catalogXml, xcat } from '../../../src/serializers/catalog-xml.ts'
import { latin1 } from '../../../src/serializers/latin1.ts'
import { html } from '../../../src/serializers/markup.ts'
import { containerPage, statusPage } from '../../../src/serializers/status-page.ts'
import { withoutNamespaces } from '../../conformance/xnat.ts'

test('what Latin-1 does not have is a question mark', async t => {
  t.same(latin1('aä€中😀\u0080'), Buffer.from([0x61, 0xe4, 0x3f, 0x3f, 0x3f, 0x80]))
})

test('a template escapes what is put in, but not what comes from a template', async t => {
  const inner = html`<b>${'<'}</b>`
  for (const [markup, text] of [
    [html`a${'<&>'}b`, 'a&lt;&amp;&gt;b'],
    [html`${inner}${[inner, 'x', [1]]}`, '<b>&lt;</b><b>&lt;</b>x1'],
    [html`${undefined}${null}${false}${0}${''}`, '0']
  ] as const) t.equal(markup.text, text)
})

test('pages of Restlet and of the container', async t => {
  for (const [status, text, heading, link] of [
    [
      404, '', 'The server has not found anything matching the request URI',
      'http://www.w3.org/Protocols/rfc2616/rfc2616-sec10.html#sec10.4.5'
    ],
    [417, '<own>', '<own>', 'http://www.w3.org/Protocols/rfc2616/rfc2616-sec10.html#sec10.4.18'],
    [500, 'x', 'x', 'http://www.w3.org/Protocols/rfc2616/rfc2616-sec10.html#sec10.5.1'],
    [422, 'x', 'x', 'http://www.webdav.org/specs/rfc2518.html#STATUS_422'],
    [424, 'x', 'x', 'http://www.webdav.org/specs/rfc2518.html#STATUS_424']
  ] as const) t.match(statusPage(status, text), `<h3>${heading}</h3><p>You can get technical details <a href="${link}">here</a>.<br>\n`)
  t.match(containerPage(404, '<x>'), '<h1>HTTP Status 404 – Not Found</h1>')
  t.match(containerPage(404, '<x>'), '<p><b>Message</b> &lt;x&gt;</p>')
  t.match(containerPage(404, 'a/b'), '<b>Message</b> a&#47;b</p>')
  t.notMatch(containerPage(404, ''), 'Message')
})

test('a catalog of files', async t => {
  const change = { by: 'admin', time: Date.UTC(2020, 0, 31, 12, 0, 0, 7), event: 5 }
  const head = '<?xml version="1.0" encoding="UTF-8"?>\n'
  t.equal(withoutNamespaces(catalogXml({ id: null, project: 'P', entries: [] })),
    `${head}<cat:Catalog>\n<cat:metaFields>\n\t<cat:metaField name="PROJECT">P</cat:metaField>\n</cat:metaFields>\n</cat:Catalog>`)
  const entries = [
    { uri: 'a&b', name: 'n', size: 3, tags: ['<t>', 'u'], created: change, digest: 'd', format: 'F' },
    { uri: 'c\x01', name: 'c', size: 0, tags: [], created: change, modified: change, dicom: { uid: '1.2', instanceNumber: 7 } }
  ]
  const when = (what: string) => `${what}By="admin" ${what}EventId="5" ${what}Time="2020-01-31T12:00:00.007"`
  t.equal(
    withoutNamespaces(catalogXml({ id: 'DICOM', project: 'P', audit: 'x', location: '/l', dicomUid: '1', entries })),
    `${head}<cat:DCMCatalog ID="DICOM" UID="1">\n<cat:metaFields>\n\t<cat:metaField name="PROJECT">P</cat:metaField>\n` +
      '\t<cat:metaField name="AUDIT">x</cat:metaField>\n\t<cat:metaField name="CATALOG_LOCATION">/l</cat:metaField>\n</cat:metaFields>\n' +
      `<cat:entries>\n\t<cat:entry ID="a&amp;b" URI="a&amp;b" cachePath="a&amp;b" ${when('created')} digest="d" format="F" name="n">\n` +
      '\t\t<cat:metaFields>\n\t\t\t<cat:metaField name="SIZE">3</cat:metaField>\n\t\t</cat:metaFields>\n' +
      '\t\t<cat:tags>\n\t\t\t<cat:tag>&lt;t&gt;</cat:tag>\n\t\t\t<cat:tag>u</cat:tag>\n\t\t</cat:tags>\n\t</cat:entry>\n' +
      `\t<cat:entry ID="c" UID="1.2" URI="c" cachePath="c" ${when('created')} instanceNumber="7" ${when('modified')} name="c" ` +
      'xsi:type="cat:dcmEntry">\n' +
      '\t\t<cat:metaFields>\n\t\t\t<cat:metaField name="SIZE">0</cat:metaField>\n\t\t</cat:metaFields>\n\t</cat:entry>\n' +
      '</cat:entries>\n</cat:DCMCatalog>'
  )
  t.equal(withoutNamespaces(xcat([])), `${head}<cat:Catalog>\n</cat:Catalog>`)
  t.equal(withoutNamespaces(xcat([{ address: 'http://x/a', path: 'p"', size: 2 }])),
    `${head}<cat:Catalog>\n<cat:entries>\n\t<cat:entry URI="http://x/a" cachePath="p&quot;">\n\t\t<cat:metaFields>\n` +
    '\t\t\t<cat:metaField name="RELATIVE_PATH">p&quot;</cat:metaField>\n' +
    '\t\t\t<cat:metaField name="SIZE">2</cat:metaField>\n\t\t</cat:metaFields>\n' +
    '\t</cat:entry>\n</cat:entries>\n</cat:Catalog>')
})
