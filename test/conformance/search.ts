import { type Case, refuses } from './case.ts'
import type { Xnat } from './xnat.ts'

interface Field {
  readonly element: string
  readonly id: string
}

const field = ({ element, id }: Field, index: number): string =>
  `<xdat:search_field><xdat:element_name>${element}</xdat:element_name><xdat:field_ID>${id}</xdat:field_ID>` +
  `<xdat:sequence>${index}</xdat:sequence><xdat:type>string</xdat:type><xdat:header>${id}</xdat:header></xdat:search_field>`

const criterion = (path: string, comparison: string, value: string): string =>
  `<xdat:criteria override_value_formatting="0"><xdat:schema_field>${path}</xdat:schema_field>` +
  `<xdat:comparison_type>${comparison}</xdat:comparison_type><xdat:value>${value}</xdat:value></xdat:criteria>`

/** The document of a search, as pyxnat and xnatpy write it. */
const document = (root: string, ids: readonly string[], where: string, method = 'AND'): string =>
  `<?xml version="1.0" encoding="UTF-8"?><xdat:bundle ID="@${root}" ` +
  `xmlns:xdat="http://nrg.wustl.edu/security"><xdat:root_element_name>${root}</xdat:root_element_name>${ids
    .map((id, index) => field({ element: root, id }, index))
    .join('')}<xdat:search_where method="${method}">${where}</xdat:search_where></xdat:bundle>`

const csv = async (xnat: Xnat, body: string, as = xnat.admin, query = ''): Promise<string> =>
  (await xnat.post(`/data/search?format=csv${query}`, { as, body })).body

/** A session with three scans, and the condition that finds it alone. */
async function three (xnat: Xnat): Promise<{ url: string, id: string, own: string }> {
  const { url, id } = await xnat.placeWith('1?type=T1w&quality=usable', '2?type=T2w&quality=questionable', '3?type=T1w&quality=unusable')
  return { url, id, own: criterion('xnat:mrScanData/image_session_id', '=', id) }
}

