import { once } from 'node:events'
import { connect } from 'node:net'
import { type Test, test } from 'tap'
import { buildApp } from '../src/app.ts'
import { demo } from '../src/seeds/built-in/demo.ts'
import { Fate } from '../src/spaces/faults/fate.ts'
import { globOf } from '../src/spaces/faults/faults.ts'
import { containerPage, statusPage } from '../src/serializers/status-page.ts'

const authorization = `Basic ${Buffer.from('admin:admin').toString('base64')}`
const scans = '/data/experiments/XNAT_E00001/scans'

interface Answer {
  readonly status: number
  readonly text: string
  readonly headers: Headers
}

/** A server on a socket, and how it is asked. */
async function running (t: Test) {
  const app = await buildApp({ seed: demo })
  const url = await app.listen({ host: '127.0.0.1', port: 0 })
  t.after(() => app.close())
  const ask = async (method: string, path: string, body?: object): Promise<Answer> => {
    const response = await fetch(url + path, {
      method,
      headers: { authorization, connection: 'close' },
      ...(body && { body: JSON.stringify(body) })
    })
    return { status: response.status, text: await response.text(), headers: response.headers }
  }
  const fault = async (rule: object, path = ''): Promise<void> => { t.equal((await ask('POST', `${path}/_mock/faults`, rule)).status, 201) }
  return { app, url, ask, fault }
}

/** All that a server sends to a request before it ends the connection. */
async function raw (url: string, path: string): Promise<string> {
  const { hostname, port } = new URL(url)
  const socket = connect(Number(port), hostname)
  let text = ''
  socket.setEncoding('utf8').on('data', (part: string) => { text += part })
  socket.write(`GET ${path} HTTP/1.1\r\nHost: localhost\r\nAuthorization: ${authorization}\r\n\r\n`)
  await once(socket, 'close')
  return text
}

test('answers in place of XNAT\'s, each as often as was said', async t => {
  const { ask, fault } = await running(t)
  const nginx =
    '<html>\r\n<head><title>502 Bad Gateway</title></head>\r\n<body>\r\n<center><h1>502 Bad Gateway</h1></center>\r\n' +
    '<hr><center>nginx</center>\r\n</body>\r\n</html>\r\n'
  const good = await ask('GET', scans)
  const cases: readonly (readonly [object, number, string, string | null, number])[] = [
    [{ preset: 'nginx-502', times: 2 }, 502, nginx, 'nginx', 2],
    [{ preset: 'tomcat-starting' }, 503, containerPage(503, ''), null, 3],
    [{ preset: 'npe-500', times: 1 }, 500, statusPage(500, ''), 'Noelios-Restlet-Engine/1.1.10', 1],
    [{ answer: { status: 418, page: 'text', message: 'tea', headers: { 'x-kettle': 'on' } }, times: 1 }, 418, 'tea', null, 1],
    [{ answer: { status: 200, body: '{}', headers: { 'content-type': 'application/json' } }, times: 1, skip: 1 }, 200, '{}', null, 2]
  ]
  for (const [rule, status, text, server, times] of cases) {
    await fault(rule)
    for (let i = 0; i < times; i++) {
      const answer = await ask('GET', scans)
      if ('skip' in rule && i === 0) {
        t.equal(answer.text, good.text)
      } else {
        t.same([answer.status, answer.text, answer.headers.get('server'), answer.headers.get('set-cookie')], [status, text, server, null])
      }
    }
    t.same([(await ask('GET', scans)).text], [good.text], 'then all is fine')
  }
})

