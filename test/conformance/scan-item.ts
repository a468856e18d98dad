import { type Case, answers, refusedByContainer, refuses } from './case.ts'
import { masked, withoutNamespaces } from './xnat.ts'

const full = '1?type=T1&quality=usable&series_description=T1%20SE&UID=1.2.3&xnat:mrScanData/parameters/tr=2000'

/** GET of one scan. */
export const scanItemCases: readonly Case[] = [
  {
    fact: 'JSON is one item: children, meta, data_fields with both keys of the row, numbers bare, in Java\'s order',
    source: 'ItemJSONBuilder.convert',
    seen: '1.8.11',
    run: async (t, xnat) => {
      const place = await xnat.placeWith(full)
      const key = (await xnat.keys(place))['1']
      const answer = await xnat.get(`${place.url}/scans/1?format=json`)
      answers(
        t,
        { ...answer, body: masked(answer.body) },
        200,
        '{"items":[{"children":[],"meta":{"create_event_id":0,"xsi:type":"xnat:mrScanData","isHistory":false,"start_date":"DATE"},' +
          `"data_fields":{"UID":"1.2.3","xnat_imagescandata_id":${key},"project":"${xnat.project}","series_description":"T1 ` +
          `SE","image_session_ID":"${place.id}","ID":"1","parameters/tr":2000,"type":"T1","xnat_imageScanData_id":${key},` +
          '"quality":"usable"}}]}'
      )
      t.equal(answer.headers['content-type'], 'application/json')
    }
  },
  {
    fact: 'Values keep their kind: floats lose .0, small and large ones keep Java\'s exponent, booleans are texts, NaN is a text',
    source: 'ItemJSONBuilder.convert, FlattenedItem.parseProperty',
    seen: '1.8.11',
    run: async (t, xnat) => {
      const { url } = await xnat.placeWith(
        '1?frames=7&scanTime=9:37:11&xnat:mrScanData/start_date=07/08/2020&xnat:mrScanData/parameters/tr=2500.50' +
        '&xnat:mrScanData/parameters/te=0.0001&xnat:mrScanData/parameters/ti=12345678&' +
          'xnat:mrScanData/parameters/flip=NaN&xnat:mrScanData/dcmValidation/status=1' +
          '&fieldStrength=3.0&xnat:mrScanData/parameters/pixelBandwidth=0.9'
      )
      const { body } = await xnat.get(`${url}/scans/1?format=json`)
      for (const member of [
        '"frames":7', '"startTime":"09:37:11"', '"start_date":"2020-07-08"', '"parameters/tr":2500.5', '"parameters/te":1.0E-4',
        '"parameters/ti":1.2345678E7', '"parameters/flip":"NaN"', '"dcmValidation/status":"true"', '"fieldStrength":"3.0"',
        '"parameters/pixelBandwidth":0.9'
      ]) t.match(body, member)
    }
  },
  {
    fact: 'An infinite number makes the JSON fail, and only that',
    source: 'ItemJSONBuilder.convert',
    seen: '1.8.11',
    run: async (t, xnat) => {
      const { url } = await xnat.placeWith('1?xnat:mrScanData/parameters/tr=INF')
      refuses(t, await xnat.get(`${url}/scans/1?format=json`), 500, 'JSON does not allow non-finite numbers.')
      t.match((await xnat.get(`${url}/scans/1?format=xml`)).body, '<xnat:tr>Infinity</xnat:tr>')
    }
  },
  {
    fact: 'Single references and lists with rows are children, in the order of a Hashtable, rows descending by their key',
    source: 'FlattenedItem.renderChildren, ItemComparator.compare',
    seen: '1.8.11',
    run: async (t, xnat) => {
      const place = await xnat.placeWith(
        '1?validation_status=ok&xnat:mrScanData/parameters/addParam[name%3Da]/addField=1' +
        '&xnat:mrScanData/parameters/addParam[name%3Db]/addField=2'
      )
      const { body } = await xnat.get(`${place.url}/scans/1?format=json`)
      const children =
        (
          JSON.parse(body) as {
            items: { children: { field: string, items: { meta: { 'xsi:type': string }, data_fields: Record<string, unknown> }[] }[] }[]
          }
        ).items[0]?.children ?? []
      t.same(children.map(({ field }) => field), ['validation', 'parameters/addParam'])
      t.same(children[1]?.items.map(({ data_fields: { name, addField } }) => [name, addField]), [['b', '2'], ['a', '1']])
      t.same(children.map(({ items }) => items[0]?.meta['xsi:type']), ['xnat:validationData', 'xnat:addField'])
      const fields = '"data_fields":\\{"xnat_validationData_id":\\d+,"status":"ok"\\}'
      t.match(body, new RegExp(`\\{"field":"validation","items":\\[\\{"children":\\[\\],"meta":\\{[^}]*\\},${fields}\\}\\]\\}`))
    }
  },
  {
    fact: 'includeHeaders adds the keys seen to every wrapper, before the items',
    source: 'ItemJSONBuilder.convert',
    seen: '1.8.11',
    run: async (t, xnat) => {
      const { url } = await xnat.placeWith('1?validation_status=ok')
      const { body } = await xnat.get(`${url}/scans/1?format=json&includeHeaders=true`)
      t.match(body, /^\{"headers":\["[^\]]*"\],"items":\[\{"children":\[\{"headers":\["[^\]]*"\],"field":"validation","items":\[/)
      const { headers } = JSON.parse(body) as { headers: string[] }
      t.same([...headers].sort(), ['ID', 'image_session_ID', 'project', 'xnat_imageScanData_id', 'xnat_imagescandata_id'])
    }
  },
  {
    fact: 'includeHistory adds the past states, marked and with the dates of their end',
    source: 'ItemPropBuilder.call, FlattenedItemA.getEndDate',
    seen: '1.8.11',
    run: async (t, xnat) => {
      const { url } = await xnat.placeWith('1?quality=usable')
      await xnat.put(`${url}/scans/1?quality=questionable`)
      const { body } = await xnat.get(`${url}/scans/1?format=json&includeHistory=true`)
      const items = (JSON.parse(body) as { items: { meta: Record<string, unknown>, data_fields: Record<string, unknown> }[] }).items
      t.same(items.map(({ meta, data_fields: { quality } }) => [meta['isHistory'], quality]), [[false, 'questionable'], [true, 'usable']])
      t.same(Object.keys(items[1]?.meta ?? {}), ['end_date', 'create_event_id', 'modified_event_id', 'xsi:type', 'isHistory', 'start_date'])
    }
  },
  {
    fact: 'XML is the element of the type: attributes, a comment with the key, elements in schema order, a line feed after each',
    source: 'SAXWriter.write',
    seen: '1.8.11',
    run: async (t, xnat) => {
      const place = await xnat.placeWith(full)
      const key = (await xnat.keys(place))['1']
      const answer = await xnat.get(`${place.url}/scans/1?format=xml`)
      answers(t, { ...answer, body: withoutNamespaces(answer.body) }, 200, `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<xnat:MRScan ID="1" type="T1" UID="1.2.3" project="${xnat.project}">
<!--hidden_fields[xnat_imageScanData_id="${key}"]-->
<xnat:image_session_ID>${place.id}</xnat:image_session_ID>
<xnat:quality>usable</xnat:quality>
<xnat:series_description>T1 SE</xnat:series_description>
<xnat:parameters>
<xnat:tr>2000.0</xnat:tr>
</xnat:parameters>
</xnat:MRScan>
`)
      t.equal(answer.headers['content-type'], 'text/xml')
      t.match(answer.body, ' xmlns:xnat="http://nrg.wustl.edu/xnat"')
      t.match(answer.body, /xsi:schemaLocation="[^"]*http:\/\/nrg\.wustl\.edu\/xnat [^ "]+\/xnat\.xsd/)
    }
  },
  {
    fact: 'Text follows a row\'s comment at once; attributes without text close their element; entities are written as the JDK does',
    source: 'SAXWriter.writeChildField',
    seen: '1.8.11',
    run: async (t, xnat) => {
      const place = await xnat.placeWith('1')
      const body =
        '<xnat:MRScan xmlns:xnat="http://nrg.wustl.edu/xnat"><xnat:note>a &lt; "b" &amp; \'c\'</xnat:note><xnat:scanner manufacturer="a' +
        '&quot;&lt;&apos;&#10;" model="M"/>' +
        '<xnat:parameters><xnat:addParam name="foo">bar</xnat:addParam></xnat:parameters><xnat:dcmValidation status="0"/></xnat:MRScan>'
      await xnat.put(`${place.url}/scans/1`, { headers: { 'content-type': 'text/xml' }, body })
      const { body: xml } = await xnat.get(`${place.url}/scans/1?format=xml`)
      t.match(xml, '\n<xnat:note>a &lt; "b" &amp; \'c\'</xnat:note>\n')
      t.match(xml, '\n<xnat:scanner manufacturer="a&quot;&lt;\'&#10;" model="M"/>\n')
      t.match(xml, /\n<xnat:addParam name="foo">\n<!--hidden_fields\[xnat_addField_id="\d+",[^\]]*\]-->bar<\/xnat:addParam>\n/)
      t.match(xml, '\n<xnat:dcmValidation status="0"/>\n</xnat:MRScan>\n')
    }
  },
  {
    fact: 'concealHiddenFields leaves the comments out',
    source: 'SecureResource.representItem',
    seen: '1.8.11',
    run: async (t, xnat) => {
      const { url } = await xnat.placeWith('1?xnat:mrScanData/parameters/addParam[name%3Dfoo]/addField=bar&validation_status=ok')
      const { body } = await xnat.get(`${url}/scans/1?format=xml&concealHiddenFields=true`)
      t.notMatch(body, 'hidden_fields')
      t.match(body, '\n<xnat:validation status="ok"/>\n')
      t.match(body, '<xnat:parameters>\n<xnat:addParam name="foo">bar</xnat:addParam>\n</xnat:parameters>')
    }
  },
  {
    fact: 'Rows of a repeated element come in the order they were made',
    source: 'XFTItem.getChildItemIds',
    seen: '1.8.11',
    run: async (t, xnat) => {
      const { url } = await xnat.placeWith(
        '1?xnat:mrScanData/parameters/addParam[name%3Db]/addField=1&xnat:mrScanData/parameters/addParam[name%3Da]/addField=2'
      )
      const { body } = await xnat.get(`${url}/scans/1?format=xml`)
      t.same([...body.matchAll(/addParam name="(\w)"/g)].map(([, name]) => name), ['b', 'a'])
    }
  },
  ...(['csv', 'zip', 'txt', 'foo', 'XML', 'text/csv'] as const).map((format): Case => ({
    fact: `One scan as ${format} is its XML document`,
    source: 'SecureResource.representItem',
    seen: '1.8.11',
    run: async (t, xnat) => {
      const { url } = await xnat.placeWith('1')
      const answer = await xnat.get(`${url}/scans/1?format=${format}`)
      answers(t, answer, 200, (await xnat.get(`${url}/scans/1?format=xml`)).body)
      t.equal(answer.headers['content-type'], 'text/xml')
    }
  })),
  ...(
    [
      [undefined, 'text/html'],
      ['*/*', 'text/html'],
      ['text/xml', 'text/xml'],
      ['application/json, */*', 'text/html'],
      ['text/xml;q=0.2, text/html;q=0.1', 'text/xml']
    ] as const
  ).map(([accept, type]): Case => ({
    fact: `Without a format, ${accept === undefined ? 'no Accept' : `Accept: ${accept}`} gets ${type}`,
    source: 'ScanResource',
    seen: '1.8.11',
    run: async (t, xnat) => {
      const { url } = await xnat.placeWith('1')
      const answer = await xnat.get(`${url}/scans/1`, accept === undefined ? {} : { headers: { accept } })
      t.equal(answer.status, 200)
      t.match(answer.headers['content-type'], new RegExp(`^${type}`))
    }
  })),
  {
    fact: 'The page of an item is a page of the site: Latin-1, not to be stored, and it begins with the DOCTYPE',
    source: 'ItemHTMLRepresentation; recorded scan-item-formats-2, anonymous-open-site',
    seen: '1.8.11',
    run: async (t, xnat) => {
      const { url } = await xnat.placeWith('1')
      for (const path of [`${url}/scans/1`, url]) {
        const { body, headers } = await xnat.get(path)
        t.match(body, /^<!DOCTYPE html>\r\n/)
        t.match(headers, {
          'content-type': 'text/html;charset=ISO-8859-1',
          'cache-control': 'no-store, no-cache, must-revalidate, max-age=0, post-check=0, pre-check=0',
          'content-language': 'en-US'
        })
      }
    }
  },
  ...(
    [
      ['application/json', ''],
      ['application/json', '?format=json'],
      ['application/xml', '?format=xml']
    ] as const
  ).map(([accept, query]): Case => ({
    fact: `Accept: ${accept} alone fits no variant of a scan: 406 by the container${query === '' ? '' : `, even with ${query.slice(1)}`}`,
    source: 'org.restlet.resource.Resource.handleGet',
    seen: '1.8.11',
    run: async (t, xnat) => {
      const { url } = await xnat.placeWith('1')
      refusedByContainer(t, await xnat.get(`${url}/scans/1${query}`, { headers: { accept } }), 406)
    }
  })),
  {
    fact: 'A scan or session that is not there is 404 before it is anything else',
    source: 'ScanResource.represent',
    seen: '1.8.11',
    run: async (t, xnat) => {
      const { url } = await xnat.place()
      refuses(t, await xnat.get(`${url}/scans/1`), 404, 'Unable to find the specified scan.')
      refuses(t, await xnat.get('/data/experiments/NO_SUCH_SESSION/scans/1?format=json'), 404, 'Unable to find the specified scan.')
    }
  },
  {
    fact: 'What follows the scan\'s ID is ignored when reading',
    source: 'ScanResource.represent',
    seen: '1.8.11',
    run: async (t, xnat) => {
      const { url } = await xnat.placeWith('1?type=T1')
      answers(t, await xnat.get(`${url}/scans/1/projects?format=xml`), 200, (await xnat.get(`${url}/scans/1?format=xml`)).body)
    }
  },
  {
    fact: 'handler=values gives a table of one row without a total, the columns as they were named',
    source: 'ItemValuesRepresentation.handle',
    seen: '1.8.11',
    run: async (t, xnat) => {
      const { url } = await xnat.placeWith(full)
      answers(
        t,
        await xnat.get(`${url}/scans/1?format=json&handler=values&columns=type,parameters/tr,note`),
        200,
        '{"ResultSet":{"Result":[{"note":"","type":"T1","parameters/tr":"2000.0"}]}}'
      )
      answers(
        t,
        await xnat.get(`${url}/scans/1?format=csv&handler=values&columns=type,parameters/tr`),
        200,
        'type,parameters/tr\nT1,2000.0\n'
      )
    }
  },
  {
    fact: 'With asValue one value stands bare, an absent one is nothing',
    source: 'ItemValuesRepresentation.handle',
    seen: '1.8.11',
    run: async (t, xnat) => {
      const { url } = await xnat.placeWith(full)
      const answer = await xnat.get(`${url}/scans/1?handler=values&columns=type&asValue=true`)
      answers(t, answer, 200, 'T1')
      t.equal(answer.headers['content-type'], 'text/plain;charset=ISO-8859-1')
      answers(t, await xnat.get(`${url}/scans/1?handler=values&columns=note&asValue=true`), 200, '')
    }
  },
  ...([
    ['bogus', '"bogus":""'],
    ['constructor', '"constructor":""'],
    [' type', '" type":""'],
    ['scanTime', '"scanTime":""'],
    ['validation', '"validation":""'],
    ['file', '"file":"[]"'],
    ['parameters', '"parameters":""'],
    ['type,,ID', '"":"","ID":"1","type":"T1"'],
    ['type,', '"type":"T1"']
  ] as const).map(([columns, members]): Case => ({
    fact: `handler=values&columns=${columns} gives ${members}: a name that is none stands for nothing, and blanks are part of names`,
    source: 'ItemValuesRepresentation.handle, XFTItem.getProperty; recorded scan-item-values-1, scan-item-values-3',
    seen: ['scanTime', ' type', 'file', 'bogus', 'constructor'].includes(columns) ? '1.8.11' : undefined,
    run: async (t, xnat) => {
      const { url } = await xnat.placeWith('1?type=T1')
      const answer = await xnat.get(`${url}/scans/1?format=json&handler=values&columns=${encodeURIComponent(columns)}`)
      answers(t, answer, 200, `{"ResultSet":{"Result":[{${members}}]}}`)
    }
  })),
  ...([
    ['handler=foo', 'Invalid handler definition: foo'],
    ['handler=values', 'Please include a list of columns to return.'],
    ['handler=values&columns=type,ID&asValue=true', 'asValue can only be used on single-column queries'],
    ['handler=values&columns=type,bogus/x', "Field not found: 'bogus/x'"],
    ['handler=values&columns=xnat:mrScanData/bogus/x', "Field not found: 'bogus/x'"],
    ['handler=values&columns=xnat:ctScanData/parameters/kvp', "Field not found: 'xnat:ctScanData/parameters/kvp'"]
  ] as const).map(([query, text]): Case => ({
    fact: `${query} is refused: ${text}`,
    source: 'SecureResource.representItem, ItemValuesRepresentation.handle',
    seen: query.includes('bogus') ? undefined : '1.8.11',
    run: async (t, xnat) => {
      const { url } = await xnat.placeWith('1')
      refuses(t, await xnat.get(`${url}/scans/1?${query}`), 400, text)
    }
  }))
]
