import type { IncomingHttpHeaders } from 'node:http'
import { type Case, refusedByContainer, refusedByXnat, refuses, saves } from './case.ts'
import { defaults } from './xnat.ts'

const cookies = (headers: IncomingHttpHeaders): string[] => headers['set-cookie'] ?? []
const sessionIn = (headers: IncomingHttpHeaders): string | undefined => /JSESSIONID=([^;]+)/.exec(cookies(headers).join('\n'))?.[1]

/** Logging in, and the session that comes of it. */
export const sessionCases: readonly Case[] = [
  {
    fact: 'The session\'s ID is text, 32 upper-case hexadecimal digits, and the cookie\'s value',
    source: 'UserSession',
    seen: '1.8.11',
    run: async (t, xnat) => {
      for (const method of ['GET', 'POST']) {
        const answer = await xnat.ask(method, '/data/JSESSION')
        t.equal(answer.status, 200)
        t.match(answer.body, /^[0-9A-F]{32}$/)
        t.equal(answer.headers['content-type'], 'text/plain;charset=ISO-8859-1')
        t.equal(sessionIn(answer.headers), answer.body)
      }
    }
  },
  {
    fact: 'A request without a session opens one; with one it gets none, only its expiration, in quotes',
    source: 'XnatExpiredPasswordFilter',
    seen: '1.8.11',
    run: async (t, xnat) => {
      const first = cookies((await xnat.get('/data/projects')).headers)
      t.equal(first.length, 2)
      t.match(first[0], /^JSESSIONID=[0-9A-F]{32}; Path=\/[^;]*; HttpOnly$/)
      t.match(first[1], /^SESSION_EXPIRATION_TIME="\d{13},\d+"; Version=1; Path=\/$/)
      const second = await xnat.get('/data/projects', { as: null, headers: { cookie: first[0]?.split(';')[0] ?? '' } })
      t.equal(second.status, 200)
      t.same(cookies(second.headers).map(cookie => cookie.split('=')[0]), ['SESSION_EXPIRATION_TIME'])
    }
  },
  {
    fact: 'Of several session cookies the first that is valid counts; without any, a session in the address does',
    source: 'org.apache.catalina.connector.CoyoteAdapter.parseSessionCookiesId',
    seen: '1.8.11',
    run: async (t, xnat) => {
      const { body: id } = await xnat.post('/data/JSESSION')
      const { body: other } = await xnat.get('/data/JSESSION', { as: null })
      for (const cookie of [`JSESSIONID=NONE; JSESSIONID=${id}`, `A=b; JSESSIONID=${id}; JSESSIONID=${other}`]) {
        t.match((await xnat.get('/data/auth', { as: null, headers: { cookie } })).body, /^User '.+' is logged in$/)
      }
      for (const cookie of [
        `JSESSIONID=${other}; JSESSIONID=${id}`,
        'JSESSIONID=',
        'JSESSIONID',
        `jsessionid=${id}`,
        `XJSESSIONID=${id}`,
        ';;=;'
      ]) {
        refusedByContainer(t, await xnat.get('/data/auth', { as: null, headers: { cookie } }), 401)
      }
    }
  },
  {
    fact: 'A login over a session ends it: a new one takes its token over; credentials of the session\'s own user change nothing',
    source: 'XnatBasicAuthenticationFilter, SessionFixationProtectionStrategy',
    seen: '1.8.11',
    roles: true,
    run: async (t, xnat) => {
      const [id = '', token = ''] = (await xnat.get('/data/JSESSION?CSRF=true', { as: 'member' })).body.split('; XNAT_CSRF=')
      const cookie = `JSESSIONID=${id}`
      const same = await xnat.get('/data/auth', { as: 'member', headers: { cookie } })
      t.same([same.body, sessionIn(same.headers)], ['User \'member\' is logged in', undefined])
      const both = await xnat.get('/data/JSESSION?CSRF=true', { as: 'owner', headers: { cookie } })
      const [renewed = '', kept] = both.body.split('; XNAT_CSRF=')
      t.not(renewed, id)
      t.same([sessionIn(both.headers), kept], [renewed, token])
      t.equal((await xnat.get('/data/auth', { as: null, headers: { cookie: `JSESSIONID=${renewed}` } })).body, "User 'owner' is logged in")
      refusedByContainer(t, await xnat.get('/data/auth', { as: null, headers: { cookie } }), 401)
    }
  },
  {
    fact: 'Wrong credentials log a session out',
    source: 'XnatBasicAuthenticationFilter.doFilterInternal',
    seen: '1.8.11',
    run: async (t, xnat) => {
      const cookie = `JSESSIONID=${(await xnat.post('/data/JSESSION')).body}`
      refusedByContainer(
        t,
        await xnat.get('/data/auth', {
          as: null,
          headers: { cookie, authorization: `Basic ${Buffer.from('nobody:wrong').toString('base64')}` }
        }),
        401
      )
      refusedByContainer(t, await xnat.get('/data/auth', { as: null, headers: { cookie } }), 401)
    }
  },
  {
    fact: 'Credentials that are none are 500 by XNAT\'s own page; those of another scheme, or without a name, are nobody\'s',
    source: 'XnatHttpUtils.getBasicAuthCredentials',
    run: async (t, xnat) => {
      const sent = (authorization: string) => xnat.get('/data/projects', { as: null, headers: { authorization } })
      const encoded = (text: string) => Buffer.from(text).toString('base64')
      for (const header of ['Basic x', `Basic ${encoded('admin')}`, 'Basic %%%']) refusedByXnat(t, await sent(header), 500, true)
      const valid = xnat.client.basic(xnat.admin)
      for (const header of [
        'Basic',
        'Bearer abc',
        'Digest username="admin"',
        valid.replace('Basic', 'basic'),
        valid.replace('Basic', 'BASIC'),
        `Basic ${encoded(':x')}`,
        `Basic ${encoded('localdb/:x')}`
      ]) {
        const answer = await sent(header)
        refusedByContainer(t, answer, 401)
        t.match(answer.headers['www-authenticate'], /^Basic realm=/, header)
      }
      for (const claim of [
        `${Buffer.from(valid.slice(6), 'base64').toString()}\0`,
        'nobody:x',
        'guest:guest',
        `${'a'.repeat(5000)}:x`,
        'é:x',
        "' or 1=1 --:x"
      ]) {
        const answer = await sent(`Basic ${encoded(claim)}`)
        refusedByContainer(t, answer, 401)
        t.equal(answer.headers['www-authenticate'], undefined)
      }
    }
  },
  {
    fact: 'An ended session is none: 401 for a script',
    source: 'UserSession.removeRepresentations',
    seen: '1.8.11',
    run: async (t, xnat) => {
      const cookie = `JSESSIONID=${(await xnat.post('/data/JSESSION')).body}`
      t.equal((await xnat.get('/data/projects', { as: null, headers: { cookie } })).status, 200)
      saves(t, await xnat.delete('/data/JSESSION', { as: null, headers: { cookie } }))
      refusedByContainer(t, await xnat.get('/data/projects', { as: null, headers: { cookie } }), 401)
    }
  },
  {
    fact: 'The session\'s address is open to all, without anything behind it; PUT is not allowed',
    source: 'configured-urls.yaml, UserSession',
    seen: '1.8.11',
    run: async (t, xnat) => {
      t.match((await xnat.get('/data/JSESSION', { as: null })).body, /^[0-9A-F]{32}$/)
      refusedByContainer(t, await xnat.get('/data/JSESSION/', { as: null }), 401)
      refuses(t, await xnat.put('/data/JSESSION'), 405, defaults[405])
      refusedByContainer(t, await xnat.get('/data/JSESSION', { headers: { accept: 'application/json' } }), 406)
      t.equal((await xnat.post('/data/JSESSION', { headers: { accept: 'application/json' } })).status, 200)
    }
  },
  {
    fact: 'CSRF=true adds the session\'s token',
    source: 'UserSession',
    seen: '1.8.11',
    run: async (t, xnat) => {
      t.match((await xnat.get('/data/JSESSION?CSRF=true')).body, /^[0-9A-F]{32}; XNAT_CSRF=[0-9a-f]{8}-[0-9a-f-]{27}$/)
    }
  },
  {
    fact: 'Wrong credentials are 401 by the container even at open addresses, without a challenge and without cookies',
    source: 'XnatBasicAuthenticationFilter.doFilterInternal',
    seen: '1.8.11',
    run: async (t, xnat) => {
      for (const path of ['/data/projects', '/data/JSESSION']) {
        const answer = await xnat.get(path, {
          as: null,
          headers: { authorization: `Basic ${Buffer.from('nobody:wrong').toString('base64')}` }
        })
        refusedByContainer(t, answer, 401)
        t.match(answer.body, 'Your login attempt failed because the username and password combination you provided was invalid')
        t.equal(answer.headers['www-authenticate'], undefined)
        t.equal(cookies(answer.headers).length, 0)
      }
    }
  },
  {
    fact: 'Without a login a script is asked for one, a browser is sent to the page for it; both get a session',
    source: 'XnatAuthenticationEntryPoint.commence',
    seen: '1.8.11',
    run: async (t, xnat) => {
      const script = await xnat.get('/data/projects', {
        as: null,
        headers: { 'user-agent': 'python-requests/2.32', 'x-requested-with': 'XMLHttpRequest' }
      })
      refusedByContainer(t, script, 401)
      t.match(script.headers['www-authenticate'], /^Basic realm="[^"]+"$/)
      t.equal(cookies(script.headers).length, 2)
      const browser = await xnat.get('/data/projects', {
        as: null,
        headers: { 'user-agent': 'Mozilla/5.0 (X11; Linux x86_64) Chrome/120' }
      })
      t.equal(browser.status, 302)
      t.match(browser.headers['location'], /\/app\/template\/Login\.vm$/)
      t.equal(cookies(browser.headers).length, 2)
    }
  }
]
