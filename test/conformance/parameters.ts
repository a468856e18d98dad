import { type Case, refuses, saves } from './case.ts'
import { fields, form } from './scan-input.ts'

/** How names and values of the query and of forms are read. */
export const parameterCases: readonly Case[] = [
  {
    fact: 'Plus is a blank, percent escapes are UTF-8, an ampersand in a value is kept escaped',
    source: 'org.restlet.util.FormReader, TurbineUtils.escapeParam',
    seen: '1.8.11',
    run: async (t, xnat) => {
      const place = await xnat.placeWith('1')
      saves(t, await xnat.put(`${place.url}/scans/1?note=a+b%2Bc%C3%A9%20%26`))
      t.same(await fields(xnat, place), { ID: '1', note: 'a b+c\u00e9 &amp;' })
    }
  },
  {
    fact: 'The name ends at the first equals sign, so one in a path is sent as %3D',
    source: 'org.restlet.util.FormReader.readNextParameter',
    seen: '1.8.11',
    run: async (t, xnat) => {
      const place = await xnat.placeWith('1')
      saves(t, await xnat.put(`${place.url}/scans/1?condition=a=b`))
      t.same(await fields(xnat, place), { ID: '1', condition: 'a=b' })
    }
  },
  {
    fact: 'An empty name ends the reading',
    source: 'org.restlet.util.FormReader.addParameters',
    seen: '1.8.11',
    run: async (t, xnat) => {
      const place = await xnat.placeWith('1')
      saves(t, await xnat.put(`${place.url}/scans/1?note=n&=x&quality=q`))
      t.same(await fields(xnat, place), { ID: '1', note: 'n' })
    }
  },
  {
    fact: 'Characters that XML cannot hold are dropped, other controls become entities',
    source: 'commons-text StringEscapeUtils.escapeXml11',
    seen: '1.8.11',
    run: async (t, xnat) => {
      const place = await xnat.placeWith('1')
      saves(t, await xnat.put(`${place.url}/scans/1?note=a%00b%01c%EF%BF%BEd%7F`))
      t.same(await fields(xnat, place), { ID: '1', note: 'ab&#1;cd&#127;' })
    }
  },
  {
    fact: 'Form values are escaped like the query\'s, names are not',
    source: 'SecureResource.getBodyVariableMap',
    seen: '1.8.11',
    run: async (t, xnat) => {
      const place = await xnat.placeWith('1')
      saves(t, await xnat.put(`${place.url}/scans/1`, { headers: form, body: 'xnat%3AmrScanData%2Fnote=%3Cb%3E&xnat:mrScanData/quality=' }))
      t.same(await fields(xnat, place), { ID: '1', note: '&lt;b&gt;' })
    }
  },
  {
    fact: 'A flag is true unless it is empty, false or 0',
    source: 'SecureResource.isQueryVariableTrueHelper',
    seen: '1.8.11',
    run: async (t, xnat) => {
      const { url } = await xnat.placeWith('1')
      const concealed = async (flag: string) =>
        !(await xnat.get(`${url}/scans/1?format=xml&concealHiddenFields=${flag}`)).body.includes('hidden_fields')
      for (const [flag, expected] of [
        ['true', true],
        ['no', true],
        ['1', true],
        ['', false],
        ['false', false],
        ['FALSE', false],
        ['0', false]
      ] as const) {
        t.equal(await concealed(flag), expected, flag)
      }
    }
  },
  {
    fact: 'What an event is, is looked at: its ID must be a number',
    source: 'SecureResource.getEventId',
    seen: '1.8.11',
    run: async (t, xnat) => {
      const place = await xnat.placeWith('1')
      saves(t, await xnat.put(`${place.url}/scans/1?note=n&event_reason=r&event_action=a&event_comment=c&event_type=WEB_FORM`))
      refuses(t, await xnat.put(`${place.url}/scans/1?note=m&event_id=x`), 500)
      t.same(await fields(xnat, place), { ID: '1', note: 'n' })
      refuses(t, await xnat.delete(`${place.url}/scans/1?event_id=x`), 500, 'For input string: "x"')
      t.same(await fields(xnat, place), { ID: '1', note: 'n' })
    }
  },
  {
    fact: 'An escape that does not decode is 500 in Java\'s words',
    source: 'org.restlet.data.Reference.decode',
    seen: '1.8.11',
    run: async (t, xnat) => {
      const { url } = await xnat.placeWith('1')
      const answer = await xnat.get(`${url}/scans?columns=%zz`)
      t.equal(answer.status, 500)
    }
  }
]
