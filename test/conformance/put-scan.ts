import { type Case, refuses, saves } from './case.ts'
import type { Place, Xnat } from './xnat.ts'

const xml = { 'content-type': 'text/xml' }
const form = { 'content-type': 'application/x-www-form-urlencoded' }
const declared = 'xmlns:xnat="http://nrg.wustl.edu/xnat" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"'

/** data_fields of a scan without its keys and places. */
async function fields (xnat: Xnat, { url }: Place, id = '1'): Promise<Record<string, unknown>> {
  const { body } = await xnat.get(`${url}/scans/${id}?format=json`)
  const found = (JSON.parse(body) as { items: { data_fields: Record<string, unknown> }[] }).items[0]?.data_fields ?? {}
  const { xnat_imagescandata_id: _, xnat_imageScanData_id: __, project, image_session_ID: session, ...rest } = found
  return rest
}

const noSession = 'Specified scan must reference a valid image session.'
const modality = 'Multiple scan modalities can be associated here.  Please retry with the specification of a particular modality (i.e. ?xsiType=xnat:mrScanData).'
const line = (element: string, field: string, reason: string) => `The content of element '${element}' is not complete. '{"http://nrg.wustl.edu/xnat":${field}}' ${reason}\n`

/** PUT of a scan. */
export const putScanCases: readonly Case[] = [
  {
    fact: 'Making and changing a scan both answer 200 with nothing; what is absent keeps its value',
    section: '4.1',
    source: 'ScanResource.handlePut',
    run: async (t, xnat) => {
      const place = await xnat.place()
      const query = 'xsiType=xnat:mrScanData&type=T1&series_description=T1'
      const made = await xnat.put(`${place.url}/scans/1?${query}&quality=usable`)
      saves(t, made)
      t.equal(made.headers['location'], undefined)
      t.same(await fields(xnat, place), { ID: '1', type: 'T1', series_description: 'T1', quality: 'usable' })
      saves(t, await xnat.put(`${place.url}/scans/1?${query}&quality=questionable`))
      t.same(await fields(xnat, place), { ID: '1', type: 'T1', series_description: 'T1', quality: 'questionable' })
    }
  },
  {
    fact: 'An existing scan\'s type serves where the request names none',
    section: '4.3',
    source: 'ScanResource.handlePut (XNAT-7015)',
    run: async (t, xnat) => {
      const place = await xnat.placeWith('1')
      saves(t, await xnat.put(`${place.url}/scans/1?xnat:imageScanData/quality=usable`))
      saves(t, await xnat.put(`${place.url}/scans/1?note=n`))
      t.same(await fields(xnat, place), { ID: '1', quality: 'usable', note: 'n' })
    }
  },
  {
    fact: 'A PUT without anything changes nothing of an existing scan, not even its dates',
    section: '4.3',
    source: 'ScanResource.handlePut, XFTItem.HasNewFields',
    run: async (t, xnat) => {
      const { url } = await xnat.placeWith('1?type=T1')
      const before = (await xnat.get(`${url}/scans/1?format=json`)).body
      saves(t, await xnat.put(`${url}/scans/1`))
      saves(t, await xnat.put(`${url}/scans/1?type=T1`))
      t.equal((await xnat.get(`${url}/scans/1?format=json`)).body, before)
    }
  },
  ...([
    ['', 'no type and nothing else'],
    ['?type=T1', 'a short name, but no type'],
    ['?quality=ok', 'a short name, but no type'],
    ['?xsiType=', 'an empty type'],
    ['?xnat:mrScanData/bogus=1', 'an unknown field and no xsiType']
  ] as const).map(([query, what]): Case => ({
    fact: `A new scan with ${what} needs contents`,
    section: '4.3',
    source: 'ScanResource.handlePut',
    run: async (t, xnat) => {
      const { url } = await xnat.place()
      refuses(t, await xnat.put(`${url}/scans/77${query}`), 417, 'Need PUT Contents')
    }
  })),
  {
    fact: 'The first path with a type gives the type of a new scan',
    section: '4.2',
    source: 'SecureResource.loadItem',
    run: async (t, xnat) => {
      const place = await xnat.place()
      saves(t, await xnat.put(`${place.url}/scans/9?xnat:mrScanData/type=T1`))
      t.match((await xnat.get(`${place.url}/scans?format=csv`)).body, ',9,T1,,xnat:mrScanData,')
    }
  },
  ...([
    ['xsiType=xnat:imageScanData', 'as xsiType'],
    ['xnat:imageScanData/quality=ok', 'in a path']
  ] as const).map(([query, where]): Case => ({
    fact: `A new scan of no modality, named ${where}, is refused`,
    section: '4.1',
    source: 'ScanResource.handlePut',
    run: async (t, xnat) => {
      const { url } = await xnat.place()
      refuses(t, await xnat.put(`${url}/scans/77?${query}`), 400, modality)
    }
  })),
  {
    fact: 'The type of a scan cannot be changed',
    section: '4.3',
    source: 'ScanResource.handlePut (XNAT-7176)',
    run: async (t, xnat) => {
      const place = await xnat.placeWith('1?note=n')
      refuses(t, await xnat.put(`${place.url}/scans/1?xsiType=xnat:ctScanData&note=m`), 409, 'Specified xsiType differs from existing xsiType')
      t.same(await fields(xnat, place), { ID: '1', note: 'n' })
    }
  },
  {
    fact: 'Another document is refused with the type that was received',
    section: '4.3',
    source: 'ScanResource.handlePut',
    run: async (t, xnat) => {
      const { url } = await xnat.placeWith('1')
      refuses(t, await xnat.put(`${url}/scans/1?xsiType=xnat:mrSessionData`), 400, 'Only Scan documents can be PUT to this address. Expected: xnat:imageScanData Received: xnat:mrSessionData')
    }
  },
  {
    fact: 'A type that does not exist is refused in the words of the exception',
    section: '4.3',
    source: 'SecureResource.loadItem',
    run: async (t, xnat) => {
      const { url } = await xnat.place()
      refuses(t, await xnat.put(`${url}/scans/1?xsiType=xnat:fooScanData`), 400, "org.nrg.xft.exception.ElementNotFoundException: Element not found: 'xnat:fooScanData'")
    }
  },
  ...(['a%20b', 'a.b', 'a%2Fb', 'ä'.split('').map(c => encodeURIComponent(c)).join('')] as const).map((id): Case => ({
    fact: `The ID ${id} has characters that IDs cannot have: 500`,
    section: '4.3',
    source: 'BaseXnatImagescandata.preSave',
    run: async (t, xnat) => {
      const { url } = await xnat.place()
      refuses(t, await xnat.put(`${url}/scans/${id}?xsiType=xnat:mrScanData`), 500)
      t.equal((await xnat.get(`${url}/scans?format=csv&columns=ID`)).body, 'xnat_imagescandata_id,ID,URI\n')
    }
  })),
  {
    fact: 'An unknown session is 417: for its type first, then for the session',
    section: '4.3',
    source: 'ScanResource.handlePut',
    run: async (t, xnat) => {
      refuses(t, await xnat.put('/data/experiments/NOPE/scans/1?type=T1'), 417, 'Need PUT Contents')
      refuses(t, await xnat.put('/data/experiments/NOPE/scans/1?xsiType=xnat:mrScanData'), 417, noSession)
      refuses(t, await xnat.put(`/data/projects/${xnat.project}/subjects/X/experiments/NOPE/scans/1?xsiType=xnat:mrScanData`), 417, noSession)
    }
  },
  {
    fact: 'A session named in the item, but not there, is 404; one that is there is used',
    section: '4.1',
    source: 'ScanResource.handlePut',
    run: async (t, xnat) => {
      const place = await xnat.place()
      const named = (session: string) => `/data/experiments/NOPE/scans/5?xnat:mrScanData/image_session_ID=${session}`
      refuses(t, await xnat.put(named('NOT_THERE')), 404, "Specified image session doesn't exist.")
      saves(t, await xnat.put(named(place.id)))
      t.same(await fields(xnat, place, '5'), { ID: '5' })
    }
  },
  {
    fact: 'Something behind the ID that is no sharing is refused',
    section: '4.3',
    source: 'ScanResource.handlePut',
    run: async (t, xnat) => {
      const { url } = await xnat.placeWith('1')
      refuses(t, await xnat.put(`${url}/scans/1/foo?quality=x`), 400)
    }
  },
  {
    fact: 'An ID in the query goes before the one in the address',
    section: '4.1',
    source: 'ScanResource.handlePut',
    run: async (t, xnat) => {
      const place = await xnat.place()
      saves(t, await xnat.put(`${place.url}/scans/1?xsiType=xnat:mrScanData&ID=2&type=T2`))
      refuses(t, await xnat.get(`${place.url}/scans/1`), 404, 'Unable to find the specified scan.')
      t.same(await fields(xnat, place, '2'), { ID: '2', type: 'T2' })
    }
  },
  {
    fact: 'With another ID in the item, the scan of the address decides the type, and is left alone',
    section: '4.1',
    source: 'ScanResource.handlePut',
    run: async (t, xnat) => {
      const place = await xnat.placeWith('1?type=A')
      refuses(t, await xnat.put(`${place.url}/scans/1?xsiType=xnat:petScanData&ID=2`), 409, 'Specified xsiType differs from existing xsiType')
      saves(t, await xnat.put(`${place.url}/scans/1?ID=2&type=B`))
      t.same(await fields(xnat, place), { ID: '1', type: 'A' })
      t.same(await fields(xnat, place, '2'), { ID: '2', type: 'B' })
    }
  },
  {
    fact: 'A document with a primary key and another ID renames the scan',
    section: '4.1',
    source: 'ScanResource.handlePut, SAXReader.comment',
    run: async (t, xnat) => {
      const place = await xnat.placeWith('1?type=A')
      const key = (await xnat.keys(place))['1']
      const body = `<xnat:MRScan ID="7" ${declared}><!--hidden_fields[xnat_imageScanData_id="${key}"]--></xnat:MRScan>`
      saves(t, await xnat.put(`${place.url}/scans/1`, { headers: xml, body }))
      t.same(await xnat.keys(place), { 7: key })
      t.same(await fields(xnat, place, '7'), { ID: '7', type: 'A' })
    }
  },
  {
    fact: 'A field of another modality is ignored, by its path and by its short name',
    section: '4.2',
    source: 'GenericItemObject.setProperties (TestScans.testImplicitScanTypeChangeValidation)',
    run: async (t, xnat) => {
      const place = await xnat.placeWith('1', '2?xsiType=xnat:ctScanData')
      saves(t, await xnat.put(`${place.url}/scans/1?xnat:ctScanData/note=test&orientation=Sag&foo:bar/x=1&parameters/tr=5&nothing=1`))
      t.same(await fields(xnat, place), { ID: '1' })
      saves(t, await xnat.put(`${place.url}/scans/2?coil=Head`))
      t.same(await fields(xnat, place, '2'), { ID: '2' })
    }
  },
  {
    fact: 'The prefix of an ancestor is only a gate: the rest may be any field of the scan\'s type',
    section: '4.2',
    source: 'GenericItemObject.setProperties',
    run: async (t, xnat) => {
      const place = await xnat.placeWith('1')
      saves(t, await xnat.put(`${place.url}/scans/1?xnat:imageScanData/coil=Head&xnat:imageScanData/parameters/tr=5&xnat:imageScanData/note=n`))
      t.same(await fields(xnat, place), { ID: '1', coil: 'Head', 'parameters/tr': 5, note: 'n' })
    }
  },
  {
    fact: 'An unknown field discards everything the query gave, but for type=',
    section: '4.2',
    source: 'PopulateItem, SecureResource.loadItem',
    run: async (t, xnat) => {
      const place = await xnat.placeWith('1?quality=usable')
      saves(t, await xnat.put(`${place.url}/scans/1?xsiType=xnat:mrScanData&note=n&xnat:mrScanData/bogus=1&type=T9`))
      t.same(await fields(xnat, place), { ID: '1', quality: 'usable', type: 'T9' })
      refuses(t, await xnat.put(`${place.url}/scans/1?note=n&xnat:mrScanData/bogus=1`), 417, 'Need PUT Contents')
      saves(t, await xnat.put(`${place.url}/scans/2?xsiType=xnat:mrScanData&ID=3&note=n&xnat:mrScanData/bogus=1`))
      t.same(await fields(xnat, place, '2'), { ID: '2' })
    }
  },
  {
    fact: 'Paths are read without case and kept in the schema\'s; short names have case',
    section: '4.2',
    source: 'XFTItem.setXMLPropertyChild',
    run: async (t, xnat) => {
      const place = await xnat.placeWith('1')
      saves(t, await xnat.put(`${place.url}/scans/1?XNAT:MRSCANDATA/SERIES_DESCRIPTION=a&xnat:mrScanData/id=1&QUALITY=x&Type=y&xnat:mrscandata/parameters/VOXELRES/X=1.5`))
      t.same(await fields(xnat, place), { ID: '1', series_description: 'a', 'parameters/voxelRes/x': 1.5 })
    }
  },
  {
    fact: 'A short name goes before the full path of the same field; the first of a repeated name counts; an empty value is none',
    section: '4.2',
    source: 'SecureResource.loadItem, convertFormToMap',
    run: async (t, xnat) => {
      const place = await xnat.placeWith('1?note=old')
      saves(t, await xnat.put(`${place.url}/scans/1?quality=short&xnat:imageScanData/quality=path&condition=a&condition=b&note=`))
      t.same(await fields(xnat, place), { ID: '1', quality: 'short', condition: 'a', note: 'old' })
    }
  },
  {
    fact: 'Separators . and @ stand for a slash, segments of the type itself are passed over',
    section: '4.2',
    source: 'XftStringUtils.StandardizeXMLPath',
    run: async (t, xnat) => {
      const place = await xnat.placeWith('1')
      saves(t, await xnat.put(`${place.url}/scans/1?xnat:mrScanData.quality=q&xnat:mrScanData/scanner@model=M&xnat:mrScanData/xnat:imageScanData/note=n`))
      t.same(await fields(xnat, place), { ID: '1', note: 'n', 'scanner/model': 'M', quality: 'q' })
    }
  },
  {
    fact: 'Rows are found or made by a value in brackets, by a position or by the first place',
    section: '4.2',
    source: 'XFTItem.GetFilterOptions',
    run: async (t, xnat) => {
      const { url } = await xnat.placeWith('1')
      const rows = async () => [...(await xnat.get(`${url}/scans/1?format=xml&concealHiddenFields=true`)).body.matchAll(/<xnat:addParam name="(\w+)">([^<]*)/g)].map(([, name, value]) => `${name}=${value}`)
      saves(t, await xnat.put(`${url}/scans/1?xnat:mrScanData/parameters/addParam[name=foo]/addField=bar&xnat:mrScanData/parameters/addParam[name=zoo]/addField=1`))
      t.same(await rows(), ['foo=bar', 'zoo=1'])
      saves(t, await xnat.put(`${url}/scans/1?xnat:mrScanData/parameters/addParam%5Bname%3Dfoo%5D/addField=baz`))
      t.same(await rows(), ['foo=baz', 'zoo=1'])
      saves(t, await xnat.put(`${url}/scans/1?xnat:mrScanData/parameters/addParam[0]/name=nil&xnat:mrScanData/parameters/addParam[0]=x&xnat:mrScanData/parameters/addParam/addField=y`))
      t.same(await rows(), ['foo=baz', 'zoo=1', 'nil=y'])
    }
  },
  {
    fact: 'NULL clears a field in any case; the text of an addField keeps it',
    section: '4.4',
    source: 'DBAction.ValueParser',
    run: async (t, xnat) => {
      const place = await xnat.placeWith('1?quality=q&note=n&frames=3&xnat:mrScanData/parameters/tr=5')
      saves(t, await xnat.put(`${place.url}/scans/1?quality=NULL&note=null&frames=Null&xnat:mrScanData/parameters/tr=NULL&xnat:mrScanData/parameters/addParam[name=a]/addField=NULL`))
      t.same(await fields(xnat, place), { ID: '1' })
      t.match((await xnat.get(`${place.url}/scans/1?format=json`)).body, '"addField":"NULL"')
    }
  },
  {
    fact: 'allowDataDeletion does nothing for scans: an XML document is merged too',
    section: '4.4',
    source: 'SecureResource.create',
    run: async (t, xnat) => {
      const place = await xnat.placeWith('1?quality=q&xnat:mrScanData/parameters/addParam[name=a]/addField=1')
      const body = `<xnat:MRScan ${declared}><xnat:note>n</xnat:note></xnat:MRScan>`
      saves(t, await xnat.put(`${place.url}/scans/1?allowDataDeletion=true`, { headers: xml, body }))
      t.same(await fields(xnat, place), { ID: '1', quality: 'q', note: 'n' })
      t.match((await xnat.get(`${place.url}/scans/1?format=json`)).body, '"addField":"1"')
    }
  },
  {
    fact: 'A change gives the scan a new event, the same value in other words does not',
    section: '4.4',
    source: 'XFTItem.HasNewFields',
    run: async (t, xnat) => {
      const { url } = await xnat.placeWith('1?xnat:mrScanData/parameters/tr=2000&xnat:mrScanData/dcmValidation/status=true')
      const event = async () => /"create_event_id":(\d+),"xsi:type":"xnat:mrScanData"/.exec((await xnat.get(`${url}/scans/1?format=json`)).body)?.[1]
      const before = await event()
      await xnat.put(`${url}/scans/1?xnat:mrScanData/parameters/tr=2000.0&xnat:mrScanData/dcmValidation/status=1`)
      t.equal(await event(), before)
      await xnat.put(`${url}/scans/1?xnat:mrScanData/parameters/tr=2001`)
      t.not(await event(), before)
    }
  },
  {
    fact: 'Query values are kept escaped, values of a document as they are',
    section: '0.6',
    source: 'TurbineUtils.escapeParam, SAXReader',
    run: async (t, xnat) => {
      const place = await xnat.placeWith('1')
      await xnat.put(`${place.url}/scans/1?note=A%26B%20%3Cc%3E%20%22d%22%20%27e%27`)
      t.same(await fields(xnat, place), { ID: '1', note: 'A&amp;B &lt;c&gt; &quot;d&quot; &apos;e&apos;' })
      t.match((await xnat.get(`${place.url}/scans/1?format=xml`)).body, '<xnat:note>A&amp;amp;B &amp;lt;c')
      await xnat.put(`${place.url}/scans/1`, { headers: xml, body: `<xnat:MRScan ${declared}><xnat:note>A&amp;B &lt;c&gt;</xnat:note></xnat:MRScan>` })
      t.same(await fields(xnat, place), { ID: '1', note: 'A&B <c>' })
    }
  },
  {
    fact: 'Numbers of the query are read as Java reads them, floats in 32 bits; those of a document keep their digits',
    section: '4.2',
    source: 'XMLType.ParseValue',
    run: async (t, xnat) => {
      const place = await xnat.placeWith('1')
      const read = async (value: string) => {
        await xnat.put(`${place.url}/scans/1?xnat:mrScanData/parameters/tr=${encodeURIComponent(value)}`)
        return (await fields(xnat, place))['parameters/tr']
      }
      t.same([await read('2000.123456789'), await read(' 7 '), await read('1e3'), await read('12f'), await read('0x1p3')], [2000.1234, 7, 1000, 12, 8])
      saves(t, await xnat.put(`${place.url}/scans/1?frames=%2B5`))
      t.equal((await fields(xnat, place))['frames'], 5)
      await xnat.put(`${place.url}/scans/1`, { headers: xml, body: `<xnat:MRScan ${declared}><xnat:parameters><xnat:tr>2000.123456789</xnat:tr></xnat:parameters></xnat:MRScan>` })
      t.equal((await fields(xnat, place))['parameters/tr'], 2000.123456789)
    }
  },
  {
    fact: 'Dates are read leniently in five forms, and kept as yyyy-MM-dd',
    section: '4.2',
    source: 'DateUtils.parseDate',
    run: async (t, xnat) => {
      const place = await xnat.placeWith('1')
      const read = async (value: string) => {
        await xnat.put(`${place.url}/scans/1?xnat:mrScanData/start_date=${encodeURIComponent(value)}`)
        return (await fields(xnat, place))['start_date']
      }
      t.same([await read('2020-01-02'), await read('03/04/2020'), await read('05.06.2020'), await read('20200708'), await read('Mon Nov 23 17:15:51 UTC 2020'), await read('2020-13-45'), await read('2020-01-02xyz')],
        ['2020-01-02', '2020-03-04', '2020-05-06', '2020-07-08', '2020-11-23', '2021-02-14', '2020-01-02'])
    }
  },
  ...([
    ['frames=abc', line('xnat:imageScanData', 'frames', 'Must Be A Valid Integer')],
    ['frames=5.0', line('xnat:imageScanData', 'frames', 'Must Be A Valid Integer')],
    ['xnat:mrScanData/parameters/tr=abc', line('xnat:mrScanData', 'parameters/tr', 'Must Be A Valid Float')],
    ['xnat:mrScanData/parameters/voxelRes/x=1,5', line('xnat:mrScanData', 'parameters/voxelRes/x', 'Must Be A Valid Float')],
    ['xnat:mrScanData/parameters/pixelBandwidth=x', line('xnat:mrScanData', 'parameters/pixelBandwidth', 'Must Be A Valid Double')],
    ['xnat:mrScanData/dcmValidation/status=maybe', line('xnat:mrScanData', 'dcmValidation/status', 'Must Be A Valid Boolean')],
    ['scanTime=noon', line('xnat:imageScanData', 'startTime', 'Must Be A Valid Date')],
    ['xnat:mrScanData/start_date=soon', line('xnat:imageScanData', 'start_date', 'Must Be A Valid Date')],
    [`quality=${'x'.repeat(300)}`, line('xnat:imageScanData', 'quality', 'Must Be Less Than 255 Characters : Current Length (300)')],
    [`quality=${'%26'.repeat(60)}`, line('xnat:imageScanData', 'quality', 'Must Be Less Than 255 Characters : Current Length (300)')],
    ['xnat:mrScanData/parameters/orientation=Sagittal', line('xnat:mrScanData', 'parameters/orientation', 'Must Be Less Than 5 Characters : Current Length (8)')],
    ['xsiType=xnat:ctScanData&xnat:ctScanData/parameters/rotationDirection=up', line('xnat:ctScanData', 'parameters/rotationDirection', "'up' Must Match Pre-Defined Values...(CW,CC)")],
    ['xsiType=xnat:ctScanData&xnat:ctScanData/parameters/exposureTime=-5', line('xnat:ctScanData', 'parameters/exposureTime', 'Must Be More Than 0')],
    ['frames=a&xnat:mrScanData/parameters/tr=b', line('xnat:imageScanData', 'frames', 'Must Be A Valid Integer') + line('xnat:mrScanData', 'parameters/tr', 'Must Be A Valid Float')]
  ] as const).map(([query, text]): Case => ({
    fact: `Values that do not fit are listed, a line each, by the layer that owns the field: ${query.length > 60 ? `${query.slice(0, 60)}…` : query}`,
    section: '4.5',
    source: 'XFTValidator.ValidateValue, ValidationResults.toFullString',
    run: async (t, xnat) => {
      const { url } = await xnat.place()
      refuses(t, await xnat.put(`${url}/scans/1?${query.includes('xsiType') ? '' : 'xsiType=xnat:mrScanData&'}${query}`), 400, text)
      refuses(t, await xnat.get(`${url}/scans/1`), 404, 'Unable to find the specified scan.')
    }
  })),
  {
    fact: 'Values at their limits are taken: 255 characters, an enumeration in another case, numbers with an exponent',
    section: '4.5',
    source: 'XFTValidator.ValidateValue',
    run: async (t, xnat) => {
      const place = await xnat.place()
      saves(t, await xnat.put(`${place.url}/scans/1?xsiType=xnat:ctScanData&quality=${'x'.repeat(255)}&note=${'y'.repeat(2500)}&xnat:ctScanData/parameters/rotationDirection=cw&xnat:ctScanData/parameters/exposureTime=0`))
      t.equal((await fields(xnat, place))['parameters/rotationDirection'], 'cw')
    }
  },
  {
    fact: 'A text that quotes a carriage return cannot be a status description: 500',
    section: '4.5',
    source: 'org.restlet.data.Status.checkDescription',
    run: async (t, xnat) => {
      const { url } = await xnat.place()
      refuses(t, await xnat.put(`${url}/scans/1?xsiType=xnat:ctScanData&xnat:ctScanData/parameters/rotationDirection=a%0Db`), 500)
    }
  },
  {
    fact: 'Markup with SCRIPT in it is refused with Restlet\'s own words; only a document can bring it',
    section: '4.4',
    source: 'DBAction.textValueParser',
    run: async (t, xnat) => {
      const place = await xnat.placeWith('1')
      const body = `<xnat:MRScan ${declared}><xnat:note>&lt;script&gt;</xnat:note></xnat:MRScan>`
      refuses(t, await xnat.put(`${place.url}/scans/1`, { headers: xml, body }), 400)
      t.same(await fields(xnat, place), { ID: '1' })
    }
  },
  {
    fact: 'A document makes the scan; the query goes on top; its type stands against xsiType',
    section: '4.2',
    source: 'SecureResource.loadItem',
    run: async (t, xnat) => {
      const place = await xnat.place()
      const body = `<xnat:MRScan type="A" ${declared}><xnat:quality>q</xnat:quality><xnat:parameters><xnat:tr>5</xnat:tr></xnat:parameters></xnat:MRScan>`
      saves(t, await xnat.put(`${place.url}/scans/1?xsiType=xnat:ctScanData&quality=p&xnat:ctScanData/note=n`, { headers: xml, body }))
      t.same(await fields(xnat, place), { ID: '1', type: 'A', quality: 'p', 'parameters/tr': 5 })
    }
  },
  {
    fact: 'An unknown field in the query keeps the document and what came before it',
    section: '4.2',
    source: 'SecureResource.loadItem',
    run: async (t, xnat) => {
      const place = await xnat.place()
      const body = `<xnat:MRScan ${declared}><xnat:quality>q</xnat:quality></xnat:MRScan>`
      saves(t, await xnat.put(`${place.url}/scans/1?xnat:mrScanData/note=n&xnat:mrScanData/bogus=1&xnat:mrScanData/condition=c`, { headers: xml, body }))
      t.same(await fields(xnat, place), { ID: '1', quality: 'q', note: 'n' })
    }
  },
  ...([
    ['application/xml', '', '<x:MRScan xmlns:x="http://nrg.wustl.edu/xnat"><x:note>n</x:note></x:MRScan>', 'application/xml, any prefix'],
    ['text/plain', '?req_format=xml', '<xnat:MRScan xmlns:xnat="http://nrg.wustl.edu/xnat"><xnat:note>n</xnat:note></xnat:MRScan>', 'req_format=xml'],
    ['text/plain', '?inbody=true', '<xnat:MRScan xmlns:xnat="http://nrg.wustl.edu/xnat"><xnat:note>n</xnat:note></xnat:MRScan>', 'inbody=true'],
    ['text/xml', '', '<mrScanData xmlns="http://nrg.wustl.edu/xnat"><note>n</note></mrScanData>', 'the name of the type as root']
  ] as const).map(([type, query, body, what]): Case => ({
    fact: `A document is read as XML with ${what}`,
    section: '4.2',
    source: 'SecureResource.loadItem, SAXReader',
    run: async (t, xnat) => {
      const place = await xnat.place()
      saves(t, await xnat.put(`${place.url}/scans/1${query}`, { headers: { 'content-type': type }, body }))
      t.same(await fields(xnat, place), { ID: '1', note: 'n' })
    }
  })),
  {
    fact: 'Unknown attributes of the root and unknown empty elements are passed over',
    section: '4.2',
    source: 'SAXReader.startElement',
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
    [`<xnat:MRScan ${declared}><xnat:scanner bogus="1"/></xnat:MRScan>`, "org.xml.sax.SAXException: Invalid attribute 'bogus' of 'xnat:mrScanData/scanner'"],
    [`<xnat:MRScan ${declared}><xnat:file xsi:type="xnat:fooData"/></xnat:MRScan>`, 'org.xml.sax.SAXException: Unknown data-type http://nrg.wustl.edu/xnat:fooData']
  ] as const).map(([body, text]): Case => ({
    fact: `A document that cannot be used is 422: ${text}`,
    section: '4.2',
    source: 'SecureResource.loadItem, SAXReader',
    run: async (t, xnat) => {
      const { url } = await xnat.place()
      refuses(t, await xnat.put(`${url}/scans/1?xsiType=xnat:mrScanData`, { headers: xml, body }), 422, text)
      refuses(t, await xnat.get(`${url}/scans/1`), 404, 'Unable to find the specified scan.')
    }
  })),
  {
    fact: 'A document with a DOCTYPE is refused',
    section: '4.2',
    source: 'SerializerConfig',
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
    section: '4.2',
    source: 'SecureResource.loadItem',
    run: async (t, xnat) => {
      const place = await xnat.place()
      const headers = { 'content-type': 'multipart/form-data; boundary=B' }
      const part = (disposition: string, content: string) => `--B\r\nContent-Disposition: form-data; ${disposition}\r\nContent-Type: text/xml\r\n\r\n${content}\r\n`
      const document = `<xnat:MRScan ${declared}><xnat:note>n</xnat:note></xnat:MRScan>`
      saves(t, await xnat.put(`${place.url}/scans/1?quality=q`, { headers, body: `${part('name="a"; filename="a.txt"', 'junk')}${part('name="b"; filename="b.xml"', document)}--B--\r\n` }))
      t.same(await fields(xnat, place), { ID: '1', note: 'n', quality: 'q' })
      refuses(t, await xnat.put(`${place.url}/scans/1`, { headers, body: `${part('name="a"', document)}--B--\r\n` }), 500)
    }
  },
  {
    fact: 'In a form body only full paths count, the query goes before it, and its xsiType is one for the query too',
    section: '4.2',
    source: 'SecureResource.loadItem',
    run: async (t, xnat) => {
      const place = await xnat.place()
      const body = 'xsiType=xnat%3AmrScanData&type=T1&xnat:mrScanData/quality=body&xnat:mrScanData/note=n%26m'
      saves(t, await xnat.put(`${place.url}/scans/1?xnat:mrScanData/quality=query`, { headers: form, body }))
      t.same(await fields(xnat, place), { ID: '1', quality: 'query', note: 'n&amp;m' })
    }
  },
  {
    fact: 'A chunked body is not seen, nor one of another media type; the query still is',
    section: '4.2',
    source: 'RequestUtil.hasContent',
    run: async (t, xnat) => {
      const place = await xnat.place()
      const body = `<xnat:MRScan ${declared}><xnat:note>n</xnat:note></xnat:MRScan>`
      saves(t, await xnat.put(`${place.url}/scans/1?xsiType=xnat:mrScanData&quality=q`, { headers: xml, body, chunked: true }))
      saves(t, await xnat.put(`${place.url}/scans/1?condition=c`, { headers: { 'content-type': 'application/json' }, body: '{"note":"n"}' }))
      t.same(await fields(xnat, place), { ID: '1', quality: 'q', condition: 'c' })
    }
  },
  {
    fact: 'The project of a scan is the session\'s, or the one of the address',
    section: '4.1',
    source: 'ScanResource.handlePut',
    run: async (t, xnat) => {
      const place = await xnat.place()
      saves(t, await xnat.put(`${place.projectUrl}/scans/1?xsiType=xnat:mrScanData&xnat:mrScanData/project=OTHER`))
      t.match((await xnat.get(`${place.url}/scans/1?format=json`)).body, `"project":"${xnat.project}"`)
    }
  }
]
