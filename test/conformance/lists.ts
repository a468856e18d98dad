import { type Case, answers, refuses } from './case.ts'
import type { Xnat } from './xnat.ts'

interface Archive {
  readonly project: string
  /** IDs of the sessions, by label. */
  readonly ids: Readonly<Record<string, string>>
  readonly list: string
}

/** Two subjects, two MR sessions with scans and a PET session, in a project of their own. */
async function archive (xnat: Xnat): Promise<Archive> {
  const project = await xnat.newProject('private')
  const subjects = `/data/projects/${project}/subjects`
  await xnat.put(`${subjects}/S1?gender=female&yob=1950&group=a`)
  await xnat.put(`${subjects}/S2?gender=male&yob=1960&group=b`)
  const ids: Record<string, string> = {}
  for (const [subject, label, query] of [
    ['S1', 'MR1', 'xsiType=xnat:mrSessionData&date=2020-01-02&note=first&xnat:mrSessionData/age=40.5'],
    ['S2', 'MR2', 'xsiType=xnat:mrSessionData&date=2021-03-04&xnat:mrSessionData/age=50'],
    ['S1', 'PET1', 'xsiType=xnat:petSessionData&date=2022-05-06&time=10:20:30']
  ] as const) { ids[label] = (await xnat.put(`${subjects}/${subject}/experiments/${label}?${query}`)).body }
  for (const [session, scan] of [
    ['MR1', '1?xsiType=xnat:mrScanData&type=T1'],
    ['MR1', '2?xsiType=xnat:mrScanData&type=T2&frames=176'],
    ['PET1', '1?xsiType=xnat:petScanData&type=PIB']
  ] as const) {
    await xnat.put(`/data/experiments/${ids[session]}/scans/${scan}`)
  }
  return { project, ids, list: `/data/projects/${project}/experiments` }
}

const labels = async (xnat: Xnat, path: string): Promise<string[]> => (await xnat.rows(path)).map(({ label = '' }) => label)

