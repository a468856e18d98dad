import { systemClock } from '../src/process/clock.ts'
import { test } from 'tap'
import { type Ask, open, refused, site } from './inject.ts'

const start = Date.UTC(2020, 0, 1)

/** A clock that stands still until it is moved on. */
function clockAt (time: number) {
  let [now, count] = [time, 0]
  const digits = (): string => String(++count).padStart(12, '0')
  return {
    now: () => now,
    bytes: systemClock.bytes,
    sessionId: () => digits().padStart(32, 'F'),
    uuid: () => `00000000-0000-4000-8000-${digits()}`,
    pass: (milliseconds: number) => { now += milliseconds }
  }
}

const basic = (login: string, password: string): Record<string, string> => ({
  authorization: `Basic ${Buffer.from(`${login}:${password}`).toString('base64')}`
})
const cookieOf = (answer: Awaited<ReturnType<Ask>>): { cookie: string } => ({
  cookie: /JSESSIONID=\w+/.exec(String(answer.headers['set-cookie']))?.[0] ?? ''
})
const form = { 'content-type': 'application/x-www-form-urlencoded' }
const browser = { 'user-agent': 'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/120.0 Safari/537.36' }

test('too many wrong passwords lock an account until its time is over (XnatAuthenticationEventPublisher)', async t => {
  const clock = clockAt(start)
  const ask = await site(t, { clock, preferences: { maxFailedLogins: 3, maxFailedLoginsLockoutDuration: '1 hour' } })
  const wrong = async (): Promise<number> => (await ask('GET', '/data/auth', null, basic('member', 'wrong'))).statusCode
  t.same([await wrong(), await wrong()], [401, 401])
  t.equal((await ask('GET', '/data/auth', 'member')).statusCode, 200, 'a right one in between')
  t.same([await wrong(), await wrong()], [401, 401])
  t.equal((await ask('GET', '/data/auth', 'member')).statusCode, 200, 'counts from the start again')
  t.same([await wrong(), await wrong(), await wrong()], [401, 401, 401])
  t.equal((await ask('GET', '/data/auth', 'member')).statusCode, 401, 'locked')
  t.equal((await ask('GET', '/data/auth', 'owner')).statusCode, 200, 'nobody else is')
  await refused(t, ask('PUT', '/data/services/auth', null, form, 'username=member&password=member'), 401, 'Authentication failed.')
  clock.pass(3_600_001)
  t.equal((await ask('GET', '/data/auth', 'member')).statusCode, 200, 'open again')
})

test('a site that does not count lets everybody try', async t => {
  const ask = await site(t, { preferences: { maxFailedLogins: -1 } })
  for (let tries = 0; tries < 30; tries++) t.equal((await ask('GET', '/data/auth', null, basic('member', 'wrong'))).statusCode, 401)
  t.equal((await ask('GET', '/data/auth', 'member')).statusCode, 200)
})

test('the words of a failed login tell how many tries there are (AdminUtils.GetLoginFailureMessage)', async t => {
  const ask = await site(t, { preferences: { maxFailedLogins: 7 } })
  t.match((await ask('GET', '/data/auth', null, basic('member', 'wrong'))).body, 'After 7 failed login attempts')
  const other = await site(t, { preferences: { uiLoginFailureMessage: 'No.' } })
  t.match((await other('GET', '/data/auth', null, basic('member', 'wrong'))).body, 'No.')
})

test('a user cannot hold more sessions than the site allows', async t => {
  const ask = await site(t, { preferences: { concurrentMaxSessions: 2 } })
  const held = []
  for (let opened = 0; opened < 2; opened++) {
    const cookie = cookieOf(await ask('POST', '/data/JSESSION', 'member'))
    t.equal((await ask('GET', '/data/auth', null, cookie)).statusCode, 200)
    held.push(cookie)
  }
  t.equal((await ask('GET', '/data/auth', 'member')).statusCode, 401)
  t.equal((await ask('GET', '/data/auth', 'owner')).statusCode, 200)
  await ask('DELETE', '/data/JSESSION', null, held[0])
  t.equal((await ask('GET', '/data/auth', 'member')).statusCode, 200)
})

