import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { type Test, test } from 'tap'
import { folders } from '../src/recorded/choose.ts'
import { stepName } from '../src/recorded/judge.ts'
import { reasonsIn } from '../src/recorded/left.ts'
import { readRecording } from '../src/recorded/recordings.ts'
import { choose } from './recorded/choose.ts'
import { readLeft } from './recorded/left.ts'
import { Command, type Finished } from './server.ts'
import { type Change, type Passing, proxyOf } from './verify/proxy.ts'

/** A server in a process of its own. */
async function server (t: Test): Promise<string> {
  const command = new Command(['--port', '0', '--log', 'silent', '--seed', 'demo'])
  t.after(() => command.end('SIGTERM'))
  return command.ready()
}

const verify = (url: string, ...args: string[]): Promise<Finished> => new Command(['verify', url, ...args]).end()

interface Report {
  readonly met: number
  readonly requests: number
  readonly scenarios: number
  readonly notCompared: number
  readonly differing: number
  readonly kinds: Record<string, number>
  readonly findings: readonly { readonly scenario: string, readonly step: number }[]
  readonly remains: readonly string[]
  readonly ended?: string
}

const reportIn = ({ stdout }: Finished): Report => JSON.parse(stdout) as Report

/** What a site has that a run may change, and how many sessions its users have. */
async function stateOf (url: string): Promise<unknown> {
  const authorization = `Basic ${Buffer.from('admin:admin').toString('base64')}`
  const opened: string[] = []
  const read = async (path: string): Promise<unknown> => {
    const answer = await fetch(url + path, { headers: { authorization } })
    opened.push(/JSESSIONID=(\w+)/.exec(answer.headers.get('set-cookie') ?? '')?.[1] ?? '')
    return answer.json()
  }
  const state = {
    projects: await read('/data/projects?format=json'),
    searches: await read('/data/search/saved?format=json'),
    settings: await read('/xapi/siteConfig'),
    sessions: Object.entries(await read('/xapi/users/active') as Record<string, { sessions: string[] }>)
      .map(([user, { sessions }]) => [user, sessions.filter(session => !opened.includes(session)).length])
      .filter(([, count]) => count !== 0)
  }
  for (const session of opened) await fetch(`${url}/data/JSESSION`, { method: 'DELETE', headers: { cookie: `JSESSIONID=${session}` } })
  return state
}

test('this server answers as the recordings do, and is left as it was', async t => {
  const url = await server(t)
  const before = await stateOf(url)
  const finished = await verify(url, '--yes', '--roles', '--site', '--json')
  const { met, requests, scenarios, notCompared, kinds, remains, ended } = reportIn(finished)
  t.same([finished.code, kinds, ended], [0, {}, undefined])
  const recordings = folders.flatMap(folder => choose([folder], new Map())).map(readRecording)
  t.same([scenarios, requests], [recordings.length, recordings.reduce((sum, { scenario }) => sum + scenario.steps.length, 0)])
  t.equal(notCompared, folders.reduce((sum, folder) => sum + reasonsIn(readLeft(folder)).size, 0))
  t.equal(met, requests - notCompared)
  t.same(remains.filter(text => !/^user u_\w+ \(disabled\): XNAT deletes no users$/.test(text)), [])
  t.same(await stateOf(url), before)
})

const chosen = ['scan-list-csv-xml-html', 'scan-methods', 'scan-session-deleted', 'scan-list-addresses', 'project-fields']

/** What another XNAT does otherwise: by kind, which recorded answers it concerns, and what becomes of them. */
const mutations: Readonly<Record<string, {
  readonly concerns: (answer: { readonly method: string, readonly path: string, readonly status: number, readonly type: string }) => boolean
  readonly change: (passing: Passing) => void
}>> = {
  'body of text/csv': {
    concerns: ({ type }) => type === 'text/csv',
    change: passing => { passing.body = Buffer.from(passing.body.toString().replaceAll('\n', '\r\n')) }
  },
  'status 204 instead of 200': {
    concerns: ({ method, path, status }) => method === 'DELETE' && path.includes('/experiments/') && status === 200,
    change: passing => { passing.status = 204 }
  },
  'header content-type': {
    concerns: ({ type }) => type === 'text/xml',
    change: passing => { passing.headers['content-type'] = 'application/xml' }
  }
}

