import { bundle, criterion, found, searchCsv } from './bundle.ts'
import { type Case, refuses } from './case.ts'
import { lines, mr, pet, scan, study, subject, timeless, xml } from './search-study.ts'

/** Columns and rows of a search. */
export const searchResultCases: readonly Case[] = [
  {
    fact: 'A field with a link adds the columns that the link needs; each column appears once, quarantine_status is last',
    source: 'DisplayFieldWrapper, DisplaySearch.getSQLQuery',
    seen: '1.8.11',
    run: async (t, xnat) => {
      const { project, subject: id, own, mr1, pet: petId } = await study(xnat)
      const subjects = { root: subject, fields: ['SUBJECT_LABEL', 'GENDER_TEXT', 'DOB'], where: own(subject) }
      t.same(lines(await searchCsv(xnat, bundle(subjects))).map(timeless), [
        'subject_label,subjectid,insert_user,insert_date,projects,project,gender_text,dob,quarantine_status',
        `Sub1,${id},${xnat.admin},TIME,",<${project}>",${project},F,1970,active`
      ])
      const sessions = { root: mr, fields: ['LABEL'], where: own(mr) + criterion(`${mr}/label`, '=', 'MR1') }
      t.same(lines(await searchCsv(xnat, bundle(sessions))).map(timeless), [
        'label,session_id,insert_user,insert_date,projects,project,quarantine_status',
        `MR1,${mr1},${xnat.admin},TIME,<${project}>,${project},active`
      ])
      t.same(lines(await searchCsv(xnat, bundle({ root: pet, fields: ['LABEL'], where: own(pet) }))).map(timeless), [
        'label,expt_id,insert_user,insert_date,projects,project,quarantine_status',
        `PET1,${petId},${xnat.admin},TIME,<${project}>,${project},active`
      ])
    }
  },
  {
    fact: 'JSON and XML describe the columns; with format=json their links, too',
    source: 'SearchResource.setColumnProperties',
    seen: '1.8.11',
    run: async (t, xnat) => {
      const { own } = await study(xnat)
      const body = bundle({ root: subject, fields: ['SUBJECT_LABEL', 'DOB'], where: own(subject) })
      const asked = await xnat.post('/data/search?format=json', { body, headers: xml })
      const { ResultSet } = JSON.parse(asked.body) as {
        ResultSet: { Columns: Record<string, unknown>[], totalRecords: string, rootElementName: string }
      }
      t.same(
        ResultSet.Columns.map(({ key }) => key), ['subject_label', 'subjectid', 'insert_user', 'insert_date', 'dob', 'quarantine_status']
      )
      t.match(
        ResultSet.Columns[0], { clickable: 'true', type: 'string', id: 'SUBJECT_LABEL', header: 'SUBJECT_LABEL', element_name: subject }
      )
      t.match(ResultSet, { totalRecords: '1', rootElementName: subject })
      const usual = await xnat.post('/data/search', { body, headers: { ...xml, accept: 'text/xml' } })
      const start = /^\{"ResultSet":\{"Columns":\[\{"key":"subject_label","type":"string","xPATH":/
      t.match(usual.body, start, 'JSON without a format, whatever Accept says')
      const table = (await xnat.post('/data/search?format=xml', { body, headers: xml })).body
      t.match(table, '<ResultSet rootElementName="xnat:subjectData" totalRecords="1"><results><columns>' +
        '<column type="string" xPATH="xnat:subjectData.SUBJECT_LABEL" element_name="xnat:subjectData" ' +
        'header="SUBJECT_LABEL" id="SUBJECT_LABEL">')
    }
  },
  {
    fact: 'A field ID that is unknown is looked up as a path; unknown paths and fields of unknown types are skipped',
    source: 'DisplaySearch.addDisplayField',
    seen: '1.8.11',
    run: async (t, xnat) => {
      const { own, project } = await study(xnat)
      const header = async (root: string, fields: readonly (readonly [string, string])[], where: string): Promise<string> =>
        lines(await searchCsv(xnat, bundle({ root, fields, where })))[0] ?? ''
      const ofProject = criterion('xnat:projectData/ID', '=', project)
      t.equal(await header('xnat:projectData', [['xnat:projectData', 'name']], ofProject), 'name_csv,id,quarantine_status')
      t.equal(await header(subject, [[subject, 'LABEL']], own(subject)), 'xnat_col_subjectdatalabel,quarantine_status')
      t.equal(
        await header(subject, [[subject, 'xnat:subjectData/src'], [subject, 'NONE'], ['xnat:nonsense', 'ID']], own(subject)),
        'xnat_col_subjectdatasrc,quarantine_status'
      )
      t.equal(
        await found(xnat, bundle({ root: subject, fields: ['DOB', ['xnat:imageSessionData', 'LABEL']], where: own(subject) })),
        500,
        'a type without a document'
      )
    }
  },
  {
    fact: 'Each item has its row, also where two rows are equal',
    source: 'DisplaySearch.getSQLQuery',
    seen: '1.8.11',
    run: async (t, xnat) => {
      const { mr1 } = await study(xnat)
      t.equal(
        await searchCsv(xnat, bundle({ root: scan, fields: ['TYPE'], where: criterion(`${scan}/image_session_ID`, '=', mr1) })),
        'type,quarantine_status\nT1w,active\nT1w,active\n'
      )
    }
  },
  {
    fact: 'A field of a list gives an item one row for each entry, but a single row where another type is shown, too',
    source: 'QueryOrganizer.buildQuery',
    run: async (t, xnat) => {
      const { own, project } = await study(xnat)
      for (const name of ['a', 'b']) {
        await xnat.put(
        `/data/projects/${project}/subjects/Sub1/experiments/MR1?xnat:mrSessionData/fields/field%5Bname%3D${name}%5D/field=${name}`
        )
      }
      const path = 'xnat:mrSessionData/fields/field/name'
      const where = own(mr) + criterion(`${mr}.DATE`, '=', '2020-02-03')
      t.same([...await found(xnat, bundle({ root: mr, fields: [path], where })) as string[]].sort(), ['a', 'b'])
      t.same((await found(xnat, bundle({ root: mr, fields: [path, [subject, 'GENDER_TEXT']], where })) as string[]).length, 1)
    }
  },
  {
    fact: 'Rows are sorted by the field of the document or of sortBy, else by the first; NULL is last, with DESC first',
    source: 'DisplaySearch.getSQLQuery',
    seen: '1.8.11',
    run: async (t, xnat) => {
      const project = await xnat.newProject('private')
      for (
        const [label, query] of [['b', 'yob=1980'], ['A', ''], ['c', 'yob=1970']]
      ) await xnat.put(`/data/projects/${project}/subjects/${label}?${query}`)
      const where = criterion(`${subject}/project`, '=', project)
      const fields = ['SUBJECT_LABEL', 'DOB']
      t.same(await found(xnat, bundle({ root: subject, fields, where })), ['A', 'b', 'c'], 'capitals come first')
      t.same(await found(xnat, bundle({ root: subject, fields, where, sortBy: [subject, 'DOB'] })), ['c', 'b', 'A'])
      const asked = async (query: string): Promise<string[]> =>
        lines(
          await searchCsv(xnat, bundle({ root: subject, fields, where }), xnat.admin, query)
        ).slice(1).map(line => line.split(',')[0] ?? '')
      t.same(await asked('&sortBy=DOB'), ['c', 'b', 'A'])
      t.same(await asked('&sortBy=DOB&sortOrder=DESC'), ['A', 'b', 'c'])
      for (const name of ['dob', 'nonsense', `${subject}/label`]) {
        refuses(t, await xnat.post(`/data/search?sortBy=${name}`, { body: bundle({ root: subject, fields, where }), headers: xml }), 500)
      }
      t.same(await asked('&limit=1&offset=1'), ['A', 'b', 'c'], 'a search has no pages')
    }
  },
  {
    fact: 'Columns of another type start with its name; where XNAT finds no join between the two types, the search fails',
    source: 'QueryOrganizer',
    seen: '1.8.11',
    run: async (t, xnat) => {
      const { own, project, subject: id, mr1 } = await study(xnat)
      const beside = await searchCsv(
        xnat, bundle({ root: mr, fields: ['LABEL', [subject, 'SUBJECT_LABEL']], where: own(mr) + criterion(`${mr}/label`, '=', 'MR1') })
      )
      t.same(lines(beside).map(timeless), [
        'label,session_id,insert_user,insert_date,projects,project,xnat_subjectdata_subject_label,xnat_subjectdata_subjectid,' +
          'xnat_subjectdata_insert_user,xnat_subjectdata_insert_date,xnat_subjectdata_projects,xnat_subjectdata_project,quarantine_status',
        `MR1,${mr1},${xnat.admin},TIME,<${project}>,${project},Sub1,${id},${xnat.admin},TIME,",<${project}>",${project},active`
      ])
      t.equal(
        await found(xnat, bundle({ root: subject, fields: ['SUBJECT_LABEL', ['xnat:projectData', 'NAME']], where: own(subject) })), 500
      )
    }
  },
  {
    fact: 'Beside a subject the latest session is shown; beside a session the one with the closest date, and the days between them',
    source: 'QueryOrganizer.getOrderBys, DisplayManager.GetArcDefinitionQuery',
    run: async (t, xnat) => {
      const { own } = await study(xnat)
      t.same(
        await found(xnat, bundle({ root: subject, fields: [[mr, 'DATE'], 'DOB'], where: own(subject), sortBy: [subject, 'DOB'] })),
        ['2021-02-03']
      )
      const fields = ['DATE', [pet, 'DATE']] as const
      t.equal(await searchCsv(xnat, bundle({ root: mr, fields, where: own(mr), sortBy: [mr, 'SESSION_ID'] })), [
        'date,xnat_petsessiondata_date,quarantine_status,xnat_mrsessiondata_xnat_petsessiondata_diff',
        '2020-02-03,2020-02-04,active,-1', '2021-02-03,2020-02-04,active,365', ''
      ].join('\n'))
    }
  },
  {
    fact: 'Sub-queries take a value behind the field ID: a project for the label in it, a type for the number of scans or experiments',
    source: 'SQLQueryField, XdatStoredSearch.getDisplaySearch',
    run: async (t, xnat) => {
      const { own, project } = await study(xnat)
      const other = await xnat.newProject('private')
      await xnat.put(`/data/projects/${project}/subjects/Sub1/projects/${other}?label=Other1`)
      const fields = [
        `SUB_PROJECT_IDENTIFIER=${project}`,
        `SUB_PROJECT_IDENTIFIER=${other}`,
        'SUB_EXPT_COUNT=xnat:mrSessionData',
        'SUB_PROJECT_IDENTIFIER=NONE'
      ]
      const rows = lines(await searchCsv(xnat, bundle({ root: subject, fields, where: own(subject) })))
      t.equal(rows[0]?.toLowerCase().split(',')[0], `sub_project_identifier_${project.toLowerCase()}`)
      t.match(timeless(rows[1] ?? ''), /^Sub1,.*,Other1,2,,active$/)
      const where = own(subject) + criterion(`${subject}.SUB_PROJECT_IDENTIFIER=${other}`, '=', 'Other1')
      t.same(await found(xnat, bundle({ root: subject, fields: ['SUBJECT_LABEL'], where })), ['Sub1'])
      t.same(
        await found(xnat, bundle({ root: mr, fields: ['SCAN_COUNT_TYPE=T1w'], where: own(mr), sortBy: [mr, 'SESSION_ID'] })), ['2', '']
      )
    }
  },
  {
    fact: 'Without fields the first listing of the type is shown; that of MR sessions is sorted by an unknown field and fails',
    source: 'ElementDisplay.getVersion',
    seen: '1.8.11',
    run: async (t, xnat) => {
      const { own, mr1 } = await study(xnat)
      const header = async (root: string, where: string): Promise<string | undefined> =>
        lines(await searchCsv(xnat, bundle({ root, fields: [], where })))[0]
      t.equal(
        await header(subject, own(subject)),
        'subject_label,subjectid,insert_user,insert_date,projects,project,gender,handedness,dob,educ,ses,quarantine_status'
      )
      t.match(
        await header(scan, criterion(`${scan}/image_session_ID`, '=', mr1)),
        /^project,session_label,session_id,id,subject_id,note,quality,condition,/
      )
      t.equal(await found(xnat, bundle({ root: mr, fields: [], where: own(mr) })), 500)
    }
  }
]
