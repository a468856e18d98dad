import { test } from 'tap'
import { type WireAnswer, differences } from '../../src/recorded/compare.ts'
import { LoginRefused, Logins, type Site } from '../../src/recorded/logins.ts'
import { replay } from '../../src/recorded/replay.ts'
import { outcomeText } from '../../src/recorded/report.ts'
import { type WireRequest, requestOf } from '../../src/recorded/request.ts'
import type { Step } from '../../src/recorded/scenario.ts'

const known = { names: { E: 'XNAT_E1' }, base: 'http://h' }
const given = (status: number, body: string | Buffer, headers: Record<string, string> = {}): WireAnswer =>
  ({ status, headers, bytes: Buffer.from(body) })
const step = (answer: Partial<Step['answer']>, more: Partial<Step> = {}): Step =>
  ({ method: 'GET', path: '/x', ...more, answer: { status: 200, headers: {}, ...answer } })

const compared: readonly (readonly [what: string, step: Step, actual: WireAnswer, parts: readonly string[]])[] = [
  ['equal', step({ body: '{E}', headers: { vary: 'a' } }), given(200, 'XNAT_E1', { vary: 'a', date: 'now' }), []],
  ['another status', step({ body: '' }), given(404, ''), ['status']],
  ['another body', step({ body: 'a' }), given(200, 'b'), ['body']],
  ['another header', step({ body: '', headers: { vary: 'a' } }), given(200, '', { vary: 'b' }), ['vary']],
  ['a header missing, and one too many', step({ body: '', headers: { vary: 'a' } }), given(200, '', { allow: 'b' }), ['allow', 'vary']],
  ['a header that is not compared', step({ body: '', headers: { 'content-security-policy': 'a' } }), given(200, '', { 'x-own': 'b' }), []],
  ['loose', step({ body: 'a', headers: { vary: 'a' } }, { loose: ['body', 'vary'] }), given(200, 'b'), []],
  ['quiet', step({ body: 'a', headers: { vary: 'a' } }, { quiet: true }), given(200, 'b'), []],
  ['quiet, and another status', step({}, { quiet: true }), given(500, 'b'), ['status']],
  ['no text, of another length', step({ bytes: 3 }), given(200, Buffer.from([255, 254])), []],
  ['text for no text', step({ bytes: 3 }), given(200, 'abc'), ['body']],
  ['no text for text', step({ body: 'abc' }), given(200, Buffer.from([255])), ['body']]
]

test('what of an answer differs', async t => {
  for (const [what, step, actual, parts] of compared) t.same(differences(step, actual, known).map(({ part }) => part).sort(), parts, what)
})

const nothingBeside = (): Buffer => { throw new Error('there is no file') }
interface Sent {
  readonly path?: string
  readonly type?: string
  readonly body?: string
}
const sent: readonly (readonly [what: string, step: Partial<Step>, expected: Sent])[] = [
  [
    'names in path, header and body',
    { path: '/{E}', headers: { 'Content-Type': 'text/{E}' }, body: '<{E}>' },
    { path: '/XNAT_E1', type: 'text/XNAT_E1', body: '<XNAT_E1>' }
  ],
  ['a text without a type', { body: 'é' }, { type: 'text/plain;charset=UTF-8', body: 'é' }],
  ['bytes have no type', { base64: 'YQ==' }, { body: 'a' }],
  ['no body', {}, {}],
  ['a path as the client normalises it', { path: '/a/../b c?d=e f#g' }, { path: '/b%20c?d=e%20f' }]
]

test('a step becomes a request', async t => {
  for (const [what, part, { path = '/x', type, body }] of sent) {
    const request = await requestOf(step({}, part), known.names, nothingBeside)
    t.same([request.path, request.headers['content-type'], request.body?.toString()], [path, type, body], what)
  }
  const file = await requestOf(step({}, { file: 'a.dcm' }), known.names, name => Buffer.from(name))
  t.equal(file.body?.toString(), 'a.dcm')
  const fields = { a: '{E}', f: { file: 'x.txt', text: 'é', type: 'text/plain' } }
  const form = await requestOf(step({}, { form: fields }), known.names, nothingBeside)
  t.match(form.headers['content-type'], /^multipart\/form-data; boundary=/)
  t.match(form.body?.toString(), /name="a"\r\n\r\nXNAT_E1\r\n[^]*name="f"; filename="x\.txt"\r\nContent-Type: text\/plain\r\n\r\né\r\n/)
})