const typeOf = (text = ''): string => text.replace(/;.*/, '')

/** The steps that each mutation concerns, as the recordings say. */
function concerned (): Record<string, number> {
  const reasons = new Map(folders.flatMap(folder => [...reasonsIn(readLeft(folder))]))
  const found: Record<string, number> = {}
  for (const { id, scenario } of choose(chosen, reasons).map(readRecording)) {
    for (const [index, { method, path, quiet, loose = [], answer: { status, headers } }] of scenario.steps.entries()) {
      if (reasons.has(stepName(id, index + 1))) continue
      for (const [kind, { concerns }] of Object.entries(mutations)) {
        const part = kind.startsWith('body') ? 'body' : kind.replace('header ', '')
        const isSeen = kind.startsWith('status') || !(quiet ?? loose.includes(part))
        const name = `${id.replace(/\/.*/, '')}: ${kind}`
        if (isSeen && concerns({ method, path, status, type: typeOf(headers['content-type']) })) found[name] = (found[name] ?? 0) + 1
      }
    }
  }
  return found
}

const mutated = async (t: Test): Promise<string> => {
  const proxy = await proxyOf(await server(t), passing => {
    const seen = { ...passing, type: typeOf(passing.headers['content-type']) }
    for (const { concerns, change } of Object.values(mutations)) if (concerns(seen)) change(passing)
  })
  t.after(() => { proxy.close() })
  return proxy.url
}

test('what another XNAT answers otherwise is found, and nothing else', async t => {
  const url = await mutated(t)
  const folder = t.testdir({})
  const [page, save] = [join(folder, 'page.html'), join(folder, 'answers.json')]
  const finished = await verify(url, '--yes', '--json', '--only', chosen.join(), '--page', page, '--save', save)
  t.equal(finished.code, 1)
  const expected = concerned()
  t.equal(Object.keys(expected).length >= 3, true, 'each mutation concerns something')
  t.same(reportIn(finished).kinds, expected)

  const shown = readFileSync(page, 'utf8')
  for (const kind of Object.keys(expected)) t.match(shown, `>${kind}</a>`)
  const saved = readFileSync(save, 'utf8')
  t.notMatch(saved, new URL(url).port, 'no address')
  t.notMatch(saved, /\b[0-9A-F]{32}\b/, 'no session')
  t.notMatch(saved, /\bQ[1-4][0-9A-Z]{6}\b/, 'no project')
  const again = await verify(url, '--yes', '--json', '--recordings', save)
  t.same([again.code, reportIn(again).kinds], [0, {}], 'what was saved can be replayed')

  const text = await verify(url, '--yes', '--only', 'scan-methods', '--show', '1')
  t.match(text.stdout, /^scans: header content-type: 1 answer\n {2}scans\/scan-methods \d+: HEAD .+\n/)
  t.match(text.stdout, /\n +content-type: "application\/xml"\n +recorded: "text\/xml"\n/)
})

/** Verifies a server behind a proxy. */
async function through (t: Test, change: Change): Promise<Finished> {
  const proxy = await proxyOf(await server(t), change)
  t.after(() => { proxy.close() })
  return verify(proxy.url, '--yes', '--json', '--only', 'scan-methods,scan-session-deleted')
}

test('a server that dies in the middle', async t => {
  const finished = await through(t, (_, number) => number > 40 ? 'gone' : undefined)
  t.equal(finished.code, 2)
  const { ended, remains } = reportIn(finished)
  t.match(ended, /^http:\/\/127\.0\.0\.1:\d+ does not answer any more: ECONNREFUSED$/)
  t.match(remains, [/^project VQ1\w{6}$/, /^project Q1\w{6}$/])
})

const refused = (passing: Passing): void => { Object.assign(passing, { status: 401, body: Buffer.from('') }) }

test('a server that answers 401 from the middle on', async t => {
  const finished = await through(t, (passing, number) => { if (number > 40) refused(passing) })
  t.equal(finished.code, 2)
  t.match(reportIn(finished).ended, /^http:\/\/127\.0\.0\.1:\d+ does not let admin log in any more: 401$/)
  t.match(reportIn(finished).remains, [/^project VQ1/, /^project Q1/])
})

test('a session that ends in the middle is opened again', async t => {
  const finished = await through(t, (passing, number) => { if (number === 40 || number === 41) refused(passing) })
  t.same([finished.code, reportIn(finished).kinds, reportIn(finished).remains], [0, {}, []])
})