test('a rule is for the requests that it names', async t => {
  const { ask, fault, url } = await running(t)
  await fault({
    name: 'narrow',
    match: { method: ['GET', 'PUT'], path: '/data/experiments/*/scans/*', query: { format: 'csv' }, user: 'admin' },
    answer: { status: 500 }
  })
  t.equal((await ask('GET', `${scans}/1?format=csv`)).status, 500)
  for (const [method, path] of [['GET', `${scans}/1`], ['GET', `${scans}?format=csv`], ['DELETE', `${scans}/1/x?format=csv`]] as const) {
    t.not((await ask(method, path)).status, 500, `${method} ${path}`)
  }
  const other = await fetch(`${url}${scans}/1?format=csv`, {
    headers: { authorization: `Basic ${Buffer.from('member:member').toString('base64')}` }
  })
  t.equal(other.status, 200)
  t.equal((await ask('GET', `/spaces/else${scans}/1?format=csv`)).status, 200, 'of its own space only')
  const [told] = JSON.parse((await ask('GET', '/_mock/faults')).text) as { name: string, matched: number, played: number }[]
  t.match(told, { name: 'narrow', matched: 1, played: 1 })
  t.equal((await ask('DELETE', '/_mock/faults/narrow')).status, 200)
  t.equal((await ask('GET', `${scans}/1?format=csv`)).status, 200)
})

test('connections that end, bodies that stop', async t => {
  const { ask, fault, url } = await running(t)
  const whole = (await ask('GET', `${scans}?format=csv`)).text
  await fault({ preset: 'truncated-csv', times: 1 })
  const [head = '', body = ''] = (await raw(url, `${scans}?format=csv`)).split('\r\n\r\n', 2)
  t.equal(body, whole.slice(0, Math.floor(whole.length / 2)))
  t.match(head, new RegExp(`Content-Length: ${whole.length}`, 'i'))
  await fault({ truncate: { bytes: 0 }, times: 1 })
  t.match(await raw(url, `${scans}?format=csv`), /^HTTP\/1.1 200 OK\r\n[\s\S]*\r\n\r\n$/)
  await fault({ preset: 'connection-reset' })
  t.equal(await raw(url, scans), '')
  await fault({ preset: 'lost-answer' })
  await t.rejects(ask('PUT', `${scans}/77?xsiType=xnat:mrScanData`))
  t.equal((await ask('GET', `${scans}/77`)).status, 200, 'but it was done')
  await fault({ preset: 'connection-reset', match: { method: 'PUT' } })
  await t.rejects(ask('PUT', `${scans}/78?xsiType=xnat:mrScanData`))
  t.equal((await ask('GET', `${scans}/78`)).status, 404, 'nothing was done')
})

test('who hangs or waits or is stalled does not keep the server from ending', async t => {
  const { app, ask, fault, url } = await running(t)
  const answers = [
    ['hang', scans],
    ['stall', `${scans}/1?handler=values&columns=type&format=csv`],
    ['wait', '/data/projects']
  ].map(async ([name, path = '']) => {
    await fault({
      name,
      match: { path: path.split('?')[0] },
      ...(name === 'hang'
        ? { connection: 'hang' }
        : name === 'stall'
          ? { match: { query: { format: 'csv' } }, stall: { bytes: 10 } }
          : { delay: 3_600_000 })
    })
    return raw(url, path)
  })
  await t.resolves((async () => {
    while ((JSON.parse((await ask('GET', '/_mock/faults')).text) as { played: number }[]).filter(({ played }) => played > 0).length < 3) {
      await new Promise(resolve => { setTimeout(resolve, 20) })
    }
  })())
  await app.close()
  const texts = await Promise.all(answers)
  t.same(texts.map(text => text.split('\r\n\r\n')[1] ?? ''), ['', 'type\nLOCAL', ''])
})

test('a session that has timed out, and the page to log in', async t => {
  const { ask, fault, url } = await running(t)
  const session = (await ask('POST', '/data/JSESSION')).text
  const withCookie = async () => (await fetch(`${url}/data/auth`, { headers: { cookie: `JSESSIONID=${session}` } })).status
  t.equal(await withCookie(), 200)
  await fault({ preset: 'session-expired' })
  t.equal(await withCookie(), 401)
  await fault({ preset: 'login-page-with-200', times: 1 })
  const page = await ask('GET', '/data/projects')
  t.equal(page.status, 200)
  t.match(page.text, /<!-- BEGIN xnat-templates\/screens\/Login\.vm -->/)
})