test('a disabled account logs in no more, and its session is sent to a page of its own', async t => {
  const ask = await site(t)
  const cookie = cookieOf(await ask('POST', '/data/JSESSION', 'member'))
  t.equal((await ask('PUT', '/xapi/users/member/enabled/false')).statusCode, 200)
  t.equal((await ask('GET', '/data/auth', 'member')).statusCode, 401)
  const sent = await ask('GET', '/data/projects', null, cookie)
  t.same([sent.statusCode, sent.headers['location']], [302, 'http://localhost/app/template/InactiveAccount.vm'])
  t.equal((await ask('PUT', '/xapi/users/member/enabled/true')).statusCode, 200)
  t.equal((await ask('GET', '/data/auth', 'member')).statusCode, 200)
})

test('a password that is too old sends its user to where it is changed (XnatExpiredPasswordFilter)', async t => {
  const clock = clockAt(start)
  const ask = await site(t, { clock, preferences: { passwordExpirationType: 'Interval', passwordExpirationInterval: '30 days' } })
  t.equal((await ask('GET', '/data/auth', 'member')).statusCode, 200)
  clock.pass(31 * 86_400_000)
  const sent = await ask('GET', '/data/projects', 'member')
  t.same([sent.statusCode, sent.headers['location']], [302, 'http://localhost/app/template/XDATScreen_UpdateUser.vm'])
  t.match((await ask('GET', '/app/template/XDATScreen_UpdateUser.vm', 'member')).body, 'Your password has expired')
})

test('an account whose address is not verified waits where the site says so', async t => {
  const ask = await site(t, { preferences: { emailVerification: true } })
  t.equal((await ask('GET', '/data/auth', 'member')).statusCode, 200)
  t.equal((await ask('PUT', '/xapi/users/member/verified/false')).statusCode, 200)
  t.equal((await ask('GET', '/data/auth', 'member')).statusCode, 401)
})

test('a token lives as long as the site says (AliasToken)', async t => {
  const clock = clockAt(start)
  const ask = await site(t, { clock, preferences: { aliasTokenTimeout: '2 hours' } })
  const token = JSON.parse((await ask('GET', '/data/services/tokens/issue', 'member')).body) as {
    alias: string
    secret: string
    estimatedExpirationTime: number
  }
  t.equal(token.estimatedExpirationTime, start + 7_200_000)
  const headers = basic(token.alias, token.secret)
  clock.pass(7_199_999)
  t.equal((await ask('GET', '/data/auth', null, headers)).body, "User 'member' is logged in")
  clock.pass(2)
  t.equal((await ask('GET', '/data/auth', null, headers)).statusCode, 401)
})

test('browsers send their session\'s token along with what they change (SecureAction.isCsrfTokenOk)', async t => {
  const ask = await site(t)
  const opened = await ask('GET', '/data/JSESSION?CSRF=true', 'member')
  const token = /XNAT_CSRF=([\w-]+)/.exec(opened.body)?.[1] ?? ''
  const headers = { ...browser, ...cookieOf(opened) }
  const refusal = await ask('PUT', `${open}/scans/1?note=n`, null, headers)
  t.equal(refusal.statusCode, 500)
  t.match(refusal.body, 'InvalidCsrfException: Invalid CSRF: PUT on URL: ')
  t.equal((await ask('PUT', `${open}/scans/1?note=n&XNAT_CSRF=00000000-0000-4000-8000-000000000000`, null, headers)).statusCode, 500)
  t.equal((await ask('PUT', `${open}/scans/1?note=n&XNAT_CSRF=${token}`, null, headers)).statusCode, 200)
  t.equal((await ask('GET', `${open}/scans/1`, null, headers)).statusCode, 200, 'reading needs none')
  t.equal((await ask('PUT', `${open}/scans/1?note=m`, 'member', { 'user-agent': 'curl/8' })).statusCode, 200, 'scripts need none')
  const off = await site(t, { preferences: { enableCsrfToken: false } })
  t.equal((await off('PUT', `${open}/scans/1?note=n`, 'member', browser)).statusCode, 200)
})

