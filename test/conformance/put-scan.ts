import { type Case, refuses, saves } from './case.ts'
import { declared, fields, xml } from './scan-input.ts'

const noSession = 'Specified scan must reference a valid image session.'
const modality =
  'Multiple scan modalities can be associated here.  Please retry with the specification of a particular modality (i.e. ' +
  '?xsiType=xnat:mrScanData).'

/** Making a scan and changing it: what is asked, and the order of the checks. */
export const putScanCases: readonly Case[] = [
  {
    fact: 'Making and changing a scan both answer 200 with nothing; what is absent keeps its value',
    source: 'ScanResource.handlePut',
    seen: '1.8.11',
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
    source: 'ScanResource.handlePut (XNAT-7015)',
    seen: '1.8.11',
    run: async (t, xnat) => {
      const place = await xnat.placeWith('1')
      saves(t, await xnat.put(`${place.url}/scans/1?xnat:imageScanData/quality=usable`))
      saves(t, await xnat.put(`${place.url}/scans/1?note=n`))
      t.same(await fields(xnat, place), { ID: '1', quality: 'usable', note: 'n' })
    }
  },
  {
    fact: 'A PUT without anything changes nothing of an existing scan, not even its dates',
    source: 'ScanResource.handlePut, XFTItem.HasNewFields',
    seen: '1.8.11',
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
    source: 'ScanResource.handlePut',
    seen: '1.8.11',
    run: async (t, xnat) => {
      const { url } = await xnat.place()
      refuses(t, await xnat.put(`${url}/scans/77${query}`), 417, 'Need PUT Contents')
    }
  })),
  {
    fact: 'The first path with a type gives the type of a new scan',
    source: 'SecureResource.loadItem',
    seen: '1.8.11',
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
    source: 'ScanResource.handlePut',
    seen: '1.8.11',
    run: async (t, xnat) => {
      const { url } = await xnat.place()
      refuses(t, await xnat.put(`${url}/scans/77?${query}`), 400, modality)
    }
  })),
  {
    fact: 'The type of a scan cannot be changed',
    source: 'ScanResource.handlePut (XNAT-7176)',
    seen: '1.8.11',
    run: async (t, xnat) => {
      const place = await xnat.placeWith('1?note=n')
      refuses(
        t,
        await xnat.put(`${place.url}/scans/1?xsiType=xnat:ctScanData&note=m`),
        409,
        'Specified xsiType differs from existing xsiType'
      )
      t.same(await fields(xnat, place), { ID: '1', note: 'n' })
    }
  },
  {
    fact: 'Another document is refused with the type that was received',
    source: 'ScanResource.handlePut',
    seen: '1.8.11',
    run: async (t, xnat) => {
      const { url } = await xnat.placeWith('1')
      refuses(
        t,
        await xnat.put(`${url}/scans/1?xsiType=xnat:mrSessionData`),
        400,
        'Only Scan documents can be PUT to this address. Expected: xnat:imageScanData Received: xnat:mrSessionData'
      )
    }
  },
  {
    fact: 'A type that does not exist is refused in the words of the exception',
    source: 'SecureResource.loadItem',
    seen: '1.8.11',
    run: async (t, xnat) => {
      const { url } = await xnat.place()
      refuses(
        t,
        await xnat.put(`${url}/scans/1?xsiType=xnat:fooScanData`),
        400,
        "org.nrg.xft.exception.ElementNotFoundException: Element not found: 'xnat:fooScanData'"
      )
    }
  },
  ...(['a%20b', 'a.b', 'ä'.split('').map(c => encodeURIComponent(c)).join('')] as const).map((id): Case => ({
    fact: `The ID ${id} has characters that IDs cannot have: 500`,
    source: 'BaseXnatImagescandata.preSave',
    seen: '1.8.11',
    run: async (t, xnat) => {
      const { url } = await xnat.place()
      refuses(t, await xnat.put(`${url}/scans/${id}?xsiType=xnat:mrScanData`), 500)
      t.equal((await xnat.get(`${url}/scans?format=csv&columns=ID`)).body, 'xnat_imagescandata_id,ID,URI\n')
    }
  })),
  {
    fact: 'An unknown session is 417: for its type first, then for the session',
    source: 'ScanResource.handlePut',
    seen: '1.8.11',
    run: async (t, xnat) => {
      refuses(t, await xnat.put('/data/experiments/NOPE/scans/1?type=T1'), 417, 'Need PUT Contents')
      refuses(t, await xnat.put('/data/experiments/NOPE/scans/1?xsiType=xnat:mrScanData'), 417, noSession)
      refuses(
        t,
        await xnat.put(`/data/projects/${xnat.project}/subjects/X/experiments/NOPE/scans/1?xsiType=xnat:mrScanData`),
        417,
        noSession
      )
    }
  },
  {
    fact: 'A session named in the item, but not there, is 404; one that is there is used',
    source: 'ScanResource.handlePut',
    seen: '1.8.11',
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
    source: 'ScanResource.handlePut',
    seen: '1.8.11',
    run: async (t, xnat) => {
      const { url } = await xnat.placeWith('1')
      refuses(t, await xnat.put(`${url}/scans/1/foo?quality=x`), 400)
    }
  },
  {
    fact: 'An ID in the query goes before the one in the address',
    source: 'ScanResource.handlePut',
    seen: '1.8.11',
    run: async (t, xnat) => {
      const place = await xnat.place()
      saves(t, await xnat.put(`${place.url}/scans/1?xsiType=xnat:mrScanData&ID=2&type=T2`))
      refuses(t, await xnat.get(`${place.url}/scans/1`), 404, 'Unable to find the specified scan.')
      t.same(await fields(xnat, place, '2'), { ID: '2', type: 'T2' })
    }
  },
  {
    fact: 'With another ID in the item, the scan of the address decides the type, and is left alone',
    source: 'ScanResource.handlePut',
    seen: '1.8.11',
    run: async (t, xnat) => {
      const place = await xnat.placeWith('1?type=A')
      refuses(
        t,
        await xnat.put(`${place.url}/scans/1?xsiType=xnat:petScanData&ID=2`),
        409,
        'Specified xsiType differs from existing xsiType'
      )
      saves(t, await xnat.put(`${place.url}/scans/1?ID=2&type=B`))
      t.same(await fields(xnat, place), { ID: '1', type: 'A' })
      t.same(await fields(xnat, place, '2'), { ID: '2', type: 'B' })
    }
  },
  {
    fact: 'A document with a primary key and another ID renames the scan',
    source: 'ScanResource.handlePut, SAXReader.comment',
    seen: '1.8.11',
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
    fact: 'The project of a scan is the session\'s, or the one of the address',
    source: 'ScanResource.handlePut',
    seen: '1.8.11',
    run: async (t, xnat) => {
      const place = await xnat.place()
      saves(t, await xnat.put(`${place.projectUrl}/scans/1?xsiType=xnat:mrScanData&xnat:mrScanData/project=OTHER`))
      t.match((await xnat.get(`${place.url}/scans/1?format=json`)).body, `"project":"${xnat.project}"`)
    }
  }
]
