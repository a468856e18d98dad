import { test } from 'tap'
import { open, site } from './inject.ts'

interface Report {
  readonly covered: number
  readonly total: number
  readonly operations: readonly {
    readonly id: string
    readonly requests: number
    readonly covered: number
    readonly refusals: readonly { readonly name: string, readonly requests: number }[]
  }[]
  readonly missing: readonly { readonly operation: string, readonly aspect: string, readonly name: string, readonly curl?: string }[]
  readonly others: Readonly<Record<string, number>>
}

test('what was used is counted, in all spaces; the rest is missing, as lines of shell', async t => {
  const ask = await site(t)
  const report = async (): Promise<Report> => (await ask('GET', '/_mock/coverage', null)).json<Report>()
  const before = await report()
  t.equal(before.covered, 0)
  t.same(before.operations.map(({ id }) => id), ['listScans', 'addScan', 'getScan', 'putScan', 'deleteScan'])
  t.ok(before.total > 100)
  await ask('GET', '/data/experiments/XNAT_E00001/scans?format=csv&columns=ID')
  await ask('GET', `/spaces/x${open}/scans/none`)
  await ask('GET', '/data/projects')
  const after = await report()
  t.same(after.others, { listProjects: 1 })
  t.equal(after.covered, 6, 'an address, two parameters and a format; an address and a refusal')
  t.equal(after.missing.length, after.total - 6)
  t.match(after.missing.find(({ operation, name }) => operation === 'deleteScan' && name === 'removeFiles')?.curl,
    'curl -X DELETE -u "$XNAT_USER:$XNAT_PASSWORD" \'http://localhost/data/experiments/XNAT_E00001/scans/1?removeFiles=true\'')
  t.match((await ask('GET', '/_mock/coverage?format=text', null)).body, /^Scan endpoints: 6 of \d+ \(\d+ %\) ways used\n/)
  t.match((await ask('GET', '/_mock/coverage', null, { accept: 'text/html' })).body, /^<!DOCTYPE html>/)
  t.equal((await ask('GET', '/_mock/coverage?format=pdf', null)).statusCode, 400)
  await ask('DELETE', '/_mock/coverage', null)
  t.equal((await report()).covered, 0)
})

test('its lines do what they are there for', async t => {
  const ask = await site(t)
  const { missing } = (await ask('GET', '/_mock/coverage', null)).json<Report>()
  for (const { curl, aspect } of missing) {
    if (curl === undefined || aspect !== 'refusals' || curl.includes(' -F ')) continue
    const [, method = 'GET'] = / -X (\w+)/.exec(curl) ?? []
    const user = curl.includes('COLLABORATOR') ? 'collaborator' : curl.includes('XNAT_USER') ? 'admin' : null
    const headers = Object.fromEntries([...curl.matchAll(/-H '([^:]+): ([^']*)'/g)].map(([, name = '', value = '']) => [name, value]))
    const [, body] = /--data-binary '([^']*)'/.exec(curl) ?? []
    const wrong = curl.includes(':wrong') && { authorization: `Basic ${Buffer.from('admin:wrong').toString('base64')}` }
    for (const [, url = ''] of curl.matchAll(/'http:\/\/localhost([^']*)'/g)) {
      await ask(method as 'GET', url, wrong === false ? user : null, { ...headers, ...wrong }, body)
    }
  }
  const { operations } = (await ask('GET', '/_mock/coverage', null)).json<Report>()
  const unused = operations.flatMap(({ id, refusals }) =>
    refusals.filter(({ requests }) => requests === 0).map(({ name }) => `${id} ${name}`)
  )
  t.same(
    unused,
    [
      'addScan part-without-file-name',
      'addScan need-post-contents',
      'getScan not-an-image-session',
      'putScan part-without-file-name',
      'putScan may-not-share-into'
    ],
    'these take more than a line, or a form'
  )
})
