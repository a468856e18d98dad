import { readFileSync, writeFileSync } from 'node:fs'
import { connect } from 'node:net'
import { join } from 'node:path'
import { type Test, test } from 'tap'
import { type Xnat, type XnatOptions, type XnatSpace, startXnat } from '../src/index.ts'
import { Client } from './conformance/client.ts'

async function started (t: Test, options: XnatOptions = { seed: 'empty' }): Promise<Xnat> {
  const xnat = await startXnat(options)
  t.after(() => xnat.close())
  return xnat
}

const header = 'ID,secondary_ID,name,description,pi_firstname,pi_lastname,URI\n'
const projects = async (space: XnatSpace): Promise<string> => (await space.inject('/data/projects?format=csv')).body.slice(header.length)
const add = async (space: XnatSpace, id: string) => space.inject({ method: 'PUT', url: `/data/projects/${id}` })
const row = (id: string): string => `${id},${id},${id},,,,/data/projects/${id}\n`

test('a server in this process answers clients at its URL', async t => {
  const xnat = await started(t, {})
  t.match(xnat.url, /^http:\/\/127\.0\.0\.1:\d+$/)
  t.same([xnat.name, xnat.user, xnat.password], ['default', 'admin', 'admin'])
  t.same(xnat.env['XNAT_URL'], xnat.url)
  const client = new Client(xnat.url)
  const { status, body } = await client.send(
    'GET',
    '/data/projects/MEMORY/subjects/ADA/experiments/ADA_MR1/scans?columns=ID,type&format=csv'
  )
  t.equal(status, 200)
  t.match(body, ',T1w,')
  client.close()
})

test('inject asks as whom one likes, without a socket', async t => {
  const xnat = await started(t, { seed: 'demo' })
  const url = '/data/projects/MEMORY?format=json'
  const answer = await xnat.inject(url)
  t.same([answer.status, answer.headers['content-type']], [200, 'application/json'])
  t.match(answer.json(), { items: [{ data_fields: { ID: 'MEMORY' } }] })
  t.equal(Buffer.from(answer.bytes).toString(), answer.body)
  t.equal((await xnat.inject({ url, as: { user: 'stranger', password: 'stranger' } })).status, 404)
  t.equal((await xnat.inject({ url, as: null })).status, 401)
  const document = '<xnat:Project ID="P" xmlns:xnat="http://nrg.wustl.edu/xnat"/>'
  t.equal(
    (await xnat.inject({ method: 'PUT', url: '/data/projects/P', headers: { 'content-type': 'text/xml' }, body: document })).status,
    200
  )
  t.equal(
    (
      await xnat.inject({
        method: 'PUT',
        url: '/data/projects/Q',
        headers: { 'content-type': 'text/xml' },
        body: Buffer.from(document.replace('"P"', '"Q"'))
      })
    ).status,
    200
  )
  t.equal((await xnat.inject({ method: 'HEAD', url: '/data/projects/Q' })).body, '')
})

test('a seed as an object, with its own administrator', async t => {
  const xnat = await started(t, {
    seed: { users: [{ login: 'root', password: 'of root', administrator: true }], projects: [{ id: 'MINE' }] }
  })
  t.same([xnat.user, xnat.password], ['root', 'of root'])
  t.equal(await projects(xnat), row('MINE'))
})

test('reset, snapshots and forks', async t => {
  const xnat = await started(t)
  await add(xnat, 'ONE')
  xnat.snapshot('one')
  await add(xnat, 'TWO')
  xnat.snapshot('two')
  const fork = xnat.fork()
  xnat.restore('one')
  t.equal(await projects(xnat), row('ONE'))
  t.equal(await projects(fork), row('ONE') + row('TWO'))
  t.same([xnat.snapshots(), fork.snapshots()], [['one', 'two'], []])
  xnat.reset()
  t.equal(await projects(xnat), '')
  xnat.restore('two')
  t.equal(await projects(xnat), row('ONE') + row('TWO'), 'snapshots outlive a reset')
  xnat.deleteSnapshot('one')
  t.throws(() => { xnat.restore('one') }, { message: "the space 'default' has no snapshot 'one'", expected: ['two'] })
  t.throws(() => { fork.deleteSnapshot('one') }, { message: `the space '${fork.name}' has no snapshot 'one'`, expected: [] })
  t.throws(() => { xnat.snapshot('../one') }, { message: "a snapshot cannot be called '../one'" })
  t.equal(await projects(xnat), row('ONE') + row('TWO'))
})

