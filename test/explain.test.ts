import { test } from 'tap'
import { statusPage } from './conformance/xnat.ts'
import { open, shut, site } from './inject.ts'

const scan = `${open}/scans/1`

test('a refusal names its rule and where XNAT has it', async t => {
  const ask = await site(t)
  const cases: readonly (readonly ['GET' | 'PUT' | 'POST' | 'DELETE', string, string | null, number, string])[] = [
    ['GET', `${open}/scans/none`, 'admin', 404, 'scan-not-found (ScanResource.represent)'],
    ['GET', '/data/nowhere', 'admin', 404, 'no-such-address (org.restlet.Router.getNext)'],
    ['GET', '/xapi/nowhere/else', 'admin', 404, 'no-such-endpoint (org.springframework.web.servlet.DispatcherServlet.noHandlerFound)'],
    ['PUT', `${scan}?xsiType=xnat:petScanData`, 'admin', 409, 'scan-type-differs (ScanResource.handlePut)'],
    ['DELETE', scan, 'member', 403, 'may-not-modify-session (ScanResource.handleDelete)'],
    ['PUT', `${open}/scans`, 'admin', 405, 'method-not-allowed (org.restlet.Finder.handle)'],
    ['GET', '/data/auth', null, 401, 'login-required (XnatAuthenticationEntryPoint.commence)'],
    ['PUT', '/xapi/users/owner/enabled/false', 'member', 403, 'insufficient-privileges (XapiRequestMappingAspect.processXapiRequest)'],
    ['PUT', `${open}/scans/a%20b?xsiType=xnat:mrScanData`, 'admin', 500, 'bad-scan-id (BaseXnatImagescandata.preSave)']
  ]
  for (const [method, url, user, status, rule] of cases) {
    const { statusCode, headers } = await ask(method, url, user)
    t.same([statusCode, headers['x-xnat-mock-rule']], [status, rule], `${method} ${url}`)
  }
  t.equal((await ask('GET', scan)).headers['x-xnat-mock-rule'], undefined)
})

test('what is nearly there is told with a 404', async t => {
  const ask = await site(t)
  const cases: readonly (readonly [string, string, string | undefined])[] = [
    ['/data/project', 'admin', '/data/projects'],
    ['/REST/archive/porjects/OPEN', 'admin', '/REST/archive/projects/OPEN'],
    ['/spaces/x/data/experimnts/XNAT_E00001/scans', 'admin', '/spaces/x/data/experiments/XNAT_E00001/scans'],
    ['/data/projects/OPNE', 'admin', '/data/projects/OPEN'],
    ['/data/projects/OPEN/subjects/T', 'admin', '/data/projects/OPEN/subjects/S'],
    ['/data/experiments/XNAT_E00003/scans/1', 'admin', '/data/experiments/XNAT_E00001/scans/1'],
    [`${open}/scans/11?format=json`, 'admin', `${open}/scans/1`],
    ['/xapi/siteConfg', 'admin', '/xapi/siteConfig'],
    ['/data/projects/SHUTT', 'stranger', undefined],
    [`${shut}/scans/11`, 'stranger', undefined],
    ['/altogether/something/else', 'admin', undefined]
  ]
  for (const [url, user, nearest] of cases) {
    const { statusCode, headers } = await ask('GET', url, user)
    t.same([statusCode, headers['x-xnat-mock-nearest']], [404, nearest], url)
  }
})

type Case = readonly [
  method: 'GET' | 'PUT' | 'POST' | 'DELETE',
  url: string,
  payload: readonly [string, string] | undefined,
  warning: string
]

