import type { Test } from 'tap'
import { type Case, answers, refusedByContainer } from './case.ts'
import type { Answer } from './client.ts'

/** Spring's answers, which XNAT leaves without a body. */
const bare = (t: Test, answer: Answer, status: number): void => { answers(t, answer, status, '') }

const json = { 'content-type': 'application/json' }

/** What a map of names holds. */
const map = ({ body }: Answer): Record<string, unknown> => JSON.parse(body) as Record<string, unknown>

/** The site's own addresses, which are not Restlet's. */
export const xapiCases: readonly Case[] = [
  {
    fact: 'Below /xapi there are none of Restlet\'s headers',
    source: 'web.xml',
    seen: '1.8.11',
    run: async (t, xnat) => {
      const { headers } = await xnat.get('/xapi/siteConfig/buildInfo')
      t.match(headers, { server: undefined, 'accept-ranges': undefined, vary: undefined })
      t.equal(headers['content-type'], 'application/json;charset=UTF-8')
    }
  },
  {
    fact: 'The version is read from the build\'s properties, one of which is answered as it is, not in quotes',
    source: 'SiteConfigApi.getBuildProperty, WebConfig.configureMessageConverters',
    seen: '1.8.11',
    run: async (t, xnat) => {
      const info = map(await xnat.get('/xapi/siteConfig/buildInfo'))
      t.match(info['version'], /^1\.8\./)
      const version = await xnat.get('/xapi/siteConfig/buildInfo/version')
      answers(t, version, 200, String(info['version']))
      t.match(version.headers['content-type'], /^application\/json/)
    }
  },
  {
    fact: 'The up-time is a map of units, or a sentence',
    source: 'SiteConfigApi, XnatAppInfo.getUptime',
    seen: '1.8.11',
    run: async (t, xnat) => {
      t.match(map(await xnat.get('/xapi/siteConfig/uptime'))['seconds'], /^\d+\.\d+$/)
      t.match((await xnat.get('/xapi/siteConfig/uptime/display')).body, /\d+(\.\d+)? seconds?$/)
    }
  },
  {
    fact: 'A preference is answered as it is; an unknown one is not found, in words',
    source: 'SiteConfigApi.getSpecifiedSiteConfigProperty',
    seen: '1.8.11',
    run: async (t, xnat) => {
      const all = map(await xnat.get('/xapi/siteConfig'))
      answers(t, await xnat.get('/xapi/siteConfig/siteId'), 200, String(all['siteId']))
      answers(t, await xnat.get('/xapi/siteConfig/requireLogin'), 200, String(all['requireLogin']))
      answers(
        t,
        await xnat.get('/xapi/siteConfig/nonsense'),
        404,
        'Unable to find requested file or resource: No site configuration property named nonsense'
      )
    }
  },
  {
    fact: 'Preferences are set one by one as text, or several as an object, by administrators',
    source: 'SiteConfigApi.setSiteConfigProperty, setSiteConfigProperties',
    seen: '1.8.11',
    roles: true,
    run: async (t, xnat) => {
      const { body: before } = await xnat.get('/xapi/siteConfig/siteDescriptionText')
      bare(
        t,
        await xnat.post('/xapi/siteConfig/siteDescriptionText', { headers: { 'content-type': 'text/plain' }, body: 'a "site" & more' }),
        200
      )
      answers(t, await xnat.get('/xapi/siteConfig/siteDescriptionText'), 200, 'a "site" & more')
      bare(t, await xnat.post('/xapi/siteConfig', { headers: json, body: JSON.stringify({ siteDescriptionText: before }) }), 200)
      answers(t, await xnat.get('/xapi/siteConfig/siteDescriptionText'), 200, before)
      bare(t, await xnat.post('/xapi/siteConfig', { as: 'member', headers: json, body: '{"siteDescriptionText":"x"}' }), 403)
      answers(t, await xnat.get('/xapi/siteConfig/siteDescriptionText'), 200, before)
    }
  },
  {
    fact: 'What is no JSON changes nothing',
    source: 'SiteConfigApi.setSiteConfigProperties',
    seen: '1.8.11',
    run: async (t, xnat) => {
      for (const body of [
        '', '{', '[1]', '"x"', 'null', '\u0000'
      ]) t.ok((await xnat.post('/xapi/siteConfig', { headers: json, body })).status >= 400, body)
      refusedByContainer(
        t,
        await xnat.post('/xapi/siteConfig/siteDescriptionText', { headers: { 'content-type': 'text/html' }, body: 'x' }),
        415
      )
    }
  },
  {
    fact: 'Preferences that may hold secrets are for administrators',
    source: 'SiteConfigPreferenceXapiAuthorization',
    seen: '1.8.11',
    roles: true,
    run: async (t, xnat) => {
      bare(t, await xnat.get('/xapi/siteConfig/adminEmail', { as: 'member' }), 403)
      t.equal((await xnat.get('/xapi/siteConfig/siteId', { as: 'member' })).status, 200)
    }
  },
  {
    fact: 'Other methods, kinds of answers and addresses get the container\'s pages',
    source: 'DispatcherServlet; recorded methods-xapi, site-config-write-bad',
    seen: '1.8.11',
    run: async (t, xnat) => {
      for (const [path, allow] of [['/xapi/siteConfig', 'GET, POST'], ['/xapi/users/username', 'GET, PUT']] as const) {
        const answer = await xnat.delete(path)
        refusedByContainer(t, answer, 405)
        t.equal(answer.headers['allow'], allow)
      }
      // the address of a user fits too, but wants a body of JSON
      refusedByContainer(t, await xnat.put('/xapi/users/username'), 415)
      refusedByContainer(t, await xnat.get('/xapi/users.xml'), 406)
      refusedByContainer(t, await xnat.get('/xapi/siteConfig/uptime', { headers: { accept: 'text/xml' } }), 406)
      refusedByContainer(t, await xnat.get('/xapi/nonsense'), 404)
      refusedByContainer(t, await xnat.get('/xapi/users', { as: null }), 401)
    }
  },
  {
    fact: 'Users: who is logged in, all by name, all with their profiles, one by name',
    source: 'UsersApi',
    roles: true,
    run: async (t, xnat) => {
      answers(t, await xnat.get('/xapi/users/username', { as: 'member' }), 200, 'member')
      t.ok((JSON.parse((await xnat.get('/xapi/users')).body) as string[]).includes('member'))
      const profiles = JSON.parse((await xnat.get('/xapi/users/profiles')).body) as { username: string }[]
      const profile = map(await xnat.get('/xapi/users/member', { as: 'member' }))
      t.same(Object.keys(profile).slice(0, 7), ['id', 'username', 'firstName', 'lastName', 'email', 'secured', 'lastModified'])
      t.match(profiles.find(({ username }) => username === 'member'), { email: profile['email'], enabled: true })
      bare(t, await xnat.get('/xapi/users/owner', { as: 'member' }), 403)
    }
  },
  {
    fact: 'Roles and groups of a user, for the user and for administrators',
    source: 'UsersApi',
    seen: '1.8.11',
    roles: true,
    run: async (t, xnat) => {
      t.ok(
        (JSON.parse((await xnat.get('/xapi/users/member/groups', { as: 'member' })).body) as string[]).includes(`${xnat.project}_member`)
      )
      answers(t, await xnat.get('/xapi/users/member/roles', { as: 'member' }), 200, '[]')
      t.ok((JSON.parse((await xnat.get(`/xapi/users/${xnat.admin}/roles`)).body) as string[]).includes('Administrator'))
      bare(t, await xnat.get('/xapi/users/owner/groups', { as: 'member' }), 403)
    }
  },
  {
    fact: 'A new user is made with 201, and logs in; a second of the name is refused, one without a name or not by an administrator too',
    source: 'UsersApi.createUser',
    roles: true,
    run: async (t, xnat) => {
      const username = `u${Date.now().toString(36)}`
      const body = JSON.stringify({
        username,
        firstName: 'New',
        lastName: 'User',
        email: `${username}@example.org`,
        password: username,
        enabled: true,
        verified: true
      })
      bare(t, await xnat.post('/xapi/users', { as: 'member', headers: json, body }), 403)
      const made = await xnat.post('/xapi/users', { headers: json, body })
      t.equal(made.status, 201)
      t.match(map(made), { username, firstName: 'New', enabled: true })
      answers(t, await xnat.get('/data/auth', { as: username }), 200, `User '${username}' is logged in`)
      t.ok((await xnat.post('/xapi/users', { headers: json, body })).status >= 400)
      t.ok((await xnat.post('/xapi/users', { headers: json, body: '{"firstName":"x"}' })).status >= 400)
      t.equal((await xnat.put(`/xapi/users/${username}/enabled/false`)).status, 200)
      refusedByContainer(t, await xnat.get('/data/auth', { as: username }), 401)
    }
  },
  {
    fact: 'A user may change the own profile, but not the rights',
    source: 'UsersApi.updateUser',
    seen: '1.8.11',
    roles: true,
    run: async (t, xnat) => {
      const before = map(await xnat.get('/xapi/users/stranger'))
      t.equal((await xnat.put('/xapi/users/stranger', { as: 'member', headers: json, body: '{"firstName":"x"}' })).status, 403)
      t.same(map(await xnat.get('/xapi/users/stranger'))['firstName'], before['firstName'])
      t.equal((await xnat.put('/xapi/users/stranger/roles/Administrator', { as: 'stranger' })).status, 403)
      answers(t, await xnat.get('/xapi/users/stranger/roles'), 200, '[]')
    }
  },
  {
    fact: 'The projects that a user has a role in, with the group\'s name; plugins are a map',
    source: 'DataAccessApi, XnatPluginApi',
    seen: '1.8.11',
    roles: true,
    run: async (t, xnat) => {
      const projects = JSON.parse((await xnat.get('/xapi/access/projects', { as: 'member' })).body) as Record<string, string>[]
      t.match(
        projects.find(({ ID }) => ID === xnat.project),
        { role: 'Members', group_id: `${xnat.project}_member`, URI: `/data/projects/${xnat.project}` }
      )
      t.match((await xnat.get('/xapi/plugins')).body, /^\{.*\}$/)
    }
  }
]
