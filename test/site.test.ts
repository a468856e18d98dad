import { systemClock } from '../src/process/clock.ts'
import { once } from 'node:events'
import { type AddressInfo, connect } from 'node:net'
import { test } from 'tap'
import { buildApp } from '../src/app.ts'
import { demo } from '../src/seeds/built-in/demo.ts'
import { open, refused, shut, site } from './inject.ts'

const mayNotDelete = "User account doesn't have permission to modify this session."

test('the site setting that prevents deletion stops even the administrator (ScanResource.handleDelete)', async t => {
  const ask = await site(t, { preferences: { 'security.prevent-data-deletion': true } })
  await refused(t, ask('DELETE', `${open}/scans/1`), 403, mayNotDelete)
  await refused(t, ask('DELETE', `${open}/scans/2`), 404, 'Unable to find the specified scan.')
  t.equal((await ask('GET', `${open}/scans/1`)).statusCode, 200)
  const excepted = await site(t, {
    preferences: { 'security.prevent-data-deletion': true, 'security.prevent-data-deletion-override': '[active]' }
  })
  t.equal((await excepted('DELETE', `${open}/scans/1`)).statusCode, 200)
})

test('a site that asks for reasons and names gets them (PersistentWorkflowUtils.buildOpenWorkflow)', async t => {
  const ask = await site(t, { preferences: { requireChangeJustification: true, showChangeJustification: true, requireEventName: true } })
  const plain = 'The server encountered an unexpected condition which prevented it from fulfilling the request'
  await refused(t, ask('PUT', `${open}/scans/1?note=n`), 500, plain)
  await refused(t, ask('PUT', `${open}/scans/1?note=n&event_reason=r`), 500, plain)
  await refused(t, ask('DELETE', `${open}/scans/1`), 500, 'Justification required.')
  await refused(t, ask('DELETE', `${open}/scans/1?event_reason=r`), 500, 'Event name required.')
  t.equal((await ask('PUT', `${open}/scans/1?note=n&event_reason=r&event_action=a`)).statusCode, 200)
})

test('without requireLogin, the guest reads what is public and nothing else (7.3)', async t => {
  const ask = await site(t, { preferences: { requireLogin: false } })
  t.equal((await ask('GET', `${open}/scans`, null)).statusCode, 200)
  t.equal((await ask('GET', `${open}/scans/1`, null)).statusCode, 200)
  await refused(
    t,
    ask('PUT', `${open}/scans/1?note=n`, null),
    403,
    'Specified user account has insufficient edit privileges for sessions in this project.'
  )
  await refused(
    t,
    ask('PUT', `${open}/scans/9?xsiType=xnat:mrScanData`, null),
    403,
    'Specified user account has insufficient create privileges for sessions in this project.'
  )
  await refused(t, ask('DELETE', `${open}/scans/1`, null), 403, mayNotDelete)
  t.equal((await ask('GET', `${shut}/scans`, null)).statusCode, 500)
  await refused(t, ask('GET', `${shut}/scans/1`, null), 404, 'Unable to find the specified scan.')
  await refused(t, ask('PUT', `${shut}/scans/1?xsiType=xnat:ctScanData`, null), 417, 'Specified scan must reference a valid image session.')
  await refused(t, ask('DELETE', `${shut}/scans/1`, null), 404, 'Unable to find the specified scan.')
})

test('the guest shares nothing, gives nobody a role, and gets no token (ScanResource, ProjectMemberResource, ' +
  'AliasTokenRestlet)', async t => {
  const ask = await site(t, { preferences: { requireLogin: false } })
  await refused(t, ask('PUT', `${open}/scans/1/projects/SHUT`, null), 403, 'No authenticated user found.')
  const roles = await ask('PUT', '/data/projects/OPEN/users/Members/stranger', null)
  t.equal(roles.statusCode, 403)
  t.match(roles.body, '"login":"owner"')
  await refused(t, ask('GET', '/data/services/tokens/issue', null), 403, "The guest user can't request alias tokens")
  t.notMatch((await ask('GET', '/data/projects/OPEN/users?format=json')).body, 'stranger')
})

test('users of a project are for its owners alone where the site says so (ProjectUserListResource)', async t => {
  const ask = await site(t, { preferences: { restrictUserListAccessToAdmins: true } })
  t.equal((await ask('GET', '/data/projects/OPEN/users', 'owner')).statusCode, 200)
  await refused(
    t,
    ask('GET', '/data/projects/OPEN/users', 'member'),
    403,
    'Access Denied: Only project owners and site managers can access user resources.'
  )
})

test('only owners set the type of access, and only where the site lets them make projects can others', async t => {
  const ask = await site(t, { preferences: { uiAllowNonAdminProjectCreation: false } })
  await refused(t, ask('PUT', '/data/projects/NEW', 'owner'), 403, "User owner doesn't have permission to create projects on this system")
  t.equal((await ask('PUT', '/data/projects/NEW')).statusCode, 200)
  t.equal((await ask('PUT', '/data/projects/OPEN/accessibility/private', 'owner')).body, 'private')
})

test('behind a context path everything begins with it, but for the addresses that XNAT generates', async t => {
  const ask = await site(t, { basePath: '/xnat' })
  const { statusCode, body, headers } = await ask('GET', `/xnat${open}/scans`)
  t.equal(statusCode, 200)
  t.match(body, '"URI":"/data/experiments/XNAT_E00001/scans/1"')
  t.match(String(headers['set-cookie']), 'Path=/xnat;')
  t.equal((await ask('POST', `/xnat${open}/scans?ID=7`)).body, `http://localhost/xnat${open}/scans/7`)
  t.equal((await ask('GET', `${open}/scans`)).statusCode, 404)
  t.equal((await ask('GET', '/xnatter/data/projects')).statusCode, 404)
  t.equal(
    (await ask('GET', '/xnat/data/projects', null, { 'user-agent': 'Mozilla/5.0' })).headers['location'],
    'http://localhost/xnat/app/template/Login.vm'
  )
})