test('a reset leaves sessions', async t => {
  const xnat = await started(t)
  const { body: session } = await xnat.inject('/data/JSESSION')
  xnat.reset()
  t.equal((await xnat.inject({ url: '/data/auth', as: null, headers: { cookie: `JSESSIONID=${session}` } })).status, 200)
})

test('spaces know nothing of each other', async t => {
  const xnat = await started(t, { seed: 'empty', basePath: '/xnat' })
  const [a, b] = [xnat.space('a'), xnat.space('b')]
  t.match(a.url, /^http:\/\/127\.0\.0\.1:\d+\/xnat\/spaces\/a$/)
  await Promise.all([add(a, 'A'), add(b, 'B')])
  t.same([await projects(a), await projects(b), await projects(xnat)], [row('A'), row('B'), ''])
  const client = new Client(a.url)
  t.match((await client.send('GET', '/data/projects?format=csv')).body, 'A,A,A,,,,/data/projects/A')
  client.close()
  t.equal(await projects(xnat.space('a')), row('A'), 'the same space again')
  const [one, two] = [xnat.space(), xnat.space()]
  t.not(one.name, two.name)
  t.same(xnat.spaces(), ['default', 'a', 'b', one.name, two.name])
  await a.close()
  t.same(xnat.spaces(), ['default', 'b', one.name, two.name])
  t.equal(await projects(xnat.space('a')), '', 'it comes into being anew')
  t.throws(() => xnat.space('a/b'), { message: "a space cannot be called 'a/b'" })
  t.throws(() => xnat.fork('default'), { message: 'the default space is there already; it can be reset' })
})

test('a space that is made anew from itself keeps its files', async t => {
  const xnat = await started(t)
  const space = xnat.space('files')
  await add(space, 'P')
  const file = '/data/projects/P/resources/R/files/f.txt'
  t.equal((await space.inject({ method: 'PUT', url: `${file}?inbody=true`, body: 'kept' })).status, 200)
  t.equal((await xnat.space('files').fork('files').inject(file)).body, 'kept')
  space.snapshot('s')
  const { status } = await xnat.inject({ method: 'PUT', url: '/_mock/spaces/files?from=files&snapshot=s' })
  t.equal(status, 200)
  t.equal((await space.inject(file)).body, 'kept')
})

test('a snapshot goes to another server as a file', async t => {
  const file = join(t.testdir({}), 'snapshot.tar')
  const [one, two] = [await started(t), await started(t)]
  await add(one, 'P')
  await one.inject({ method: 'PUT', url: '/data/projects/P/resources/R/files/f.txt?inbody=true', body: 'bytes of a file' })
  one.snapshot('full')
  await one.saveSnapshot('full', file)
  await two.loadSnapshot('from one', file).then(
    () => t.fail('a name that cannot be one'),
    error => t.match(error, { message: /^a snapshot cannot be called 'from one'/ })
  )
  await two.loadSnapshot('full', file)
  two.restore('full')
  t.equal((await two.inject('/data/projects/P/resources/R/files/f.txt')).body, 'bytes of a file')
  writeFileSync(file, readFileSync(file).subarray(0, 700))
  await t.rejects(two.loadSnapshot('broken', file))
  t.same(two.snapshots(), ['full'])
  await t.rejects(one.saveSnapshot('none', file), { message: "the space 'default' has no snapshot 'none'", expected: ['full'] })
})

