import { type Case, refuses, saves } from './case.ts'
import { declared, fields, xml } from './scan-input.ts'

/** Which field of a scan a parameter means, and how what is given meets what is there. */
export const scanPathCases: readonly Case[] = [
  {
    fact: 'A field of another modality is ignored, by its path and by its short name',
    source: 'GenericItemObject.setProperties (TestScans.testImplicitScanTypeChangeValidation)',
    seen: '1.8.11',
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
    source: 'GenericItemObject.setProperties',
    seen: '1.8.11',
    run: async (t, xnat) => {
      const place = await xnat.placeWith('1')
      saves(
        t,
        await xnat.put(`${place.url}/scans/1?xnat:imageScanData/coil=Head&xnat:imageScanData/parameters/tr=5&xnat:imageScanData/note=n`)
      )
      t.same(await fields(xnat, place), { ID: '1', coil: 'Head', 'parameters/tr': 5, note: 'n' })
    }
  },
  {
    fact: 'An unknown field discards everything the query gave, but for type=',
    source: 'PopulateItem, SecureResource.loadItem',
    seen: '1.8.11',
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
    source: 'XFTItem.setXMLPropertyChild',
    seen: '1.8.11',
    run: async (t, xnat) => {
      const place = await xnat.placeWith('1')
      saves(
        t,
        await xnat.put(
          `${place.url}/scans/1?XNAT:MRSCANDATA/SERIES_DESCRIPTION=a&xnat:mrScanData/id=1` +
          '&QUALITY=x&Type=y&xnat:mrscandata/parameters/VOXELRES/X=1.5'
        )
      )
      t.same(await fields(xnat, place), { ID: '1', series_description: 'a', 'parameters/voxelRes/x': 1.5 })
    }
  },
  {
    fact: 'A short name goes before the full path of the same field; the first of a repeated name counts; an empty value is none',
    source: 'SecureResource.loadItem, convertFormToMap',
    seen: '1.8.11',
    run: async (t, xnat) => {
      const place = await xnat.placeWith('1?note=old')
      saves(t, await xnat.put(`${place.url}/scans/1?quality=short&xnat:imageScanData/quality=path&condition=a&condition=b&note=`))
      t.same(await fields(xnat, place), { ID: '1', quality: 'short', condition: 'a', note: 'old' })
    }
  },
  {
    fact: 'Separators . and @ stand for a slash, segments of the type itself are passed over',
    source: 'XftStringUtils.StandardizeXMLPath',
    seen: '1.8.11',
    run: async (t, xnat) => {
      const place = await xnat.placeWith('1')
      saves(
        t,
        await xnat.put(
          `${place.url}/scans/1?xnat:mrScanData.quality=q&xnat:mrScanData/scanner@model=M&xnat:mrScanData/xnat:imageScanData/note=n`
        )
      )
      t.same(await fields(xnat, place), { ID: '1', note: 'n', 'scanner/model': 'M', quality: 'q' })
    }
  },
  {
    fact: 'Rows are found or made by a value in brackets, by a position or by the first place',
    source: 'XFTItem.GetFilterOptions',
    seen: '1.8.11',
    run: async (t, xnat) => {
      const { url } = await xnat.placeWith('1')
      const rows = async () =>
        [
          ...(await xnat.get(`${url}/scans/1?format=xml&concealHiddenFields=true`)).body.matchAll(/<xnat:addParam name="(\w+)">([^<]*)/g)
        ].map(([, name, value]) => `${name}=${value}`)
      saves(
        t,
        await xnat.put(
          `${url}/scans/1?xnat:mrScanData/parameters/addParam[name%3Dfoo]/addField=bar` +
          '&xnat:mrScanData/parameters/addParam[name%3Dzoo]/addField=1'
        )
      )
      t.same(await rows(), ['foo=bar', 'zoo=1'])
      saves(t, await xnat.put(`${url}/scans/1?xnat:mrScanData/parameters/addParam%5Bname%3Dfoo%5D/addField=baz`))
      t.same(await rows(), ['foo=baz', 'zoo=1'])
      saves(
        t,
        await xnat.put(
          `${url}/scans/1?xnat:mrScanData/parameters/addParam[0]/name=nil&xnat:mrScanData/parameters/addParam[0]=x` +
          '&xnat:mrScanData/parameters/addParam/addField=y'
        )
      )
      t.same(await rows(), ['foo=baz', 'zoo=1', 'nil=y'])
    }
  },
  {
    fact: 'NULL clears a field in any case; the text of an addField keeps it',
    source: 'DBAction.ValueParser',
    seen: '1.8.11',
    run: async (t, xnat) => {
      const place = await xnat.placeWith('1?quality=q&note=n&frames=3&xnat:mrScanData/parameters/tr=5')
      saves(
        t,
        await xnat.put(
          `${place.url}/scans/1?quality=NULL&note=null&frames=Null&xnat:mrScanData/parameters/tr=NULL` +
          '&xnat:mrScanData/parameters/addParam[name%3Da]/addField=NULL'
        )
      )
      t.same(await fields(xnat, place), { ID: '1' })
      t.match((await xnat.get(`${place.url}/scans/1?format=json`)).body, '"addField":"NULL"')
    }
  },
  {
    fact: 'allowDataDeletion does nothing for scans: an XML document is merged too',
    source: 'SecureResource.create',
    seen: '1.8.11',
    run: async (t, xnat) => {
      const place = await xnat.placeWith('1?quality=q&xnat:mrScanData/parameters/addParam[name%3Da]/addField=1')
      const body = `<xnat:MRScan ${declared}><xnat:note>n</xnat:note></xnat:MRScan>`
      saves(t, await xnat.put(`${place.url}/scans/1?allowDataDeletion=true`, { headers: xml, body }))
      t.same(await fields(xnat, place), { ID: '1', quality: 'q', note: 'n' })
      t.match((await xnat.get(`${place.url}/scans/1?format=json`)).body, '"addField":"1"')
    }
  },
  {
    fact: 'A change gives the scan a new event, the same value in other words does not',
    source: 'XFTItem.HasNewFields',
    seen: '1.8.11',
    run: async (t, xnat) => {
      const { url } = await xnat.placeWith('1?xnat:mrScanData/parameters/tr=2000&xnat:mrScanData/dcmValidation/status=true')
      const event = async () =>
        /"create_event_id":(\d+),"xsi:type":"xnat:mrScanData"/.exec((await xnat.get(`${url}/scans/1?format=json`)).body)?.[1]
      const before = await event()
      await xnat.put(`${url}/scans/1?xnat:mrScanData/parameters/tr=2000.0&xnat:mrScanData/dcmValidation/status=1`)
      t.equal(await event(), before)
      await xnat.put(`${url}/scans/1?xnat:mrScanData/parameters/tr=2001`)
      t.not(await event(), before)
    }
  }
]
