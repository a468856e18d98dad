import { bundle, childSet, criterion, found, searchCsv } from './bundle.ts'
import { type Case, refuses } from './case.ts'
import { lines, mr, pet, scan, study, subject, xml } from './search-study.ts'

/** Conditions, documents, permissions and cached results of a search. */
export const searchCases: readonly Case[] = [
  {
    fact: 'Conditions on items that belong to the root, by path and by display field, must all hold for the same item',
    source: 'DisplaySearch.getSQLQuery',
    run: async (t, xnat) => {
      const { own, mr1 } = await study(xnat)
      await xnat.put(`/data/experiments/${mr1}/scans/3?xsiType=${scan}&type=T2w&quality=questionable`)
      const sessions = async (...criteria: string[]) =>
        await found(xnat, bundle({ root: mr, fields: ['LABEL'], where: own(mr) + criteria.join('') }))
      t.same(await sessions(criterion(`${mr}/scans/scan/type`, '=', 'T1w')), ['MR1'])
      t.same(await sessions(criterion(`${scan}/type`, '=', 'T1w')), ['MR1'])
      t.same(await sessions(criterion(`${scan}/type`, '=', 'T2w'), criterion(`${scan}/quality`, '=', 'usable')), [])
      t.same(await sessions(criterion(`${scan}/type`, '=', 'T2w'), criterion(`${scan}/quality`, '=', 'questionable')), ['MR1'])
      t.same(await sessions(criterion(`${subject}.GENDER_TEXT`, '=', 'F')), ['MR1', 'MR2'])
      t.equal(await sessions(criterion('xnat:imageScanData/type', '=', 'T1w')), 500, 'a type without a document')
      const subjects = async (...criteria: string[]) =>
        await found(xnat, bundle({ root: subject, fields: ['SUBJECT_LABEL'], where: own(subject) + criteria.join('') }))
      t.same(await subjects(criterion(`${mr}/date`, '>', '2020-12-31')), ['Sub1'])
      t.same(await subjects(criterion(`${pet}.LABEL`, '=', 'PET1')), ['Sub1'])
      t.same(await subjects(criterion(`${pet}.LABEL`, '=', 'MR1')), [])
    }
  },
  {
    fact: 'Sets join by AND or OR in any case and at any depth; an empty set and any other word are errors',
    source: 'CriteriaCollection.getSQLClause',
    seen: '1.8.11',
    run: async (t, xnat) => {
      const { own } = await study(xnat)
      const sessions = async (...parts: string[]) =>
        await found(xnat, bundle({ root: mr, fields: ['LABEL'], where: own(mr) + parts.join('') }))
      const [one, two] = ['MR1', 'MR2'].map(label => criterion(`${mr}/label`, '=', label))
      t.same(await sessions(one ?? '', two ?? ''), [])
      t.same(await sessions(childSet('OR', one ?? '', two ?? '')), ['MR1', 'MR2'])
      t.same(await sessions(childSet('or', one ?? '', two ?? '')), ['MR1', 'MR2'])
      t.same(await sessions(childSet('OR', childSet('AND', one ?? '', two ?? ''), two ?? '')), ['MR2'])
      t.equal(await sessions(childSet('OR')), 500)
      t.equal(await sessions(childSet('NOT', one ?? '', two ?? '')), 500)
    }
  },
  {
    fact: 'A condition with an empty value on a path has no brackets in SQL, so that an AND beside it binds closer',
    source: 'SearchCriteria.getSQLClause',
    run: async (t, xnat) => {
      const { own } = await study(xnat)
      const where = own(mr) + criterion(`${mr}/scanner`, '=', '') + criterion(`${mr}/label`, '=', 'nobody')
      t.same(await found(xnat, bundle({ root: mr, fields: ['LABEL'], where })), ['MR2'])
    }
  },
  {
    fact: 'A list of values gives one row for each value, in the order of the list; the other conditions do not count',
    source: 'DisplaySearch.getSQLQuery, stringstosortedtable',
    run: async (t, xnat) => {
      const { own } = await study(xnat)
      const where = criterion(`${mr}.LABEL`, 'IN', '\'{"MR2","none","MR1"}\'') + own(mr)
      const only = criterion(`${mr}.SESSION_ID`, 'IN', '\'{"nobody"}\'')
      t.equal(await found(xnat, bundle({ root: mr, fields: ['DATE'], where })), 500, 'one list at a time')
      const answer = lines(await searchCsv(xnat, bundle({ root: mr, fields: ['DATE'], where: only })))
      t.same(
        answer,
        [
          'date,session_id,projects,quarantine_status,search_field0,sort_order0', ',,,,nobody,1'
        ].map((line, at) => at === 0 ? answer[0] : line)
      )
      t.equal(await found(xnat, bundle({ root: mr, fields: ['DATE'], where: criterion(`${mr}.SESSION_ID`, 'IN', 'nobody') })), 500)
      const inSet = childSet('AND', criterion(`${subject}.DOB`, 'IN', '(1970, 1990)', true))
      t.same(
        await found(xnat, bundle({ root: subject, fields: ['DOB'], where: own(subject) + inSet })), ['1970'], 'in a set it is a condition'
      )
    }
  },
  {
    fact: 'A search finds what the user may read; scans, which are not set up as a type of their own, only administrators find',
    source: 'QueryOrganizer.getExperimentQuery, getScanQuery',
    roles: true,
    run: async (t, xnat) => {
      const { own, project, mr1 } = await study(xnat)
      await xnat.put(`/data/projects/${project}/users/Collaborators/collaborator`)
      const sessions = bundle({ root: mr, fields: ['DATE'], where: own(mr), sortBy: [mr, 'SESSION_ID'] })
      const all = 'date,quarantine_status\n2020-02-03,active\n2021-02-03,active\n'
      t.equal(await searchCsv(xnat, sessions), all)
      t.equal(await searchCsv(xnat, sessions, 'collaborator'), all)
      t.equal(await searchCsv(xnat, sessions, 'stranger'), 'date,quarantine_status\n')
      const scans = bundle({ root: scan, fields: ['TYPE'], where: criterion(`${scan}/image_session_ID`, '=', mr1) })
      t.equal(await searchCsv(xnat, scans, 'collaborator'), 'type,quarantine_status\n')
    }
  },
  {
    fact: 'The root of the document is bundle, search, Search or stored_search, in any namespace whose prefix is declared',
    source: 'SearchResource.handlePost, SAXReader',
    seen: '1.8.11',
    run: async (t, xnat) => {
      const { own } = await study(xnat)
      const body = bundle({ root: mr, fields: ['DATE'], where: own(mr), sortBy: [mr, 'SESSION_ID'] })
      const dates = ['2020-02-03', '2021-02-03']
      for (const root of ['bundle', 'search', 'Search', 'stored_search']) {
        t.same(
          await found(xnat, body.replaceAll('xdat:bundle', `xdat:${root}`)), dates, root
        )
      }
      t.same(await found(xnat, body.replace('http://nrg.wustl.edu/security', 'http://example.org/x')), dates)
      t.same(await found(xnat, body.replace(`>${mr}<`, '>xnat:MRSession<')), dates)
      t.equal((await xnat.post('/data/search?format=csv', { body })).status, 200, 'no Content-Type')
      const scanDocument = '<xnat:MRScan xmlns:xnat="http://nrg.wustl.edu/xnat" ID="1"/>'
      for (const other of ['', 'nonsense', '<xdat:bundle', body.replace(/ xmlns:xdat="[^"]*"/, ''), scanDocument]) {
        refuses(t, await xnat.post('/data/search', { body: other, headers: xml }), 422)
      }
      for (const root of ['', 'xnat:nonsense']) {
        refuses(
          t, await xnat.post('/data/search', { body: bundle({ root, fields: ['ID'] }), headers: xml }), 403
        )
      }
      for (
        const root of ['xnat:demographicData', 'xnat:experimentData', 'xnat:imageScanData']
      ) t.equal(await found(xnat, bundle({ root, fields: ['ID'] })), 500, root)
      refuses(t, await xnat.get('/data/search'), 405)
    }
  },
  {
    fact: 'A body with the content type of a form is consumed by the login',
    source: 'org.apache.catalina.connector.Request.getParameter',
    seen: '1.8.11',
    run: async (t, xnat) => {
      const headers = { 'content-type': 'application/x-www-form-urlencoded' }
      refuses(t, await xnat.post('/data/search', { body: bundle({ root: subject, fields: ['DOB'] }), headers }), 422)
    }
  },
  {
    fact: 'Quotes, wildcards and SQL in a value are compared as text; a value that looks like an attack is an error',
    source: 'PoolDBUtils.HackCheck, XftStringUtils.CleanForSQLValue',
    seen: '1.8.11',
    run: async (t, xnat) => {
      const { own, project } = await study(xnat)
      for (const [label, group] of [['Q2', 'a%25b'], ['Q3', 'a_b']]) {
        await xnat.put(
        `/data/projects/${project}/subjects/${label}?group=${group}`
        )
      }
      const groups = async (comparison: string, value: string) =>
        await found(
          xnat, bundle({ root: subject, fields: ['SUB_GROUP'], where: own(subject) + criterion(`${subject}/group`, comparison, value) })
        )
      t.same(await groups('=', 'a%b'), ['a%b'])
      t.same(await groups('=', "O'Brien"), [])
      t.same(await groups('=', "' OR '1'='1"), [])
      t.same(await groups('LIKE', 'a_b'), ['a%b', 'a_b'])
      t.same(await groups('=', 'SELECT 1'), [])
      t.equal(await groups('=', 'x; DROP TABLE y'), 500)
      t.equal(await groups('=', 'x\\'), 500)
    }
  },
  {
    fact: 'With cache=true the answer has the ID of the cached result, which only its user reads, by page and in any order',
    source: 'CachedSearchResource, MaterializedView',
    seen: '1.8.11',
    roles: true,
    run: async (t, xnat) => {
      const { own } = await study(xnat)
      const body = bundle({ root: mr, fields: ['DATE'], where: own(mr), sortBy: [mr, 'SESSION_ID'] })
      const kept = JSON.parse(
        (await xnat.post('/data/search?format=json&cache=true', { body, headers: xml })).body
      ) as { ResultSet: { Result: unknown[], ID: string, totalRecords: string } }
      t.match(kept.ResultSet, { Result: [], totalRecords: '2' })
      const url = `/data/search/${kept.ResultSet.ID}`
      const dates = async (query: string): Promise<string[]> =>
        lines((await xnat.get(`${url}?format=csv${query}`)).body).map(line => line.split(',')[0] ?? '')
      t.same(await dates(''), ['date', '2020-02-03', '2021-02-03'])
      t.same(await dates('&sortBy=date&sortOrder=DESC&limit=1'), ['date', '2021-02-03'])
      t.same(await dates('&sortBy=date&limit=1&offset=1'), ['date', '2021-02-03'])
      t.equal((await xnat.get(`${url}/date?format=csv`)).body, 'values,count\n2020-02-03,1\n2021-02-03,1\n')
      t.equal((await xnat.get(`${url}?format=csv`, { as: 'stranger' })).body, '')
      refuses(t, await xnat.get(`${url}?limit=x`), 422)
      for (
        const wrong of [`${url}?sortBy=nonsense`, `${url}?offset=-1`, `${url}/nonsense`, '/data/search/nonsense']
      ) t.equal((await xnat.get(wrong)).status, 500, wrong)
      refuses(t, await xnat.delete(url), 405)
    }
  },
  {
    fact: 'A document with the same ID gets the cached result again, until refresh=true',
    source: 'SearchResource.handlePost',
    run: async (t, xnat) => {
      const { own, project } = await study(xnat)
      const body = bundle({ root: mr, fields: ['DATE'], where: own(mr), sortBy: [mr, 'SESSION_ID'], attributes: ` ID="kept_${project}"` })
      const first = JSON.parse(
        (await xnat.post('/data/search?format=json&cache=true', { body, headers: xml })).body
      ) as { ResultSet: { ID: string } }
      await xnat.put(`/data/projects/${project}/subjects/Sub1/experiments/MR9?xsiType=${mr}&date=2022-02-03`)
      const again = JSON.parse(
        (await xnat.post('/data/search?format=json&cache=true', { body, headers: xml })).body
      ) as { ResultSet: { ID: string, totalRecords: string, last_access: string } }
      t.match(again.ResultSet, { ID: first.ResultSet.ID, totalRecords: '2', last_access: /^\d{4}-\d\d-\d\d / })
      t.equal((await found(xnat, body) as string[]).length, 2, 'without cache, too')
      t.equal(lines(await searchCsv(xnat, body, xnat.admin, '&refresh=true')).length, 4)
    }
  }
]
