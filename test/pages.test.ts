import type { FastifyInstance } from 'fastify'
import { type Test, test } from 'tap'
import { type AppOptions, buildApp } from '../src/app.ts'
import { requestOf } from '../src/pages/parts/request-of.ts'
import { loadSeed } from '../src/seeds/read/load.ts'
import { Markup, html } from '../src/serializers/markup.ts'
import { containerPage } from '../src/serializers/status-page.ts'

/** Someone with a browser, who is logged in. */
class Visitor {
  readonly app: FastifyInstance
  private readonly base: string
  private readonly cookie: string

  private constructor (app: FastifyInstance, base: string, cookie: string) {
    this.app = app
    this.base = base
    this.cookie = cookie
  }

  static async enter (t: Test, user = 'admin', options: AppOptions = {}, base = ''): Promise<Visitor> {
    const app = await buildApp({ seed: await loadSeed('demo'), ...options })
    t.after(() => app.close())
    const answer = await app.inject({
      method: 'POST',
      url: `${base}/login`,
      payload: `username=${user}&password=${user}`,
      headers: { 'content-type': 'application/x-www-form-urlencoded' }
    })
    const { value = '' } = answer.cookies.find(({ name }) => name === 'JSESSIONID') ?? {}
    return new Visitor(app, base, `JSESSIONID=${value}`)
  }

  get (path: string) {
    return this.app.inject({ method: 'GET', url: this.base + path, headers: { cookie: this.cookie } })
  }

  async token (): Promise<string> {
    return /var csrfToken = '([^']+)'/.exec((await this.get('/')).body)?.[1] ?? ''
  }

  post (path: string, form: Readonly<Record<string, string>>) {
    return this.app.inject({
      method: 'POST',
      url: this.base + path,
      payload: new URLSearchParams(form).toString(),
      headers: { cookie: this.cookie, 'content-type': 'application/x-www-form-urlencoded' }
    })
  }

  async send (form: Readonly<Record<string, string>>) {
    return this.post('/app/send', { XNAT_CSRF: await this.token(), ...form })
  }
}

/** The cells of a table of a page, row by row. */
function rowsOf (page: string, id: string): string[][] {
  const [, section = ''] = new RegExp(`<section class="table" id="${id}"[^>]*>(.*?)</section>`, 's').exec(page) ?? []
  return [...section.matchAll(/<tr><td.*?<\/tr>/gs)].map(([row]) =>
    [...row.matchAll(/<td[^>]*>(.*?)<\/td>/gs)].map(([, cell = '']) => cell.replace(/<[^>]+>/g, ''))
  )
}

const session = '/app/experiments/XNAT_E00001'

test('what is put into a template is escaped', async t => {
  t.equal(
    html`<p title="${'"'}">${'<b>&'}${html`<i>${'<'}</i>`}${[1, html`<br>`]}${undefined}${false}</p>`.text,
    '<p title="&quot;">&lt;b&gt;&amp;<i>&lt;</i>1<br></p>'
  )
  t.ok(html`` instanceof Markup)
})

test('a form is the request that its controls say', async t => {
  const form = (entries: Record<string, string>) => requestOf(new URLSearchParams(entries))
  t.same(
    form({
      method: 'PUT',
      url: '/data/experiments/E/scans/{ID}',
      'path:ID': 'a/b c',
      'query:xsiType': 'xnat:mrScanData',
      'query:type': 'T1 & more',
      'query:note': '',
      lines: 'parameters/tr = 2300\nnote=a=b\n\nnonsense'
    }),
    {
      method: 'PUT',
      path: '/data/experiments/E/scans/a%2Fb%20c?xsiType=xnat:mrScanData&type=T1+%26+more&xnat:mrScanData/parameters/tr=2300&note=a%3Db'
    }
  )
  t.same(
    form({
      method: 'PUT',
      url: '/data/x',
      'query:type': 'T1',
      'was:type': 'T1',
      'query:note': '',
      'was:note': 'old',
      'query:quality': 'usable',
      'was:quality': ''
    }),
    { method: 'PUT', path: '/data/x?note=NULL&quality=usable' }
  )
  t.same(
    form({
      method: 'PUT',
      url: '/_mock/faults',
      'json:match.method': 'GET',
      'json-number:times': '2',
      'json-flag:once': 'true',
      'json:empty': ''
    }),
    { method: 'PUT', path: '/_mock/faults', body: '{"match":{"method":"GET"},"times":2,"once":true}' }
  )
})