test('the clock of each space', async t => {
  const xnat = await started(t)
  const space = xnat.space()
  space.clock.freeze('2020-01-31T12:30:00Z')
  t.same(space.clock.now(), new Date('2020-01-31T12:30:00Z'))
  await add(space, 'P')
  t.match((await space.inject('/data/projects/P?format=json')).body, /"start_date":"Fri Jan 31 12:30:00 UTC 2020"/)
  space.clock.advance('20 minutes')
  space.clock.advance(500)
  t.same(space.clock.now(), new Date('2020-01-31T12:50:00.500Z'))
  space.clock.set(new Date(0))
  t.same(space.clock.now(), new Date(0))
  const ids = async () => {
    space.clock.seed(7)
    return [(await space.inject('/data/JSESSION')).body, (await space.inject('/data/JSESSION')).body]
  }
  t.same(await ids(), await ids())
  space.clock.thaw()
  t.ok(space.clock.now().getTime() < 3600_000)
  t.ok(xnat.clock.now().getTime() > Date.UTC(2024))
  for (const wrong of ['yesterday', NaN, new Date(NaN)]) t.throws(() => { space.clock.set(wrong) }, RangeError)
  for (const wrong of ['soon', NaN, Infinity]) t.throws(() => { space.clock.advance(wrong) }, RangeError)
  t.throws(() => { space.clock.seed(0.5) }, new RangeError('0.5 is no whole number'))
  space.clock.reset()
  t.ok(space.clock.now().getTime() > Date.UTC(2024))
})

test('the requests of each space, for assertions', async t => {
  const xnat = await started(t)
  const space = xnat.space()
  await add(space, 'P')
  await space.inject('/data/projects/NONE')
  await space.inject({ method: 'DELETE', url: '/data/projects/P', as: { user: 'stranger', password: 'stranger' } })
  t.same(
    space.requests().map(({ method, path, status }) => [method, path, status]),
    [
      ['PUT', '/data/projects/P', 200],
      ['GET', '/data/projects/NONE', 404],
      ['DELETE', '/data/projects/P', 403]
    ]
  )
  const [put] = space.requests({ method: 'put', changed: 'project', status: 200 })
  t.match(put, { user: 'admin', changes: [{ action: 'created', what: 'project', id: 'P' }] })
  t.type(put?.time, Date)
  t.equal(space.requests({ path: '/data/**', status: '4xx' }).length, 2)
  t.equal(space.requests({ since: put?.id ?? 0, user: 'stranger' }).length, 1)
  t.same(xnat.requests(), [])
  t.throws(() => space.requests({ metod: 'PUT' } as object), { message: "requests cannot be looked for by 'metod'", expected: ['method'] })
  t.throws(() => space.requests({ status: 'fine' }), { message: "'fine' is no status" })
  space.forgetRequests()
  t.same(space.requests(), [])
})

test('faults of one space', async t => {
  const xnat = await started(t)
  const space = xnat.space()
  const name = space.faults.add('tomcat-starting')
  const statuses = []
  for (let n = 0; n < 4; n++) statuses.push((await space.inject('/data/projects')).status)
  t.same(statuses, [503, 503, 503, 200])
  t.equal((await xnat.inject('/data/projects')).status, 200)
  t.match(space.faults.list(), [{ name, matched: 3, played: 3, rule: { preset: 'tomcat-starting', times: 3 } }])
  t.equal(
    space.faults.add({
      name: 'mine',
      match: { method: 'DELETE', path: '/data/projects/*' },
      answer: { status: 507, message: 'full', page: 'text' }
    }),
    'mine'
  )
  t.match(await space.inject({ method: 'DELETE', url: '/data/projects/P' }), { status: 507, body: 'full' })
  space.faults.delete('mine')
  t.throws(() => { space.faults.delete('mine') }, { message: "there is no fault 'mine'", expected: [name] })
  t.throws(() => space.faults.add({ name }), { message: 'the rule says to whom it happens, but not what' })
  t.throws(() => space.faults.add({ name, delay: 1 }), { message: `there is a fault '${name}' already` })
  t.throws(() => space.faults.add({ prest: 'hang' } as object), { message: /prest/ })
  space.reset()
  t.same(space.faults.list(), [])
  space.faults.add('hang')
  space.faults.clear()
  t.same(space.faults.list(), [])
})

