import { type Case, refuses, saves } from './case.ts'
import { declared, fields, form, xml } from './scan-input.ts'

/** A scan from a document in the body of a request. */
export const scanDocumentCases: readonly Case[] = [
  {
    fact: 'A document makes the scan; the query goes on top; its type stands against xsiType',
    source: 'SecureResource.loadItem',
    seen: '1.8.11',
    run: async (t, xnat) => {
      const place = await xnat.place()
      const body = `<xnat:MRScan type="A" ${declared}><xnat:quality>q</xnat:quality><xnat:parameters>` +
        '<xnat:tr>5</xnat:tr></xnat:parameters></xnat:MRScan>'
      saves(t, await xnat.put(`${place.url}/scans/1?xsiType=xnat:ctScanData&quality=p&xnat:ctScanData/note=n`, { headers: xml, body }))
      t.same(await fields(xnat, place), { ID: '1', type: 'A', quality: 'p', 'parameters/tr': 5 })
    }
  },
  {
    fact: 'An unknown field in the query keeps the document and what came before it',
    source: 'SecureResource.loadItem',
    seen: '1.8.11',
    run: async (t, xnat) => {
      const place = await xnat.place()
      const body = `<xnat:MRScan ${declared}><xnat:quality>q</xnat:quality></xnat:MRScan>`
      saves(
        t,
        await xnat.put(`${place.url}/scans/1?xnat:mrScanData/note=n&xnat:mrScanData/bogus=1&xnat:mrScanData/condition=c`, {
          headers: xml,
          body
        })
      )
      t.same(await fields(xnat, place), { ID: '1', quality: 'q', note: 'n' })
    }
  },
  ...(
    [
      ['application/xml', '', '<x:MRScan xmlns:x="http://nrg.wustl.edu/xnat"><x:note>n</x:note></x:MRScan>', 'application/xml, any prefix'],
      [
        'text/plain',
        '?req_format=xml',
        '<xnat:MRScan xmlns:xnat="http://nrg.wustl.edu/xnat"><xnat:note>n</xnat:note></xnat:MRScan>',
        'req_format=xml'
      ],
      [
        'text/plain',
        '?inbody=true',
        '<xnat:MRScan xmlns:xnat="http://nrg.wustl.edu/xnat"><xnat:note>n</xnat:note></xnat:MRScan>',
        'inbody=true'
      ],
      ['text/xml', '', '<mrScanData xmlns="http://nrg.wustl.edu/xnat"><note>n</note></mrScanData>', 'the name of the type as root']
    ] as const
  ).map(([type, query, body, what]): Case => ({
    fact: `A document is read as XML with ${what}`,
    source: 'SecureResource.loadItem, SAXReader',
    seen: '1.8.11',
    run: async (t, xnat) => {
      const place = await xnat.place()
      saves(t, await xnat.put(`${place.url}/scans/1${query}`, { headers: { 'content-type': type }, body }))
      t.same(await fields(xnat, place), { ID: '1', note: 'n' })
    }
  })),
  {
    fact: 'Unknown attributes of the root and unknown empty elements are passed over',
    source: 'SAXReader.startElement',
    seen: '1.8.11',
    run: async (t, xnat) => {
      const place = await xnat.place()
      const body = `<xnat:MRScan bogus="1" ${declared}><xnat:nothing/><xnat:note>n</xnat:note></xnat:MRScan>`
      saves(t, await xnat.put(`${place.url}/scans/1`, { headers: xml, body }))
      t.same(await fields(xnat, place), { ID: '1', note: 'n' })
    }
  },
  ...([
    ['not xml', 'org.xml.sax.SAXParseException; lineNumber: 1; columnNumber: 1; Content is not allowed in prolog.'],
    [`<xnat:Foo ${declared}/>`, "org.xml.sax.SAXException: Invalid Element 'http://nrg.wustl.edu/xnat:Foo'"],
    [`<xnat:MRScan ${declared}><xnat:bogus>x</xnat:bogus></xnat:MRScan>`, "org.xml.sax.SAXException: Invalid field 'bogus'"],
    [
      `<xnat:MRScan ${declared}><xnat:scanner bogus="1"/></xnat:MRScan>`,
      "org.xml.sax.SAXException: Invalid attribute 'bogus' of 'xnat:mrScanData/scanner'"
    ],
    [
      `<xnat:MRScan ${declared}><xnat:file xsi:type="xnat:fooData"/></xnat:MRScan>`,
      "org.xml.sax.SAXException: Invalid Element 'http://nrg.wustl.edu/xnat:file'"
    ]
  ] as const).map(([body, text]): Case => ({
    fact: `A document that cannot be used is 422: ${text}`,
    source: 'SecureResource.loadItem, SAXReader',
    seen: '1.8.11',
    run: async (t, xnat) => {
      const { url } = await xnat.place()
      refuses(t, await xnat.put(`${url}/scans/1?xsiType=xnat:mrScanData`, { headers: xml, body }), 422, text)
      refuses(t, await xnat.get(`${url}/scans/1`), 404, 'Unable to find the specified scan.')
    }
  })),
  {
    fact: 'A document with a DOCTYPE is refused',
    source: 'SerializerConfig',
    seen: '1.8.11',
    run: async (t, xnat) => {
      const { url } = await xnat.place()
      const body = `<!DOCTYPE x [<!ENTITY a "b">]><xnat:MRScan ${declared}><xnat:note>&a;</xnat:note></xnat:MRScan>`
      const answer = await xnat.put(`${url}/scans/1`, { headers: xml, body })
      t.equal(answer.status, 422)
      t.match(answer.body, 'DOCTYPE is disallowed')
    }
  },
  {
    fact: 'Of a multipart body, files named .xml are read as documents and others are not; a part without a file name is 500',
    source: 'SecureResource.loadItem',
    seen: '1.8.11',
    run: async (t, xnat) => {
      const place = await xnat.place()
      const headers = { 'content-type': 'multipart/form-data; boundary=B' }
      const part = (disposition: string, content: string) =>
        `--B\r\nContent-Disposition: form-data; ${disposition}\r\nContent-Type: text/xml\r\n\r\n${content}\r\n`
      const document = `<xnat:MRScan ${declared}><xnat:note>n</xnat:note></xnat:MRScan>`
      saves(
        t,
        await xnat.put(`${place.url}/scans/1?quality=q`, {
          headers,
          body: `${part('name="a"; filename="a.txt"', 'junk')}${part('name="b"; filename="b.xml"', document)}--B--\r\n`
        })
      )
      t.same(await fields(xnat, place), { ID: '1', note: 'n', quality: 'q' })
      refuses(t, await xnat.put(`${place.url}/scans/1`, { headers, body: `${part('name="a"', document)}--B--\r\n` }), 500)
    }
  },
  {
    fact: 'In a form body only full paths count, the query goes before it, and its xsiType is one for the query too',
    source: 'SecureResource.loadItem',
    seen: '1.8.11',
    run: async (t, xnat) => {
      const place = await xnat.place()
      const body = 'xsiType=xnat%3AmrScanData&type=T1&xnat:mrScanData/quality=body&xnat:mrScanData/note=n%26m'
      saves(t, await xnat.put(`${place.url}/scans/1?xnat:mrScanData/quality=query`, { headers: form, body }))
      t.same(await fields(xnat, place), { ID: '1', quality: 'query', note: 'n&amp;m' })
    }
  },
  {
    fact: 'A chunked body is not seen, nor one of another media type; the query still is',
    source: 'RequestUtil.hasContent',
    seen: '1.8.11',
    run: async (t, xnat) => {
      const place = await xnat.place()
      const body = `<xnat:MRScan ${declared}><xnat:note>n</xnat:note></xnat:MRScan>`
      saves(t, await xnat.put(`${place.url}/scans/1?xsiType=xnat:mrScanData&quality=q`, { headers: xml, body, chunked: true }))
      saves(
        t,
        await xnat.put(`${place.url}/scans/1?condition=c`, { headers: { 'content-type': 'application/json' }, body: '{"note":"n"}' })
      )
      t.same(await fields(xnat, place), { ID: '1', quality: 'q', condition: 'c' })
    }
  }
]
