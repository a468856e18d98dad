import { type Case, answers, refuses, saves } from './case.ts'
import type { Xnat } from './xnat.ts'

const labels = async (xnat: Xnat, project: string, what: 'subjects' | 'experiments'): Promise<string[]> =>
  (await xnat.rows(`/data/projects/${project}/${what}`)).map(({ label = '' }) => label)

/** Subjects and sessions in projects that do not own them, and their moves to other projects. */
export const sharingCases: readonly Case[] = [
  {
    fact: 'A session is shared under its own label or another, and answers with its ID; its scans are shared too',
    source: 'SubjAssessmentResource.handlePut, SecureResource.shareExperimentToProject; recorded assessor-session-share',
    seen: '1.8.11',
    run: async (t, xnat) => {
      const { id, label, projectUrl, url } = await xnat.placeWith('1')
      const [one, two] = [await xnat.newProject('private'), await xnat.newProject('private')]
      const shared = await xnat.put(`${projectUrl}/projects/${one}?label=THERE`)
      answers(t, shared, 200, id)
      t.equal(shared.headers['content-type'], 'text/plain;charset=ISO-8859-1')
      // by its ID XNAT takes it for a new one
      answers(t, await xnat.put(`${url}/projects/${two}`), 201, id)
      t.same(await labels(xnat, one, 'experiments'), ['THERE'])
      t.same(await labels(xnat, two, 'experiments'), [label])
      t.same(
        (await xnat.rows(`/data/projects/${one}/experiments?columns=ID,project`)).map(({ ID, project }) => [ID, project]),
        [[id, xnat.project]]
      )
      t.same((await xnat.rows(`/data/projects/${one}/experiments`)).map(({ ID, project }) => [ID, project]), [[id, one]])
      answers(t, await xnat.get(`/data/projects/${one}/experiments/THERE?format=xml`), 200, (await xnat.get(`${url}?format=xml`)).body)
      t.match((await xnat.get(`${url}/scans/1?format=xml`)).body, `<xnat:share label="1" project="${one}">`)
      t.same(
        (await xnat.rows(`${url}/projects?format=json`)).map(({ ID, label }) => [ID, label]),
        [
          [xnat.project, label],
          [one, 'THERE'],
          [two, id]
        ]
      )
    }
  },
  {
    fact: 'What cannot be shared: with nobody, twice, under a label that is taken',
    source: 'SubjAssessmentResource.handlePut, ExperimentResource.handlePut',
    seen: '1.8.11',
    run: async (t, xnat) => {
      const { label, projectUrl, subject, url } = await xnat.place()
      const other = await xnat.newProject('private')
      const there = await xnat.place('xnat:mrSessionData', other)
      for (const at of [url, projectUrl]) {
        refuses(t, await xnat.put(`${at}/projects/NO_SUCH_PROJECT`), 404, 'Unable to identify project: NO_SUCH_PROJECT')
        refuses(t, await xnat.put(`${at}/projects/${other}?label=${there.label}`), 409, `Label already in use:${there.label}`)
        refuses(t, await xnat.put(`${at}/foo/${other}`), 400)
      }
      refuses(t, await xnat.put(`${projectUrl}/projects/${xnat.project}`), 409, `Already assigned to project:${xnat.project}`)
      t.equal((await xnat.put(`${projectUrl}/projects/${other}?label=L${label}`)).status, 200)
      refuses(t, await xnat.put(`${projectUrl}/projects/${other}?label=L${label}`), 409, `Already assigned to project:${other}`)
      t.same((await labels(xnat, other, 'experiments')).sort(), [there.label, `L${label}`].sort())
      const subjectUrl = `/data/projects/${xnat.project}/subjects/${subject}`
      refuses(t, await xnat.put(`${subjectUrl}/projects/NO_SUCH_PROJECT`), 404, 'Unable to identify project: NO_SUCH_PROJECT')
      refuses(t, await xnat.put(`${subjectUrl}/projects/${other}?label=${there.subject}`), 409, `Label already in use:${there.subject}`)
      refuses(t, await xnat.put(`${subjectUrl}/foo`), 400)
      const shared = await xnat.put(`${subjectUrl}/projects/${other}?label=THERE`)
      t.equal(shared.status, 200)
      t.match(shared.headers['content-type'], /^text\/html/)
      refuses(t, await xnat.put(`${subjectUrl}/projects/${other}`), 409, `Already assigned to project:${other}`)
      t.equal((await xnat.put(`${subjectUrl}/projects/${other}?label=ELSE`)).status, 200)
      t.same((await labels(xnat, other, 'subjects')).sort(), ['ELSE', there.subject].sort())
    }
  },
  {
    fact: 'A share is taken away by deleting at its address; the item stays',
    source: 'BaseXnatExperimentdata.delete, BaseXnatSubjectdata.delete',
    seen: '1.8.11',
    run: async (t, xnat) => {
      const { label, projectUrl, subject, url } = await xnat.place()
      const other = await xnat.newProject('private')
      const subjectUrl = `/data/projects/${xnat.project}/subjects/${subject}`
      for (const at of [`${url}/projects/${other}`, `/data/projects/${other}/experiments/${label}x`]) {
        await xnat.put(`${projectUrl}/projects/${other}?label=${label}x`)
        t.same(await labels(xnat, other, 'experiments'), [`${label}x`])
        saves(t, await xnat.delete(at))
        t.same(await labels(xnat, other, 'experiments'), [])
      }
      await xnat.put(`${subjectUrl}/projects/${other}`)
      refuses(t, await xnat.delete(`/data/projects/${other}/subjects/${subject}`), 404, 'Unable to find the specified subject.')
      saves(
        t,
        await xnat.delete(`/data/projects/${other}/subjects/${(await xnat.rows(`/data/projects/${other}/subjects`))[0]?.['ID'] ?? ''}`)
      )
      t.same(await labels(xnat, other, 'subjects'), [])
      t.equal((await xnat.get(url)).status, 200)
      refuses(t, await xnat.delete(`${subjectUrl}/projects/${other}`), 403, `Subject is not assigned to specified project ${other}`)
    }
  },
  {
    fact: 'Sharing needs the right to read here and to create there; moving the right to delete here',
    source: 'SubjAssessmentResource.handlePut, SecureResource.changeExperimentPrimaryProject',
    seen: '1.8.11',
    roles: true,
    run: async (t, xnat) => {
      const { projectUrl, subject } = await xnat.place()
      const other = await xnat.newProject('public')
      const subjectUrl = `/data/projects/${xnat.project}/subjects/${subject}`
      refuses(
        t,
        await xnat.put(`${projectUrl}/projects/${other}`, { as: 'owner' }),
        403,
        `Specified user account has insufficient create privileges for experiments in the ${other} project.`
      )
      refuses(
        t,
        await xnat.put(`${subjectUrl}/projects/${other}`, { as: 'owner' }),
        403,
        `Specified user account has insufficient create privileges for subjects in the ${other} project.`
      )
      await xnat.put(`/data/projects/${other}/users/member/member`)
      refuses(
        t,
        await xnat.put(`${projectUrl}/projects/${other}?primary=true`, { as: 'member' }),
        403,
        'Specified user account has insufficient privileges for experiments in this project.'
      )
      refuses(
        t,
        await xnat.put(`${subjectUrl}/projects/${other}?primary=true`, { as: 'member' }),
        403,
        'Specified user account has insufficient privileges for subjects in this project.'
      )
      t.equal((await xnat.put(`${projectUrl}/projects/${other}`, { as: 'member' })).status, 200)
      t.equal((await xnat.put(`${subjectUrl}/projects/${other}`, { as: 'member' })).status, 200)
    }
  },
  {
    fact: 'Deleting a subject takes its sessions along, but not from under another project',
    source: 'BaseXnatSubjectdata.delete',
    seen: '1.8.11',
    run: async (t, xnat) => {
      const project = await xnat.newProject('private')
      const { subject, url } = await xnat.place('xnat:mrSessionData', project)
      saves(t, await xnat.delete(`/data/projects/${project}/subjects/${subject}?removeFiles=true`))
      refuses(t, await xnat.get(url), 404, 'Unable to find the specified experiment.')
    }
  },
  {
    fact: 'What is shared under a label gets another with 409; what is shared without one cannot get any: 500',
    source: 'SubjAssessmentResource.handlePut; recorded session-share-subject-too',
    seen: '1.8.11',
    run: async (t, xnat) => {
      const { projectUrl, label } = await xnat.place()
      const [one, two] = [await xnat.newProject('private'), await xnat.newProject('private')]
      await xnat.put(`${projectUrl}/projects/${one}?label=A`)
      refuses(t, await xnat.put(`${projectUrl}/projects/${one}?label=B`), 409, `Already assigned to project:${one}`)
      t.same(await labels(xnat, one, 'experiments'), ['B'])
      await xnat.put(`${projectUrl}/projects/${two}`)
      refuses(t, await xnat.put(`${projectUrl}/projects/${two}?label=B`), 500)
      t.same(await labels(xnat, two, 'experiments'), [label])
      refuses(t, await xnat.put(`${projectUrl}/projects/${two}`), 409, `Already assigned to project:${two}`)
    }
  },
  {
    fact: 'Sharing a subject answers with the table of its projects as it was before',
    source: 'SecureResource.representProjectsForArchivableItem; recorded session-share-subject-too, subject-move',
    seen: '1.8.11',
    run: async (t, xnat) => {
      const { subject } = await xnat.place()
      const other = await xnat.newProject('private')
      const url = `/data/projects/${xnat.project}/subjects/${subject}`
      const row = `<td>${subject}</td><td>${xnat.project}</td>`
      const { status, body } = await xnat.put(`${url}/projects/${other}?label=X`)
      t.equal(status, 200)
      t.match(body, '<th>label</th><th>ID</th><th>Secondary_ID</th><th>Name</th>')
      t.match(body, row)
      t.notMatch(body, other)
      t.same((await xnat.rows(`${url}/projects?format=json`)).map(({ ID, label }) => [ID, label]), [[xnat.project, subject], [other, 'X']])
    }
  },
  {
    fact: 'What is not there is shared with nobody',
    source: 'SecureResource.isSharingAllowed; recorded project-of-alias',
    seen: '1.8.11',
    run: async (t, xnat) => {
      const other = await xnat.newProject('private')
      for (const target of [other, 'NO_SUCH_PROJECT']) {
        refuses(t, await xnat.put(`/data/projects/${xnat.project}/subjects/NOBODY/projects/${target}`), 403, 'Sharing is not allowed.')
      }
    }
  },
  {
    fact: 'The project that something is shared with, or taken away from, may be named by an alias',
    source: 'DefaultUserProjectCache.get; recorded project-of-alias',
    seen: '1.8.11',
    run: async (t, xnat) => {
      const { projectUrl, label } = await xnat.place()
      const other = await xnat.newProject('private')
      await xnat.put(`/data/projects/${other}?alias=al_${other}`)
      t.equal((await xnat.put(`${projectUrl}/projects/al_${other}`)).status, 200)
      t.same(await labels(xnat, other, 'experiments'), [label])
      saves(t, await xnat.delete(`${projectUrl}/projects/al_${other}`))
      t.same(await labels(xnat, other, 'experiments'), [])
    }
  }
]
