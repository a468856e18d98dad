import type { IncomingHttpHeaders } from 'node:http'
import { type Case, answers, refusedByContainer, refuses } from './case.ts'

const sessionIn = (headers: IncomingHttpHeaders): string | undefined =>
  /JSESSIONID=([^;]+)/.exec((headers['set-cookie'] ?? []).join('\n'))?.[1]
const form = { 'content-type': 'application/x-www-form-urlencoded' }

/** Logging in by a form, and asking who is logged in. */
export const authCases: readonly Case[] = [
  {
    fact: 'Who is logged in is told in one sentence; nobody is asked for a password, with the site\'s realm',
    source: 'UserAuth',
    seen: '1.8.11',
    run: async (t, xnat) => {
      answers(t, await xnat.get('/data/auth'), 200, `User '${xnat.admin}' is logged in`)
      const nobody = await xnat.get('/data/auth', { as: null })
      refusedByContainer(t, nobody, 401)
      t.match(nobody.headers['www-authenticate'], /^Basic realm=".+"$/)
      refuses(t, await xnat.put('/data/auth'), 405)
    }
  },
  {
    fact: 'CSRF=true behind the sentence adds the session\'s token',
    source: 'UserAuth',
    seen: '1.8.11',
    run: async (t, xnat) => { t.match((await xnat.get('/data/auth?CSRF=true')).body, /^User '\S+' is logged in; XNAT_CSRF=[0-9a-f-]{36}$/) }
  },
  {
    fact: 'A form with name and password logs the session in; its ID is the answer and the cookie, by PUT and POST',
    source: 'AuthenticationRestlet.runAuthenticate',
    seen: '1.8.11',
    roles: true,
    run: async (t, xnat) => {
      for (const method of ['PUT', 'POST']) {
        for (const body of [
          'username=member&password=member',
          'j_username=member&j_password=member',
          'username=member&password=member&provider=localdb',
          'username=wrong&password=member&username=member'
        ]) {
          const answer = await xnat.ask(method, '/data/services/auth', { as: null, headers: form, body })
          t.equal(answer.status, 200, `${method} ${body}`)
          t.match(answer.body, /^[0-9A-F]{32}$/)
          t.equal(sessionIn(answer.headers), answer.body)
          t.equal(
            (await xnat.get('/data/auth', { as: null, headers: { cookie: `JSESSIONID=${answer.body}` } })).body,
            "User 'member' is logged in"
          )
        }
      }
    }
  },
  {
    fact: 'A session that is there is logged in and stays the same',
    source: 'AuthenticationRestlet.runAuthenticate',
    seen: '1.8.11',
    roles: true,
    run: async (t, xnat) => {
      const cookie = `JSESSIONID=${(await xnat.get('/data/JSESSION', { as: null })).body}`
      const answer = await xnat.put('/data/services/auth', {
        as: null,
        headers: { ...form, cookie },
        body: 'username=owner&password=owner'
      })
      answers(t, answer, 200, cookie.slice('JSESSIONID='.length))
      t.equal((await xnat.get('/data/auth', { as: null, headers: { cookie } })).body, 'User \'owner\' is logged in')
    }
  },
  {
    fact: 'A wrong or missing password, an unknown name or kind of authentication: 401 with one text',
    source: 'AuthenticationRestlet.runAuthenticate',
    seen: '1.8.11',
    roles: true,
    run: async (t, xnat) => {
      for (const body of [
        'username=member&password=wrong', 'username=member', 'password=member', 'username=nobody&password=nobody',
        'username=member&password=member&provider=nonsense', 'nonsense'
      ]) {
        const answer = await xnat.put('/data/services/auth', { as: null, headers: form, body })
        refuses(t, answer, 401, 'Authentication failed.')
        t.equal(
          (await xnat.get('/data/projects', { as: null, headers: { cookie: `JSESSIONID=${sessionIn(answer.headers) ?? ''}` } })).status,
          401
        )
      }
    }
  },
  {
    fact: 'An unknown provider\'s ID is a bad request',
    source: 'AuthenticationRestlet.runAuthenticate',
    seen: '1.8.11',
    roles: true,
    run: async (t, xnat) => {
      t.equal(
        (
          await xnat.put('/data/services/auth', {
            as: null,
            headers: form,
            body: 'username=member&password=member&authenticatorId=nonsense'
          })
        ).status,
        400
      )
    }
  },
  {
    fact: 'Without a body there is nothing at the address, for any method',
    source: 'AuthenticationRestlet, Finder.createTarget',
    seen: '1.8.11',
    run: async (t, xnat) => {
      for (const method of ['GET', 'PUT', 'POST', 'DELETE']) refuses(t, await xnat.ask(method, '/data/services/auth'), 404)
    }
  },
  {
    fact: 'A form whose escapes do not decode logs nobody in',
    source: 'AuthenticationRestlet.extractCredentials',
    run: async (t, xnat) => {
      t.equal((await xnat.put('/data/services/auth', { as: null, headers: form, body: 'username=%zz&password=x' })).status, 404)
    }
  }
]
