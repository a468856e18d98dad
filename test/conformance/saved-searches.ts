import { bundle } from './bundle.ts'
import { type Case, refuses } from './case.ts'
import { withoutNamespaces, type Xnat } from './xnat.ts'

const subject = 'xnat:subjectData'
const xml = { 'content-type': 'text/xml' }

let count = 0

/** An address that nothing has been saved at, and the ID there. */
function address (): { id: string, url: string } {
  const id = `s${Date.now().toString(36)}${count++}`
  return { id, url: `/data/search/saved/${id}` }
}

const document = (attributes = ''): string => bundle({ root: subject, fields: ['SUBJECT_LABEL'], attributes })

const save = async (xnat: Xnat, url: string, body: string, as = xnat.admin): Promise<number> =>
  (await xnat.put(`${url}?inbody=true`, { body, as, headers: xml })).status

const withUser = (body: string, login: string): string =>
  body.replace('</xdat:bundle>', `<xdat:allowed_user><xdat:login>${login}</xdat:login></xdat:allowed_user></xdat:bundle>`)

export const savedSearchCases: readonly Case[] = [
  {
    fact: 'A saved search has the ID of its address, is secure by default, lists its creator as a user and is read back in XNAT\'s form',
    source: 'SavedSearchResource',
    seen: '1.8.11',
    run: async (t, xnat) => {
      const { id, url } = address()
      t.equal(await save(xnat, url, document(' ID="another" brief-description="Mine"')), 200)
      const text = withoutNamespaces((await xnat.get(url)).body).replace(/_id="\d+"/g, '_id="N"')
      t.equal(text, '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n' +
        `<xdat:bundle ID="${id}" allow-diff-columns="1" secure="1" brief-description="Mine">\n` +
        '<xdat:root_element_name>xnat:subjectData</xdat:root_element_name>\n<xdat:search_field>\n' +
        `<!--hidden_fields[xdat_search_field_id="N",xdat_stored_search_id="${id}"]-->\n` +
        '<xdat:element_name>xnat:subjectData</xdat:element_name>\n<xdat:field_ID>SUBJECT_LABEL</xdat:field_ID>\n' +
        '<xdat:sequence>0</xdat:sequence>\n' +
        '<xdat:type>string</xdat:type>\n<xdat:header>SUBJECT_LABEL</xdat:header>\n</xdat:search_field>\n' +
        `<xdat:allowed_user>\n<!--hidden_fields[xdat_stored_search_allowed_user_id="N",xdat_stored_search_id="${id}"]-->\n` +
        `<xdat:login>${xnat.admin}</xdat:login>\n</xdat:allowed_user>\n</xdat:bundle>\n`)
      refuses(t, await xnat.get('/data/search/saved/another'), 404)
      refuses(t, await xnat.get(`${url}?format=json`), 404)
      t.equal((await xnat.delete(url)).status, 200)
      refuses(t, await xnat.get(url), 404)
      t.equal((await xnat.delete(url)).status, 200, 'deleting what is not there')
    }
  },
  {
    fact: '/results answers with the rows, as CSV with the file name results.csv',
    source: 'SavedSearchResource.represent',
    seen: '1.8.11',
    run: async (t, xnat) => {
      const { url } = address()
      await save(xnat, url, document())
      const answer = await xnat.get(`${url}/results?format=csv`)
      t.match(answer.body, /^subject_label,subjectid,insert_user,insert_date,projects,project,quarantine_status\n/)
      t.equal(answer.headers['content-disposition'], 'attachment; filename="results.csv";')
      const refused = await xnat.get(`${url}/results?format=csv&sortBy=subject_label`)
      refuses(t, refused, 500)
      t.equal(refused.headers['content-disposition'], 'attachment; filename="results.csv";')
      await xnat.delete(url)
    }
  },
  {
    fact: 'Other users read a search that is not secure or that lists them; administrators may delete a search that they may not read',
    source: 'SavedSearchResource',
    roles: true,
    run: async (t, xnat) => {
      const [open, named] = [address(), address()]
      t.equal(await save(xnat, open.url, document(' secure="false"'), 'member'), 200)
      t.equal(await save(xnat, named.url, withUser(document(), 'collaborator'), 'member'), 200)
      t.equal((await xnat.get(open.url, { as: 'stranger' })).status, 200)
      t.equal((await xnat.get(named.url, { as: 'collaborator' })).status, 200)
      for (const as of ['stranger', xnat.admin]) refuses(t, await xnat.get(named.url, { as }), 403)
      refuses(t, await xnat.delete(named.url, { as: 'stranger' }), 403)
      t.equal((await xnat.delete(named.url, { as: 'collaborator' })).status, 200, 'who lets go of it')
      refuses(t, await xnat.get(named.url, { as: 'collaborator' }), 403)
      t.equal((await xnat.get(named.url, { as: 'member' })).status, 200, 'leaves it to the others')
      for (const { url } of [open, named]) t.equal((await xnat.delete(url)).status, 200)
      refuses(t, await xnat.get(named.url, { as: 'member' }), 404)
    }
  },
  {
    fact: 'The list has searches that are not secure or list the user, without those of a project; an administrator gets any list',
    source: 'SavedSearchListResource',
    roles: true,
    run: async (t, xnat) => {
      const [own, tagged] = [address(), address()]
      await save(xnat, own.url, document(' brief-description="Own"'), 'member')
      await save(xnat, tagged.url, document(` tag="${xnat.project}" brief-description="${tagged.id}"`), 'member')
      const listed = async (query: string, as: string): Promise<string[]> =>
        (await xnat.get(`/data/search/saved?format=csv${query}`, { as })).body.split('\n').map(line => line.split(',')[3] ?? '')
      const head = (await xnat.get('/data/search/saved?format=csv', { as: 'member' })).body.split('\n')[0]
      t.equal(head, 'root_element_name,sort_by_element_name,sort_by_field_id,id,description,' +
        'layeredsequence,allow_diff_columns,secure,brief_description,tag,extension,stored_search_info,users')
      t.ok((await listed('', 'member')).includes(own.id))
      t.notOk((await listed('', 'member')).includes(tagged.id))
      t.ok((await listed('&includeTag=true', 'member')).includes(tagged.id))
      t.ok((await listed(`&includeTag=${xnat.project}`, 'member')).includes(tagged.id))
      t.notOk((await listed('', xnat.admin)).includes(own.id))
      t.ok((await listed('&user=member', xnat.admin)).includes(own.id))
      t.ok((await listed('&all=true', xnat.admin)).includes(own.id))
      t.notOk((await listed('&all=true', 'stranger')).includes(own.id))
      refuses(t, await xnat.get('/data/search/saved?user=nobody'), 500)
      refuses(t, await xnat.get('/data/search/saved?includeTag=NOPE'), 400)
      for (const { url } of [own, tagged]) await xnat.delete(url)
    }
  },
  {
    fact: 'A document with the ID of a saved search replaces it only if it lists the user; saveAs makes a copy',
    source: 'SavedSearchResource.handlePut',
    roles: true,
    run: async (t, xnat) => {
      const { id, url } = address()
      const body = document(` ID="${id}" brief-description="First"`)
      t.equal(await save(xnat, url, body), 200)
      t.equal(await save(xnat, url, body), 403)
      t.equal(await save(xnat, url, withUser(body.replace('First', 'Second'), xnat.admin)), 200)
      t.match((await xnat.get(url)).body, 'brief-description="Second"')
      t.equal((await xnat.put(`${url}?inbody=true&saveAs=true`, { body, headers: xml })).status, 200)
      t.match((await xnat.get(`${url}_1`)).body, `<xdat:bundle ID="${id}_1"`)
      for (const one of [url, `${url}_1`]) await xnat.delete(one)
    }
  },
  {
    fact: 'A document that is no search is 422, a search of an unknown type 403',
    source: 'SavedSearchResource.handlePut',
    seen: '1.8.11',
    run: async (t, xnat) => {
      const { url } = address()
      for (const body of ['nonsense', '<xdat:bundle', '<xnat:Subject xmlns:xnat="http://nrg.wustl.edu/xnat" ID="x"/>', '']) {
        refuses(t, await xnat.put(`${url}?inbody=true`, { body, headers: xml }), 422)
      }
      refuses(t, await xnat.put(url, { body: bundle({ root: 'xnat:nonsense', fields: ['ID'] }), headers: xml }), 403)
      refuses(t, await xnat.get(url), 404)
    }
  },
  {
    fact: '@ and a type is the listing of that type, or the version that dv gives',
    source: 'SavedSearchResource.represent, DisplaySearch.convertToStoredSearch',
    run: async (t, xnat) => {
      const fields = async (query: string): Promise<(string | undefined)[]> =>
        [...(await xnat.get(`/data/search/saved/@xnat:subjectData${query}`)).body.matchAll(/<xdat:field_ID>(.*?)</g)].map(([, id]) => id)
      t.same(await fields(''), ['SUBJECT_LABEL', 'GENDER', 'HANDEDNESS', 'DOB', 'EDUC', 'SES', 'MR_COUNT'])
      t.same(await fields('?dv=brief'), ['SUBJECT_LABEL', 'GENDER', 'HANDEDNESS', 'DOB', 'EDUC', 'SES'])
      t.match((await xnat.get('/data/search/saved/@xnat:subjectData/results?format=csv')).body, /^subject_label,/)
      refuses(t, await xnat.get('/data/search/saved/@xnat:nonsense'), 404)
    }
  }
]