test('a site of another name has it in its IDs and its realm, and its own address in what it generates', async t => {
  const ask = await site(t, { preferences: { siteId: 'My Lab-1', siteUrl: 'https://xnat.example' } })
  t.match((await ask('GET', `${open}?format=json`)).body, '"ID":"MyLab_1_E00001"')
  t.equal((await ask('GET', open, null)).headers['www-authenticate'], 'Basic realm="My Lab-1"')
  t.equal((await ask('POST', `${open}/scans?ID=7`)).body, `https://xnat.example${open}/scans/7`)
})

test('a session ends after its time without a request', async t => {
  let now = Date.UTC(2020, 0, 1)
  const clock = { ...systemClock, now: () => now, sessionId: () => 'F'.repeat(32), uuid: () => '00000000-0000-4000-8000-000000000000' }
  const ask = await site(t, { clock, preferences: { sessionTimeout: '1 hour' } })
  const { body, headers } = await ask('GET', '/data/JSESSION')
  t.equal(body, 'F'.repeat(32))
  t.match(String(headers['set-cookie']), `SESSION_EXPIRATION_TIME="${now},3600000"; Version=1; Path=/`)
  const cookie = `JSESSIONID=${body}`
  now += 3_600_000
  t.equal((await ask('GET', '/data/projects', null, { cookie })).statusCode, 200)
  now += 3_600_001
  t.equal((await ask('GET', '/data/projects', null, { cookie })).statusCode, 401)
})

test('a write that fails leaves the subject that it made first, which XNAT saves at once, and nothing else', async t => {
  const ask = await site(t)
  await refused(
    t,
    ask('PUT', '/data/projects/OPEN/subjects/FRESH/experiments/X?xsiType=xnat:mrSessionData&date=soon'),
    400,
    "The content of element 'xnat:experimentData' is not complete. '{\"http://nrg.wustl.edu/xnat\":date}' Must Be A Valid Date\n"
  )
  t.equal((await ask('GET', '/data/projects/OPEN/subjects/FRESH')).statusCode, 200)
  t.equal((await ask('GET', '/data/projects/OPEN/experiments/X')).statusCode, 404)
})

test('our own addresses: health and the contract, open to all', async t => {
  const ask = await site(t)
  const health = await ask('GET', '/_mock/health', null)
  t.same([health.statusCode, health.body, health.headers['content-type']], [200, '{"status":"ok"}', 'application/json; charset=utf-8'])
  const docs = await ask('GET', '/_mock/docs/', null)
  t.equal(docs.statusCode, 200)
  t.match(docs.headers['content-type'], 'text/html')
  const contract = await ask('GET', '/_mock/docs/yaml', null)
  t.match(contract.body, 'operationId: putScan')
  t.equal((await ask('GET', '/nothing', null)).statusCode, 404)
})

test('what an administrator configures for a project that is not there cannot be read', async t => {
  const ask = await site(t)
  const url = '/data/projects/NOPE/config/tool/path'
  const { statusCode, body } = await ask('PUT', url, 'admin', { 'content-type': 'text/plain' }, 'x')
  t.same([statusCode, body], [201, ''])
  await refused(t, ask('GET', url), 404, 'The requested project NOPE does not exist.')
})

test('what is no HTTP is answered as the container answers it', async t => {
  const app = await buildApp()
  t.after(() => app.close())
  await app.listen({ port: 0, host: '127.0.0.1' })
  for (const said of [
    'FOO / HTTP/1.1\r\n\r\n',
    'GET / HTTP/9\r\n\r\n',
    `GET /data/projects?${'a'.repeat(100_000)} HTTP/1.1\r\nHost: localhost\r\n\r\n`
  ]) {
    const socket = connect((app.server.address() as AddressInfo).port, '127.0.0.1')
    socket.end(said)
    let heard = ''
    socket.setEncoding('utf8').on('data', (text: string) => { heard += text })
    await once(socket, 'close')
    t.match(
      heard,
      /^HTTP\/1\.1 400 Bad Request\r\nContent-Type: text\/html;charset=utf-8\r\n[\s\S]*HTTP Status 400 – Bad Request/,
      said.slice(0, 20)
    )
  }
})

test('the demo is an archive to look at: two projects, four subjects, sessions of three modalities, about twenty scans', async t => {
  const ask = await site(t, { seed: demo })
  const count = async (url: string) => (await ask('GET', `${url}?format=csv`)).body.split('\n').length - 2
  t.same([await count('/data/projects'), await count('/data/subjects')], [2, 4])
  const sessions = JSON.parse((await ask('GET', '/data/experiments?format=json')).body) as {
    ResultSet: { Result: { ID: string, xsiType: string }[] }
  }
  t.same(
    new Set(sessions.ResultSet.Result.map(({ xsiType }) => xsiType)),
    new Set(['xnat:mrSessionData', 'xnat:petSessionData', 'xnat:ctSessionData'])
  )
  const scans = await Promise.all(sessions.ResultSet.Result.map(({ ID }) => count(`/data/experiments/${ID}/scans`)))
  const total = scans.reduce((sum, number) => sum + number, 0)
  t.ok(total >= 18 && total <= 25, `${total} scans`)
})
