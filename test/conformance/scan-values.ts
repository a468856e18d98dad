import { type Case, refuses, saves } from './case.ts'
import { declared, fields, xml } from './scan-input.ts'

const line = (element: string, field: string, reason: string) =>
  `The content of element '${element}' is not complete. '{"http://nrg.wustl.edu/xnat":${field}}' ${reason}\n`

/** Values of a scan's fields: how they are read, kept and refused. */
export const scanValueCases: readonly Case[] = [
  {
    fact: 'Query values are kept escaped, values of a document as they are',
    source: 'TurbineUtils.escapeParam, SAXReader',
    seen: '1.8.11',
    run: async (t, xnat) => {
      const place = await xnat.placeWith('1')
      await xnat.put(`${place.url}/scans/1?note=A%26B%20%3Cc%3E%20%22d%22%20%27e%27`)
      t.same(await fields(xnat, place), { ID: '1', note: 'A&amp;B &lt;c&gt; &quot;d&quot; &apos;e&apos;' })
      t.match((await xnat.get(`${place.url}/scans/1?format=xml`)).body, '<xnat:note>A&amp;amp;B &amp;lt;c')
      await xnat.put(`${place.url}/scans/1`, {
        headers: xml,
        body: `<xnat:MRScan ${declared}><xnat:note>A&amp;B &lt;c&gt;</xnat:note></xnat:MRScan>`
      })
      t.same(await fields(xnat, place), { ID: '1', note: 'A&B <c>' })
    }
  },
  {
    fact: 'Numbers of the query are read as Java reads them, floats in 32 bits; those of a document keep their digits',
    source: 'XMLType.ParseValue',
    seen: '1.8.11',
    run: async (t, xnat) => {
      const place = await xnat.placeWith('1')
      const read = async (value: string) => {
        await xnat.put(`${place.url}/scans/1?xnat:mrScanData/parameters/tr=${encodeURIComponent(value)}`)
        return (await fields(xnat, place))['parameters/tr']
      }
      t.same(
        [await read('2000.123456789'), await read(' 7 '), await read('1e3'), await read('12f'), await read('0x1p3')],
        [2000.1234, 7, 1000, 12, 8]
      )
      saves(t, await xnat.put(`${place.url}/scans/1?frames=%2B5`))
      t.equal((await fields(xnat, place))['frames'], 5)
      await xnat.put(`${place.url}/scans/1`, {
        headers: xml,
        body: `<xnat:MRScan ${declared}><xnat:parameters><xnat:tr>2000.123456789</xnat:tr></xnat:parameters></xnat:MRScan>`
      })
      t.equal((await fields(xnat, place))['parameters/tr'], 2000.123456789)
    }
  },
  {
    fact: 'Dates are read leniently in five forms, and kept as yyyy-MM-dd',
    source: 'DateUtils.parseDate',
    seen: '1.8.11',
    run: async (t, xnat) => {
      const place = await xnat.placeWith('1')
      const read = async (value: string) => {
        await xnat.put(`${place.url}/scans/1?xnat:mrScanData/start_date=${encodeURIComponent(value)}`)
        return (await fields(xnat, place))['start_date']
      }
      t.same(
        [
          await read('2020-01-02'),
          await read('03/04/2020'),
          await read('05.06.2020'),
          await read('20200708'),
          await read('Mon Nov 23 17:15:51 UTC 2020'),
          await read('2020-13-45'),
          await read('2020-01-02xyz')
        ],
        ['2020-01-02', '2020-03-04', '2020-05-06', '2020-07-08', '2020-11-23', '2021-02-14', '2020-01-02']
      )
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
    [
      'xnat:mrScanData/parameters/orientation=Sagittal',
      line('xnat:mrScanData', 'parameters/orientation', 'Must Be Less Than 5 Characters : Current Length (8)')
    ],
    [
      'xsiType=xnat:ctScanData&xnat:ctScanData/parameters/rotationDirection=up',
      line('xnat:ctScanData', 'parameters/rotationDirection', "'up' Must Match Pre-Defined Values...(CW,CC)")
    ],
    [
      'xsiType=xnat:ctScanData&xnat:ctScanData/parameters/exposureTime=-5',
      line('xnat:ctScanData', 'parameters/exposureTime', 'Must Be More Than 0')
    ],
    [
      'frames=a&xnat:mrScanData/parameters/tr=b',
      line('xnat:imageScanData', 'frames', 'Must Be A Valid Integer') + line('xnat:mrScanData', 'parameters/tr', 'Must Be A Valid Float')
    ]
  ] as const).map(([query, text]): Case => ({
    fact: 'Values that do not fit are listed, a line each, by the layer that owns the field: ' +
      `${query.length > 60 ? `${query.slice(0, 60)}…` : query}`,
    source: 'XFTValidator.ValidateValue, ValidationResults.toFullString',
    seen: '1.8.11',
    run: async (t, xnat) => {
      const { url } = await xnat.place()
      refuses(t, await xnat.put(`${url}/scans/1?${query.includes('xsiType') ? '' : 'xsiType=xnat:mrScanData&'}${query}`), 400, text)
      refuses(t, await xnat.get(`${url}/scans/1`), 404, 'Unable to find the specified scan.')
    }
  })),
  {
    fact: 'Values at their limits are taken: 255 characters, an enumeration in another case, numbers with an exponent',
    source: 'XFTValidator.ValidateValue',
    seen: '1.8.11',
    run: async (t, xnat) => {
      const place = await xnat.place()
      saves(
        t,
        await xnat.put(
          `${place.url}/scans/1?xsiType=xnat:ctScanData&quality=${'x'.repeat(255)}&note=${'y'.repeat(2500)}` +
          '&xnat:ctScanData/parameters/rotationDirection=cw&xnat:ctScanData/parameters/exposureTime=0'
        )
      )
      t.equal((await fields(xnat, place))['parameters/rotationDirection'], 'cw')
    }
  },
  {
    fact: 'A text that quotes a carriage return cannot be a status description: 500',
    source: 'org.restlet.data.Status.checkDescription',
    seen: '1.8.11',
    run: async (t, xnat) => {
      const { url } = await xnat.place()
      refuses(t, await xnat.put(`${url}/scans/1?xsiType=xnat:ctScanData&xnat:ctScanData/parameters/rotationDirection=a%0Db`), 500)
    }
  },
  {
    fact: 'Markup with SCRIPT in it is refused with Restlet\'s own words; only a document can bring it',
    source: 'DBAction.textValueParser',
    seen: '1.8.11',
    run: async (t, xnat) => {
      const place = await xnat.placeWith('1')
      const body = `<xnat:MRScan ${declared}><xnat:note>&lt;script&gt;</xnat:note></xnat:MRScan>`
      refuses(t, await xnat.put(`${place.url}/scans/1`, { headers: xml, body }), 400)
      t.same(await fields(xnat, place), { ID: '1' })
    }
  }
]
