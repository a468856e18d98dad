import { type Case, answers, refuses, saves } from './case.ts'
import type { Xnat } from './xnat.ts'

const text = { 'content-type': 'text/plain' }

/** The lines of a CSV table without its header. */
const rowsOf = (csv: string): string[] => csv.split('\n').slice(1, -1)

let made = 0
const freshTool = (): string => `tool${Date.now().toString(36)}${made++}`

const contents = async (xnat: Xnat, url: string): Promise<string> => (await xnat.get(`${url}?contents=true`)).body

/** What a site lists and keeps beside its data. */
export const siteCases: readonly Case[] = [
  {
    fact: 'The site\'s users as a table, with their numbers',
    source: 'UserListResource',
    seen: '1.8.11',
    roles: true,
    run: async (t, xnat) => {
      const { body } = await xnat.get('/data/users?format=csv', { as: 'member' })
      t.match(body, /^xdat_user_id,login,firstname,lastname,email\n/)
      t.ok(rowsOf(body).some(row => /^\d+,member,/.test(row)))
      refuses(t, await xnat.put('/data/users'), 405)
    }
  },
  {
    fact: 'A user\'s own sessions are counted, another\'s only for administrators',
    source: 'UserSessionId',
    seen: '1.8.11',
    roles: true,
    run: async (t, xnat) => {
      t.match((await xnat.get('/data/user/member/sessions', { as: 'member' })).body, /^\{"member":\d+\}$/)
      t.equal((await xnat.get('/data/user/member/sessions')).status, 200)
      refuses(
        t,
        await xnat.get('/data/user/owner/sessions', { as: 'member' }),
        403,
        'Only administrators can get the session list for users other than themselves.'
      )
    }
  },
  {
    fact: 'An administrator ends a user\'s sessions',
    source: 'UserSessionId.handleDelete',
    seen: '1.8.11',
    roles: true,
    run: async (t, xnat) => {
      const cookie = `JSESSIONID=${(await xnat.post('/data/JSESSION', { as: 'collaborator' })).body}`
      t.equal((await xnat.get('/data/auth', { as: null, headers: { cookie } })).status, 200)
      refuses(
        t,
        await xnat.delete('/data/user/collaborator/sessions', { as: 'member' }),
        403,
        'Only administrators can get the session list for users other than themselves.'
      )
      t.equal((await xnat.delete('/data/user/collaborator/sessions')).status, 200)
      t.equal((await xnat.get('/data/auth', { as: null, headers: { cookie } })).status, 401)
    }
  },
  {
    fact: 'Investigators whom projects name, the prearchive and favourites are tables',
    source: 'InvestigatorListResource, PrearcSessionListResource, UserFavoritesList',
    seen: '1.8.11',
    run: async (t, xnat) => {
      t.match(
        (await xnat.get('/data/investigators?format=csv')).body,
        /^firstname,lastname,institution,department,email,xnat_investigatordata_id,login\n/
      )
      t.match((await xnat.get('/data/prearchive/projects?format=csv')).body, /^project,timestamp,lastmod,/)
      t.match((await xnat.get('/data/prearchive?format=csv')).body, /^project,timestamp,lastmod,/)
      t.equal((await xnat.get('/data/users/favorites/Project?format=json')).status, 200)
    }
  },
  {
    fact: 'A session without assessors or reconstructions lists none; a session that is not there is told apart from its project',
    source: 'ProjSubExptAsstList, ReconList',
    seen: '1.8.11',
    run: async (t, xnat) => {
      const { url, projectUrl } = await xnat.place()
      for (const place of [url, projectUrl]) {
        for (const list of ['assessors', 'reconstructions']) {
          t.match((await xnat.get(`${place}/${list}?format=json`)).body, /"Result":\[\].*"totalRecords": ?"0"/)
        }
      }
      refuses(t, await xnat.get('/data/experiments/NOPE/assessors'), 404)
      refuses(t, await xnat.get(`${projectUrl}x/assessors`), 404, 'Unable to find experiment.')
    }
  },
  {
    fact: 'A tool keeps text for the site: 201 first, 200 with a new version then; it is read back alone or with all about it',
    source: 'ConfigResource',
    seen: '1.8.11',
    run: async (t, xnat) => {
      const tool = freshTool()
      const url = `/data/config/${tool}/a/path`
      t.equal((await xnat.put(`${url}?inbody=true`, { headers: text, body: 'one' })).status, 201)
      t.equal((await xnat.put(`${url}?inbody=true`, { headers: text, body: 'two & three' })).status, 200)
      t.equal(await contents(xnat, url), 'two & three')
      t.equal((await xnat.get(`${url}?contents=true&version=1`)).body, 'one')
      const { ResultSet } = JSON.parse((await xnat.get(`${url}?format=json`)).body) as { ResultSet: { Result: Record<string, string>[] } }
      t.match(ResultSet.Result[0], { tool, path: 'a/path', contents: 'two & three', version: '2', status: 'enabled', user: xnat.admin })
      t.equal(rowsOf((await xnat.get(`${url}?action=getHistory&format=csv`)).body).length, 2)
    }
  },
  {
    fact: 'What is switched off keeps its contents; an unknown status is refused',
    source: 'ConfigResource.handlePut, removeRepresentations',
    seen: '1.8.11',
    run: async (t, xnat) => {
      const url = `/data/config/${freshTool()}/x`
      await xnat.put(`${url}?inbody=true`, { headers: text, body: 'kept' })
      saves(t, await xnat.delete(url))
      t.match((await xnat.get(`${url}?format=csv`)).body, /,disabled\n$/)
      saves(t, await xnat.put(`${url}?status=enabled`))
      t.match((await xnat.get(`${url}?format=csv`)).body, /,enabled\n$/)
      t.equal((await xnat.put(`${url}?status=nonsense`)).status, 400)
      t.equal(await contents(xnat, url), 'kept')
    }
  },
  {
    fact: 'A project keeps its own; its owners may write, others may not; nothing there is 404, or 204 where that is accepted',
    source: 'ConfigResource',
    roles: true,
    run: async (t, xnat) => {
      const url = `/data/projects/${xnat.project}/config/${freshTool()}/x`
      t.equal((await xnat.get(url)).status, 404)
      t.equal((await xnat.get(`${url}?accept-not-found=true`)).status, 204)
      t.equal((await xnat.put(`${url}?inbody=true`, { as: 'stranger', headers: text, body: 'x' })).status, 403)
      t.equal((await xnat.put(`${url}?inbody=true`, { as: 'owner', headers: text, body: 'own' })).status, 201)
      answers(t, await xnat.get(`${url}?contents=true`, { as: 'collaborator' }), 200, 'own')
      t.equal((await xnat.get(url, { as: 'stranger' })).status, 403)
      refuses(t, await xnat.get('/data/projects/NOPE/config/x/y'), 404, 'The requested project NOPE does not exist.')
    }
  },
  {
    fact: 'A script in contents is escaped nowhere: what was put is what comes',
    source: 'ConfigResource',
    seen: '1.8.11',
    run: async (t, xnat) => {
      const url = `/data/config/${freshTool()}/x`
      const body = '<script>alert("x")</script>\n%41&amp;\t'
      await xnat.put(`${url}?inbody=true`, { headers: text, body })
      t.equal((await xnat.get(`${url}?contents=true`)).body, body)
    }
  }
]
