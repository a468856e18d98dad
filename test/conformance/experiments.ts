import { type Case, answers, refuses, saves } from './case.ts'
import type { Xnat } from './xnat.ts'

const read = async (xnat: Xnat, url: string): Promise<string> => (await xnat.get(`${url}?format=json`)).body

const xml = (root: string, attributes: string, inside = '') => ({
  body: `<xnat:${root} xmlns:xnat="http://nrg.wustl.edu/xnat" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" ` +
    `${attributes}>${inside}</xnat:${root}>`,
  headers: { 'content-type': 'text/xml' }
})

/** What XNAT sets up by itself, and what it does not. */
const freshSessions = ['xnat:crSessionData', 'xnat:ctSessionData', 'xnat:mrSessionData', 'xnat:petSessionData', 'xnat:petmrSessionData']
const otherSessions = ['xnat:usSessionData', 'xnat:srSessionData', 'xnat:gmSessionData', 'xnat:eegSessionData', 'xnat:imageSessionData']

/** Experiments, most of them sessions. */
export const experimentCases: readonly Case[] = [
  {
    fact: 'A label on an existing session renames it and does nothing else; one that is taken is refused',
    source: 'SubjAssessmentResource.handlePut, SecureResource.rename',
    seen: '1.8.11',
    run: async (t, xnat) => {
      const { label, projectUrl, url } = await xnat.place()
      const other = await xnat.place()
      refuses(t, await xnat.put(`${projectUrl}?label=${other.label}`), 409, 'Specified label is already in use.')
      saves(t, await xnat.put(`${projectUrl}?label=${label}&note=n`))
      saves(t, await xnat.put(`${projectUrl}?label=N${label}&note=n`))
      t.match(await read(xnat, url), `"label":"N${label}"`)
      t.notMatch(await read(xnat, url), '"note"')
    }
  },
  {
    fact: 'Of two scans of one ID in a session\'s document that are both new the first counts; the second adds what the first has not',
    source: 'XFTItem.importNonItemFields; recorded session-document',
    seen: '1.8.11',
    run: async (t, xnat) => {
      const { id, label, projectUrl, url } = await xnat.place()
      const scans = '<xnat:scan ID="7" type="a" xsi:type="xnat:mrScanData"/>' +
        '<xnat:scan ID="7" type="b" xsi:type="xnat:mrScanData"><xnat:note>n</xnat:note></xnat:scan>'
      const attributes = `ID="${id}" label="${label}" project="${xnat.project}"`
      answers(t, await xnat.put(projectUrl, xml('MRSession', attributes, `<xnat:scans>${scans}</xnat:scans>`)), 200, id)
      t.match((await xnat.get(`${url}/scans/7?handler=values&columns=type,note&format=csv`)).body, /\na,n\n/)
    }
  },
  {
    fact: 'Saving is refused for want of what it needs, in the order of the checks',
    source: 'SubjAssessmentResource.handlePut, ExperimentResource.handlePut',
    seen: '1.8.11',
    run: async (t, xnat) => {
      const { id, projectUrl, subject, url } = await xnat.place()
      const subjects = `/data/projects/${xnat.project}/subjects`
      refuses(t, await xnat.put('/data/projects/NO_SUCH_PROJECT/subjects/S/experiments/E?xsiType=xnat:mrSessionData'), 404)
      refuses(t, await xnat.put(`${subjects}/${subject}/experiments/N${id}`), 417, 'Need PUT Contents')
      refuses(
        t,
        await xnat.put(`${subjects}/${subject}/experiments/N${id}?xsiType=xnat:subjectData`),
        422,
        'Only xnat:Subject documents can be PUT to this address.'
      )
      refuses(
        t,
        await xnat.put(`/data/experiments/N${id}?xsiType=xnat:mrSessionData`),
        422,
        'Submitted experiment record must include the project attribute.'
      )
      refuses(t, await xnat.put(`${projectUrl}?ID=${id}X`), 400, 'ID cannot be modified')
      const document = '<xnat:MRSession xmlns:xnat="http://nrg.wustl.edu/xnat" label="OTHER"/>'
      refuses(
        t,
        await xnat.put(projectUrl, { headers: { 'content-type': 'text/xml' }, body: document }),
        400,
        'Label must be modified through separate URI.'
      )
      refuses(
        t,
        await xnat.put(projectUrl.replace(/\/subjects\/[^/]+/, ''), { headers: { 'content-type': 'text/xml' }, body: document }),
        400,
        'Label must be modified through separate URI.'
      )
      refuses(
        t,
        await xnat.put(`${subjects}/${subject}/experiments/N${id}?xsiType=xnat:mrSessionData&ID=a.b`),
        417,
        'Invalid character in experiment label.'
      )
      refuses(t, await xnat.put(`${subjects}/${subject}/experiments/a.b?xsiType=xnat:mrSessionData`), 500)
      refuses(
        t,
        await xnat.put(`${projectUrl}?date=foo`),
        400,
        "The content of element 'xnat:experimentData' is not complete. '{\"http://nrg.wustl.edu/xnat\":date}' Must Be A Valid Date\n"
      )
      refuses(
        t,
        await xnat.put(`${subjects}/${subject}/experiments/N${id}?xsiType=foo:bar`),
        400,
        "org.nrg.xft.exception.ElementNotFoundException: Element not found: 'foo:bar'"
      )
      t.match(await read(xnat, url), `"ID":"${id}"`)
    }
  },
  {
    fact: 'A whole session is saved from one document, its scans with it',
    source: 'SubjAssessmentResource.handlePut',
    seen: '1.8.11',
    run: async (t, xnat) => {
      const { subject } = await xnat.place()
      const url = `/data/projects/${xnat.project}/subjects/${subject}/experiments/D${subject}`
      const made = await xnat.put(
        url,
        xml(
          'MRSession',
          '',
          '<xnat:note>n</xnat:note><xnat:scans><xnat:scan ID="1" type="T1" xsi:type="xnat:mrScanData">' +
          '<xnat:quality>usable</xnat:quality></xnat:scan><xnat:scan ID="2" xsi:type="xnat:mrScanData"/></xnat:scans>'
        )
      )
      t.equal(made.status, 201)
      t.same(
        (await xnat.rows(`/data/experiments/${made.body}/scans`)).map(({ ID, type, quality }) => [ID, type, quality]),
        [
          ['1', 'T1', 'usable'],
          ['2', '', '']
        ]
      )
      answers(
        t,
        await xnat.put(url, xml('MRSession', '', '<xnat:scans><xnat:scan ID="3" xsi:type="xnat:mrScanData"/></xnat:scans>')),
        200,
        made.body
      )
      t.same((await xnat.rows(`/data/experiments/${made.body}/scans`)).map(({ ID }) => ID), ['1', '2', '3'])
      refuses(t, await xnat.put(url, xml('MRSession', 'project="NO_SUCH_PROJECT"')), 409, 'Project must be modified through separate URI.')
    }
  },
  {
    fact: 'With allowDataDeletion a document must carry its project; what it does not name is gone',
    source: 'SubjAssessmentResource.handlePut',
    seen: '1.8.11',
    run: async (t, xnat) => {
      const { id, label, projectUrl, url } = await xnat.placeWith('1', '2')
      await xnat.put(`${projectUrl}?note=n&operator=o`)
      const inside = '<xnat:scans><xnat:scan ID="2" xsi:type="xnat:mrScanData"/></xnat:scans><xnat:operator>p</xnat:operator>'
      refuses(
        t,
        await xnat.put(`${projectUrl}?allowDataDeletion=true`, xml('MRSession', `ID="${id}"`, inside)),
        409,
        'Project must be modified through separate URI.'
      )
      answers(
        t,
        await xnat.put(
          `${projectUrl}?allowDataDeletion=true`,
          xml('MRSession', `ID="${id}" project="${xnat.project}" label="${label}"`, inside)
        ),
        200,
        id
      )
      t.same((await xnat.rows(`${url}/scans`)).map(({ ID }) => ID), ['2'])
      const { body } = await xnat.get(`${url}?format=json`)
      t.match(body, '"operator":"p"')
      t.notMatch(body, '"note"')
    }
  },
  {
    fact: 'fixScanTypes gives scans the type that others of the same description have in the project, else their description',
    source: 'FixScanTypes, ImageScanTypeMapping; recorded session-status-project',
    seen: '1.8.11',
    run: async (t, xnat) => {
      const project = await xnat.newProject('private')
      const known = await xnat.place('xnat:mrSessionData', project)
      await xnat.put(`${known.url}/scans/1?xsiType=xnat:mrScanData&series_description=T1%20SE&type=T1`)
      const { id, projectUrl, url } = await xnat.place('xnat:mrSessionData', project)
      for (const scan of ['1?series_description=T1%20SE', '2?series_description=x&type=T2', '3?series_description=y']) {
        await xnat.put(`${url}/scans/${scan}&xsiType=xnat:mrScanData`)
      }
      answers(t, await xnat.put(`${projectUrl}?fixScanTypes=true`), 200, id)
      t.same((await xnat.rows(`${url}/scans`)).map(({ type }) => type), ['T1', 'T2', 'y'])
    }
  },
  {
    fact: 'Sessions of every type are made and read; those of types that the site has not set up are in no list',
    source: 'ElementSecurity.IsSecureElement, QueryOrganizer.buildFullQuery; recorded session-types-1, session-types-3',
    seen: '1.8.11',
    run: async (t, xnat) => {
      const project = await xnat.newProject('private')
      for (const type of [...freshSessions, ...otherSessions]) {
        const label = type.slice(5)
        const { status, body: id } = await xnat.put(`/data/projects/${project}/subjects/S/experiments/${label}?xsiType=${type}`)
        t.equal(status, 201, type)
        t.match(await read(xnat, `/data/experiments/${id}`), `"xsi:type":"${type}"`)
      }
      const listed = await xnat.rows(`/data/projects/${project}/experiments?columns=label,xsiType`)
      t.same(listed.map(({ xsiType }) => xsiType).sort(), freshSessions)
      t.same(await xnat.rows(`/data/projects/${project}/experiments?xsiType=xnat:usSessionData`), [])
      const ofSubject = await xnat.rows(`/data/projects/${project}/subjects/S/experiments?xsiType=xnat:ctSessionData`)
      t.same(ofSubject.map(({ label }) => label), ['ctSessionData'])
    }
  },
  {
    fact: 'A fresh site has set up twelve types, which can be searched',
    source: 'ElementSecurity, SearchElementListResource',
    run: async (t, xnat) => {
      const names = (await xnat.rows('/data/search/elements?format=json')).map(({ ELEMENT_NAME: name }) => name)
      for (const name of [
        ...freshSessions, 'xnat:projectData', 'xnat:subjectData', 'xnat:investigatorData', 'xnat:pVisitData', 'xnat:qcAssessmentData',
        'xnat:qcManualAssessorData', 'val:protocolData'
      ]) t.ok(names.includes(name), name)
    }
  },
  {
    fact: 'Experiments are added by POST as well, to a subject or to a project',
    source: 'ProjSubExptList.handlePost',
    seen: '1.8.11',
    run: async (t, xnat) => {
      const { id, label, subject } = await xnat.place()
      const project = `/data/projects/${xnat.project}`
      const list = `${project}/subjects/${subject}/experiments`
      const made = await xnat.post(`${list}?xsiType=xnat:petSessionData&label=P${label}`)
      t.equal(made.status, 200)
      const posted = made.body.slice(made.body.lastIndexOf('/') + 1)
      t.equal(made.body, `${xnat.client.url}${list}/${posted}`)
      t.equal(made.headers['location'], `${made.body}?xsiType=xnat:petSessionData&label=P${label}`)
      t.match(await read(xnat, `/data/experiments/${posted}`), `"label":"P${label}"`)
      t.equal((await xnat.post(`${project}/experiments?xsiType=xnat:petSessionData&label=Q${label}&subject_ID=${subject}q`)).status, 200)
      t.same((await xnat.rows(`${project}/subjects/${subject}q/experiments`)).map(({ label }) => label), [`Q${label}`])
      refuses(t, await xnat.post(list), 417, 'Need POST Contents')
      refuses(t, await xnat.post(`${list}?xsiType=xnat:mrSessionData&label=${label}`), 409, 'Specified experiment already exists.')
      refuses(t, await xnat.post(`${list}?xsiType=xnat:mrSessionData&ID=${id}`), 409, 'Specified experiment already exists.')
      refuses(t, await xnat.post(`${list}?xsiType=xnat:subjectData`), 422, 'Only xnat:Subject documents can be PUT to this address.')
      refuses(
        t,
        await xnat.post(`${project}/experiments?xsiType=xnat:mrSessionData&label=N${label}`),
        422,
        'Submitted experiment record must include the subject.'
      )
      refuses(t, await xnat.post(`${list}?xsiType=xnat:mrSessionData`), 500)
      for (const method of ['GET', 'POST']) {
        refuses(t, await xnat.ask(method, '/data/projects/NO_SUCH_PROJECT/experiments'), 404, 'Unable to identify project NO_SUCH_PROJECT')
        refuses(
          t,
          await xnat.ask(method, `${project}/subjects/NO_SUCH_SUBJECT/experiments`),
          404,
          'Unable to identify subject NO_SUCH_SUBJECT'
        )
      }
    }
  },
  {
    fact: 'Who may not make, change or delete experiments is told so',
    source: 'SubjAssessmentResource.handlePut, BaseXnatExperimentdata.delete',
    seen: '1.8.11',
    roles: true,
    run: async (t, xnat) => {
      const { id, label, projectUrl, subject, url } = await xnat.place()
      const subjects = `/data/projects/${xnat.project}/subjects`
      refuses(
        t,
        await xnat.put(`${subjects}/NEW${subject}/experiments/N${label}?xsiType=xnat:mrSessionData`, { as: 'collaborator' }),
        403,
        'User collaborator has insufficient create privileges for subjects in this project.'
      )
      refuses(
        t,
        await xnat.put(`${subjects}/${subject}/experiments/N${label}?xsiType=xnat:mrSessionData`, { as: 'collaborator' }),
        403,
        'Specified user account has insufficient create privileges for experiments in this project.'
      )
      refuses(
        t,
        await xnat.post(`${subjects}/${subject}/experiments?xsiType=xnat:mrSessionData&label=N${label}`, { as: 'collaborator' }),
        403,
        'Specified user account has insufficient create privileges for experiments in this project.'
      )
      refuses(
        t,
        await xnat.put(`${projectUrl}?note=n`, { as: 'collaborator' }),
        403,
        'Specified user account has insufficient edit privileges for experiments in this project.'
      )
      t.equal((await xnat.put(`${projectUrl}?note=n`, { as: 'member' })).status, 200)
      for (const as of ['member', 'collaborator']) {
        for (const at of [url, projectUrl]) {
          refuses(t, await xnat.delete(at, { as }), 403, `User cannot delete experiments for project ${xnat.project}`)
        }
      }
      refuses(t, await xnat.delete(url, { as: 'stranger' }), 404, 'Unable to find the specified experiment.')
      refuses(t, await xnat.delete(`${url}/foo`), 400, "Illegal file path 'foo' does not start with 'projects/'.")
      refuses(t, await xnat.delete(`${url}/projects/NO_SUCH_PROJECT`), 404, 'Unable to identify project: NO_SUCH_PROJECT')
      t.match(await read(xnat, url), `"ID":"${id}"`)
      saves(t, await xnat.delete(url, { as: 'owner' }))
      refuses(t, await xnat.get(url), 404, 'Unable to find the specified experiment.')
    }
  },
  {
    fact: 'Other paths behind an experiment: its status, the projects that show it',
    source: 'ExperimentResource.represent',
    seen: '1.8.11',
    run: async (t, xnat) => {
      const { label, projectUrl, url } = await xnat.place()
      answers(t, await xnat.get(`${url}/status`), 200, 'active')
      await xnat.put(`${projectUrl}?quarantine=true`)
      answers(t, await xnat.get(`${projectUrl}/status`), 200, 'quarantine')
      answers(
        t,
        await xnat.get(`${url}/projects?format=json`),
        200,
        `{"ResultSet":{"Result":[{"label":"${label}","ID":"${xnat.project}","Secondary_ID":"${xnat.project}","Name":"${xnat.project}"}]}}`
      )
    }
  }
]