test('strict, and a short memory', async t => {
  const xnat = await started(t, { seed: 'empty', strict: true, journal: 2 })
  for (const id of ['A', 'B', 'C']) await add(xnat, id)
  t.same(xnat.requests().map(({ path }) => path), ['/data/projects/B', '/data/projects/C'])
  await xnat.inject({ method: 'PUT', url: '/data/projects/A/subjects/S/experiments/E?xsiType=xnat:mrSessionData' })
  t.equal(
    (await xnat.inject({ method: 'PUT', url: '/data/projects/A/subjects/S/experiments/E/scans/1?xsiType=xnat:mrScanData&qualty=usable' }))
      .status,
    400
  )
})

test('coverage of the scan endpoints, by all spaces together', async t => {
  const xnat = await started(t, { seed: 'demo' })
  const before = xnat.coverage()
  t.equal(before.covered, 0)
  const ways = [xnat, xnat.space()]
  for (const space of ways) await space.inject('/data/experiments/XNAT_E00001/scans?format=csv')
  const after = xnat.coverage()
  t.ok(after.covered > 2 && after.covered < after.total)
  t.equal(after.operations.find(({ id }) => id === 'listScans')?.requests, 2)
  t.match(
    after.missing.find(({ operation, aspect, name }) => operation === 'listScans' && aspect === 'formats' && name === 'xml')?.curl,
    xnat.url
  )
  t.notOk(after.missing.some(({ operation, aspect, name }) => operation === 'listScans' && aspect === 'formats' && name === 'csv'))
  xnat.forgetCoverage()
  t.equal(xnat.coverage().covered, 0)
})

test('an end, whoever is still asking', async t => {
  const xnat = await startXnat({ seed: 'empty' })
  const space = xnat.space()
  const socket = connect(Number(new URL(xnat.url).port), '127.0.0.1').on('error', () => {})
  socket.write('PUT /data/projects/P HTTP/1.1\r\nHost: x\r\nContent-Length: 100\r\n\r\nhalf')
  await new Promise(resolve => { socket.once('connect', resolve) })
  const closed = new Promise(resolve => { socket.once('close', resolve) })
  await xnat.close()
  await closed
  await xnat.close()
  await space.close()
  for (const late of [() => { xnat.reset() }, () => xnat.space(), () => { space.snapshot('late') }, () => { space.clock.freeze() }]) {
    t.throws(late, new Error('the server is closed'))
  }
  await t.rejects(xnat.inject('/data/projects'), new Error('the server is closed'))
})

test('await using ends the server, or the space', async t => {
  let url = ''
  {
    await using xnat = await startXnat({ seed: 'empty' })
    url = xnat.url
    {
      await using space = xnat.space('short')
      t.equal(await projects(space), '')
    }
    t.same(xnat.spaces(), ['default'])
  }
  await t.rejects(fetch(url))
})

test('many servers and spaces at once in one process', async t => {
  const servers = await Promise.all([1, 2, 3].map(() => started(t)))
  await Promise.all(servers.map(async (xnat, server) => Promise.all(Array.from({ length: 20 }, async (_, index) => {
    const [space, id] = [xnat.space(`s${index}`), `P${server}N${index}`]
    await add(space, id)
    t.equal(await projects(space), row(id))
  }))))
})

test('what cannot be started says why', async t => {
  await t.rejects(startXnat({ clock: { now: 'yesterday' } }), new RangeError("'yesterday' is no time such as 2020-01-31T12:30:00Z"))
  await t.rejects(startXnat({ seed: { projects: [{ id: 'P', subjcts: [] }] } }), { message: /^cannot use seed given: .*subjcts/ })
  const xnat = await started(t)
  await t.rejects(startXnat({ seed: 'nowhere.json' }), {
    message: /^cannot use seed nowhere\.json: there is no such file, and no built-in seed of this name \(demo, empty, dummydicom, /
  })
  await t.rejects(startXnat({ port: Number(new URL(xnat.url).port) }), { code: 'EADDRINUSE' })
  await t.rejects(startXnat({ db: join(t.testdir({ text: 'a text that is no database, but something that somebody needs' }), 'text') }), {
    message: /file is not a database$/
  })
})
