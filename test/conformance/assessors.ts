import { type Case, answers, refuses, saves } from './case.ts'

const qc = 'xsiType=xnat:qcManualAssessorData&xnat:qcManualAssessorData/pass=1'

/** What is derived from a session: its assessors, with their resources. */
export const assessorCases: readonly Case[] = [
  {
    fact: 'An assessor is made below its session and is an experiment of its own; its session lists it, with the session beside it',
    source: 'ExptAssessmentResource.handlePut, ProjSubExptAsstList; recorded assessor-list',
    seen: '1.8.11',
    run: async (t, xnat) => {
      const { id, url, projectUrl } = await xnat.place()
      const made = await xnat.put(`${projectUrl}/assessors/A${id}?${qc}&date=2020-01-02`)
      t.equal(made.status, 201)
      answers(t, await xnat.put(`${url}/assessors/${made.body}?note=n`), 200, made.body)
      answers(
        t,
        await xnat.get(`${url}/assessors?format=csv&columns=ID,label,date,note,session_ID&sortBy=label`),
        200,
        `xnat:imageassessordata/id,session_ID,ID,label,date,note,URI\n${made.body},${id},${made.body},A${id},2020-01-02,n,` +
        `/data/experiments/${made.body}\n`
      )
      const { body: document } = await xnat.get(`${url}/assessors/${made.body}?format=xml`)
      t.equal((await xnat.get(`/data/experiments/${made.body}?format=xml`)).body, document)
      t.match((await xnat.get(`${url}?format=xml`)).body, `<xnat:assessor ID="${made.body}" project="${xnat.project}" label="A${id}"`)
      saves(t, await xnat.delete(`${projectUrl}/assessors/A${id}?removeFiles=true`))
      refuses(t, await xnat.get(`${url}/assessors/${made.body}`), 404, 'Unable to find the specified experiment.')
    }
  },
  {
    fact: 'Without a project in the address an assessor must name one; without a session it is not complete; what is none is refused',
    source: 'ExptAssessmentResource.handlePut; recorded assessor-addresses',
    seen: '1.8.11',
    run: async (t, xnat) => {
      const { url, projectUrl } = await xnat.place()
      refuses(t, await xnat.put(`${url}/assessors/N1?${qc}`), 422, 'Submitted subject record must include the project attribute.')
      refuses(
        t,
        await xnat.put(`${projectUrl}x/assessors/N2?${qc}`),
        400,
        'The content of element \'xnat:imageAssessorData\' is not complete. ' +
        '\'{"http://nrg.wustl.edu/xnat":imageSession_ID}\' Required Field\n'
      )
      refuses(
        t,
        await xnat.put(`${projectUrl}/assessors/N3?xsiType=xnat:mrSessionData`),
        422,
        'Only xnat:Subject documents can be PUT to this address.'
      )
      refuses(t, await xnat.put(`${projectUrl}/assessors/N4`), 417, 'Need POST Contents')
      refuses(t, await xnat.put(`${projectUrl}/assessors/N5/assessors/N6?${qc}`), 400)
    }
  },
  {
    fact: 'Neither label nor ID of an assessor change at its address; at that of the project\'s experiments the label does',
    source: 'ExptAssessmentResource.handlePut, ExperimentResource.handlePut; recorded assessor-relabel',
    seen: '1.8.11',
    run: async (t, xnat) => {
      const { id, url, projectUrl } = await xnat.place()
      const { body } = await xnat.put(`${projectUrl}/assessors/A${id}?${qc}`)
      refuses(t, await xnat.put(`${projectUrl}/assessors/A${id}?label=B${id}`), 400, 'Label must be modified through separate URI.')
      refuses(t, await xnat.put(`${url}/assessors/${body}?ID=X${id}`), 400, 'ID cannot be modified')
      saves(t, await xnat.put(`/data/projects/${xnat.project}/experiments/A${id}?label=B${id}`))
      answers(
        t,
        await xnat.get(`${url}/assessors?format=csv&columns=label`),
        200,
        `xnat:imageassessordata/id,label,URI\n${body},B${id},/data/experiments/${body}\n`
      )
    }
  },
  {
    fact: 'An assessor that is added by POST needs no label; a second one of the same label is refused',
    source: 'ProjSubExptAsstList.handlePost; recorded assessor-posted',
    seen: '1.8.11',
    run: async (t, xnat) => {
      const { id, projectUrl } = await xnat.place()
      const added = await xnat.post(`${projectUrl}/assessors?${qc}`)
      t.equal(added.status, 200)
      t.match(added.body, `${projectUrl}/assessors/`)
      t.equal((await xnat.post(`${projectUrl}/assessors?${qc}&label=B${id}`)).status, 200)
      refuses(t, await xnat.post(`${projectUrl}/assessors?${qc}&label=B${id}`), 409, 'Specified experiment already exists.')
      refuses(t, await xnat.post(`${projectUrl}/assessors`), 417, 'Need POST Contents')
    }
  },
  {
    fact: 'All resources of an assessor are what came out of it, whichever address made them; what went in is an empty list',
    source: 'XNATTemplate.loadCatalogs; recorded assessor-resources',
    seen: '1.8.11',
    run: async (t, xnat) => {
      const { id, url, projectUrl } = await xnat.place()
      const { body } = await xnat.put(`${projectUrl}/assessors/A${id}?${qc}`)
      const own = `${url}/assessors/${body}`
      saves(t, await xnat.put(`${own}/in/resources/R`))
      const text = { headers: { 'content-type': 'text/plain' }, body: 'abc' }
      t.equal((await xnat.put(`${own}/out/resources/R/files/a.txt?inbody=true`, text)).status, 200)
      t.same(await xnat.rows(`${own}/in/resources`), [])
      const [row = {}] = await xnat.rows(`${own}/resources`)
      t.match(row, { label: 'R', category: 'assessors', cat_id: body, cat_desc: 'Manual QC', file_count: '1', file_size: '3' })
      const [file = {}] = await xnat.rows(`/data/experiments/${id}/assessors/ALL/files`)
      t.equal(file['URI'], `${own}/out/resources/${row['xnat_abstractresource_id'] ?? ''}/files/a.txt`)
      t.equal((await xnat.get(file['URI'] ?? '')).body, 'abc')
      t.match((await xnat.get(`${own}?format=xml`)).body, `/ASSESSORS/A${id}/R/R_catalog.xml" xsi:type="xnat:resourceCatalog">`)
      t.equal((await xnat.rows(`${url}/resources?all=true`)).length, 1)
      saves(t, await xnat.delete(`${own}/resources/R?removeFiles=true`))
      t.equal((await xnat.rows(`${own}/resources`)).length, 0)
    }
  },
  {
    fact: 'A member makes and changes assessors, and deletes none; a collaborator reads them',
    source: 'ExptAssessmentResource',
    roles: true,
    run: async (t, xnat) => {
      const { id, url, projectUrl } = await xnat.place()
      const { body } = await xnat.put(`${projectUrl}/assessors/A${id}?${qc}`, { as: 'member' })
      answers(t, await xnat.put(`${projectUrl}/assessors/A${id}?note=n`, { as: 'member' }), 200, body)
      refuses(
        t,
        await xnat.put(`${projectUrl}/assessors/B${id}?${qc}`, { as: 'collaborator' }),
        403,
        'Specified user account has insufficient create privileges for subjects in this project.'
      )
      refuses(
        t,
        await xnat.put(`${projectUrl}/assessors/A${id}?note=m`, { as: 'collaborator' }),
        403,
        'Specified user account has insufficient edit privileges for subjects in this project.'
      )
      t.equal((await xnat.get(`${url}/assessors/${body}?format=xml`, { as: 'collaborator' })).status, 200)
      t.equal((await xnat.get(`${url}/assessors/${body}?format=xml`, { as: 'stranger' })).status, 404)
      t.equal((await xnat.delete(`${url}/assessors/${body}`, { as: 'member' })).status, 403)
      saves(t, await xnat.delete(`${url}/assessors/${body}`, { as: 'owner' }))
    }
  },
  {
    fact: 'An assessor is shared by itself, under its own label or another, and is told by both projects',
    source: 'ExptAssessmentResource.handlePut',
    run: async (t, xnat) => {
      const { id, url, projectUrl } = await xnat.place()
      const { body } = await xnat.put(`${projectUrl}/assessors/A${id}?${qc}`)
      const other = await xnat.newProject('private')
      t.equal((await xnat.put(`${url}/assessors/${body}/projects/${other}?label=S${id}&format=json`)).status, 200)
      t.same(
        (await xnat.rows(`${url}/assessors/${body}/projects?format=json`)).map(({ label, ID: project }) => [label, project]),
        [[`A${id}`, xnat.project], [`S${id}`, other]]
      )
      refuses(t, await xnat.put(`${url}/assessors/${body}/projects/${other}`), 409, `Already assigned to project:${other}`)
      refuses(t, await xnat.put(`${url}/assessors/${body}/projects/NO_SUCH`), 404, 'Unable to identify project: NO_SUCH')
      saves(t, await xnat.delete(`${url}/assessors/${body}/projects/${other}`))
      t.equal((await xnat.rows(`${url}/assessors/${body}/projects?format=json`)).length, 1)
    }
  }
]
