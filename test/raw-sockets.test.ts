import { test } from 'tap'
import { containerPage } from '../src/serializers/status-page.ts'
import { abused, sendRaw, telling } from './abuse.ts'

const authorization = 'Authorization: Basic YWRtaW46YWRtaW4=\r\n'
const common = `Host: xnat\r\n${authorization}`
const get = (target: string, headers = common): string => `GET ${target} HTTP/1.1\r\n${headers}\r\n`
const put = (target: string, headers: string, body = ''): string => `PUT ${target} HTTP/1.1\r\n${common}${headers}\r\n${body}`
const file = '/data/experiments/XNAT_E00001/scans/1/resources/R/files/a.txt?inbody=true'
const many = (count: number, make: (n: number) => string): string => Array.from({ length: count }, (_, n) => make(n)).join('')

/** Bytes that are no request, or one that a proxy and a server would read differently. */
const broken: Readonly<Record<string, string>> = {
  'no request line': 'NONSENSE\r\n\r\n',
  'a verb alone': 'GET\r\n\r\n',
  'no version': 'GET /data/projects \r\n\r\n',
  'version 2': 'PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n',
  'version 3': `GET / HTTP/3.0\r\n${common}\r\n`,
  'an unknown verb': `FOO /data/projects HTTP/1.1\r\n${common}\r\n`,
  'a verb in small letters': `get /data/projects HTTP/1.1\r\n${common}\r\n`,
  'a verb without end': 'G'.repeat(100_000),
  TLS: '\x16\x03\x01\x00\xA5\x01\x00\x00\xA1\x03\x03' + '\0'.repeat(150),
  'no Host': get('/data/projects', authorization),
  'two Hosts': get('/data/projects', `Host: a\r\n${common}`),
  'a Host with a blank': get('/data/projects', `Host: a b\r\n${authorization}`),
  'a Host with markup': get('/data/projects', `Host: <script>\r\n${authorization}`),
  'a Host with a path': get('/data/projects', `Host: evil/..\r\n${authorization}`),
  'a path without slash': get('data/projects'),
  'a query alone': get('?x'),
  'NUL in the path': get('/data/\0projects'),
  'bytes above ASCII in the path': get('/data/projects/\xE4'),
  'UTF-8 in the path': get('/data/projects/\xC3\xA4'),
  'a percent sign that decodes to nothing': get('/data/projects/%zz'),
  'the same in a page': get('/x%'),
  'the same in /xapi': get('/xapi/users/%f'),
  'the same in the control plane': get('/_mock/snapshots/%zz'),
  'the same in a space': get('/spaces/%zz/data/projects'),
  'a line end alone as line end': `GET /data/projects HTTP/1.1\nHost: xnat\n${authorization.replace('\r', '')}\n`,
  'NUL in a header': get('/data/projects', `${common}X: a\0b\r\n`),
  'a folded header': get('/data/projects', `${common}X: a\r\n b\r\n`),
  'a blank before a colon': get('/data/projects', `${common}X : a\r\n`),
  'a header without a name': get('/data/projects', `${common}: a\r\n`),
  'a header without a colon': get('/data/projects', `${common}nonsense\r\n`),
  'an address that is too long': get(`/data/projects?${'a'.repeat(20_000)}`),
  'a path that is too long': get(`/data/projects/${'a'.repeat(20_000)}`),
  'a header that is too long': get('/data/projects', `${common}X: ${'a'.repeat(20_000)}\r\n`),
  'too many headers': get('/data/projects', common + many(3000, n => `X-${n}: y\r\n`)),
  'length and chunks': put(
    '/data/projects/A',
    'Content-Length: 5\r\nTransfer-Encoding: chunked\r\n',
    '0\r\n\r\nGET /data/projects HTTP/1.1\r\n\r\n'
  ),
  'chunks and length': put('/data/projects/A', 'Transfer-Encoding: chunked\r\nContent-Length: 5\r\n', '0\r\n\r\n'),
  'two lengths': put('/data/projects/A', 'Content-Length: 5\r\nContent-Length: 6\r\n', 'hello!'),
  'a negative length': put('/data/projects/A', 'Content-Length: -5\r\n', 'hello'),
  'a length with a sign': put('/data/projects/A', 'Content-Length: +5\r\n', 'hello'),
  'a hexadecimal length': put('/data/projects/A', 'Content-Length: 0x5\r\n', 'hello'),
  'a list of lengths': put('/data/projects/A', 'Content-Length: 5, 5\r\n', 'hello'),
  'a length beyond all numbers': put('/data/projects/A', 'Content-Length: 99999999999999999999\r\n', 'hello'),
  'a coding behind the chunks': put('/data/projects/A', 'Transfer-Encoding: chunked, gzip\r\n', '0\r\n\r\n'),
  'chunks hidden behind a tab': put('/data/projects/A', 'Transfer-Encoding:\x0Bchunked\r\n', '0\r\n\r\n'),
  'a chunk without a length': put(file, 'Transfer-Encoding: chunked\r\n', 'ZZ\r\nhello\r\n0\r\n\r\n'),
  'a chunk beyond all numbers': put(file, 'Transfer-Encoding: chunked\r\n', 'fffffffffffffffff\r\nhello\r\n0\r\n\r\n'),
  'a chunk longer than it says': put(file, 'Content-Type: application/zip\r\nTransfer-Encoding: chunked\r\n', '2\r\nhello\r\n0\r\n\r\n')
}

