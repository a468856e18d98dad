import { searchCsv } from './bundle.ts'
import { type Case, refuses } from './case.ts'
import { lines, study } from './search-study.ts'
import { withoutNamespaces } from './xnat.ts'

/** What a site says about its types, listings and default searches. */
export const searchElementCases: readonly Case[] = [
  {
    fact: 'The types that can be searched, each with its singular, its plural and the number of its items',
    source: 'SearchElementListResource',
    run: async (t, xnat) => {
      const rows = lines((await xnat.get('/data/search/elements?format=csv')).body)
      t.equal(rows[0], 'ELEMENT_NAME,SINGULAR,PLURAL,SECURED,COUNT')
      t.ok(rows.some(line => /^xnat:mrSessionData,MR Session,MR Sessions,true,\d+$/.test(line)))
      t.ok(rows.some(line => /^xnat:subjectData,Subject,Subjects,true,\d+$/.test(line)))
      t.ok(rows.some(line => /^xnat:projectData,Project,Projects,true,[1-9]\d*$/.test(line)), 'projects are counted')
    }
  },
  {
    fact: 'The search fields of a type, with the SQL of its display document; an unknown type is 400, a type without a document 500',
    source: 'SearchFieldListResource',
    seen: '1.8.11',
    run: async (t, xnat) => {
      const rows = lines((await xnat.get('/data/search/elements/xnat:subjectData?format=csv')).body)
      t.equal(rows[0], 'FIELD_ID,HEADER,SUMMARY,TYPE,REQUIRES_VALUE,DESC,ELEMENT_NAME,SRC')
      t.equal(rows[1], 'INSERT_DATE,Inserted,xnat:subjectData/meta/insert_date,date,false,Inserted,xnat:subjectData,0')
      t.ok(rows.includes("PROJECT,Project,xnat:subjectData/project,string,false,Subject's primary project,xnat:subjectData,0"))
      const about = `Label within the ${xnat.project} project.`
      t.ok(rows.includes(`SUB_PROJECT_IDENTIFIER=${xnat.project},${xnat.project},${about},string,false,${about},xnat:subjectData,2`))
      refuses(t, await xnat.get('/data/search/elements/xnat:nonsense'), 400)
      t.equal((await xnat.get('/data/search/elements/xnat:imageSessionData')).status, 500)
    }
  },
  {
    fact: 'The listings of a type, as JSON and as XML in which the last version is not well-formed',
    source: 'ElementDisplay.getVersionsJSON, getVersionsXML',
    seen: '1.8.11',
    run: async (t, xnat) => {
      const json = await xnat.get('/data/search/elements/xnat:subjectData/versions?format=json')
      t.equal(json.headers['content-type'], 'application/json;charset=ISO-8859-1')
      const { DisplayVersions: { versions } } = JSON.parse(json.body) as {
        DisplayVersions: { versions: { name: string, fields: { id: string }[] }[] }
      }
      t.same(versions.map(({ name }) => name), ['brief', 'project_bundle', 'listing', 'all'])
      t.same(versions[0]?.fields.map(({ id }) => id), ['SUBJECT_LABEL', 'GENDER', 'HANDEDNESS', 'DOB', 'EDUC', 'SES'])
      const text = (await xnat.get('/data/search/elements/xnat:subjectData/versions')).body
      t.match(text, /<version name="all"<fields><field id":"SUBJECT_ID" element_name="xnat:subjectData"/)
      refuses(t, await xnat.get('/data/search/elements/xnat:nonsense/versions'), 400)
    }
  },
  {
    fact: 'A project has a default search for each type, with the labels in that project and counts of the experiments',
    source: 'ProjectSearchResource, BaseXnatProjectdata.getDefaultSearch',
    seen: '1.8.11',
    run: async (t, xnat) => {
      const { project } = await study(xnat)
      const url = `/data/projects/${project}/searches`
      const text = withoutNamespaces((await xnat.get(`${url}/@xnat:subjectData`)).body)
      t.match(
        text,
        `<xdat:bundle ID="${project}_xnat:subjectData" allow-diff-columns="0" secure="0" brief-description="Subjects" tag="${project}">`
      )
      t.same([...text.matchAll(/<xdat:field_ID>(.*?)</g)].map(([, id]) => id), [
        `SUB_PROJECT_IDENTIFIER=${project}`, 'GENDER_TEXT', 'HANDEDNESS_TEXT', 'DOB',
        `CNT_XNAT_MRSESSIONDATA=${project}`, `CNT_XNAT_PETSESSIONDATA=${project}`
      ])
      const rows = lines(await searchCsv(xnat, (await xnat.get(`${url}/@xnat:subjectData`)).body))
      t.match(rows[1], /^Sub1,.*,2,1,active$/)
      for (
        const none of [`${url}/@xnat:subjectData?format=json`, `${url}/@xnat:nonsense`, `${url}/nope`, `${url}/@xnat:subjectData/results`]
      ) refuses(t, await xnat.get(none), 404)
      refuses(t, await xnat.get('/data/projects/NOPE/searches/@xnat:subjectData'), 404, 'Unable to find the specified project.')
    }
  }
]