test('each page shows what the API says', async t => {
  const visitor = await Visitor.enter(t)
  t.same(rowsOf((await visitor.get('/?projects.sort=ID')).body, 'projects'), [
    ['LUNGS', 'Lung Response', 'CT before and after therapy', 'Marie Curie'],
    ['MEMORY', 'Memory and Ageing', 'Yearly MR and PET of healthy adults', 'Olive Owner']
  ])
  t.same(
    rowsOf((await visitor.get('/app/projects/MEMORY')).body, 'subjects').map(([label, id]) => [label, id]),
    [
      ['ADA', 'XNAT_S00001'],
      ['BOHR', 'XNAT_S00002']
    ]
  )
  t.same(rowsOf((await visitor.get('/app/subjects/XNAT_S00001')).body, 'experiments').map(([label]) => label), ['ADA_MR1', 'ADA_MR2'])
  t.same(rowsOf((await visitor.get(session)).body, 'scans')[1], [
    '2', 'T1w', 'T1w_MPRAGE', 'usable', '176', '09:34:40.000', 'xnat:mrScanData', ''
  ])
  const scan = (await visitor.get(`${session}/scans/2`)).body
  t.match(scan, '<dt>parameters/<wbr>tr</dt><dd>2300</dd>')
  t.match(scan, '<a href="/data/experiments/XNAT_E00001/scans/2?format=json"')
  for (const path of ['/app/subjects', '/app/experiments', '/app/spaces', '/app/clock', `${session}/add-scan`, `${session}/edit-scan/2`]) {
    const { statusCode, headers, body } = await visitor.get(path)
    t.same([statusCode, headers['content-type']], [200, 'text/html;charset=UTF-8'], path)
    t.match(headers['content-security-policy'], /^default-src 'none'; script-src 'self' 'sha256-/, path)
    t.ok(body.length < 60_000, path)
  }
})

test('tables are sorted, filtered and turned over by their address', async t => {
  const visitor = await Visitor.enter(t)
  const ids = async (query: string) => rowsOf((await visitor.get(`${session}?${query}`)).body, 'scans').map(([id]) => id)
  t.same(await ids('scans.sort=-Frames'), ['4', '2', '5', '3', '1'], 'as numbers')
  t.same(await ids('scans.sort=Type&scans.filter=t'), ['4', '5', '3', '1', '2'])
  t.same(await ids('scans.filter=flair'), ['3'])
  t.same(await ids('scans.filter=nothing'), [])
  for (let id = 100; id < 155; id++) {
    await visitor.send({ method: 'PUT', url: `/data/experiments/XNAT_E00001/scans/${id}`, 'query:xsiType': 'xnat:mrScanData' })
  }
  t.equal((await ids('scans.page=1')).length, 50)
  t.same((await ids('scans.page=2')).at(-1), '154')
  t.same((await ids('scans.page=99')).at(-1), '154')
})

test('a form sends what a client would send', async t => {
  const visitor = await Visitor.enter(t, 'member')
  const url = '/data/experiments/XNAT_E00001/scans/{ID}'
  const added = await visitor.send({
    method: 'PUT',
    url,
    next: session,
    here: `${session}/add-scan`,
    'path:ID': '6',
    'query:xsiType': 'xnat:mrScanData',
    'query:type': 'a <b> & "c"',
    lines: 'parameters/tr = 2000'
  })
  t.same([added.statusCode, added.headers.location], [303, `http://localhost:80${session}`.replace(':80', '')])
  const told = (await visitor.get(session)).body
  t.match(told, '<div class="flash good" role="status"><p><strong>200</strong> PUT <code>/data/experiments/XNAT_E00001/scans/6?')
  t.match(told, 'curl -u member -X PUT')
  t.notMatch((await visitor.get(session)).body, 'class="flash', 'told once')
  const page = (await visitor.get(`${session}/scans/6`)).body
  t.match(page, '<dd>a &lt;b&gt; &amp; &quot;c&quot;</dd>')
  t.match(page, '<dt>parameters/<wbr>tr</dt><dd>2000</dd>')
  const refused = await visitor.send({
    method: 'DELETE',
    url: '/data/experiments/XNAT_E00001/scans/6',
    next: session,
    here: `${session}/scans/6`
  })
  t.equal(refused.headers.location, `http://localhost${session}/scans/6`)
  const reason = 'User account doesn&#39;t have permission to modify this session\\.'
  const flash = new RegExp(`<div class="flash bad" role="alert"><p><strong>403</strong> DELETE .* ${reason}`)
  t.match((await visitor.get(`${session}/scans/6`)).body, flash)
})

test('a refused form keeps what was in it', async t => {
  const visitor = await Visitor.enter(t)
  const url = '/data/experiments/XNAT_E00001/scans/{ID}'
  await visitor.send({
    method: 'PUT',
    url,
    next: session,
    here: `${session}/add-scan`,
    'path:ID': 'not so',
    'query:xsiType': 'xnat:ctScanData',
    'query:note': 'kept'
  })
  const page = (await visitor.get(`${session}/add-scan`)).body
  t.match(page, '<strong>500</strong>')
  t.match(page, 'name="query:note" value="kept"')
  t.match(page, '<option selected>xnat:ctScanData</option>')
})

test('no other site can send a form', async t => {
  const visitor = await Visitor.enter(t)
  const form = { method: 'DELETE', url: '/data/experiments/XNAT_E00001/scans/1' }
  for (const wrong of [form, { ...form, XNAT_CSRF: 'guessed' }]) {
    const { statusCode, body } = await visitor.post('/app/send', wrong)
    t.same([statusCode, body], [403, containerPage(403, 'The form does not have the token of this session.')])
  }
  t.equal((await visitor.get('/data/experiments/XNAT_E00001/scans/1?format=json')).statusCode, 200, 'nothing was deleted')
  t.equal((await visitor.send({ method: 'DELETE', url: '/app/send' })).statusCode, 404, 'nor sent to where no client goes')
  t.equal(
    (await visitor.send({ ...form, url: '/data/experiments/XNAT_E00001/scans/2', next: '//elsewhere.example/' })).headers.location,
    'http://localhost/',
    'nor led out'
  )
})

test('an experiment that is no session has a page without scans', async t => {
  const visitor = await Visitor.enter(t)
  await visitor.send({
    method: 'PUT',
    url: '/data/projects/MEMORY/subjects/ADA/experiments/OTHER',
    'query:xsiType': 'xnat:subjectVariablesData'
  })
  // its type is not set up, so that no list leads to it
  const other = await visitor.get('/data/projects/MEMORY/subjects/ADA/experiments/OTHER?format=json')
  const [, id = ''] = /"ID":"(\w+)"/.exec(other.body) ?? []
  const { statusCode, body } = await visitor.get(`/app/experiments/${id}`)
  t.equal(statusCode, 200)
  t.match(body, '<code>xnat:subjectVariablesData</code>')
  t.notMatch(body, 'id="scans"')
})

test('what the pages ask is remembered by nothing, and no fault happens to it', async t => {
  const visitor = await Visitor.enter(t)
  const urls = async () => ((await visitor.get('/_mock/requests')).json() as { url: string }[]).map(({ url }) => url)
  await visitor.get('/_mock/requests')
  const before = await urls()
  await visitor.send({ method: 'POST', url: '/_mock/faults', 'json:preset': 'npe-500' })
  t.equal((await visitor.get(session)).statusCode, 200)
  t.equal((await visitor.get('/app/requests')).statusCode, 200)
  t.equal((await visitor.get('/data/projects')).statusCode, 500)
  const [last] = (await visitor.get('/_mock/requests?last=1')).json() as { id: number }[]
  t.match((await visitor.get(`/app/requests/${last?.id}`)).body, '<pre tabindex="0">curl &#39;http://localhost/data/projects&#39;</pre>')
  // the token of the form above is on the first page
  t.same((await urls()).slice(before.length), ['/', '/data/projects'])
})

test('who may not see something is told so', async t => {
  const visitor = await Visitor.enter(t, 'stranger')
  t.same(rowsOf((await visitor.get('/')).body, 'projects').map(([id]) => id), ['LUNGS'], 'which is protected')
  const { statusCode, body } = await visitor.get(session)
  t.equal(statusCode, 404)
  t.match(body, '<strong>404</strong>')
  const { app } = visitor
  const { statusCode: status, headers: { location } } = await app.inject({ method: 'GET', url: session })
  t.same([status, location], [302, 'http://localhost/app/template/Login.vm'])
  t.equal((await visitor.get('/app/nothing')).body, containerPage(404, ''))
})

test('the site is below the context path and in each space', async t => {
  const visitor = await Visitor.enter(t, 'admin', { basePath: '/xnat' }, '/xnat/spaces/one')
  await visitor.send({ method: 'DELETE', url: '/data/experiments/XNAT_E00001/scans/1' })
  const page = (await visitor.get(session)).body
  t.same(rowsOf(page, 'scans').map(([id]) => id), ['2', '3', '4', '5'])
  for (const [, link = ''] of page.matchAll(/(?:href|src|action|data-curl)="(?!#|data:)([^"]*)"/g)) {
    t.ok(link.startsWith('/xnat/spaces/one/'), link)
  }
  t.match(page, 'Space one</a>')
})