test('what is no HTTP is refused in Tomcat\'s words, and nothing of it is done', async t => {
  const { client, port, surprises } = await abused(t)
  const before = (await client.send('GET', '/data/projects?format=csv')).body
  for (const [what, bytes] of Object.entries(broken)) {
    const { answers } = await sendRaw(port, [bytes])
    t.same(answers.map(({ status }) => status), [400], what)
    const [{ head, body } = { head: '', body: '' }] = answers
    t.match(Buffer.from(body, 'latin1').toString(), /^<!doctype html>.*<h1>HTTP Status 400 – Bad Request<\/h1>/, what)
    t.match(head, /^content-type: text\/html;charset=utf-8/im, what)
    t.equal((await client.send('GET', '/data/projects?format=csv')).body, before, what)
    t.notMatch(body, telling, what)
    t.notMatch(body, /script>|nonsense|zz/i, `${what}: nothing is repeated`)
  }
  t.equal((await client.send('GET', file)).status, 404)
  t.same(surprises, [])
})

test('odd requests get the answer of an ordinary one', async t => {
  const { client, port, surprises } = await abused(t)
  const odd: Readonly<Record<string, readonly [bytes: string, status: number]>> = {
    'HTTP/1.0 without Host': [`GET /data/projects HTTP/1.0\r\n${authorization}\r\n`, 200],
    'a whole address': [get('http://elsewhere/data/projects'), 200],
    'two slashes': [get('//elsewhere/data/projects'), 500],
    'OPTIONS *': [`OPTIONS * HTTP/1.1\r\n${common}\r\n`, 404],
    TRACE: [`TRACE /data/projects HTTP/1.1\r\n${common}\r\n`, 405],
    PROPFIND: [`PROPFIND /data/projects HTTP/1.1\r\n${common}\r\n`, 405],
    PATCH: [`PATCH /data/projects HTTP/1.1\r\n${common}\r\n`, 405],
    'an upgrade to a web socket': [
      get('/data/projects', `${common}Connection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Key: x\r\n`),
      200
    ],
    'an upgrade to HTTP/2': [
      get(
        '/data/projects',
        `${common}Connection: Upgrade, HTTP2-Settings\r\nUpgrade: h2c\r\nHTTP2-Settings: AAMAAABkAARAAAAAAAIAAAAA\r\n`
      ),
      200
    ],
    'an unknown expectation': [put('/data/projects/ODD', 'Expect: banana\r\nContent-Length: 0\r\n'), 417],
    'empty lines before it': [`\r\n\r\n${get('/data/projects')}`, 200],
    'blanks round a header': [get('/data/projects', `${common}Accept:\t application/json \t\r\n`), 200],
    'an Accept of rubbish': [get('/data/projects', `${common}Accept: ;;;,,,/;q=zz;\xFF\r\n`), 406],
    'a cookie of rubbish': [get('/data/projects', `${common}Cookie: JSESSIONID=\xFF;;;=;$Version\r\n`), 200],
    'an Authorization of rubbish': [get('/data/projects', 'Host: x\r\nAuthorization: Basic \xFF\xFF\r\n'), 500],
    'an Authorization that is too long for anybody': [
      get('/data/projects', `Host: x\r\nAuthorization: Basic ${'QTpC'.repeat(2000)}\r\n`),
      401
    ],
    'a path as long as it may be': [get(`/data/experiments/${'a'.repeat(15_000)}/scans`), 500],
    'the names of objects as parameters': [
      get('/data/projects?__proto__=x&constructor=y&toString=z&hasOwnProperty=w&columns=ID,__proto__,constructor'),
      200
    ],
    'the names of objects as IDs': [get('/data/projects/__proto__/subjects/constructor'), 404],
    'line ends in a parameter': [put('/data/projects/ODD?name=a%0D%0ASet-Cookie:%20x=y', 'Content-Length: 0\r\n'), 200],
    'line ends in an ID': [put('/data/projects/A%0D%0ASet-Cookie:x=y', 'Content-Length: 0\r\n'), 417],
    'an unknown transfer coding': [put('/data/projects/CODED', 'Transfer-Encoding: xchunked\r\n', '0\r\n\r\n'), 501],
    'a coding before the chunks': [put('/data/projects/CODED', 'Transfer-Encoding: gzip, chunked\r\n', '0\r\n\r\n'), 501]
  }
  for (const [what, [bytes, status]] of Object.entries(odd)) {
    const { answers } = await sendRaw(port, [bytes])
    t.same(answers.map(answer => answer.status), [status], what)
    t.notMatch(answers[0]?.head, /^set-cookie: x=y/im, what)
    t.notMatch(answers[0]?.body, telling, what)
  }
  t.notMatch((await client.send('GET', '/data/projects?format=csv')).body, 'CODED')
  t.same(surprises, [])
})

