import { test } from 'tap'
import type { Address } from '../src/http/address.ts'
import { Rewriter } from '../src/routes/restlet/rewrite.ts'

const rewriter = new Rewriter('/xnat', true)
rewriter.attach('/projects/{PROJECT_ID}', true)
rewriter.attach('/services/auth', false)

const data = { door: 'restlet', login: 'challenge' } as const
const page = { door: 'site', login: 'page' } as const
const none = { door: 'none', servlet: '', login: undefined } as const

/** What is read of each address, of what differs between them; `url` is what Fastify routes. */
const addresses: readonly (readonly [asked: string, read: { readonly [Name in keyof Address | 'url']?: unknown }])[] = [
  ['/xnat/data/projects/A%20b?x=/y?z', {
    ...data,
    servlet: '/data',
    path: '/data/projects/A%20b',
    query: 'x=/y?z',
    template: '/projects/{PROJECT_ID}',
    params: { PROJECT_ID: 'A%20b' },
    rest: '',
    open: false,
    own: false,
    url: '/data/-?x=/y?z'
  }],
  ['/xnat/REST/archive/projects/A/b/c', {
    ...data, servlet: '/REST/archive', template: '/projects/{PROJECT_ID}', params: { PROJECT_ID: 'A' }, rest: 'b/c', url: '/data/-'
  }],
  ['/xnat/data/archive/services/auth', { ...data, servlet: '/data/archive', template: undefined, url: '/data/-' }],
  ['/xnat/data/archive', { ...data, servlet: '/data', template: undefined }],
  ['/xnat/data', { ...data, servlet: '/data', template: undefined, url: '/data/-' }],
  ['/xnat/data/services/auth', { ...data, open: true, ofAccounts: true }],
  ['/xnat/data;jsessionid=AB/projects/A', { ...none, refused: 'firewall', url: '/_nowhere' }],
  ['/xnat/data//projects', { ...none, refused: 'firewall' }],
  ['/xnat/data/projects/a%2Eb', { ...none, refused: 'firewall' }],
  ['/xnat/data/projects/a%2fb', { ...none, refused: 'Invalid URI: [The encoded slash character is not allowed]' }],
  ['/xnat/data/projects/a%5Cb', { ...none, refused: 'Invalid URI' }],
  ['/xnat/data/projects/a%2', { ...none, refused: 'Invalid URI: [End of file (EOF)]' }],
  ['/xnat/_mock/snapshots/a%2Fb', { door: 'control', refused: undefined }],
  ['http://proxy:8080/xnat/data/projects/A', { ...data, path: '/data/projects/A', template: '/projects/{PROJECT_ID}' }],
  ['/xnat/database', { ...none, path: '/database', url: '/database' }],
  ['/xnat/spaces/s1/data/projects/A', { ...data, space: 's1', path: '/data/projects/A' }],
  ['/xnat/spaces/s1', { ...page, space: 's1', path: '', url: '/' }],
  ['/xnat/spaces/a%20b/data/projects/A', { ...none, space: undefined, path: '/spaces/a%20b/data/projects/A', url: '/_nowhere' }],
  ['/xnat/xapi/users?x', { door: 'spring', login: 'challenge', servlet: '/xapi', ofAccounts: true, url: '/xapi/users?x' }],
  ['/xnat/xapi/siteConfig/siteId', { door: 'spring', open: true, ofAccounts: false }],
  ['/xnat/xapi/siteConfig/siteId/x', { door: 'spring', open: false }],
  ['/xnat/schemas/xnat/xnat.xsd', { door: 'spring', login: 'page', servlet: '/schemas' }],
  ['/xnat/fs/x', { door: 'none', login: 'challenge', servlet: '/fs' }],
  ['/xnat/archive/x', { door: 'none', login: 'page', servlet: '/archive' }],
  ['/xnat/_mock/health', { door: 'control', servlet: '/_mock', login: undefined, own: true, url: '/_mock/health' }],
  ['/xnat/_mockery', { ...none, own: false }],
  ['/xnat', { ...page, own: false, path: '', url: '/' }],
  ['/xnat/', { ...page, own: false, path: '/', url: '/' }],
  ['/xnat/app/requests', { ...page, own: true, open: false }],
  ['/xnat/app/template/Login.vm', { ...page, own: false, open: true }],
  ['/xnat/app/action/LogoutUser', { ...page, own: false, open: false, ofAccounts: true }],
  ['/xnat/style/xnat-mock.css', { door: 'site', login: undefined, own: true, open: true }],
  ['/xnat/favicon.ico', { ...none, open: true }],
  ['/xnatural/data', { ...none, path: '/xnatural/data', url: '/_nowhere' }],
  ['/xnat/data/%zz?x=1', {
    ...none, refused: 'Invalid URI: [The hexadecimal encoding is invalid]', path: '/data/%zz', query: 'x=1', url: '/_nowhere?x=1'
  }],
  ['/xnat/_mock/%00', { ...none, refused: 'Invalid URI', own: false }]
]

test('an address is read once, with the door that it leads to', async t => {
  for (const [asked, { url, ...expected }] of addresses) {
    const read = rewriter.read(asked)
    const found = Object.fromEntries(Object.keys(expected).map(name => [name, read.address[name as keyof Address]]))
    t.same(found, expected, asked)
    if (url !== undefined) t.equal(read.url, url, asked)
  }
})