const ignored: readonly Case[] = [
  ['GET', `${open}/scans?type=T1`, undefined, "ignored-filter: this list has no filters: XNAT ignores 'type'"],
  ['GET', `${open}/scans?sortby=ID`, undefined, "ignored-parameter: XNAT knows no 'sortby' here and ignores it; is 'sortBy' meant?"],
  ['GET', `${scan}?colums=type`, undefined, "ignored-parameter: XNAT knows no 'colums' here and ignores it; is 'columns' meant?"],
  ['GET', `${open}/scan/1`, undefined, `ignored-path: XNAT ignores 'scan/1' at the end of the path; is '${scan}' meant?`],
  [
    'PUT',
    `${scan}?xnat:petScanData/frames=3`,
    undefined,
    "ignored-field: 'xnat:petScanData/frames' is a field of another type: XNAT ignores it"
  ],
  ['PUT', `${scan}?qualty=usable`, undefined, "ignored-parameter: XNAT knows no 'qualty' here and ignores it; is 'quality' meant?"],
  [
    'PUT',
    `${scan}?xsiType=xnat:mrScanData&quality=usable&xnat:mrScanData/nonsense=1`,
    undefined,
    "unknown-field: there is no field 'xnat:mrScanData/nonsense': XNAT takes none of the fields that stand beside it"
  ],
  [
    'PUT',
    `${scan}?quality=usable`,
    ['application/json', '{"quality": "unusable"}'],
    'ignored-body: XNAT does not read a body of application/json here'
  ],
  ['DELETE', `${scan}?removeFiles=no`, undefined, "yes-after-all: 'removeFiles=no' means yes: only false and 0 mean no"]
]

test('what XNAT ignores is told of, and done as XNAT does it', async t => {
  const ask = await site(t)
  for (const [method, url, payload, warning] of ignored) {
    const { statusCode, headers } = await ask(method, url, 'admin', payload && { 'content-type': payload[0] }, payload?.[1])
    t.same([statusCode, headers['x-xnat-mock-warning']], [200, warning], `${method} ${url}`)
  }
})

test('the same twice is told of twice', async t => {
  const ask = await site(t)
  const [, url, , warning] = ignored[0] ?? []
  for (let i = 0; i < 2; i++) t.equal((await ask('GET', url ?? '')).headers['x-xnat-mock-warning'], warning)
})

test('what is used and known is not warned of', async t => {
  const ask = await site(t)
  for (const [method, url] of [
    ['GET', `${open}/scans?format=json&columns=ID,type&sortBy=ID&sortOrder=DESC&xsiType=xnat:mrScanData`],
    ['GET', `${scan}?format=xml&concealHiddenFields=true`],
    ['GET', `${scan}?handler=values&columns=type&asValue=true`],
    ['GET', `${open}?format=json&includeHeaders=true`],
    ['GET', `${open}/status`],
    ['GET', `${open}/projects`],
    ['PUT', `${scan}?xsiType=xnat:mrScanData&type=T2&quality=usable&xnat:mrScanData/parameters/tr=1&event_reason=x&req_format=qs`],
    ['PUT', `${open}?label=E2&event_reason=x`],
    ['PUT', '/data/projects/OPEN/subjects/S2?gender=female&group=g'],
    ['PUT', '/data/projects/OPEN?name=Open'],
    ['DELETE', `${open.replace(/E$/, 'E2')}/scans/1?removeFiles=true`]
  ] as const) {
    const { statusCode, headers } = await ask(method, url)
    t.ok(statusCode < 300, `${method} ${url}: ${statusCode}`)
    t.equal(headers['x-xnat-mock-warning'], undefined, `${method} ${url}`)
  }
})

test('with --strict what XNAT ignores is refused, and nothing is done', async t => {
  const ask = await site(t, { strict: true })
  const before = (await ask('GET', `${scan}?format=json`)).body
  for (const [method, url, payload, warning] of ignored) {
    const { statusCode, headers, body } = await ask(method, url, 'admin', payload && { 'content-type': payload[0] }, payload?.[1])
    t.same([statusCode, headers['x-xnat-mock-rule'], body], [400, 'ignored (--strict)', statusPage(400, warning)], `${method} ${url}`)
  }
  t.equal((await ask('GET', `${scan}?format=json`)).body, before)
})
