import { type Case, answers, refuses, saves } from './case.ts'
import type { Xnat } from './xnat.ts'

const demographics = 'xnat:subjectData/demographics[@xsi:type=xnat:demographicData]'

const read = async (xnat: Xnat, url: string): Promise<string> => (await xnat.get(`${url}?format=json`)).body

/** A subject of its own in a project of its own. */
async function newSubject (xnat: Xnat, query = ''): Promise<{ project: string, label: string, id: string, url: string }> {
  const project = await xnat.newProject('private')
  const label = `S${project}`
  const url = `/data/projects/${project}/subjects/${label}`
  return { project, label, url, id: (await xnat.put(url + query)).body }
}

/** Subjects. */
export const subjectCases: readonly Case[] = [
  {
    fact: 'A subject without fields is a row of five columns, its ID the site\'s prefix and five digits',
    source: 'ProjectSubjectList, IDGenerator',
    seen: '1.8.11',
    run: async (t, xnat) => {
      const { project, label, id } = await newSubject(xnat)
      t.match(id, /^\w+_S\d{5,}$/)
      const [row = {}] = await xnat.rows(`/data/projects/${project}/subjects`)
      answers(
        t,
        await xnat.get(`/data/projects/${project}/subjects`),
        200,
        `{"ResultSet":{"Result":[{"insert_date":"${row['insert_date']}","project":"${project}","ID":"${id}","label":"${label}",` +
        `"insert_user":"${xnat.admin}","URI":"/data/subjects/${id}"}], "totalRecords": "1"}}`
      )
      answers(
        t,
        await xnat.get(`/data/projects/${project}/subjects?format=csv`),
        200,
        `ID,project,label,insert_date,insert_user,URI\n${id},${project},${label},${row['insert_date']},${xnat.admin},/data/subjects/${id}\n`
      )
    }
  },
  {
    fact: 'IDs are never used twice: a deleted subject\'s number is gone',
    source: 'IDGenerator',
    seen: '1.8.11',
    run: async (t, xnat) => {
      const { id, url } = await newSubject(xnat)
      saves(t, await xnat.delete(url))
      const next = (await xnat.put(url)).body
      t.not(next, id)
      refuses(
        t,
        await xnat.get(`/data/subjects/${id}`),
        404,
        'Unable to find the specified subject. When searching by subject ID only, you must specify the accession number and not the ' +
        `subject label, which is not unique across the XNAT system. ${id} is not a known subject accession ID.`
      )
    }
  },
  {
    fact: 'Demographics are given by short names or paths, custom variables by name',
    source: 'XMLPathShortcuts, SubjectResource.handlePut',
    seen: '1.8.11',
    run: async (t, xnat) => {
      const { url } = await newSubject(
        xnat,
        '?gender=female&dob=1990-02-03&handedness=left&weight=61.5&group=control&xnat:subjectData/fields/field[name%3Dsite]/field=Oslo'
      )
      t.equal((await xnat.put(`${url}?${encodeURIComponent(`${demographics}/education`)}=12`)).status, 200)
      const { body } = await xnat.get(`${url}?format=xml`)
      for (const part of [
        'group="control"', '<xnat:dob>1990-02-03</xnat:dob>', '<xnat:gender>female</xnat:gender>',
        '<xnat:handedness>left</xnat:handedness>', '<xnat:education>12</xnat:education>', '<xnat:weight>61.5</xnat:weight>',
        '<xnat:field name="site">'
      ]) t.match(body, part)
      t.match(body, '<xnat:demographics xsi:type="xnat:demographicData">')
      refuses(
        t,
        await xnat.put(`${url}?gender=neither`),
        400,
        "The content of element 'xnat:demographicData' is not complete. '{\"http://nrg.wustl.edu/xnat\":gender}' 'neither' Must Match " +
        'Pre-Defined Values...(male,female,other,unknown,M,F)\n'
      )
    }
  },
  {
    fact: 'Labels may not have special characters: 500, and nothing is made; nor may one be missing, or another\'s',
    source: 'BaseXnatSubjectdata.preSave, checkUniqueLabel',
    seen: '1.8.11',
    run: async (t, xnat) => {
      const { project, id } = await newSubject(xnat)
      const list = `/data/projects/${project}/subjects`
      for (const label of ['a%20b', 'a.b', '%C3%A9', 'a&b', '%3Cb%3E']) refuses(t, await xnat.put(`${list}/${label}`), 500)
      refuses(t, await xnat.put(`${list}/a.b/experiments/E?xsiType=xnat:mrSessionData`), 500)
      for (const query of ['', '?label=a%20b']) refuses(t, await xnat.post(list + query), 500)
      await xnat.put(`${list}/OTHER`)
      const body = `<xnat:Subject xmlns:xnat="http://nrg.wustl.edu/xnat" ID="${id}" project="${project}" label="OTHER"/>`
      refuses(
        t,
        await xnat.put(`/data/subjects/${id}`, { headers: { 'content-type': 'text/xml' }, body }),
        409,
        'Conflict: Duplicate subject label'
      )
      t.equal((await xnat.rows(list)).length, 2)
      t.equal((await xnat.put(`${list}/A-b_1`)).status, 201)
    }
  },
  {
    fact: 'A label on an existing subject renames it, answers with nothing, and does nothing else',
    source: 'SubjectResource.handlePut, SecureResource.rename',
    seen: '1.8.11',
    run: async (t, xnat) => {
      const { project, label, id, url } = await newSubject(xnat)
      await xnat.put(`/data/projects/${project}/subjects/OTHER`)
      refuses(t, await xnat.put(`${url}?label=OTHER`), 409, 'Specified label is already in use.')
      saves(t, await xnat.put(`${url}?label=${label}&group=g`))
      saves(t, await xnat.put(`${url}?label=NEW&group=g`))
      t.notMatch(await read(xnat, `/data/subjects/${id}`), '"group"')
      t.match(await read(xnat, `/data/projects/${project}/subjects/NEW`), '"label":"NEW"')
      t.equal((await xnat.get(`${url}?format=json`)).status, 404)
    }
  },
  {
    fact: 'ID and project are not changed by fields',
    source: 'SubjectResource.handlePut',
    seen: '1.8.11',
    run: async (t, xnat) => {
      const { project, id, url } = await newSubject(xnat)
      const other = await xnat.newProject('private')
      refuses(t, await xnat.put(`${url}?ID=${id}X`), 400, 'ID cannot be modified')
      refuses(t, await xnat.put(`${url}?project=${other}`), 409, 'Project must be modified through separate URI.')
      refuses(t, await xnat.put(`${url}2?ID=a.b`), 417, 'Invalid character in subject label.')
      answers(t, await xnat.put(`/data/projects/${project}/subjects/GIVEN?ID=GIVEN_${id}`), 201, `GIVEN_${id}`)
      refuses(t, await xnat.put(`/data/subjects/NOWHERE${id}`), 422, 'Submitted subject record must include the project attribute.')
      refuses(
        t,
        await xnat.put('/data/projects/NO_SUCH_PROJECT/subjects/A'),
        422,
        'Submitted subject record must include the project attribute.'
      )
      refuses(
        t,
        await xnat.put(`/data/projects/${project}/subjects/A?xsiType=xnat:mrSessionData`),
        422,
        'Only xnat:Subject documents can be PUT to this address.'
      )
    }
  },
  {
    fact: 'A document is laid over the stored subject; allowDataDeletion removes what it does not name, loadExisting=false and all',
    source: 'SubjectResource.handlePut',
    seen: '1.8.11',
    run: async (t, xnat) => {
      const { project, label, id, url } = await newSubject(xnat, '?group=g&src=s')
      const document = (inside: string, attributes = '') => ({
        body: `<xnat:Subject xmlns:xnat="http://nrg.wustl.edu/xnat" ID="${id}" project="${project}" ` +
          `label="${label}"${attributes}>${inside}</xnat:Subject>`,
        headers: { 'content-type': 'text/xml' }
      })
      answers(t, await xnat.put(url, document('', ' group="h"')), 200, id)
      t.match(await read(xnat, url), '"src":"s"')
      answers(t, await xnat.put(`${url}?loadExisting=false`, document('', ' group="i"')), 200, id)
      t.match(await read(xnat, url), '"src":"s"')
      answers(t, await xnat.put(`${url}?loadExisting=false&allowDataDeletion=true`, document('', ' group="j"')), 200, id)
      const { body } = await xnat.get(`${url}?format=json`)
      t.match(body, '"group":"j"')
      t.notMatch(body, '"src"')
    }
  },
  {
    fact: 'Subjects are added to a project by POST as well',
    source: 'ProjectSubjectList.handlePost',
    seen: '1.8.11',
    run: async (t, xnat) => {
      const { project, label, id } = await newSubject(xnat)
      const list = `/data/projects/${project}/subjects`
      const made = await xnat.post(`${list}?label=POSTED&gender=male`)
      t.equal(made.status, 200)
      t.equal(made.headers['content-type'], 'text/plain;charset=ISO-8859-1')
      const posted = made.body.slice(made.body.lastIndexOf('/') + 1)
      t.match(posted, /_S\d{5,}$/)
      t.equal(made.body, `${xnat.client.url}${list}/${posted}`)
      t.equal(made.headers['location'], `${made.body}?label=POSTED&gender=male`)
      t.match(await read(xnat, `${list}/POSTED`), '"gender":"male"')
      refuses(t, await xnat.post(`${list}?label=${label}`), 409, 'Subject already exists.')
      refuses(t, await xnat.post(`${list}?ID=${id}`), 409, 'Subject already exists.')
      refuses(t, await xnat.post(`${list}?xsiType=xnat:mrSessionData`), 422, 'Only xnat:Subject documents can be PUT to this address.')
      const body =
        '<xnat:Subject xmlns:xnat="http://nrg.wustl.edu/xnat" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" label="X">' +
        '<xnat:experiments><xnat:experiment xsi:type="xnat:mrSessionData" label="Y"/></xnat:experiments></xnat:Subject>'
      refuses(
        t,
        await xnat.post(list, { body, headers: { 'content-type': 'text/xml' } }),
        422,
        'Submitted subject record must not include subject assessors.'
      )
      refuses(t, await xnat.post('/data/projects/NO_SUCH_PROJECT/subjects?label=A'), 404)
    }
  },
  {
    fact: 'Who may not make or change subjects is told so; strangers do not see the project',
    source: 'SubjectResource.handlePut, ProjectSubjectList',
    seen: '1.8.11',
    roles: true,
    run: async (t, xnat) => {
      const { subject } = await xnat.place()
      const url = `/data/projects/${xnat.project}/subjects`
      refuses(
        t,
        await xnat.put(`${url}/NEW${subject}`, { as: 'collaborator' }),
        403,
        'Specified user account has insufficient create privileges for subjects in this project.'
      )
      refuses(
        t,
        await xnat.post(`${url}?label=NEW${subject}`, { as: 'collaborator' }),
        403,
        'Specified user account has insufficient create privileges for subjects in this project.'
      )
      refuses(
        t,
        await xnat.put(`${url}/${subject}?group=g`, { as: 'collaborator' }),
        403,
        'Specified user account has insufficient edit privileges for subjects in this project.'
      )
      refuses(
        t,
        await xnat.put(`${url}/${subject}`, { as: 'stranger' }),
        422,
        'Submitted subject record must include the project attribute.'
      )
      t.equal((await xnat.put(`${url}/${subject}?group=g`, { as: 'member' })).status, 200)
      for (const as of ['member', 'collaborator']) {
        refuses(t, await xnat.delete(`${url}/${subject}`, { as }), 403, `User cannot delete subjects for project ${xnat.project}`)
      }
      refuses(t, await xnat.delete(`${url}/${subject}`, { as: 'stranger' }), 404, 'Unable to find the specified subject.')
      const shown = await xnat.newProject('protected')
      refuses(
        t,
        await xnat.get(`/data/projects/${shown}/subjects`, { as: 'stranger' }),
        403,
        `Unable to read subjects for Project: ${shown}`
      )
      refuses(t, await xnat.get(`${url}`, { as: 'stranger' }), 404)
      refuses(t, await xnat.delete(`${url}/${subject}/foo`), 400, "Illegal file path 'foo' does not start with 'projects/'.")
      saves(t, await xnat.delete(`${url}/${subject}`, { as: 'owner' }))
    }
  },
  {
    fact: 'A status is active until quarantine is asked for; activate ends it',
    source: 'SecureResource.postSaveManageStatus, returnStatus',
    seen: '1.8.11',
    run: async (t, xnat) => {
      const { url } = await newSubject(xnat)
      const said = async (status: string) => { answers(t, await xnat.get(`${url}/status`), 200, status) }
      await said('active')
      await xnat.put(`${url}?quarantine=true`)
      await said('quarantine')
      await xnat.put(`${url}?group=g`)
      await said('quarantine')
      await xnat.put(`${url}?activate=true`)
      await said('active')
    }
  }
]
