import { type Case, refuses, saves } from './case.ts'
import type { Xnat } from './xnat.ts'

const labels = async (xnat: Xnat, project: string, what: 'subjects' | 'experiments'): Promise<string[]> =>
  (await xnat.rows(`/data/projects/${project}/${what}`)).map(({ label = '' }) => label)

/** Subjects and sessions that get another project for their own. */
export const movingCases: readonly Case[] = [
  {
    fact: 'primary moves: the other project owns it from then on, the former one has nothing of it',
    source: 'SecureResource.changeExperimentPrimaryProject, BaseXnatSubjectdata.ChangePrimaryProject',
    seen: '1.8.11',
    run: async (t, xnat) => {
      const [from, to] = [await xnat.newProject('private'), await xnat.newProject('private')]
      const { id, label, projectUrl, subject, url } = await xnat.place('xnat:mrSessionData', from)
      t.equal((await xnat.put(`/data/projects/${from}/subjects/${subject}/projects/${to}?primary=true&label=MOVED`)).status, 200)
      t.same(await labels(xnat, from, 'subjects'), [])
      t.same(await labels(xnat, to, 'subjects'), ['MOVED'])
      await xnat.put(`/data/projects/${to}/subjects/MOVED/projects/${from}?label=${subject}`)
      saves(t, await xnat.put(`${projectUrl}/projects/${to}?primary=true`))
      t.same(await labels(xnat, from, 'experiments'), [])
      t.same((await xnat.rows(`/data/projects/${to}/experiments`)).map(({ ID, label, project }) => [ID, label, project]), [[id, label, to]])
      refuses(t, await xnat.put(`${url}/projects/${to}?primary=true`), 409, `Already assigned to project: ${to}`)
    }
  },
  {
    fact: 'A session that is moved at its own address is moved, with its scans and under the requested label, and the answer is 500',
    source: 'SecureResource.changeExperimentPrimaryProject; recorded session-to-project, session-who-of-project-may, scan-session-moved',
    seen: '1.8.11',
    run: async (t, xnat) => {
      const { id, url } = await xnat.placeWith('1')
      const other = await xnat.newProject('private')
      refuses(t, await xnat.put(`${url}/projects/${other}?primary=true&label=MOVED`), 500)
      t.same((await xnat.rows(`/data/projects/${other}/experiments`)).map(({ ID, label, project }) => [ID, label, project]), [
        [id, 'MOVED', other]
      ])
      t.match((await xnat.get(`${url}/scans/1?format=json`)).body, `"project":"${other}"`)
    }
  },
  {
    fact: 'A shared subject that is moved to where it is shared is moved, and the answer is 500; a label that is taken there is 409',
    source: 'BaseXnatSubjectdata.ChangePrimaryProject, XFTItem.removeChild; recorded subject-move-shared, subject-move',
    seen: '1.8.11',
    run: async (t, xnat) => {
      const [from, to] = [await xnat.newProject('private'), await xnat.newProject('private')]
      const { subject } = await xnat.place('xnat:mrSessionData', from)
      const { subject: taken } = await xnat.place('xnat:mrSessionData', to)
      const url = `/data/projects/${from}/subjects/${subject}/projects/${to}`
      refuses(t, await xnat.put(`${url}?primary=true&label=${taken}`), 409, 'Conflict: Duplicate subject label')
      t.same(await labels(xnat, from, 'subjects'), [subject])
      t.equal((await xnat.put(url)).status, 200)
      refuses(t, await xnat.put(`${url}?primary=true`), 500)
      t.same(await labels(xnat, from, 'subjects'), [])
      t.same((await labels(xnat, to, 'subjects')).sort(), [subject, taken].sort())
      t.match((await xnat.get(`/data/projects/${to}/subjects/${subject}?format=json`)).body, `"project":"${to}"`)
      t.notMatch((await xnat.get(`/data/projects/${to}/subjects/${subject}?format=xml`)).body, '<xnat:share')
    }
  },
  {
    fact: 'Who may not make data in the other project moves nothing there: 500',
    source: 'MoverMaker.writeDB; recorded session-who-of-project-may',
    seen: '1.8.11',
    roles: true,
    run: async (t, xnat) => {
      const { projectUrl, subject, label } = await xnat.place()
      const other = await xnat.newProject('public')
      await xnat.put(`/data/projects/${other}/users/collaborator/owner`)
      refuses(t, await xnat.put(`${projectUrl}/projects/${other}?primary=true`, { as: 'owner' }), 500)
      const subjectUrl = `/data/projects/${xnat.project}/subjects/${subject}`
      refuses(t, await xnat.put(`${subjectUrl}/projects/${other}?primary=true`, { as: 'owner' }), 500)
      t.same(await labels(xnat, other, 'experiments'), [])
      t.same(await labels(xnat, other, 'subjects'), [])
      saves(t, await xnat.put(`${projectUrl}?label=${label}`, { as: 'owner' }))
    }
  }
]