test('rules that cannot be are refused in words', async t => {
  const { ask, fault } = await running(t)
  await fault({ name: 'there', delay: 0 })
  const cases: readonly (readonly [object, number, RegExp])[] = [
    [{}, 400, /says to whom it happens, but not what/],
    [{ preset: 'nginx-500' }, 400, /preset/],
    [{ delay: -1 }, 400, /delay/],
    [{ delay: { min: 9, max: 1 } }, 400, /delay\.min is more than delay\.max/],
    [{ answer: { status: 99 } }, 400, /answer\.status/],
    [{ answer: { status: 500, headers: { 'bad name': 'x' } } }, 400, /headers/],
    [{ answer: { status: 500, headers: { ok: 'a\r\nb' } } }, 400, /headers/],
    [{ delay: 1, tims: 3 }, 400, /additional properties: tims/],
    [{ name: 'there', delay: 1 }, 409, /there is a fault 'there' already/]
  ]
  for (const [rule, status, text] of cases) {
    const answer = await ask('POST', '/_mock/faults', rule)
    t.equal(answer.status, status, JSON.stringify(rule))
    t.match(answer.text, text)
  }
  t.equal((await ask('GET', '/_mock/faults/none')).status, 404)
  t.equal((JSON.parse((await ask('GET', '/_mock/faults')).text) as unknown[]).length, 1)
})

test('every preset can be had', async t => {
  const { ask, fault } = await running(t)
  const presets = JSON.parse((await ask('GET', '/_mock/faults/presets')).text) as { name: string }[]
  t.ok(presets.length >= 9)
  for (const { name } of presets) await fault({ preset: name, match: { path: '/nowhere' } })
})

test('chance is the same each time', async t => {
  const fates = (seed: number) => {
    const chance = new Fate(seed)
    return Array.from({ length: 1000 }, () => chance.next())
  }
  t.same(fates(3), fates(3))
  t.not(fates(3)[0], fates(4)[0])
  const mean = fates(5).reduce((sum, number) => sum + number, 0) / 1000
  t.ok(mean > 0.45 && mean < 0.55)
  const chance = new Fate(1)
  const delays = Array.from({ length: 2000 }, () => chance.delay({ mean: 100, deviation: 10 }))
  const middle = delays.reduce((sum, number) => sum + number, 0) / 2000
  t.ok(middle > 98 && middle < 102)
  t.ok(Array.from({ length: 200 }, () => chance.delay({ min: 5, max: 6 })).every(delay => delay >= 5 && delay < 6))
  t.equal(chance.delay(undefined), 0)
})

test('paths with stars', async t => {
  const cases: readonly (readonly [string, string, boolean])[] = [
    ['/data/projects', '/data/projects', true],
    ['/data/projects', '/data/projects/', true],
    ['/data/projects', '/data/projects/X', false],
    ['/data/*', '/data/projects', true],
    ['/data/*', '/data/projects/X', false],
    ['/data/**', '/data/projects/X', true],
    ['/data/**', '/data', true],
    ['/data/**/scans', '/data/scans', true],
    ['/data/**/scans', '/data/a/b/scans', true],
    ['/data/**/scans', '/data/a/scans/1', false],
    ['/{data,REST}/projects', '/REST/projects', true],
    ['/{data,REST}/projects', '/rest/projects', false],
    ['/a.b', '/axb', false],
    ['/s/A,B', '/s/A,B', true],
    ['**/1', '/x/1', true]
  ]
  for (const [glob, path, fits] of cases) t.equal(globOf(glob).test(path), fits, `${glob} ${path}`)
})