/** Searches: what can be searched for, the search itself, and those that are kept. */
export const searchCases: readonly Case[] = [
  {
    fact: 'The types that can be searched, each with its words for one and for many and how many there are',
    source: 'SearchElementListResource',
    seen: '1.8.11',
    run: async (t, xnat) => {
      const lines = (await xnat.get('/data/search/elements?format=csv')).body.split('\n')
      t.equal(lines[0], 'ELEMENT_NAME,SINGULAR,PLURAL,SECURED,COUNT')
      t.ok(lines.some(line => /^xnat:mrSessionData,MR Session,MR Sessions,true,\d+$/.test(line)))
      t.ok(lines.some(line => /^xnat:subjectData,Subject,Subjects,true,\d+$/.test(line)))
    }
  },
  {
    fact: 'The fields by which a type can be searched; an unknown type is a bad request',
    source: 'SearchFieldListResource',
    run: async (t, xnat) => {
      const lines = (await xnat.get('/data/search/elements/xnat:subjectData?format=csv')).body.split('\n')
      t.equal(lines[0], 'FIELD_ID,HEADER,SUMMARY,TYPE,REQUIRES_VALUE,DESC,ELEMENT_NAME,SRC')
      for (const id of ['SUBJECT_LABEL', 'PROJECT', 'GENDER_TEXT', 'INSERT_DATE']) t.ok(lines.some(line => line.startsWith(`${id},`)), id)
      refuses(t, await xnat.get('/data/search/elements/xnat:nonsense'), 400)
    }
  },
  {
    fact: 'A search answers with the fields asked for, in lower case, and the status',
    source: 'SearchResource, DisplaySearch',
    run: async (t, xnat) => {
      const { own } = await three(xnat)
      const body = document('xnat:mrScanData', ['ID', 'TYPE'], own)
      t.equal(await csv(xnat, body, xnat.admin, '&sortBy=id'), 'id,type,quarantine_status\n1,T1w,active\n2,T2w,active\n3,T1w,active\n')
      const answer = await xnat.post('/data/search?format=json&sortBy=id', { body })
      t.equal(answer.status, 200)
      const { ResultSet } = JSON.parse(answer.body) as {
        ResultSet: { Columns: { key: string }[], Result: Record<string, string>[], totalRecords: string, rootElementName: string }
      }
      t.same(ResultSet.Columns.map(({ key }) => key), ['id', 'type', 'quarantine_status'])
      t.same(ResultSet.Result.map(row => row['type']), ['T1w', 'T2w', 'T1w'])
      t.match(ResultSet, { totalRecords: '3', rootElementName: 'xnat:mrScanData' })
      t.match((await xnat.post('/data/search?format=xml', { body })).body, /^<ResultSet [^>]*rootElementName="xnat:mrScanData"/)
    }
  },
  {
    fact: 'Rows that are alike are one row',
    source: 'DisplaySearch.getSQLQuery',
    run: async (t, xnat) => {
      const { own } = await three(xnat)
      t.equal(
        await csv(xnat, document('xnat:mrScanData', ['TYPE'], own), xnat.admin, '&sortBy=type'),
        'type,quarantine_status\nT1w,active\nT2w,active\n'
      )
    }
  },
  {
    fact: 'Conditions compare, match with wildcards and whatever the case, know NULL, and join by AND or OR',
    source: 'CriteriaCollection, SearchCriteria',
    run: async (t, xnat) => {
      const { own } = await three(xnat)
      const found = async (...conditions: string[]): Promise<string> =>
        (await csv(xnat, document('xnat:mrScanData', ['ID'], own + conditions.join('')), xnat.admin, '&sortBy=id'))
          .split('\n')
          .slice(1, -1)
          .map(line => line.split(',')[0])
          .join()
      t.equal(await found(criterion('xnat:mrScanData/TYPE', '=', 'T1w')), '1,3')
      t.equal(await found(criterion('xnat:mrScanData/type', '!=', 'T1w')), '2')
      t.equal(await found(criterion('xnat:mrScanData/QUALITY', 'LIKE', '%USABLE')), '1,3')
      t.equal(await found(criterion('xnat:mrScanData/TYPE', '=', 'T1w'), criterion('xnat:mrScanData/QUALITY', '=', 'usable')), '1')
      t.equal(await found(criterion('xnat:mrScanData/NOTE', 'IS', 'NULL')), '1,2,3')
      t.equal(await found(criterion('xnat:mrScanData/NOTE', 'IS NOT', 'NULL')), '')
      const ids = ['1', '2'].map(id => criterion('xnat:mrScanData/ID', '=', id))
      const either = `<xdat:child_set method="OR">${ids.join('')}</xdat:child_set>`
      t.equal(await found(either), '1,2')
    }
  },
  {
    fact: 'A field of another type is called by that type too',
    source: 'DisplaySearch',
    run: async (t, xnat) => {
      const { own, id } = await three(xnat)
      const body = document('xnat:mrScanData', ['ID'], own + criterion('xnat:mrScanData/ID', '=', '1')).replace(
        '<xdat:search_where',
        `${field({ element: 'xnat:mrSessionData', id: 'SESSION_ID' }, 1)}<xdat:search_where`
      )
      t.equal(await csv(xnat, body), `id,xnat_mrsessiondata_session_id,quarantine_status\n1,${id},active\n`)
    }
  },
  {
    fact: 'Nobody finds what they may not read',
    source: 'DisplaySearch, Permissions',
    roles: true,
    run: async (t, xnat) => {
      const { own } = await three(xnat)
      const body = document('xnat:mrScanData', ['ID'], own)
      t.equal(await csv(xnat, body, 'collaborator', '&sortBy=id'), 'id,quarantine_status\n1,active\n2,active\n3,active\n')
      t.equal(await csv(xnat, body, 'stranger'), 'id,quarantine_status\n')
    }
  },
  {
    fact: 'Without fields the type\'s own listing is shown',
    source: 'XdatStoredSearch.getDisplaySearch, xnat_mrScanData_display.xml',
    run: async (t, xnat) => {
      const { own } = await three(xnat)
      t.match(await csv(xnat, document('xnat:mrScanData', [], own)), /^project,session_label,id,note,quality,condition,series_description,/)
    }
  },
  {
    fact: 'What is no search is 422, what cannot be searched for 500; the address wants POST',
    source: 'SearchResource',
    run: async (t, xnat) => {
      for (const body of ['', 'nonsense', '<xdat:bundle', '<xnat:MRScan xmlns:xnat="http://nrg.wustl.edu/xnat" ID="1"/>']) {
        t.equal((await xnat.post('/data/search', { body })).status, 422, body)
      }
      refuses(t, await xnat.post('/data/search', { body: document('xnat:nonsense', [], '') }), 500)
      refuses(t, await xnat.post('/data/search', { body: document('xnat:mrScanData', ['NONSENSE'], '') }), 500)
      refuses(t, await xnat.get('/data/search'), 405)
    }
  },
  {
    fact: 'A search is kept under an ID, listed, read, carried out and deleted by its owner; others do not see it',
    source: 'SavedSearchResource, SavedSearchListResource',
    roles: true,
    run: async (t, xnat) => {
      const { own } = await three(xnat)
      const url = `/data/search/saved/s${Date.now().toString(36)}`
      t.equal((await xnat.put(`${url}?inbody=true`, { as: 'member', body: document('xnat:mrScanData', ['ID'], own) })).status, 200)
      t.match((await xnat.get('/data/search/saved?format=csv', { as: 'member' })).body, url.split('/').at(-1))
      t.match((await xnat.get(url, { as: 'member' })).body, /^<\?xml|^<xdat:bundle/)
      t.equal(
        (await xnat.get(`${url}/results?format=csv&sortBy=id`, { as: 'member' })).body,
        'id,quarantine_status\n1,active\n2,active\n3,active\n'
      )
      t.notMatch((await xnat.get('/data/search/saved?format=csv', { as: 'stranger' })).body, url.split('/').at(-1))
      t.equal((await xnat.delete(url, { as: 'member' })).status, 200)
      refuses(t, await xnat.get(`${url}/results`, { as: 'member' }), 404)
      t.ok((await xnat.put(`${url}?inbody=true`, { as: 'member', body: 'nonsense' })).status >= 400)
    }
  }
]