test('a server that answers pages for JSON', async t => {
  const page = (passing: Passing): void => {
    if (!/json/.test(passing.headers['content-type'] ?? '')) return
    Object.assign(passing, { headers: { 'content-type': 'text/html' }, body: Buffer.from('<html>Log in here</html>') })
  }
  const finished = await through(t, (passing, number) => { if (number > 10) page(passing) })
  t.equal(finished.code, 1)
  t.ok((reportIn(finished).kinds['scans: a page in HTML instead of JSON'] ?? 0) > 0)
  t.same(reportIn(finished).remains, [], 'what it has stored is removed all the same')
})

/** A server that is no XNAT. @returns its URL. */
async function pagesOnly (t: Test): Promise<string> {
  const pages = createServer((_, response) => { response.end('<html>Welcome</html>') }).listen(0, '127.0.0.1')
  t.after(() => { pages.close() })
  await once(pages, 'listening')
  return `http://127.0.0.1:${(pages.address() as AddressInfo).port}`
}

test('what cannot be verified is one line and exit code 2', async t => {
  const url = await server(t)
  const other = await pagesOnly(t)
  const before = await stateOf(url)
  const folder = t.testdir({ 'broken.json': '{"name"', empty: {}, one: { 'x.json': '{"name":"x","steps":[{"method":"GET","path":"/"}]}' } })
  const wrong: readonly (readonly [args: string[], line: string | RegExp])[] = [
    [[], "verify needs the address of an XNAT such as https://xnat.example.org, not ''"],
    [['ftp://host'], "verify needs the address of an XNAT such as https://xnat.example.org, not 'ftp://host'"],
    [['http://127.0.0.1:9', '--yes'], 'http://127.0.0.1:9 does not answer: ECONNREFUSED'],
    [[url, '--password', 'x'], `${url} does not let admin log in: 401`],
    [[url, '--user', 'owner', '--password', 'owner'], `owner is no administrator of ${url}: the recordings were made by one`],
    [[other, '--yes'], `${other} gives admin no session (200): is it an XNAT?`],
    [[url, '--only', 'nosuch'], "there is no recording 'nosuch'"],
    [[url, '--passwords', '[]'], "--passwords must be JSON such as {\"owner\": \"secret\"}, not '[]'"],
    [[url, '--recordings', join(folder, 'none')], `${join(folder, 'none')}: there is no such file or folder`],
    [[url, '--recordings', join(folder, 'empty')], `${join(folder, 'empty')}: there are no recordings`],
    [[url, '--recordings', join(folder, 'broken.json')], new RegExp(`^${join(folder, 'broken.json')}: not JSON: `)],
    [[url, '--recordings', join(folder, 'one')], `${join(folder, 'one/x.json')}: step 1: there is no answer`]
  ]
  await Promise.all(wrong.map(async ([args, line]) => {
    const { code, stdout, stderr } = await new Command(['verify', ...args]).end()
    t.same([code, stdout, stderr.match(/\n/g)?.length], [2, '', 1], args.join(' '))
    t.match(stderr.replace('xnat-mock: ', ''), line)
  }))
  const command = new Command(['verify', url])
  command.child.stdin?.end('yes\n')
  const { code, stderr } = await command.end()
  t.equal(code, 2)
  t.match(stderr, /It makes projects there[^\n]+\nxnat-mock: nothing is requested without --yes where there is no terminal to ask at\n$/)
  t.same(await stateOf(url), before)
})

test('--read-only stores nothing', async t => {
  const url = await server(t)
  // the first search of projects leaves its user's ID in their listing, and only what writes makes one
  const headers = { authorization: `Basic ${btoa('admin:admin')}` }
  const search = '<xdat:search xmlns:xdat="http://nrg.wustl.edu/security">' +
    '<xdat:root_element_name>xnat:projectData</xdat:root_element_name></xdat:search>'
  await fetch(`${url}/data/search`, { method: 'POST', headers: { ...headers, 'content-type': 'text/xml' }, body: search })
  const finished = await verify(url, '--read-only', '--roles', '--json')
  t.same([finished.code, reportIn(finished).kinds], [0, {}])
  t.ok(reportIn(finished).met > 100)
  t.same(await (await fetch(`${url}/_mock/requests?changed=`)).json(), [])
})
