import { type Case, refuses } from './case.ts'

/** The lines of a CSV table without its header. */
const rowsOf = (csv: string): string[] => csv.split('\n').slice(1, -1)

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
    fact: 'A favorite is marked and taken away; the list at its own address stays empty, and that of projects knows it',
    source: 'UserFavoriteResource, UserFavoritesList, ProjectListResource.FilteredProjects',
    seen: '1.8.11',
    run: async (t, xnat) => {
      const { project } = xnat
      const url = `/data/users/favorites/Project/${project}`
      const marked = await xnat.put(url)
      t.equal(marked.status, 200)
      t.match(JSON.parse(marked.body), { ResultSet: { title: 'User Favorites' } })
      t.match(marked.body, `{"datatype":"Project","id":"${project}"}`)
      t.equal((await xnat.get('/data/users/favorites/Project?format=json')).body, '')
      t.match((await xnat.get('/data/projects?favorite=true&format=csv')).body, `\n${project},`)
      t.notMatch((await xnat.delete(url)).body, project)
      t.notMatch((await xnat.get('/data/projects?favorite=true&format=csv')).body, `\n${project},`)
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
  }
]