/** A site of which a test says how it answers; it remembers what it was sent. */
function siteWith (answer: (request: WireRequest) => WireAnswer | Error): { readonly site: Site, readonly requests: WireRequest[] } {
  const requests: WireRequest[] = []
  const send = async (request: WireRequest): Promise<WireAnswer> => {
    requests.push(request)
    const given = answer(request)
    if (given instanceof Error) throw given
    return given
  }
  return { requests, site: { url: 'http://h', basic: user => `Basic ${user}`, send } }
}

const recording = (login: 'session' | undefined, ...steps: readonly Step[]) =>
  ({ id: 'scans/x', scenario: { name: 'x', ...(login && { login }), steps: [...steps] }, beside: nothingBeside })
const who = ({ method, path, headers }: WireRequest): string =>
  `${method} ${path} ${headers['authorization'] ?? headers['cookie'] ?? 'nobody'}`

test('each user has one session, and it is ended', async t => {
  const { site, requests } = siteWith(({ headers }) => given(200, (headers['authorization'] ?? '').replace('Basic ', 'SESSION_')))
  const logins = new Logins(site)
  const parts: Partial<Step>[] = [{}, { as: 'member' }, { as: null }, {}, { path: '/data/JSESSION' }, { headers: { cookie: 'a=b' } }]
  const steps = parts.map(part => step({}, part))
  await replay(recording('session', ...steps), site, logins)
  await replay(recording('session', step({})), site, logins)
  await logins.endAll()
  t.same(requests.map(who), [
    'GET /data/JSESSION Basic admin', 'GET /x JSESSIONID=SESSION_admin',
    'GET /data/JSESSION Basic member', 'GET /x JSESSIONID=SESSION_member',
    'GET /x nobody', 'GET /x JSESSIONID=SESSION_admin', 'GET /data/JSESSION Basic admin', 'GET /x Basic admin',
    'GET /x JSESSIONID=SESSION_admin',
    'DELETE /data/JSESSION JSESSIONID=SESSION_admin', 'DELETE /data/JSESSION JSESSIONID=SESSION_member'
  ])
})

test('sessions that requests open are ended with the scenario', async t => {
  let opened = 0
  const { site, requests } = siteWith(() => given(200, '', { 'set-cookie': `JSESSIONID=N${++opened}; Path=/; HttpOnly` }))
  const logins = new Logins(site)
  await replay(recording(undefined, step({}), step({}, { as: null })), site, logins)
  await logins.endAll()
  t.same(requests.map(who), [
    'GET /x Basic admin', 'GET /x nobody', 'DELETE /data/JSESSION JSESSIONID=N1', 'DELETE /data/JSESSION JSESSIONID=N2'
  ], 'once each')
})

test('a user who cannot log in ends the run', async t => {
  const { site } = siteWith(() => given(401, ''))
  const refused = new LoginRefused('http://h does not let admin log in: 401')
  await t.rejects(replay(recording('session', step({})), site, new Logins(site)), refused)
  const { site: page } = siteWith(() => given(200, '<html>Log in</html>'))
  await t.rejects(new Logins(page).sessionOf('admin'), new LoginRefused('http://h gives admin no session (200): is it an XNAT?'))
  const { site: gone } = siteWith(() => Object.assign(new Error('connect'), { code: 'ECONNREFUSED' }))
  await t.rejects(new Logins(gone).sessionOf('admin'), new LoginRefused('http://h does not answer: ECONNREFUSED'))
})

test('values are captured and used, and what is not met is explained', async t => {
  const { site, requests } = siteWith(({ path }) => path === '/broken'
    ? Object.assign(new Error('aborted'), { code: 'ECONNRESET' })
    : given(404, 'id=XNAT_E2', { 'x-xnat-mock-rule': 'no-such-item (ScanResource)', 'x-xnat-mock-warning': 'ignored: x' }))
  const outcomes = await replay(recording(undefined,
    step({ status: 404, body: 'id={E}' }, { capture: { E: 'id=(\\w+)' }, as: null }),
    step({ body: 'id={E}, more' }, { path: '/y/{E}', do: 'read it', as: null }),
    step({}, { path: '/broken', as: null })
  ), site, new Logins(site))
  t.same(requests.map(({ path }) => path), ['/x', '/y/XNAT_E2', '/broken'])
  t.same(outcomes.map(outcome => outcome.differences.length), [0, 2, 1])
  const [, second, third] = outcomes.map(outcome => outcomeText('scans/x', outcome))
  t.equal(second, `scans/x 2: GET /y/{E} as nobody (read it)
    status: 404, XNAT 200
    body: "id={E}"
    XNAT: "id={E}, more"
    rule: no-such-item (ScanResource)
    warning: ignored: x`)
  t.equal(third, 'scans/x 3: GET /broken as nobody\n    status: no answer (ECONNRESET), XNAT 200')
})