test('spaces, snapshots and the clock have their buttons', async t => {
  const visitor = await Visitor.enter(t)
  const names = async (id: string) => rowsOf((await visitor.get('/app/spaces')).body, id).map(([name]) => name)
  await visitor.send({ method: 'PUT', url: '/_mock/spaces/{name}', 'path:name': 'one', 'query:from': '' })
  t.same(await names('spaces'), ['default', 'one'])
  await visitor.send({ method: 'PUT', url: '/_mock/snapshots/{name}', 'path:name': 'before' })
  t.same(await names('snapshots'), ['before'])
  await visitor.send({ method: 'PUT', url: '/_mock/clock', 'json-flag:frozen': 'true', 'json:now': '2020-01-31T12:30:00Z' })
  t.match((await visitor.get('/app/clock')).body, '<time datetime="2020-01-31T12:30:00.000Z">')
  await visitor.send({ method: 'POST', url: '/_mock/clock/advance', 'json:by': 'soon', here: '/app/clock' })
  t.match((await visitor.get('/app/clock')).body, /<strong>400<\/strong> POST .* &#39;soon&#39; is no duration/)
})

test('one item as HTML is a page of the site; a list is XNAT\'s own table', async t => {
  const visitor = await Visitor.enter(t)
  const item = await visitor.get('/data/experiments/XNAT_E00001/scans/2?format=html')
  t.match(item.body, '<link rel="stylesheet" href="/style/xnat-mock.css">')
  t.match(item.body, `<a href="${session}/scans/2">`)
  t.match(
    (await visitor.get('/data/experiments/XNAT_E00001/scans?format=html')).body,
    /^<html xmlns="http:\/\/www.w3.org\/1999\/xhtml" xml:lang="en" lang="en"><body><table class="x_rs_t"/
  )
})

test('without a control plane its pages are gone', async t => {
  const visitor = await Visitor.enter(t, 'admin', { control: false })
  t.notMatch((await visitor.get('/')).body, '/app/spaces')
  t.equal((await visitor.get('/app/spaces')).statusCode, 404)
  t.equal((await visitor.get(session)).statusCode, 200)
})
