import { test } from 'tap'
import { addressOf, attached, mappings, seen } from './addresses/catalogue.ts'
import { site } from './inject.ts'

/** Rules of addresses and methods that XNAT does not have. */
const unknown: ReadonlySet<string> = new Set([
  'no-such-address', 'no-such-endpoint', 'no-such-page', 'method-not-supported', 'media-type-not-supported', 'not-produced'
])

const notBuilt: ReadonlySet<string> = new Set(['not-implemented', 'not-implemented-in-xapi'])

/** How many of XNAT's addresses may be 501. */
const most = { data: 86, xapi: 90 }

const ruleOf = (header: unknown): string => String(header ?? '').split(' ', 1)[0] ?? ''

test('each address of XNAT below /xapi answers, or says which feature is missing', async t => {
  const ask = await site(t)
  const [strange, missing]: [string[], string[]] = [[], []]
  for (const { method, template, consumes } of mappings) {
    const headers = { accept: '*/*', ...(consumes !== undefined && { 'content-type': consumes }) }
    const payload = consumes === undefined ? undefined : consumes === 'application/json' ? '{}' : 'x'
    const { headers: { 'x-xnat-mock-rule': rule } } = await ask(method, addressOf('/xapi', template), 'admin', headers, payload)
    if (unknown.has(ruleOf(rule))) strange.push(`${method} ${template}`)
    if (notBuilt.has(ruleOf(rule))) missing.push(`${method} ${template}`)
  }
  t.same(strange, [], 'none is answered as if XNAT did not have it')
  t.ok(mappings.length > 400, `${mappings.length} mappings`)
  t.ok(missing.length <= most.xapi, `${missing.length} are not built: ${missing.join(', ')}`)
})

test('each address of XNAT below /data answers, or says which feature is missing', async t => {
  const ask = await site(t)
  const [strange, missing]: [string[], string[]] = [[], []]
  for (const { template, archive } of attached) {
    for (const servlet of archive ? ['/data', '/data/archive'] : ['/data']) {
      const url = addressOf(servlet, template)
      const rules = [await ask('GET', url), await ask('POST', url)].map(({ headers }) => ruleOf(headers['x-xnat-mock-rule']))
      if (rules.every(rule => unknown.has(rule))) strange.push(servlet + template)
      if (rules.every(rule => notBuilt.has(rule)) && servlet === '/data') missing.push(template)
    }
  }
  t.same(strange, [], 'none is answered as if XNAT did not have it')
  t.ok(attached.length > 200, `${attached.length} addresses`)
  t.ok(missing.length <= most.data, `${missing.length} are not built: ${missing.join(', ')}`)
})

test('each address that was requested from a running XNAT has its status and media type', async t => {
  const ask = await site(t)
  t.ok(seen.length > 100, `${seen.length} addresses`)
  for (const { path, admin, adminType, member } of seen) {
    const [ours, theirs] = [await ask('GET', path), await ask('GET', path, 'member')]
    if (notBuilt.has(ruleOf(ours.headers['x-xnat-mock-rule']))) continue
    t.same([ours.statusCode, ours.headers['content-type'] ?? '', theirs.statusCode], [Number(admin), adminType, Number(member)], path)
  }
})