test('a browser without a login is sent to the form, which logs in', async t => {
  const ask = await site(t)
  const sent = await ask('GET', '/data/projects', null, browser)
  t.same([sent.statusCode, sent.headers['location']], [302, 'http://localhost/app/template/Login.vm'])
  t.match((await ask('GET', '/app/template/Login.vm', null, browser)).body, 'BEGIN xnat-templates/screens/Login.vm')
  const wrong = await ask('POST', '/login', null, { ...form, ...browser }, 'username=member&password=wrong')
  t.same([wrong.statusCode, wrong.headers['location']], [302, 'http://localhost/app/template/Login.vm?failed=true'])
  const right = await ask('POST', '/login', null, { ...form, ...browser }, 'username=member&password=member')
  t.same([right.statusCode, right.headers['location']], [302, 'http://localhost/'])
  const home = await ask('GET', '/', null, { ...browser, ...cookieOf(right) })
  t.match(home.body, /<span id="user_info">Logged in as: &nbsp;<a id="username-link" href="[^"]*">member<\/a><\/span>/)
  const out = await ask('GET', '/app/action/LogoutUser', null, cookieOf(right))
  t.same([out.statusCode, out.headers['location']], [302, 'http://localhost/app/template/Login.vm'])
  t.equal((await ask('GET', '/data/auth', null, cookieOf(right))).statusCode, 401)
})

test('without requireLogin the first page tells who is the guest, and so does /data/auth', async t => {
  const ask = await site(t, { preferences: { requireLogin: false } })
  t.match((await ask('GET', '/', null)).body, '<span id="user_info">Logged in as: <span style="color:red;">Guest</span>')
  t.equal((await ask('GET', '/data/auth', null)).body, "User 'guest' is logged in")
  await refused(t, ask('GET', '/data/services/tokens/issue', null), 403, "The guest user can't request alias tokens")
  t.same(JSON.parse((await ask('GET', '/xapi/siteConfig/siteId', null)).body.replace(/^(.*)$/, '"$1"')), 'XNAT')
})

test('where the site says so, only administrators list users', async t => {
  const ask = await site(t, { preferences: { restrictUserListAccessToAdmins: true } })
  await refused(t, ask('GET', '/data/users', 'member'), 403, 'Access Denied: Only site managers can access site-level user resources.')
  t.equal((await ask('GET', '/xapi/users', 'member')).statusCode, 403)
  t.equal((await ask('GET', '/data/users')).statusCode, 200)
})

test('what is set by the site\'s own address counts at once', async t => {
  const ask = await site(t)
  t.equal((await ask('GET', '/data/projects', null)).statusCode, 401)
  t.equal(
    (
      await ask(
        'POST',
        '/xapi/siteConfig',
        'admin',
        { 'content-type': 'application/json' },
        '{"requireLogin":false,"sessionTimeout":"5 minutes"}'
      )
    ).statusCode,
    200
  )
  t.equal((await ask('GET', '/data/projects', null)).statusCode, 200)
  t.match(String((await ask('GET', '/data/JSESSION')).headers['set-cookie']), ',300000"')
  t.equal((await ask('POST', '/xapi/siteConfig/requireLogin', 'admin', { 'content-type': 'text/plain' }, 'true')).statusCode, 200)
  t.equal((await ask('GET', '/data/projects', null)).statusCode, 401)
})

test('what XNAT has and this server has not is told by name, never as if it were not there', async t => {
  const ask = await site(t)
  for (const [method, url, feature] of [
    ['POST', '/data/services/validate-archive', 'importing'],
    ['POST', '/data/services/mail/send', 'sending mail'],
    ['GET', `${open}/history`, ''],
    ['GET', '/data/projects/OPEN/pipelines/P', ''],
    ['PUT', '/xapi/anonymize/site', '']
  ] as const) {
    const { statusCode, body } = await ask(method, url)
    t.equal(statusCode, 501, url)
    t.match(body, `xnat-mock does not have this feature of XNAT: ${feature}`)
  }
  t.equal((await ask('GET', '/data/nonsense')).statusCode, 404)
})