/** What lists of subjects and experiments make of a request: columns, conditions, joins, pages. */
export const listCases: readonly Case[] = [
  {
    fact: 'Conditions are any of the values between commas, texts anywhere with * or %, ranges of numbers and dates',
    source: 'QueryOrganizerResource.processQueryCriteria',
    seen: '1.8.11',
    run: async (t, xnat) => {
      const { ids, list } = await archive(xnat)
      for (const [query, expected] of [
        ['label=MR1', ['MR1']],
        ['label=MR1,PET1', ['MR1', 'PET1']],
        ['label=mr1', []],
        ['label=MR*', ['MR1', 'MR2']],
        ['label=%25et%25', ['PET1']],
        ['label=*', ['MR1', 'MR2', 'PET1']],
        ['label=MR_', []],
        ['label=MR_%25', ['MR1', 'MR2']],
        [`ID=${ids['MR2']}`, ['MR2']],
        ['label=MR1&note=first', ['MR1']],
        ['label=MR2&note=first', []],
        ['note=', ['MR1', 'MR2', 'PET1']],
        ['date=01/02/2020', ['MR1']],
        ['date=20200102', ['MR1']],
        ['date=01/01/2020-12/31/2021', ['MR1', 'MR2']],
        ['xnat:mrSessionData/age=40.5', ['MR1']],
        ['xnat:mrSessionData/age=40-50', ['MR1', 'MR2']],
        ['xnat:mrSessionData/age=41-49', []],
        ['xsiType=xnat:petSessionData', ['PET1']],
        ['subject_label=S1', ['MR1', 'PET1']],
        ['xnat:subjectData/demographics[@xsi:type%3Dxnat:demographicData]/gender=male', ['MR2']],
        ['xnat:imageSessionData/scans/scan/type=T1,PIB', ['MR1', 'PET1']],
        ['xnat:imageSessionData/scans/scan/frames=100-200', ['MR1']],
        ['xnat:imageSessionData/scans/scan/type=T1&xnat:imageSessionData/scans/scan/frames=176', []],
        ['foo=bar', ['MR1', 'MR2', 'PET1']],
        ['xnat:experimentData/foo=bar', ['MR1', 'MR2', 'PET1']],
        ['foo/bar=1', ['MR1', 'MR2', 'PET1']]
      ] as const) { t.same(await labels(xnat, `${list}?columns=label&${query}`), expected, query) }
    }
  },
  {
    fact: 'A query that fails is 500 for the site and for subjects, and nothing with 200 for a project\'s experiments',
    source: 'ExperimentListResource, ProjectSubjectList, ProjSubExptList.represent',
    seen: '1.8.11',
    run: async (t, xnat) => {
      const { project, list } = await archive(xnat)
      const failing = [
        'date=foo', 'xsiType=foo:bar', 'columns=xnat:experimentData/foo', 'label=MR1&xnat:experimentData/foo=1', 'limit=foo',
        'limit=5&offset=-1', 'offset=1&limit=x'
      ]
      for (const query of failing) {
        refuses(t, await xnat.get(`/data/experiments?${query}`), 500)
        const nothing = await xnat.get(`${list}?${query}`)
        answers(t, nothing, 200, '')
        t.equal(nothing.headers['content-type'], 'application/json;charset=ISO-8859-1')
        t.match(nothing.headers['expires'], / GMT$/)
      }
      for (const query of ['yob=foo', 'columns=xnat:subjectData/foo', 'limit=foo']) {
        for (const at of ['/data/subjects', `/data/projects/${project}/subjects`]) refuses(t, await xnat.get(`${at}?${query}`), 500)
      }
    }
  },
  {
    fact: 'limit and offset give a part and no total; where one is missing it is 100 or 0, and * or two zeroes are everything',
    source: 'SecureResource.buildOffsetFromParams',
    seen: '1.8.11',
    run: async (t, xnat) => {
      const { project, list } = await archive(xnat)
      for (const at of [list, `/data/experiments?project=${project}`]) {
        const part = async (query: string) => xnat.get(`${at}${at.includes('?') ? '&' : '?'}columns=label&format=json&${query}`)
        for (const [query, expected] of [
          ['limit=2', ['MR1', 'MR2']],
          ['offset=1', ['MR2', 'PET1']],
          ['limit=1&offset=2', ['PET1']],
          ['limit=5&offset=9', []],
          ['limit=0&offset=1', []]
        ] as const) {
          const { body } = await part(query)
          t.same(
            (JSON.parse(body) as { ResultSet: { Result: Record<string, string>[] } }).ResultSet.Result.map(({ label }) => label),
            expected,
            query
          )
          t.notMatch(body, 'totalRecords')
        }
        for (const query of ['limit=*', 'offset=*&limit=1', 'limit=0', 'limit=', 'limit=-1']) {
          t.match((await part(query)).body, '"totalRecords": "3"', query)
        }
      }
      t.same((await xnat.rows(`/data/projects/${project}/subjects?limit=1&offset=1`)).map(({ label }) => label), ['S2'])
      t.match((await xnat.get(`/data/projects/${project}/experiments?columns=label&limit=1&format=json`)).body, /\}\]\}\}$/)
      t.match(
        (await xnat.get(`/data/experiments?project=${project}&columns=label&limit=1&format=json`)).body,
        /\}\], "title": "Matching experiments"\}\}$/
      )
    }
  },
  {
    fact: 'The site\'s list has a title, and columns of its own for subject assessors',
    source: 'ExperimentListResource.getDefaultFields',
    seen: '1.8.11',
    run: async (t, xnat) => {
      const { project, ids } = await archive(xnat)
      const { body } = await xnat.get(`/data/experiments?project=${project}&label=PET1&format=json`)
      const date = /"insert_date":"([^"]+)"/.exec(body)?.[1]
      t.equal(
        body,
        `{"ResultSet":{"Result":[{"date":"2022-05-06","xsiType":"xnat:petSessionData","insert_date":"${date}","project":"${project}",` +
          `"ID":"${ids['PET1']}","label":"PET1","URI":"/data/experiments/${ids['PET1']}"}], "totalRecords": "1","title": "Matching ` +
          'experiments"}}'
      )
      const [row = {}] = await xnat.rows(`/data/experiments?project=${project}&xsiType=xnat:petSessionData`)
      t.same(row, {
        ...row,
        ID: ids['PET1'],
        project,
        date: '2022-05-06',
        xsiType: 'xnat:petSessionData',
        label: 'PET1',
        subject_label: 'S1',
        'xnat:petsessiondata/id': ids['PET1']
      })
      t.match(row['subject_ID'], /_S\d+$/)
    }
  },
  {
    fact: 'A list of a type without rights of its own always has the columns xsiType and project; a session\'s key is session_ID',
    source: 'ExperimentListResource.DefaultExperimentHandler, ProjSubExptList.represent',
    seen: '1.8.11',
    run: async (t, xnat) => {
      const { project, ids, list } = await archive(xnat)
      const columns = async (path: string) => (await xnat.get(`${path}&format=csv`)).body.split('\n')[0]
      t.equal(await columns(`${list}?columns=label`), 'xnat:subjectassessordata/id,label,xsiType,project,URI')
      t.equal(await columns(`${list}?columns=UID,xnat:experimentData/date`), 'session_ID,UID,date,xsiType,project,URI')
      t.equal(await columns(`${list}?columns=label&xsiType=xnat:mrSessionData`), 'xnat:mrsessiondata/id,label,URI')
      t.equal(await columns(`/data/experiments?project=${project}&columns=label`), 'ID,label,xsiType,project,URI')
      t.equal(await columns(`/data/experiments?project=${project}&columns=ID,foo`), 'ID,xsiType,project,URI')
      t.same(await xnat.rows(`${list}?columns=UID&label=PET1`), [
        { session_ID: ids['PET1'], UID: '', xsiType: 'xnat:petSessionData', project, URI: `/data/experiments/${ids['PET1']}` }
      ])
    }
  },
  {
    fact: 'Columns of scans make a row for each scan, with the keys in lower case; sessions without scans keep one row',
    source: 'QueryOrganizer.buildJoin',
    seen: '1.8.11',
    run: async (t, xnat) => {
      const { project, ids } = await archive(xnat)
      const asked =
        'columns=ID,URI,label,subject_label,project,xnat:imagesessiondata/subject_id,xnat:imagescandata/id,xnat:imagescandata/type,' +
        'xnat:imagescandata/quality,xnat:imagescandata/frames'
      const rows = (await xnat.rows(`/data/experiments?project=${project}&xsiType=xnat:imageSessionData&${asked}&format=json`))
      t.same(
        rows.map(row => [
          row['label'],
          row['subject_label'],
          row['xnat:imagescandata/id'],
          row['xnat:imagescandata/type'],
          row['xnat:imagescandata/frames']
        ]),
        [
          ['MR1', 'S1', '1', 'T1', ''],
          ['MR1', 'S1', '2', 'T2', '176'],
          ['MR2', 'S2', '', '', ''],
          ['PET1', 'S1', '1', 'PIB', '']
        ]
      )
      t.same(Object.keys(rows[0] ?? {}).sort(), [
        'ID', 'URI', 'label', 'project', 'session_ID', 'subject_label', 'xnat:imagescandata/frames', 'xnat:imagescandata/id',
        'xnat:imagescandata/quality', 'xnat:imagescandata/type', 'xnat:imagesessiondata/subject_id', 'xsiType'
      ])
      const below = await xnat.rows(
        `/data/projects/${project}/subjects/S1/experiments?columns=ID,URI,label,xnat:imagesessiondata/scans/scan/id,` +
        'xnat:imagesessiondata/scans/scan/type'
      )
      t.same(
        below.map(row => [row['ID'], row['xnat:imagesessiondata/scans/scan/id'], row['xnat:imagesessiondata/scans/scan/type']]),
        [
          [ids['MR1'], '1', 'T1'],
          [ids['MR1'], '2', 'T2'],
          [ids['PET1'], '1', 'PIB']
        ]
      )
      const onlyMr = await xnat.rows(`/data/experiments?project=${project}&xsiType=xnat:imageSessionData&columns=ID,xnat:mrScanData/ID`)
      t.same(onlyMr.map(row => row['xnat:mrscandata/id']), ['1', '2', '', ''])
    }
  },
  {
    fact: 'Columns of sessions make a row for each session of a subject that is of that type',
    source: 'QueryOrganizer.buildJoin',
    seen: '1.8.11',
    run: async (t, xnat) => {
      const { project } = await archive(xnat)
      const list = `/data/projects/${project}/subjects`
      const all = await xnat.rows(`${list}?columns=label,gender,yob,xnat:imageSessionData/label`)
      t.same(
        all.map(row => [row['label'], row['gender'], row['yob'], row['xnat:imagesessiondata/label']]),
        [
          ['S1', 'female', '1950', 'MR1'],
          ['S1', 'female', '1950', 'PET1'],
          ['S2', 'male', '1960', 'MR2']
        ]
      )
      const pet = await xnat.rows(`${list}?columns=label,xnat:petSessionData/label`)
      t.same(pet.map(row => [row['label'], row['xnat:petsessiondata/label']]), [['S1', 'PET1'], ['S2', '']])
      t.same(await labels(xnat, `${list}?gender=female&columns=label`), ['S1'])
      t.same(await labels(xnat, `${list}?yob=1955-1965&columns=label`), ['S2'])
      t.same(await labels(xnat, `${list}?group=a,b&columns=label&sortBy=label&sortOrder=DESC`), ['S2', 'S1'])
    }
  },
  {
    fact: 'An empty list of experiments has no URI, and the database\'s names for its columns',
    source: 'ExperimentListResource.DefaultExperimentHandler, ProjSubExptList.represent; recorded session-types-3',
    seen: '1.8.11',
    run: async (t, xnat) => {
      const project = await xnat.newProject('private')
      answers(t, await xnat.get(`/data/projects/${project}/experiments`), 200, '{"ResultSet":{"Result":[], "totalRecords": "0"}}')
      answers(
        t,
        await xnat.get(`/data/projects/${project}/experiments?format=csv&columns=label,xsiType,date`),
        200,
        'xnat_subjectassessordata0,xnat_experimentdata17,xdat_meta_element137,xnat_experimentdata0,xnat_experimentdata11\n'
      )
      answers(t, await xnat.get(`/data/projects/${project}/subjects?format=csv`), 200, 'ID,project,label,insert_date,insert_user,URI\n')
    }
  },
  {
    fact: 'The site\'s lists are of what the caller may read; without access to any project the subjects are 500',
    source: 'SubjectListResource.represent, ExperimentListResource',
    seen: '1.8.11',
    roles: true,
    run: async (t, xnat) => {
      const { id, subject } = await xnat.place()
      const hidden = await xnat.place('xnat:mrSessionData', await xnat.newProject('private'))
      const shown = await xnat.place('xnat:mrSessionData', await xnat.newProject('protected'))
      const open = await xnat.place('xnat:mrSessionData', await xnat.newProject('public'))
      const among = (found: readonly Record<string, string>[], key: string) =>
        found
          .map(row => row[key] ?? '')
          .filter(value => [id, hidden.id, shown.id, open.id, subject, hidden.subject, shown.subject, open.subject].includes(value))
          .sort()
      t.same(among(await xnat.rows('/data/experiments', { as: 'collaborator' }), 'ID'), [id, open.id].sort())
      t.same(among(await xnat.rows('/data/experiments'), 'ID'), [id, hidden.id, shown.id, open.id].sort())
      t.same(among(await xnat.rows('/data/subjects', { as: 'collaborator' }), 'label'), [subject, open.subject].sort())
      refuses(
        t,
        await xnat.get(`/data/projects/${xnat.project}/experiments`, { as: 'stranger' }),
        404,
        `Unable to identify project ${xnat.project}`
      )
    }
  },
  {
    fact: 'recent lists image sessions, the latest change first, with other columns',
    source: 'ExperimentListResource.RecentExperiments',
    run: async (t, xnat) => {
      const { project, ids } = await archive(xnat)
      const { body } = await xnat.get('/data/experiments?recent=30&limit=1000')
      t.match(body, /, "totalRecords": "\d+","title": "Recent Experiments"\}\}$/)
      const row =
        (JSON.parse(body) as { ResultSet: { Result: Record<string, string>[] } }).ResultSet.Result.find(row => row['id'] === ids['PET1']) ??
        {}
      const { insert_date: date } = row
      t.same(row, {
        id: ids['PET1'],
        label: 'PET1',
        project,
        date: '2022-05-06',
        status: 'active',
        workflow_status: 'Complete',
        element_name: 'xnat:petSessionData',
        type_desc: 'PET',
        insert_date: date,
        activation_date: date,
        last_modified: date,
        workflow_date: date,
        pipeline_name: 'Added PET Session',
        action_date: date,
        scanner: ''
      })
    }
  }
]
