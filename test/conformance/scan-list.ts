import { type Case, answers, refusedByContainer, refuses } from './case.ts'

const json = (...rows: readonly string[]) => `{"ResultSet":{"Result":[${rows.join(',')}], "totalRecords": "${rows.length}"}}`

const columnsXml =
  '<columns><column>xnat_imagescandata_id</column><column>ID</column><column>type</column><column>quality</column>' +
  '<column>xsiType</column><column>note</column><column>series_description</column><column>URI</column></columns>\n'

const head = 'xnat_imagescandata_id,ID,type,quality,xsiType,note,series_description,URI'

/** GET of a session's scans. */
export const scanListCases: readonly Case[] = [
  {
    fact: 'A session without scans lists none, in JSON',
    source: 'JSONTableRepresentation.write',
    seen: '1.8.11',
    run: async (t, xnat) => {
      const { url } = await xnat.place()
      const answer = await xnat.get(`${url}/scans`)
      answers(t, answer, 200, '{"ResultSet":{"Result":[], "totalRecords": "0"}}')
      t.equal(answer.headers['content-type'], 'application/json')
    }
  },
  {
    fact: 'JSON rows have their keys in the order of a Java HashMap, every value a string, null an empty one',
    source: 'XFTTable.toJSON',
    seen: '1.8.11',
    run: async (t, xnat) => {
      const place = await xnat.placeWith(
        '1?type=3%20Plane%20Localizer&series_description=3%20Plane%20Localizer&quality=usable',
        '2?type=T1'
      )
      const keys = await xnat.keys(place)
      answers(
        t,
        await xnat.get(`${place.url}/scans?format=json`),
        200,
        json(
          `{"xsiType":"xnat:mrScanData","xnat_imagescandata_id":"${keys['1']}","note":"","series_description":"3 Plane ` +
          `Localizer","ID":"1","type":"3 Plane Localizer","URI":"/data/experiments/${place.id}/scans/1","quality":"usable"}`,
          `{"xsiType":"xnat:mrScanData","xnat_imagescandata_id":"${keys['2']}","note":"","series_description":"",` +
          `"ID":"2","type":"T1","URI":"/data/experiments/${place.id}/scans/2","quality":""}`
        )
      )
    }
  },
  {
    fact: 'The project form lists the same rows, with the same URIs',
    source: 'ScanList.getRepresentation',
    seen: '1.8.11',
    run: async (t, xnat) => {
      const place = await xnat.placeWith('1?type=T1')
      answers(t, await xnat.get(`${place.projectUrl}/scans`), 200, (await xnat.get(`${place.url}/scans`)).body)
    }
  },
  {
    fact: 'XML has no declaration, a line for the columns and one for each row, and no line feed at its end',
    source: 'XMLTableRepresentation.write',
    seen: '1.8.11',
    run: async (t, xnat) => {
      const place = await xnat.placeWith('1?type=T1&quality=usable&series_description=T1%20SE')
      const keys = await xnat.keys(place)
      const answer = await xnat.get(`${place.url}/scans?format=xml`)
      answers(
        t,
        answer,
        200,
        `<ResultSet totalRecords="1"><results>${columnsXml}<rows><row><cell>${keys['1']}</cell><cell>1</cell><cell>T1</cell>` +
          '<cell>usable</cell><cell>xnat:mrScanData</cell><cell></cell><cell>T1 SE</cell>' +
          `<cell>/data/experiments/${place.id}/scans/1</cell></row>\n</rows></results></ResultSet>`
      )
      t.equal(answer.headers['content-type'], 'text/xml')
    }
  },
  {
    fact: 'An empty XML list has its rows closed right after the columns',
    source: 'XFTTable.toXMLList',
    seen: '1.8.11',
    run: async (t, xnat) => {
      const { url } = await xnat.place()
      answers(
        t,
        await xnat.get(`${url}/scans?format=xml`),
        200,
        `<ResultSet totalRecords="0"><results>${columnsXml}<rows></rows></results></ResultSet>`
      )
    }
  },
  {
    fact: 'CSV quotes a field only where it must, and ends every line with a line feed',
    source: 'XFTTable.toCSV',
    seen: '1.8.11',
    run: async (t, xnat) => {
      const place = await xnat.placeWith('1?type=T1&quality=usable&series_description=T1,%20SE')
      const keys = await xnat.keys(place)
      const answer = await xnat.get(`${place.url}/scans?format=csv`)
      answers(t, answer, 200, `${head}\n${keys['1']},1,T1,usable,xnat:mrScanData,,"T1, SE",/data/experiments/${place.id}/scans/1\n`)
      t.equal(answer.headers['content-type'], 'text/csv')
      t.equal(answer.headers['content-disposition'], undefined)
    }
  },
  {
    fact: 'An empty CSV list is its header',
    source: 'XFTTable.toCSV',
    seen: '1.8.11',
    run: async (t, xnat) => {
      const { url } = await xnat.place()
      answers(t, await xnat.get(`${url}/scans?format=csv`), 200, `${head}\n`)
    }
  },
  {
    fact: 'HTML is a bare table with alternating classes, line breaks just so, values as they are',
    source: 'HTMLTableRepresentation.write, XFTTable.toHTML',
    seen: '1.8.11',
    run: async (t, xnat) => {
      const place = await xnat.placeWith('1?type=T1', '2')
      const keys = await xnat.keys(place)
      const answer = await xnat.get(`${place.url}/scans?format=html`)
      const titles = head.split(',').map(name => `<th>${name}</th>`).join('')
      answers(
        t,
        answer,
        200,
        '<html xmlns="http://www.w3.org/1999/xhtml" xml:lang="en" lang="en"><body>' +
        '<table class="x_rs_t" cellpadding="0" cellspacing="0">\n<thead class="x_rs_thead">\n' +
          `<tr class="x_rs_tr_head">${titles}</tr>\n</thead>\n<tbody id="dataRows">\n` +
          '<tr class="x_rs_tr_data odd">\n' +
          `<td>${keys['1']}</td><td>1</td><td>T1</td><td></td><td>xnat:mrScanData</td><td></td><td></td>` +
          `<td>/data/experiments/${place.id}/scans/1</td></tr>` +
          '<tr class="x_rs_tr_data even">\n' +
          `<td>${keys['2']}</td><td>2</td><td></td><td></td><td>xnat:mrScanData</td><td></td><td></td>` +
          `<td>/data/experiments/${place.id}/scans/2</td></tr>` +
          '</tbody>\n</table></body></html>'
      )
      t.equal(answer.headers['content-type'], 'text/html')
    }
  },
  {
    fact: 'xList is the HTML table without the tags of its cells',
    source: 'SecureResource.representTable',
    seen: '1.8.11',
    run: async (t, xnat) => {
      const { url } = await xnat.place()
      const answer = await xnat.get(`${url}/scans?format=xList`)
      answers(
        t,
        answer,
        200,
        '<html xmlns="http://www.w3.org/1999/xhtml" xml:lang="en" lang="en"><body>' +
        '<table class="x_rs_t" cellpadding="0" cellspacing="0">\n<thead class="x_rs_thead">\n' +
          `<tr class="x_rs_tr_head">${head.replaceAll(',', '')}</tr>\n</thead>\n<tbody id="dataRows">\n</tbody>\n</table></body></html>`
      )
      t.equal(answer.headers['content-type'], 'text/html')
    }
  },
  ...(['txt', 'zip', 'tar.gz', 'xcat', 'foo', 'text/plain'] as const).map((format): Case => ({
    fact: `A list has no form of its own for format=${format}: HTML`,
    source: 'SecureResource.representTable',
    seen: '1.8.11',
    run: async (t, xnat) => {
      const { url } = await xnat.place()
      const answer = await xnat.get(`${url}/scans?format=${format}`)
      answers(t, answer, 200, (await xnat.get(`${url}/scans?format=html`)).body)
      t.equal(answer.headers['content-type'], 'text/html')
    }
  })),
  ...(
    [
      ['JSON', 'application/json'],
      ['application/json', 'application/json'],
      ['CSV', 'text/csv'],
      ['text/csv', 'text/csv'],
      ['XML', 'text/xml'],
      ['application/vnd.ms-excel', 'application/vnd.ms-excel']
    ] as const
  ).map(([format, type]): Case => ({
    fact: `format=${format} is understood, as a name in any case or as a media type`,
    source: 'SecureResource.getRequestedMediaType',
    seen: '1.8.11',
    run: async (t, xnat) => {
      const { url } = await xnat.place()
      const answer = await xnat.get(`${url}/scans?format=${format}`)
      t.equal(answer.status, 200)
      t.equal(answer.headers['content-type'], type)
    }
  })),
  ...([
    ['no Accept', undefined, 'application/json'],
    ['*/*', '*/*', 'application/json'],
    ['a browser', 'text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8', 'text/html'],
    ['the best quality', 'application/json;q=0.5, text/xml;q=0.9', 'text/xml'],
    ['a tie, the earlier variant', 'text/xml, text/html', 'text/html'],
    ['a family', 'text/*', 'text/html'],
    ['quality 0, which does not exclude', 'application/json;q=0', 'application/json']
  ] as const).map(([what, accept, type]): Case => ({
    fact: `Accept decides where no format is asked for: ${what}`,
    source: 'org.restlet.resource.Resource.handleGet',
    seen: '1.8.11',
    run: async (t, xnat) => {
      const { url } = await xnat.place()
      const answer = await xnat.get(`${url}/scans`, accept === undefined ? {} : { headers: { accept } })
      t.equal(answer.status, 200)
      t.equal(answer.headers['content-type'], type)
      t.equal(answer.headers['vary'], 'Accept-Charset, Accept-Encoding, Accept-Language, Accept')
    }
  })),
  ...(
    [
      ['text/csv', ''],
      ['application/xml', ''],
      ['text/csv', '?format=csv'],
      ['Application/JSON', '']
    ] as const
  ).map(([accept, query]): Case => ({
    fact: `Accept: ${accept} fits no variant of a list: 406 by the container${query === '' ? '' : ', whatever format is asked for'}`,
    source: 'org.restlet.resource.Resource.handleGet',
    seen: '1.8.11',
    run: async (t, xnat) => {
      const { url } = await xnat.place()
      const answer = await xnat.get(`${url}/scans${query}`, { headers: { accept } })
      refusedByContainer(t, answer, 406)
      t.equal(answer.headers['vary'], undefined)
    }
  })),
  {
    fact: 'Only < and > are escaped in XML cells, and a line break is a blank',
    source: 'XFTTable.toXMLList; recorded scan-list-odd-values-in-cells',
    seen: '1.8.11',
    run: async (t, xnat) => {
      const place = await xnat.placeWith('1')
      const body = '<xnat:MRScan xmlns:xnat="http://nrg.wustl.edu/xnat"><xnat:note>a &lt;b&gt; &amp; "c"\nd</xnat:note></xnat:MRScan>'
      await xnat.put(`${place.url}/scans/1`, { headers: { 'content-type': 'text/xml' }, body })
      const xml = await xnat.get(`${place.url}/scans?columns=ID,note&format=xml`)
      t.match(xml.body, '<cell>a &lt;b&gt;& "c" d</cell>')
      const json = await xnat.get(`${place.url}/scans?columns=ID,note&format=json`)
      t.match(json.body, '"note":"a <b>& \\"c\\"\\nd"')
    }
  },
  {
    fact: 'JSON escapes as org.json does: the slash after <, control characters and U+2000 to U+20FF',
    source: 'org.json.JSONObject.quote',
    seen: '1.8.11',
    run: async (t, xnat) => {
      const place = await xnat.placeWith('1')
      const body =
        '<xnat:MRScan xmlns:xnat="http://nrg.wustl.edu/xnat"><xnat:note>a/b &lt;/i \u2019 \u00e9 \u0085 ' +
        '\u4e2d\t\\</xnat:note></xnat:MRScan>'
      await xnat.put(`${place.url}/scans/1`, { headers: { 'content-type': 'text/xml;charset=UTF-8' }, body })
      const { body: found } = await xnat.get(`${place.url}/scans?columns=ID,note&format=json`)
      t.equal(/"note":("(?:[^"\\]|\\.)*")/.exec(found)?.[1], '"a/b <\\/i \\u2019 \u00e9 \\u0085 \u4e2d\\t\\\\\\\\"')
    }
  },
  {
    fact: 'columns gives the key first, then what was asked for, then the URI',
    source: 'QueryOrganizerResource.populateQuery',
    seen: '1.8.11',
    run: async (t, xnat) => {
      const place = await xnat.placeWith('1?type=T1')
      const keys = await xnat.keys(place)
      answers(
        t,
        await xnat.get(`${place.url}/scans?columns=type,ID&format=csv`),
        200,
        `xnat_imagescandata_id,type,ID,URI\n${keys['1']},T1,1,/data/experiments/${place.id}/scans/1\n`
      )
    }
  },
  {
    fact: 'A path of a scan type narrows the list to it: its key and fields first, headers in lower case, floats as Java prints them',
    source: 'QueryOrganizerResource.getRootElementName, QueryOrganizer.addField',
    seen: '1.8.11',
    run: async (t, xnat) => {
      const place = await xnat.placeWith('1?type=T1&xnat:mrScanData/parameters/tr=2000', '2?xsiType=xnat:petScanData&type=PIB')
      const keys = await xnat.keys(place)
      answers(
        t,
        await xnat.get(`${place.url}/scans?columns=ID,type,xnat:mrScanData/parameters/tr&format=csv`),
        200,
        `xnat:mrscandata/xnat_imagescandata_id,xnat:mrscandata/parameters/tr,ID,type,URI\n${keys['1']},2000.0,1,` +
        `T1,/data/experiments/${place.id}/scans/1\n`
      )
    }
  },
  {
    fact: 'xsiType lists that type only, with its key before the default columns; nine keys in JSON',
    source: 'TestDynamicSearchScans.testStandardDynamicScanSearchMrScanFilter',
    seen: '1.8.11',
    run: async (t, xnat) => {
      const place = await xnat.placeWith('1?type=T1', '2?xsiType=xnat:petScanData')
      const keys = await xnat.keys(place)
      answers(
        t,
        await xnat.get(`${place.url}/scans?xsiType=xnat:mrScanData&format=csv`),
        200,
        `xnat:mrscandata/xnat_imagescandata_id,${head}\n${keys['1']},${keys['1']},1,T1,,xnat:mrScanData,` +
        `,,/data/experiments/${place.id}/scans/1\n`
      )
      answers(
        t,
        await xnat.get(`${place.url}/scans?xsiType=xnat:mrScanData&format=json`),
        200,
        json(
          `{"xsiType":"xnat:mrScanData","xnat:mrscandata/xnat_imagescandata_id":"${keys['1']}","xnat_imagescandata_id":"${keys['1']}",` +
          `"note":"","series_description":"","ID":"1","type":"T1","URI":"/data/experiments/${place.id}/scans/1","quality":""}`
        )
      )
    }
  },
  {
    fact: 'xsiType with a comma in it is ignored',
    source: 'QueryOrganizerResource.getRootElementName',
    seen: '1.8.11',
    run: async (t, xnat) => {
      const place = await xnat.placeWith('1', '2?xsiType=xnat:petScanData')
      answers(
        t,
        await xnat.get(`${place.url}/scans?xsiType=xnat:mrScanData,xnat:petScanData`),
        200,
        (await xnat.get(`${place.url}/scans`)).body
      )
    }
  },
  {
    fact: 'The short names coil and orientation turn the list to MR and to PET scans',
    source: 'XMLPathShortcuts',
    seen: '1.8.11',
    run: async (t, xnat) => {
      const place = await xnat.placeWith('1?coil=Head', '2?xsiType=xnat:petScanData&orientation=2')
      const keys = await xnat.keys(place)
      answers(
        t,
        await xnat.get(`${place.url}/scans?columns=ID,coil&format=csv`),
        200,
        `xnat:mrscandata/xnat_imagescandata_id,coil,ID,URI\n${keys['1']},Head,1,/data/experiments/${place.id}/scans/1\n`
      )
      answers(
        t,
        await xnat.get(`${place.url}/scans?columns=ID,orientation&format=csv`),
        200,
        `xnat:petscandata/xnat_imagescandata_id,orientation,ID,URI\n${keys['2']},2,2,/data/experiments/${place.id}/scans/2\n`
      )
    }
  },
  {
    fact: 'Of two scan types named, the first decides',
    source: 'QueryOrganizerResource.getRootElementName',
    seen: '1.8.11',
    run: async (t, xnat) => {
      const place = await xnat.placeWith('1', '2?xsiType=xnat:petScanData')
      const { body } = await xnat.get(`${place.url}/scans?columns=ID,xnat:petScanData/parameters/facility,xnat:mrScanData/coil&format=csv`)
      t.match(body, /^xnat:petscandata\/xnat_imagescandata_id,/)
      t.equal(body.split('\n').length, 3)
    }
  },
  {
    fact: 'A short name that does not exist is ignored, and so is a path of an unknown type or without one',
    source: 'QueryOrganizerResource.populateQuery',
    seen: '1.8.11',
    run: async (t, xnat) => {
      const { url } = await xnat.placeWith('1')
      const expected = (await xnat.get(`${url}/scans?columns=ID&format=csv`)).body
      answers(t, await xnat.get(`${url}/scans?columns=ID,URI,nosuchname,foo:barData/x,parameters/tr&format=csv`), 200, expected)
    }
  },
  ...([
    ['columns=type', 'columns without ID'],
    ['columns=ID,xnat:imageScanData/bogus', 'an unknown field of a known type'],
    ['columns=ID,xnat:imageScanData/constructor', 'an unknown field that every JavaScript object has'],
    ['columns=ID,xnat:imageScanData/parameters/tr', 'a field that only a subtype has'],
    ['xsiType=xnat:fooScanData', 'an unknown type'],
    ['columns=xnat:mrScanData/ID,type', 'the ID under the name of a subtype only']
  ] as const).map(([query, what]): Case => ({
    fact: `The list fails for ${what}, even without any scan`,
    source: 'ScanList.getRepresentation',
    seen: '1.8.11',
    run: async (t, xnat) => {
      const { url } = await xnat.place()
      refuses(t, await xnat.get(`${url}/scans?${query}`), 500)
    }
  })),
  {
    fact: 'The path of the ID, in any case, serves for the ID',
    source: 'QueryOrganizerResource.formatHeaders',
    seen: '1.8.11',
    run: async (t, xnat) => {
      const place = await xnat.placeWith('1')
      const keys = await xnat.keys(place)
      answers(
        t,
        await xnat.get(`${place.url}/scans?columns=xnat:imagescandata/id&format=csv`),
        200,
        `xnat_imagescandata_id,ID,URI\n${keys['1']},1,/data/experiments/${place.id}/scans/1\n`
      )
    }
  },
  {
    fact: 'Filters, limit and offset are ignored',
    source: 'ScanList.getRepresentation',
    seen: '1.8.11',
    run: async (t, xnat) => {
      const { url } = await xnat.placeWith('1?type=T1', '2?type=T2')
      const all = (await xnat.get(`${url}/scans`)).body
      for (const query of ['type=T1', 'xnat:imageScanData/quality=usable', 'limit=1&offset=1', 'ID=2']) {
        answers(t, await xnat.get(`${url}/scans?${query}`), 200, all)
      }
    }
  },
  {
    fact: 'columns=DEFAULT and empty columns are the default ones',
    source: 'QueryOrganizerResource.populateQuery',
    seen: '1.8.11',
    run: async (t, xnat) => {
      const { url } = await xnat.placeWith('1?type=T1')
      const all = (await xnat.get(`${url}/scans?format=csv`)).body
      for (const query of ['columns=DEFAULT', 'columns=']) answers(t, await xnat.get(`${url}/scans?format=csv&${query}`), 200, all)
    }
  },
  {
    fact: 'sortBy takes headers in any case, nulls last; DESC turns the rows round; without sortBy the order given is ignored',
    source: 'SecureResource.representTable, XFTTable.sort',
    seen: '1.8.11',
    run: async (t, xnat) => {
      const { url } = await xnat.placeWith('1?type=B&quality=x', '2?type=A', '3?type=B&quality=a')
      const order = async (query: string) =>
        (await xnat.get(`${url}/scans?format=csv&columns=ID,type,quality&${query}`)).body
          .split('\n')
          .slice(1, -1)
          .map(line => line.split(',')[1])
          .join('')
      t.equal(await order('sortBy=TYPE'), '213')
      t.equal(await order('sortBy=type,quality'), '231')
      t.equal(await order('sortBy=quality'), '312')
      t.equal(await order('sortBy=quality&sortOrder=desc'), '213')
      t.equal(await order('sortOrder=DESC'), '123')
      t.equal(await order('sortBy=nothing'), '123')
    }
  },
  {
    fact: 'fields lists the short names and their paths, without a total',
    source: 'QueryOrganizerResource.represent',
    seen: '1.8.11',
    run: async (t, xnat) => {
      const { url } = await xnat.place()
      const { status, body } = await xnat.get(`${url}/scans?fields=x&format=json`)
      t.equal(status, 200)
      const rows = [...body.matchAll(/\{"xpath":"([^"]+)","key":"([^"]+)"\}/g)].map(([, xpath, key]) => `${key} ${xpath}`)
      t.equal(
        body,
        `{"ResultSet":{"Result":[${rows.map(row => `{"xpath":"${row.split(' ')[1]}","key":"${row.split(' ')[0]}"}`).join(',')}]}}`
      )
      t.equal(rows.length, 38)
      t.ok(rows.includes('scanTime xnat:imageScanData/startTime'))
      t.match(
        (await xnat.get(`${url}/scans?fields=x&format=xml`)).body,
        /^<ResultSet><results><columns><column>key<\/column><column>xpath<\/column><\/columns>\n<rows>/
      )
    }
  },
  {
    fact: 'Times have milliseconds in JSON only',
    source: 'XFTTable.toJSON',
    seen: '1.8.11',
    run: async (t, xnat) => {
      const { url } = await xnat.placeWith('1?scanTime=11:42:00')
      t.match((await xnat.get(`${url}/scans?columns=ID,scanTime`)).body, '"scanTime":"11:42:00.000"')
      t.match((await xnat.get(`${url}/scans?columns=ID,scanTime&format=csv`)).body, ',11:42:00,')
    }
  },
  {
    fact: 'A boolean column shows 1 and 0, an integer its digits, insert_date a timestamp with at least one digit of fraction',
    source: 'XFTTable.ValueParser',
    seen: '1.8.11',
    run: async (t, xnat) => {
      const { url } = await xnat.placeWith('1?frames=12&xnat:mrScanData/dcmValidation/status=true')
      const { body } = await xnat.get(
        `${url}/scans?columns=ID,frames,xnat:mrScanData/dcmValidation/status,insert_date,insert_user&format=csv`
      )
      const [header, line = ''] = body.split('\n')
      t.equal(header, 'xnat:mrscandata/xnat_imagescandata_id,xnat:mrscandata/dcmvalidation/status,ID,frames,insert_date,insert_user,URI')
      t.match(line, /^\d+,1,1,12,\d{4}-\d\d-\d\d \d\d:\d\d:\d\d\.\d{1,3},[^,]+,\/data/)
    }
  }
]