test('however an address is spelt, a login is asked for, and what cannot be decoded is refused before', async t => {
  const { port } = await abused(t)
  for (const [target, status] of [
    ['http://elsewhere/data/projects', 401],
    ['/data;jsessionid=x/projects', 500],
    ['/data/projects;jsessionid=x', 500],
    ['/data/./projects', 500],
    ['/data/../../projects', 400],
    ['/data/%zz', 400]
  ] as const) {
    const { answers } = await sendRaw(port, [get(target, 'Host: xnat\r\n')])
    t.same(answers.map(answer => answer.status), [status], target)
  }
})

test('a length beyond every disk is refused before anything comes', async t => {
  const { port } = await abused(t)
  const { answers } = await sendRaw(
    port,
    [put('/data/projects/ODD', 'Content-Type: text/xml\r\nContent-Length: 999999999999999\r\n', '<x')],
    { hold: 300 }
  )
  t.same(answers.map(({ status }) => status), [413])
})

test('an expectation is met before the body is sent', async t => {
  const { port } = await abused(t)
  const document = '<xnat:Project ID="EXPECTED" xmlns:xnat="http://nrg.wustl.edu/xnat"/>'
  const { answers } = await sendRaw(
    port,
    [put('/data/projects/EXPECTED', `Expect: 100-continue\r\nContent-Type: text/xml\r\nContent-Length: ${document.length}\r\n`), document],
    { pause: 30 }
  )
  t.same(answers.map(({ status }) => status), [100, 200])
})

test('pipelined requests are answered in their order, also where one is broken', async t => {
  const { port } = await abused(t)
  const requests = ['MEMORY', 'NOWHERE', 'MEMORY'].map(id => get(`/data/projects/${id}?format=xml`))
  const { answers } = await sendRaw(port, [requests.join('')])
  t.same(answers.map(({ status }) => status), [200, 404, 200])
  const cut = await sendRaw(port, [`${requests.join('')}NONSENSE\r\n\r\n`])
  t.ok(cut.closed)
  t.ok(cut.answers.length <= 4 && cut.answers.slice(0, 3).every(({ status }, at) => status === [200, 404, 200][at] || status === 400))
})

test('a request byte by byte is a request', async t => {
  const { port } = await abused(t)
  const { answers } = await sendRaw(port, [...get('/data/projects/MEMORY?format=xml')], { pause: 1 })
  t.same(answers.map(({ status }) => status), [200])
})

test('who does not finish is not waited for, and keeps nobody else from being answered', async t => {
  const { client, port, surprises } = await abused(t, { limits: { headTime: 300, idleTime: 600 } })
  const half = {
    nothing: '',
    'half a line': 'GET /data/pro',
    'half a head': 'GET /data/projects HTTP/1.1\r\nHos',
    'half a body': put('/data/projects/HALF', 'Content-Type: text/xml\r\nContent-Length: 500\r\n', '<xnat:Project'),
    'half a file': put(file, 'Content-Length: 500\r\n', 'hello'),
    'half a chunk': put(file, 'Content-Type: application/zip\r\nTransfer-Encoding: chunked\r\n', '500\r\nhello')
  }
  const waiting = Object.entries(half).map(async ([what, bytes]) => ({ what, ...await sendRaw(port, [bytes], { hold: 10_000 }) }))
  t.equal((await client.send('GET', '/data/projects')).status, 200)
  for (const { what, answers, closed } of await Promise.all(waiting)) {
    t.ok(closed, `${what}: closed`)
    t.ok(answers.every(({ status }) => status === 408 || status === 400), `${what}: no other answer than that`)
  }
  t.equal((await client.send('GET', '/data/projects/HALF')).status, 404)
  t.equal((await client.send('GET', file)).status, 404)
  t.same(surprises, [])
})

test('no more connections than there may be; those that are there are answered', async t => {
  const { port } = await abused(t, { limits: { connections: 2 } })
  const held = [sendRaw(port, ['GET /data/pro'], { hold: 400 }), sendRaw(port, [get('/data/projects')], { hold: 400 })]
  await new Promise(resolve => { setTimeout(resolve, 100) })
  t.same(await sendRaw(port, [get('/data/projects')]), { answers: [], closed: true })
  t.same((await Promise.all(held)).map(({ answers }) => answers.map(({ status }) => status)), [[], [200]])
  // the server learns of their end a moment after they do
  let after: number | undefined
  for (let tries = 0; after === undefined && tries < 100; tries++) after = (await sendRaw(port, [get('/data/projects')])).answers[0]?.status
  t.equal(after, 200)
})

