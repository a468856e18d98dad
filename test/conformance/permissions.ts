import type { Test } from 'tap'
import { type Case, answers, refusedByContainer, refuses, saves } from './case.ts'
import type { Answer } from './client.ts'
import type { Place, Xnat } from './xnat.ts'

type Expectation = (t: Test, answer: Answer) => void

/** What the four requests of the matrix answer. */
interface Expected {
  readonly list: Expectation
  readonly get: Expectation
  readonly put: Expectation
  readonly delete: Expectation
}

const ok: Expectation = (t, { status }) => { t.equal(status, 200) }
const refused = (status: number, text?: string): Expectation => (t, answer) => { refuses(t, answer, status, text) }
const loginAsked: Expectation = (t, answer) => {
  refusedByContainer(t, answer, 401)
  t.match(answer.headers['www-authenticate'], /^Basic realm="/)
}

const notFound = refused(404, 'Unable to find the specified scan.')
const noSession = refused(417, 'Specified scan must reference a valid image session.')
const mayNotEdit = refused(403, 'Specified user account has insufficient edit privileges for sessions in this project.')
const mayNotDelete = refused(403, "User account doesn't have permission to modify this session.")

const everything: Expected = { list: ok, get: ok, put: saves, delete: saves }
const readOnly: Expected = { list: ok, get: ok, put: mayNotEdit, delete: mayNotDelete }

/** The four requests, at one session, as one user. */
async function matrix (t: Test, xnat: Xnat, session: string, as: string | null, expected: Expected): Promise<void> {
  expected.list(t, await xnat.get(`${session}/scans`, { as }))
  expected.get(t, await xnat.get(`${session}/scans/1?format=xml`, { as }))
  expected.put(t, await xnat.put(`${session}/scans/1?xsiType=xnat:mrScanData&note=n`, { as }))
  expected.delete(t, await xnat.delete(`${session}/scans/1`, { as }))
}

interface Row {
  readonly situation: string
  readonly as: string | null
  /** Where the session lies. */
  readonly where: (xnat: Xnat) => Promise<{ place: Place, url: string }>
  readonly expected: Expected
}

const inScratch = (form: 'url' | 'projectUrl') => async (xnat: Xnat) => {
  const place = await xnat.placeWith('1')
  return { place, url: place[form] }
}

const inProject = (accessibility: 'private' | 'protected' | 'public', form: 'url' | 'projectUrl') => async (xnat: Xnat) => {
  const place = await xnat.place('xnat:mrSessionData', await xnat.newProject(accessibility))
  await xnat.put(`${place.url}/scans/1?xsiType=xnat:mrScanData`)
  return { place, url: place[form] }
}

/** A session of somebody else's project, shared into the one where owner is an owner. */
async function sharedIntoScratch (xnat: Xnat): Promise<{ place: Place, url: string }> {
  const { place } = await inProject('private', 'url')(xnat)
  await xnat.put(`${place.url}/scans/1/projects/${xnat.project}`)
  return { place, url: `/data/projects/${xnat.project}/subjects/${place.subject}/experiments/${place.label}` }
}

const rows: readonly Row[] = [
  {
    situation: 'not logged in',
    as: null,
    where: inScratch('url'),
    expected: { list: loginAsked, get: loginAsked, put: loginAsked, delete: loginAsked }
  },
  {
    situation: 'a private project, and not in it, by project',
    as: 'stranger',
    where: inProject('private', 'projectUrl'),
    expected: { list: refused(500), get: notFound, put: noSession, delete: notFound }
  },
  {
    situation: 'a protected project, and not in it, by project',
    as: 'stranger',
    where: inProject('protected', 'projectUrl'),
    expected: { list: refused(404), get: notFound, put: noSession, delete: notFound }
  },
  {
    situation: 'a session that is not to be seen, by its ID',
    as: 'stranger',
    where: inScratch('url'),
    expected: { list: refused(500), get: notFound, put: noSession, delete: notFound }
  },
  { situation: 'a collaborator', as: 'collaborator', where: inScratch('url'), expected: readOnly },
  { situation: 'a collaborator, by project', as: 'collaborator', where: inScratch('projectUrl'), expected: readOnly },
  { situation: 'a member', as: 'member', where: inScratch('url'), expected: { ...everything, delete: mayNotDelete } },
  { situation: 'a member, by project', as: 'member', where: inScratch('projectUrl'), expected: { ...everything, delete: mayNotDelete } },
  { situation: 'an owner', as: 'owner', where: inScratch('url'), expected: everything },
  { situation: 'an owner, by project', as: 'owner', where: inScratch('projectUrl'), expected: everything },
  { situation: 'the site\'s administrator', as: 'admin', where: inProject('private', 'url'), expected: everything },
  { situation: 'a public project, and not in it', as: 'stranger', where: inProject('public', 'url'), expected: readOnly },
  {
    situation: "a session shared into a project of one's own, by its ID",
    as: 'owner',
    where: async xnat => {
      const { place } = await sharedIntoScratch(xnat)
      return { place, url: place.url }
    },
    expected: readOnly
  }
]

/** Who may do what. */
export const permissionCases: readonly Case[] = [
  ...rows.map(({ situation, as, where, expected }): Case => ({
    fact: `Listing, reading, changing and deleting scans: ${situation}`,
    source: 'ScanList, ScanResource, PermissionsServiceImpl',
    seen: '1.8.11',
    roles: true,
    run: async (t, xnat) => {
      const { url } = await where(xnat)
      await matrix(t, xnat, url, as, expected)
    }
  })),
  {
    fact: 'Who may not create gets the words for creating, and nothing is made',
    source: 'ScanResource.handlePut',
    seen: '1.8.11',
    roles: true,
    run: async (t, xnat) => {
      const place = await xnat.placeWith('1')
      const text = 'Specified user account has insufficient create privileges for sessions in this project.'
      refuses(t, await xnat.put(`${place.url}/scans/2?xsiType=xnat:mrScanData`, { as: 'collaborator' }), 403, text)
      refuses(t, await xnat.post(`${place.url}/scans?xsiType=xnat:mrScanData`, { as: 'collaborator' }), 403, text)
      refuses(
        t,
        await xnat.post(`${place.url}/scans?xsiType=xnat:mrScanData&ID=1`, { as: 'collaborator' }),
        409,
        'Specified scan already exists.'
      )
      t.same(Object.keys(await xnat.keys(place)), ['1'])
    }
  },
  {
    fact: 'Permission comes before the type of the scan and the fit of its values, after what the request is',
    source: 'ScanResource.handlePut',
    seen: '1.8.11',
    roles: true,
    run: async (t, xnat) => {
      const { url } = await xnat.placeWith('1')
      mayNotEdit(t, await xnat.put(`${url}/scans/1?xsiType=xnat:ctScanData&frames=x`, { as: 'collaborator' }))
      refuses(t, await xnat.put(`${url}/scans/1?xsiType=xnat:ctScanData&frames=x`), 409, 'Specified xsiType differs from existing xsiType')
      refuses(
        t,
        await xnat.put(`${url}/scans/1?xsiType=xnat:imageScanData`, { as: 'collaborator' }),
        400,
        'Multiple scan modalities can be associated here.  Please retry with the specification of a particular modality (i.e. ' +
        '?xsiType=xnat:mrScanData).'
      )
    }
  },
  {
    fact: 'A stranger learns of a private project only that it is not there',
    source: 'ProjectResource.represent',
    seen: '1.8.11',
    roles: true,
    run: async (t, xnat) => {
      const project = await xnat.newProject('private')
      refuses(
        t,
        await xnat.get(`/data/projects/${project}?format=json`, { as: 'stranger' }),
        404,
        'Unable to find the specified experiment.'
      )
      t.notMatch((await xnat.get('/data/projects', { as: 'stranger' })).body, project)
      const shown = await xnat.newProject('protected')
      t.equal((await xnat.get(`/data/projects/${shown}?format=json`, { as: 'stranger' })).status, 200)
      t.match((await xnat.get('/data/projects', { as: 'stranger' })).body, shown)
    }
  },
  {
    fact: 'Who sees a project but not what is in it may not list its subjects and experiments',
    source: 'ProjectSubjectList, ProjSubExptList',
    seen: '1.8.11',
    roles: true,
    run: async (t, xnat) => {
      const project = await xnat.newProject('protected')
      await xnat.place('xnat:mrSessionData', project)
      refuses(
        t,
        await xnat.get(`/data/projects/${project}/subjects`, { as: 'stranger' }),
        403,
        `Unable to read subjects for Project: ${project}`
      )
      refuses(
        t,
        await xnat.get(`/data/projects/${project}/experiments`, { as: 'stranger' }),
        403,
        `Unable to read experiments for Project: ${project}`
      )
    }
  },
  {
    fact: 'Roles are given and taken by URL, by owners only',
    source: 'ProjectMemberResource',
    seen: '1.8.11',
    roles: true,
    run: async (t, xnat) => {
      const place = await xnat.placeWith('1')
      const users = `/data/projects/${xnat.project}/users`
      notFound(t, await xnat.get(`${place.url}/scans/1`, { as: 'stranger' }))
      t.equal((await xnat.put(`${users}/collaborator/stranger`, { as: 'member' })).status, 403)
      notFound(t, await xnat.get(`${place.url}/scans/1`, { as: 'stranger' }))
      t.equal((await xnat.put(`${users}/collaborator/stranger`, { as: 'owner' })).status, 200)
      t.equal((await xnat.get(`${place.url}/scans/1`, { as: 'stranger' })).status, 200)
      t.equal((await xnat.delete(`${users}/collaborator/stranger`, { as: 'owner' })).status, 200)
      notFound(t, await xnat.get(`${place.url}/scans/1`, { as: 'stranger' }))
    }
  },
  {
    fact: 'Accessibility is read and set by URL; any other word means private; only owners set it',
    source: 'ProjectAccessibilityResource',
    seen: '1.8.11',
    roles: true,
    run: async (t, xnat) => {
      const project = await xnat.newProject('private')
      const url = `/data/projects/${project}/accessibility`
      answers(t, await xnat.get(url), 200, 'private')
      for (const [level, kept] of [['public', 'public'], ['protected', 'protected'], ['foo', 'private'], ['PUBLIC', 'private']] as const) {
        answers(t, await xnat.put(`${url}/${level}`), 200, kept)
        answers(t, await xnat.get(url), 200, kept)
      }
      refuses(t, await xnat.put(url), 400, 'You must specify the ACCESS_ID parameter for this PUT call')
      refuses(
        t,
        await xnat.get('/data/projects/NO_SUCH_PROJECT/accessibility'),
        404,
        "Could not find the project with ID 'NO_SUCH_PROJECT'"
      )
      t.equal((await xnat.put(`/data/projects/${xnat.project}/accessibility/public`, { as: 'member' })).status, 403)
      answers(t, await xnat.get(`/data/projects/${xnat.project}/accessibility`), 200, 'private')
    }
  }
]
