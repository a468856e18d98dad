import { type Case, answers, refuses, saves } from './case.ts'
import type { Xnat } from './xnat.ts'

const read = async (xnat: Xnat, url: string): Promise<string> => (await xnat.get(`${url}?format=json`)).body

const document = (attributes: string, inside: string) => ({
  body: `<xnat:MRSession xmlns:xnat="http://nrg.wustl.edu/xnat" ${attributes}>${inside}</xnat:MRSession>`,
  headers: { 'content-type': 'text/xml' }
})

const labels = async (xnat: Xnat, url: string): Promise<string[]> => (await xnat.rows(url)).map(({ label = '' }) => label)

const mr = 'xsiType=xnat:mrSessionData'

/** Whose experiments are, and what else they refer to. */
export const experimentSubjectCases: readonly Case[] = [
  {
    fact: 'The subject is that of the address, else the one the request names by ID; one that nobody knows is made, its name the label',
    source: 'ExperimentResource.setSubject, SubjAssessmentResource.handlePut; recorded experiment-other-types',
    seen: '1.8.11',
    run: async (t, xnat) => {
      const project = await xnat.newProject('private')
      const url = `/data/projects/${project}/experiments`
      t.equal((await xnat.put(`${url}/A?${mr}&subject_ID=ONE`)).status, 201)
      const [one] = await xnat.rows(`/data/projects/${project}/subjects`)
      t.equal(one?.['label'], 'ONE')
      t.equal((await xnat.put(`${url}/B?${mr}&subject_ID=${one?.['ID']}`)).status, 201)
      t.equal((await xnat.put(`/data/projects/${project}/subjects/TWO/experiments/C?${mr}`)).status, 201)
      t.same(await labels(xnat, `/data/projects/${project}/subjects`), ['ONE', 'TWO'])
      t.same(
        (await xnat.rows(`${url}?columns=label,subject_label`)).map(row => [row['label'], row['subject_label']]),
        [['A', 'ONE'], ['B', 'ONE'], ['C', 'TWO']]
      )
    }
  },
  {
    fact: 'At the project, the label of a subject that is there is not its ID: 500, and nothing is made',
    source: 'ExperimentResource.setSubject; recorded experiment-other-types, experiment-posted',
    seen: '1.8.11',
    run: async (t, xnat) => {
      const project = await xnat.newProject('private')
      const url = `/data/projects/${project}/experiments`
      const { subject } = await xnat.place('xnat:mrSessionData', project)
      const before = await labels(xnat, url)
      refuses(t, await xnat.put(`${url}/B?${mr}&subject_ID=${subject}`), 500)
      refuses(t, await xnat.put(`${url}/B`, document('', `<xnat:subject_ID>${subject}</xnat:subject_ID>`)), 500)
      refuses(t, await xnat.post(`${url}?${mr}&label=B&subject_ID=${subject}`), 500)
      t.same(await labels(xnat, url), before)
    }
  },
  {
    fact: 'Below a subject the label counts as the ID does',
    source: 'SubjAssessmentResource.handlePut',
    run: async (t, xnat) => {
      const { subject } = await xnat.place()
      const url = `/data/projects/${xnat.project}/subjects/${subject}/experiments/L${subject}`
      t.equal((await xnat.put(url, document('', `<xnat:subject_ID>${subject}</xnat:subject_ID>`))).status, 201)
    }
  },
  {
    fact: 'An experiment that is put by its ID alone needs its subject: 400 in the words of the schema',
    source: 'XFTValidator.ValidateField, ExperimentResource.handlePut; recorded subject-document',
    seen: '1.8.11',
    run: async (t, xnat) => {
      const { id, label } = await xnat.place()
      const answer = await xnat.put(
        `/data/experiments/${id}`, document(`ID="${id}" project="${xnat.project}" label="${label}"`, '<xnat:note>n</xnat:note>')
      )
      t.equal(answer.status, 400)
      t.match(answer.body, "'xnat:subjectAssessorData' is not complete. '{\"http://nrg.wustl.edu/xnat\":subject_ID}' Required Field")
    }
  },
  {
    fact: 'A visit is the ID of one: of another word comes 500, and nothing is changed; visit_id is free text',
    source: 'a foreign key of the database; recorded session-visit-of-none',
    seen: '1.8.11',
    run: async (t, xnat) => {
      const { id, label, projectUrl, subject, url } = await xnat.place()
      refuses(t, await xnat.put(`${projectUrl}?xnat:experimentData/visit=V1&note=n`), 500)
      refuses(t, await xnat.put(`/data/projects/${xnat.project}/subjects/${subject}/experiments/N${label}?${mr}&visit=V1`), 500)
      t.notMatch(await read(xnat, url), '"note"')
      answers(t, await xnat.put(`${projectUrl}?xnat:experimentData/visit_id=V1&note=n`), 200, id)
      t.match(await read(xnat, url), '"visit_id":"V1"')
    }
  },
  {
    fact: 'Whoever puts an experiment below its subject takes it out of its visit and its protocol, unless the request gives it one',
    source: 'SubjAssessmentResource.unsetOldVisitAndSubtype',
    run: async (t, xnat) => {
      const { id, label, projectUrl, url } = await xnat.place()
      const { body: visitId, status } = await xnat.put(
        `/data/projects/${xnat.project}/experiments/V${label}?xsiType=xnat:pVisitData`
      )
      t.equal(status, 201)
      answers(t, await xnat.put(`${projectUrl}?xnat:experimentData/visit=${visitId}&xnat:experimentData/protocol=p`), 200, id)
      t.match(await read(xnat, url), `"visit":"${visitId}"`)
      answers(t, await xnat.put(`${projectUrl}?note=n`), 200, id)
      t.notMatch(await read(xnat, url), /"(visit|protocol)"/)
    }
  },
  {
    fact: 'subject_ID on an existing session moves it, by ID or label; a new label there makes the subject',
    source: 'SubjAssessmentResource.handlePut',
    seen: '1.8.11',
    run: async (t, xnat) => {
      const { id, projectUrl, subject } = await xnat.place()
      const subjects = `/data/projects/${xnat.project}/subjects`
      const { body: other } = await xnat.put(`${subjects}/${subject}a`)
      for (const [named, label] of [[`${subject}a`, `${subject}a`], [other, `${subject}a`], [`${subject}b`, `${subject}b`]] as const) {
        const current =
          (await xnat.rows(`/data/experiments?ID=${id}&columns=ID,subject_label&xsiType=xnat:mrSessionData`))[0]?.['subject_label'] ??
          subject
        answers(t, await xnat.put(`${projectUrl.replace(`/${subject}/`, `/${current}/`)}?subject_ID=${named}`), 200, id)
        t.same((await xnat.rows(`${subjects}/${label}/experiments`)).map(({ ID }) => ID), [id])
      }
      t.same(await xnat.rows(`${subjects}/${subject}/experiments`), [])
    }
  },
  {
    fact: 'A subject that is made on the way stays, though the experiment is refused',
    source: 'ExperimentResource.setSubject, SubjAssessmentResource.handlePut; recorded experiment-other-types',
    seen: '1.8.11',
    run: async (t, xnat) => {
      const project = await xnat.newProject('private')
      t.equal((await xnat.put(`/data/projects/${project}/experiments/A?${mr}&subject_ID=NEW&xnat:experimentData/date=foo`)).status, 400)
      t.same(await labels(xnat, `/data/projects/${project}/subjects`), ['NEW'])
    }
  },
  {
    fact: 'At the project short names of fields are none: only whole paths count; below the subject they do',
    source: 'ExperimentResource.handlePut; recorded assessor-fields',
    seen: '1.8.11',
    run: async (t, xnat) => {
      const { id, label, projectUrl, url } = await xnat.place()
      const byProject = `/data/projects/${xnat.project}/experiments/${label}`
      answers(t, await xnat.put(`${byProject}?${mr}&note=n`), 200, id)
      t.notMatch(await read(xnat, url), '"note"')
      answers(t, await xnat.put(`${byProject}?${mr}&xnat:experimentData/note=n`), 200, id)
      t.match(await read(xnat, url), '"note":"n"')
      saves(t, await xnat.put(`${byProject}?label=R${label}`))
      answers(t, await xnat.put(`${projectUrl.replace(label, `R${label}`)}?note=m`), 200, id)
      t.match(await read(xnat, url), '"note":"m"')
    }
  },
  {
    fact: 'Experiments need not be sessions: named variables of a subject, and generic data, which hangs on none',
    source: 'SubjAssessmentResource.handlePut, ExperimentResource.handlePut; recorded experiment-other-types',
    seen: '1.8.11',
    run: async (t, xnat) => {
      const { subject } = await xnat.place()
      const url = `/data/projects/${xnat.project}/subjects/${subject}/experiments`
      const { body: variables } = await xnat.put(
        `${url}/V${subject}?xsiType=xnat:subjectVariablesData&xnat:subjectVariablesData/variables/variable[name%3Da]/variable=1` +
        '&date=2020-01-02'
      )
      const byProject = `/data/projects/${xnat.project}/experiments/G${subject}`
      const { body: generic } = await xnat.put(`${byProject}?xsiType=xnat:genericData&note=n`)
      t.match(await read(xnat, `/data/experiments/${variables}`), '"xsi:type":"xnat:subjectVariablesData"')
      t.match(await read(xnat, `/data/experiments/${generic}`), '"xsi:type":"xnat:genericData"')
      t.notMatch(await read(xnat, `/data/experiments/${generic}`), '"note"')
      refuses(t, await xnat.put(`/data/experiments/${generic}?label=R${subject}`), 500)
      saves(t, await xnat.put(`${byProject}?label=R${subject}`))
      refuses(
        t,
        await xnat.put(`${url}/H${subject}?xsiType=xnat:genericData`),
        422,
        'Only xnat:Subject documents can be PUT to this address.'
      )
    }
  }
]