test('a name that is not allowed is refused; near ones and addresses are not', async t => {
  const { client } = await abused(t, { allowedHosts: ['xnat.example.org', '.wide.example.org'] })
  const ask = async (host: string) => (await client.send('GET', '/data/projects', { headers: { host } })).status
  for (const host of [
    'localhost:8080', '127.0.0.1', '[::1]:8080', 'xnat', 'xnat:80', 'XNAT.Example.org', 'a.wide.example.org', 'wide.example.org',
    'host.docker.internal', 'xnat.ns.svc.cluster.local'
  ]) t.equal(await ask(host), 200, host)
  for (const host of ['evil.com', 'xnat.example.org.evil.com', 'notwide.example.org', '127.0.0.1.nip.io', 'localhost.evil.com:8080']) {
    t.equal(await ask(host), 403, host)
  }
  const { body } = await client.send('GET', '/spaces/made/data/projects', { headers: { host: 'evil.com' } })
  t.equal(body, containerPage(403, 'This server does not answer to that name; xnat-mock --allowed-hosts lets it.'))
})

test('without a list any name will do', async t => {
  const { client } = await abused(t)
  t.equal((await client.send('GET', '/data/projects', { headers: { host: 'anything.example.com' } })).status, 200)
})

test('pages of other origins get nothing, but those that are let in do', async t => {
  const origin = 'http://localhost:5173'
  const closed = await abused(t)
  const { headers } = await closed.client.send('GET', '/data/projects', { headers: { origin } })
  t.notOk(Object.keys(headers).some(name => name.startsWith('access-control')))
  const { client } = await abused(t, { cors: [origin] })
  const listed = await client.send('GET', '/data/projects', { headers: { origin } })
  t.match(listed.headers, { 'access-control-allow-origin': origin, 'access-control-allow-credentials': 'true', vary: /Accept.*, Origin$/ })
  t.equal(
    (await client.send('GET', '/data/projects', { headers: { origin } })).headers['access-control-allow-origin'],
    origin,
    'also where the answer was kept'
  )
  t.equal(
    (await client.send('GET', '/data/projects', { headers: { origin: 'http://evil.com' } })).headers['access-control-allow-origin'],
    undefined
  )
  const asked = await client.send('OPTIONS', '/data/projects/A', {
    as: null,
    headers: { origin, 'access-control-request-method': 'PUT', 'access-control-request-headers': 'authorization' }
  })
  t.match(
    [asked.status, asked.headers],
    [204, { 'access-control-allow-origin': origin, 'access-control-allow-methods': 'PUT', 'access-control-allow-headers': 'authorization' }]
  )
  t.equal(
    (await client.send('GET', '/data/nowhere', { headers: { origin } })).headers['access-control-allow-origin'],
    origin,
    'also with a failure'
  )
  t.equal((await client.send('POST', '/_mock/reset', { headers: { origin } })).status, 200)
  t.equal((await client.send('POST', '/_mock/reset', { headers: { origin: 'http://evil.com' } })).status, 403)
  const any = await abused(t, { cors: ['*'] })
  const open = (await any.client.send('GET', '/data/projects', { headers: { origin } })).headers
  t.same([open['access-control-allow-origin'], open['access-control-allow-credentials']], ['*', undefined])
})

test('what a page of XNAT repeats of a request cannot run, be loaded or be sent', async t => {
  const { client } = await abused(t)
  const strict = /default-src 'none'.*form-action 'none'; frame-ancestors 'self'$/
  await client.send('PUT', '/data/projects/HTML?name=%3Cscript%3Ealert(1)%3C/script%3E', { body: '' })
  await client.send('PUT', file, { body: '<script>alert(1)</script>', headers: { 'content-type': 'text/html' } })
  for (const path of [
    '/data/nowhere', '/nowhere', '/data/projects?format=html', '/data/projects/HTML?format=html', '/data/projects?format=xList',
    '/data/experiments/XNAT_E00001/scans?format=html', '/xapi/nowhere'
  ]) {
    const { headers } = await client.send('GET', path)
    t.match([headers['content-type'], headers['content-security-policy']], [/^text\/html/, strict], path)
    t.equal((await client.send('GET', path)).headers['content-security-policy'], headers['content-security-policy'], `${path} again`)
  }
  for (const path of ['/data/projects', '/data/projects?format=xml', '/data/projects?format=csv']) {
    t.equal((await client.send('GET', path)).headers['content-security-policy'], "frame-ancestors 'self'", path)
  }
})
