import { type Case, answers, refuses } from './case.ts'

const ids = (rows: readonly Record<string, string>[], ...among: readonly string[]): string[] =>
  rows.map(({ ID, id }) => ID ?? id ?? '').filter(id => among.includes(id)).sort()

/** Lists of projects, and of their users. */
export const projectListCases: readonly Case[] = [
  {
    fact: 'The list of projects has seven keys and a total, and heeds conditions for administrators alone',
    source: 'ProjectListResource.DefaultProjectHandler',
    seen: '1.8.11',
    roles: true,
    run: async (t, xnat) => {
      const id = await xnat.newProject('public')
      await xnat.put(`/data/projects/${id}?description=one&pi_firstname=Ada&pi_lastname=L`)
      answers(
        t,
        await xnat.get(`/data/projects?ID=${id}`),
        200,
        `{"ResultSet":{"Result":[{"pi_firstname":"Ada","secondary_ID":"${id}","pi_lastname":"L","name":"${id}",` +
        `"description":"one","ID":"${id}","URI":"/data/projects/${id}"}], "totalRecords": "1"}}`
      )
      t.same((await xnat.rows(`/data/projects?pi_lastname=nobody,L&ID=${id}&limit=0&offset=7`)).length, 1)
      t.ok((await xnat.rows('/data/projects?ID=NONE', { as: 'stranger' })).some(({ ID }) => ID === id))
      answers(
        t,
        await xnat.get(`/data/projects?columns=alias&ID=${id}`),
        200,
        `{"ResultSet":{"Result":[{"alias":"","ID":"${id}","URI":"/data/projects/${id}"}], "totalRecords": "1"}}`
      )
      t.equal((await xnat.get('/data/projects?columns=xnat:projectData/foo')).status, 500)
      t.match((await xnat.get('/data/projects?fields=1&format=csv')).body, /^key,xpath\n/)
    }
  },
  {
    fact: 'restrict leaves those that the caller may change; only owners may',
    source: 'ProjectListResource.DefaultProjectHandler',
    seen: '1.8.11',
    roles: true,
    run: async (t, xnat) => {
      for (const [as, restrict, expected] of [
        ['owner', 'edit', [xnat.project]],
        ['owner', 'delete', [xnat.project]],
        ['member', 'edit', []],
        ['member', 'read', [xnat.project]],
        ['collaborator', 'foo', [xnat.project]]
      ] as const) {
        t.same(ids(await xnat.rows(`/data/projects?restrict=${restrict}`, { as }), xnat.project), expected, `${as} ${restrict}`)
      }
    }
  },
  {
    fact: 'Asked for as XNAT\'s pages ask, the projects come in another table, sorted by running title',
    source: 'ProjectListResource.FilteredProjects',
    seen: '1.8.11',
    roles: true,
    run: async (t, xnat) => {
      const id = await xnat.newProject('public')
      await xnat.put(`/data/projects/${id}?description=one&pi_firstname=Ada&pi_lastname=L`)
      await xnat.put(`/data/projects/${id}/users/Members/member`)
      const { body } = await xnat.get('/data/projects?accessible=true&prearc_code=true', { as: 'member' })
      t.match(body, /, "xdat_user_id": "\d+","totalRecords": "\d+","title": "Projects"\}\}$/)
      const number = /"xdat_user_id": "(\d+)"/.exec(body)?.[1] ?? ''
      const row = (JSON.parse(body) as { ResultSet: { Result: Record<string, string>[] } }).ResultSet.Result.find(row => row['id'] === id)
      t.match(row?.['insert_date'], /^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d\.\d{1,3}$/)
      t.same(row, {
        id,
        secondary_id: id,
        name: id,
        description: 'one',
        pi: 'Ada L',
        project_invs: 'L, Ada',
        project_access: 'public',
        project_access_img: '/@WEBAPPimages/globe.gif',
        insert_date: row?.['insert_date'],
        insert_user: xnat.admin,
        [`user_role_${number}`]: 'Members',
        [`last_accessed_${number}`]: '',
        proj_quarantine: '0',
        proj_prearchive_code: '4',
        quarantine_status: 'active'
      })
    }
  },
  {
    fact: 'That table is of projects that may be seen, read or written, or in which the caller has a role',
    source: 'ProjectListResource.FilteredProjects',
    seen: '1.8.11',
    roles: true,
    run: async (t, xnat) => {
      const [hidden, shown, open] = [await xnat.newProject('private'), await xnat.newProject('protected'), await xnat.newProject('public')]
      const all = [xnat.project, hidden, shown, open]
      for (const [as, query, expected] of [
        ['member', 'accessible=true', [xnat.project, shown, open]],
        ['member', 'accessible=false', [shown, open]],
        ['member', 'data=readable', [xnat.project, open]],
        ['member', 'data=writable', [xnat.project]],
        ['member', 'member=true', [xnat.project]],
        ['member', 'owner=true', []],
        ['owner', 'owner=true', [xnat.project]],
        ['owner', 'owner=true&member=true', [xnat.project]],
        ['collaborator', 'data=writable', []],
        ['collaborator', 'collaborator=true', [xnat.project]],
        ['collaborator', 'member=false', [xnat.project]],
        ['member', 'users=true&prearc_code=true', [xnat.project]],
        ['admin', 'accessible=true', all],
        ['admin', 'admin=true', all],
        ['member', 'recent=true', []],
        ['member', 'activeSince=01/01/2000', [xnat.project, shown, open]],
        ['member', 'activeSince=01/01/2100', []]
      ] as const) {
        t.same(
          ids(await xnat.rows(`/data/projects?${query}`, { as: as === 'admin' ? xnat.admin : as }), ...all),
          [...expected].sort(),
          `${as} ${query}`
        )
      }
      refuses(t, await xnat.get('/data/projects?data=foo', { as: 'member' }), 500)
    }
  },
  {
    fact: 'Projects by what may be done in them: for a type, or to make data at all',
    source: 'ProjectListResource.PermissionsProjectHandler, EditableProjects',
    roles: true,
    run: async (t, xnat) => {
      const open = await xnat.newProject('public')
      const all = [xnat.project, open]
      for (const [as, query, expected] of [
        ['member', 'permissions=read&dataType=xnat:subjectData', all],
        ['member', 'permissions=create&dataType=xnat:mrSessionData', [xnat.project]],
        ['member', 'permissions=delete&dataType=xnat:mrSessionData', []],
        ['owner', 'permissions=delete&dataType=xnat:mrSessionData', [xnat.project]],
        ['member', 'creatableTypes=true', [xnat.project]],
        ['collaborator', 'creatableTypes=true', []],
        ['member', 'creatableTypes=true&data-type=xnat:petSessionData', [xnat.project]]
      ] as const) { t.same(ids(await xnat.rows(`/data/projects?${query}`, { as }), ...all), [...expected].sort(), `${as} ${query}`) }
      for (const query of [
        'permissions=',
        'permissions=foo&dataType=xnat:subjectData',
        'permissions=read&dataType=foo:bar',
        'creatableTypes=1&data-type=foo:bar'
      ]) {
        refuses(t, await xnat.get(`/data/projects?${query}`), 500)
      }
      const types = await xnat.rows(`/data/projects/${xnat.project}?creatableTypes=true&format=json`, { as: 'member' })
      t.ok(types.some(({ element_name: name }) => name === 'xnat:mrSessionData'))
      answers(
        t,
        await xnat.get(`/data/projects/${xnat.project}?creatableTypes=true&format=json`, { as: 'collaborator' }),
        200,
        '{"ResultSet":{"Result":[]}}'
      )
    }
  },
  {
    fact: 'A group is named by its ID, by its end or by its display name, exactly; a user by number or login, never by email',
    source: 'ProjectMemberResource',
    roles: true,
    run: async (t, xnat) => {
      const id = await xnat.newProject('private')
      const users = `/data/projects/${id}/users`
      for (const [group, role, name] of [
        ['owner', 'owner', 'Owners'],
        [`${id}_member`, 'member', 'Members'],
        ['Collaborators', 'collaborator', 'Collaborators']
      ] as const) {
        const { status, body } = await xnat.put(`${users}/${group}/stranger`)
        t.equal(status, 200)
        t.match(body, /^\{"ResultSet":\{"Result":\[\{"firstname":.*\}\], "totalRecords": "2","title": "Projects"\}\}$/)
        const rows = await xnat.rows(users)
        t.same(Object.keys(rows[0] ?? {}), ['firstname', 'displayname', 'login', 'email', 'GROUP_ID', 'lastname'])
        t.same(
          rows.filter(({ login }) => login === 'stranger').map(({ GROUP_ID: group, displayname }) => [group, displayname]),
          [[`${id}_${role}`, name]]
        )
      }
      for (const group of ['Owner', 'OWNERS', 'foo']) refuses(t, await xnat.put(`${users}/${group}/stranger`), 404)
      refuses(t, await xnat.put('/data/projects/NO_SUCH_PROJECT/users/owner/stranger'), 404)
      const [{ email = '' } = {}] = (await xnat.rows(users)).filter(({ login }) => login === 'stranger')
      t.equal((await xnat.delete(`${users}/collaborator/${email}`)).status, 200)
      t.same((await xnat.rows(users)).map(({ login }) => login).sort(), [xnat.admin, 'stranger'].sort())
      t.equal((await xnat.delete(`${users}/collaborator/stranger`)).status, 200)
      t.same((await xnat.rows(users)).map(({ login }) => login), [xnat.admin])
      t.equal((await xnat.put(`${users}/member/${email}`)).status, 200)
      t.same((await xnat.rows(users)).map(({ login }) => login), [xnat.admin])
      t.equal((await xnat.put(`${users}/owner/NOBODY_OF_THAT_NAME`)).status, 200)
      t.same((await xnat.rows(`${users}/true`)).map(({ login }) => login), [xnat.admin])
      const guest = await xnat.put(`${users}/owner/guest`)
      answers(t, guest, 412, (await xnat.get(users)).body)
      answers(t, await xnat.get(`${users}/owner/stranger`), 200, (await xnat.get(users)).body)
    }
  },
  {
    fact: 'Only owners give roles; others get the table with 403',
    source: 'ProjectMemberResource.handlePut',
    seen: '1.8.11',
    roles: true,
    run: async (t, xnat) => {
      const users = `/data/projects/${xnat.project}/users`
      for (const as of ['member', 'collaborator']) {
        const table = await xnat.get(users, { as })
        answers(t, await xnat.put(`${users}/owner/stranger`, { as }), 403, table.body)
        answers(t, await xnat.delete(`${users}/owner/owner`, { as }), 403, table.body)
      }
      refuses(
        t,
        await xnat.get('/data/projects/NO_SUCH_PROJECT/users'),
        404,
        'The project ID NO_SUCH_PROJECT does not appear to be a valid project ID. Please verify your information.'
      )
    }
  }
]
