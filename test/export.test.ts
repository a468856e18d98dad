import { join } from 'node:path'
import type { FastifyInstance } from 'fastify'
import Database from 'better-sqlite3'
import { type Test, test } from 'tap'
import { buildApp } from '../src/app.ts'
import type { Clock } from '../src/process/clock.ts'
import { Catalogue, playedVersion } from '../src/model/catalogue.ts'
import type { Seed } from '../src/seeds/schema.ts'
import { exportArchive } from '../src/seeds/export/export.ts'
import { readSeedFile } from '../src/seeds/read/index.ts'
import { problemLine } from '../src/seeds/read/located.ts'
import { besideOf, writeSeed } from '../src/seeds/write/output.ts'
import { loadSeed } from '../src/seeds/read/load.ts'
import { keepNative } from '../src/store/sql/native.ts'
import { tables } from '../src/store/sql/records.ts'
import { basic } from './basic.ts'
import { crawl } from './crawl.ts'

const catalogue = new Catalogue(playedVersion)
const logins = ['admin', 'member', 'stranger', null] as const

/** Goes on by one second at each look, until it is stopped. */
function tickingClock (): Clock & { stop: () => void, now: () => number } {
  let time = Date.UTC(2026, 0, 2, 3, 4, 5)
  let step = 1001
  let drawn = 0
  return {
    now: () => (time += step),
    sessionId: () => String(drawn++).padStart(32, '0'),
    bytes: size => Buffer.alloc(size, drawn++ % 256),
    uuid: () => `00000000-0000-4000-8000-${String(drawn++).padStart(12, '0')}`,
    stop: () => { step = 0 }
  }
}

async function server (t: Test, seed: Seed, clock: Clock): Promise<FastifyInstance> {
  const app = await buildApp({ seed, clock })
  t.after(() => app.close())
  return app
}

type Step = readonly [method: 'PUT' | 'POST' | 'DELETE', url: string, body?: string, headers?: Record<string, string>]

async function take (t: Test, app: FastifyInstance, steps: readonly Step[]): Promise<void> {
  for (const [method, url, payload, headers = {}] of steps) {
    const { statusCode, body } = await app.inject({
      method,
      url,
      ...(payload !== undefined && { payload }),
      headers: { authorization: basic('admin'), ...headers }
    })
    t.ok(statusCode < 300, `${method} ${url} answers ${statusCode} ${statusCode < 300 ? '' : body}`)
  }
}

const file = { 'content-type': 'application/octet-stream' }
const json = { 'content-type': 'application/json' }
const xml = { 'content-type': 'text/xml' }
const ada = '/data/projects/MEMORY/subjects/ADA/experiments/ADA_MR1'

/** A search with a list of everything that it may have. */
const savedSearch = (description: string): string => `<xdat:bundle ID="mine" brief-description="${description}"
  xmlns:xdat="http://nrg.wustl.edu/security"><xdat:root_element_name>xnat:subjectData</xdat:root_element_name>
<xdat:search_field><xdat:element_name>xnat:subjectData</xdat:element_name><xdat:field_ID>GENDER</xdat:field_ID>
<xdat:sequence>0</xdat:sequence><xdat:type>string</xdat:type><xdat:header>M/F</xdat:header></xdat:search_field>
<xdat:search_where method="OR"><xdat:criteria override_value_formatting="0"><xdat:schema_field>xnat:subjectData/group</xdat:schema_field>
<xdat:comparison_type>=</xdat:comparison_type><xdat:value>a</xdat:value></xdat:criteria><xdat:child_set method="AND">
<xdat:criteria override_value_formatting="0"><xdat:schema_field>xnat:subjectData.DOB</xdat:schema_field>
<xdat:comparison_type>&gt;</xdat:comparison_type><xdat:value>1980</xdat:value></xdat:criteria></xdat:child_set></xdat:search_where>
${['admin', 'member'].map(login => `<xdat:allowed_user><xdat:login>${login}</xdat:login></xdat:allowed_user>`).join('')}</xdat:bundle>`

/** Something of everything that an archive may go through. */
const life: readonly Step[] = [
  ['PUT', `${ada}/scans/2?quality=questionable&xnat:mrScanData/parameters/tr=2100.5`],
  ['PUT', `${ada}/scans/2?note=${encodeURIComponent('línea "one": two\n\ttabbed — 😀 #no')}`],
  ['PUT', `${ada}/scans/2?parameters/addParam[name=Other]/addField=7`],
  ['PUT', `${ada}/scans/90?xsiType=xnat:otherDicomScanData&type=odd`],
  ['DELETE', `${ada}/scans/90`],
  ['PUT', `${ada}/scans/91?xsiType=xnat:mrScanData&type=007&frames=12`],
  ['PUT', `${ada}?note=changed&xnat:mrSessionData/fields/field[name=mine]/field=3.0`],
  ['PUT', '/data/projects/NEW?alias=NEWER&name=A new one'],
  ['PUT', '/data/projects/NEW/subjects/GONE?gender=male'],
  ['PUT', '/data/projects/NEW/subjects/STAYS?gender=female&yob=1960'],
  ['DELETE', '/data/projects/NEW/subjects/GONE'],
  ['PUT', '/data/projects/GONE'],
  ['DELETE', '/data/projects/GONE'],
  ['PUT', '/data/projects/NEW/subjects/STAYS/experiments/S1?xsiType=xnat:petSessionData&date=2021-02-03&tracer_name=FDG'],
  ['PUT', '/data/projects/NEW/subjects/STAYS/experiments/S2?xsiType=xnat:ctSessionData'],
  ['DELETE', '/data/projects/NEW/subjects/STAYS/experiments/S2'],
  ['PUT', '/data/projects/MEMORY/subjects/ADA/projects/NEW?label=LOVELACE'],
  ['PUT', `${ada}/projects/NEW?label=LOVELACE_1`],
  ['PUT', '/data/projects/NEW/subjects/LOVELACE/experiments/OWN?xsiType=xnat:mrSessionData'],
  ['PUT', '/data/projects/MEMORY/quarantine_code/1'],
  ['PUT', '/data/projects/NEW/accessibility/protected'],
  ['PUT', '/data/projects/NEW/users/Members/stranger'],
  ['PUT', '/data/projects/MEMORY/resources/docs/files/readme.txt?content=about&description=a text&tags=one&inbody=true', 'read me\n', file],
  ['PUT', '/data/projects/MEMORY/resources/docs/files/deep/er/bytes.bin?inbody=true', '\u0000\u0001\u00ff', file],
  ['PUT', '/data/projects/MEMORY/resources/docs/files/big.bin?inbody=true', 'x'.repeat(100_000), file],
  ['PUT', '/data/projects/MEMORY/subjects/ADA/resources/notes/files/n.txt?inbody=true', 'note', file],
  ['PUT', `${ada}/resources/extra?format=NIFTI`],
  ['PUT', `${ada}/scans/2/resources/DICOM/files/1.dcm?format=DICOM&inbody=true`, 'no dicom', file],
  ['PUT', `${ada}/scans/2/resources/DICOM/files/1.dcm?overwrite=true&inbody=true`, 'no dicom, changed', file],
  ['PUT', `${ada}/scans/2/resources/DICOM/files/2.dcm?inbody=true`, 'another', file],
  ['DELETE', `${ada}/scans/2/resources/DICOM/files/2.dcm`],
  ['PUT', `${ada}/scans/3/resources/GONE/files/left.txt?inbody=true`, 'left', file],
  ['DELETE', `${ada}/scans/3/resources/GONE`],
  ['PUT', '/data/projects/MEMORY/config/tool/path/to?inbody=true', 'first', { 'content-type': 'text/plain' }],
  ['PUT', '/data/projects/MEMORY/config/tool/path/to?inbody=true', 'second', { 'content-type': 'text/plain' }],
  [
    'POST',
    '/xapi/users',
    JSON.stringify({
      username: 'added',
      password: 'added',
      firstName: 'Ad',
      lastName: 'Ded',
      email: 'added@xnat.example',
      enabled: true,
      verified: true
    }),
    json
  ],
  ['PUT', '/xapi/users/added/roles/DataManager'],
  ['POST', '/xapi/siteConfig', JSON.stringify({ siteId: 'OTHER', uiAllowQuarantine: false }), json],
  ['PUT', '/data/projects/NEW/subjects/LATE'],
  [
    'PUT',
    '/data/projects/XMLED',
    '<xnat:Project ID="XMLED" xmlns:xnat="http://nrg.wustl.edu/xnat"><xnat:name>By document</xnat:name></xnat:Project>',
    xml
  ],
  ...['brief', 'changed'].map((description): Step => ['PUT', '/data/search/saved/mine?inbody=true', savedSearch(description), xml])
]

/** What must come out the same afterwards: the next keys and IDs. */
const next: readonly Step[] = [
  ['PUT', '/data/projects/NEW/subjects/NEXT?gender=male'],
  ['PUT', '/data/projects/NEW/subjects/NEXT/experiments/NEXT_1?xsiType=xnat:mrSessionData&fields/field[name=a]/field=b'],
  ['PUT', '/data/projects/NEW/subjects/NEXT/experiments/NEXT_1/scans/1?xsiType=xnat:mrScanData&parameters/addParam[name=a]/addField=b'],
  ['PUT', '/data/projects/NEW/subjects/NEXT/experiments/NEXT_1/scans/1/resources/R/files/f.txt?inbody=true', 'f', file],
  ['PUT', '/data/projects/NEW/subjects/NEXT/projects/LUNGS'],
  ['PUT', `${ada}/scans/2?quality=usable`],
  ['PUT', `${ada}/scans/2/resources/DICOM/files/3.dcm?inbody=true`, 'third', file],
  ['PUT', '/data/projects/GONE2?alias=G2']
]

function same (t: Test, found: ReadonlyMap<string, string>, wanted: ReadonlyMap<string, string>): void {
  t.same([...found.keys()], [...wanted.keys()], 'the same addresses')
  for (const [url, answer] of wanted) if (found.get(url) !== answer) t.equal(found.get(url), answer, url)
  t.ok(wanted.size > 100, `${wanted.size} answers compared`)
}

for (const extension of ['yaml', 'json']) {
  test(`an archive that was used comes back byte for byte from its export (${extension})`, async t => {
    const clock = tickingClock()
    const first = await server(t, await loadSeed('demo'), clock)
    await take(t, first, life)
    for (const as of ['member', 'stranger']) {
      await first.inject({ url: '/data/services/tokens/issue', headers: { authorization: basic(as) } })
    }
    clock.stop()
    const out = join(t.testdir({}), `seed.${extension}`)
    const target = { out, json: extension === 'json' }
    const write = (app: FastifyInstance, to = target) => {
      const { store } = app.spaces.default
      writeSeed(exportArchive(store, catalogue, { inline: 50_000, aside: besideOf(to, join(out, '..', 'files')) }), to)
    }
    write(first)
    const { seed, problems = [] } = await readSeedFile(out)
    t.same(problems.map(problemLine), [])
    if (seed === undefined) return
    const second = await server(t, seed, clock)
    same(t, await crawl(second, logins), await crawl(first, logins))
    for (const app of [first, second]) await take(t, app, next)
    same(t, await crawl(second, ['admin']), await crawl(first, ['admin']))
    const texts = [first, second].map(app => [...exportTexts(app)].join(''))
    t.equal(texts[1], texts[0], 'the export of both is the same')
  })
}

test('a seed tells of every table and column', async t => {
  const app = await buildApp()
  t.after(() => app.close())
  const db = keepNative(new Database(app.spaces.default.store.serialize()))
  t.after(() => db.close())
  // numbers only order what is told in order; files are told with their bytes
  const names = keepNative(
    db.prepare<[], { name: string }>(
      "SELECT name FROM sqlite_schema WHERE type = 'table' AND name <> 'sqlite_sequence' AND name <> 'file' ORDER BY name"
    )
  )
    .all()
    .map(({ name }) => name)
  t.same(names.filter(name => name !== 'project_name'), Object.keys(tables).sort())
  for (const [table, columns] of Object.entries(tables)) {
    const there = (db.pragma(`table_info("${table}")`) as { name: string }[]).map(({ name }) => name)
    t.same(there.filter(name => name !== 'number').sort(), [...columns].sort(), table)
  }
})

function * exportTexts (app: FastifyInstance): Generator<string> {
  const { store } = app.spaces.default
  yield JSON.stringify(plainOf(exportArchive(store, catalogue, { inline: 1_000_000, aside: () => '' })))
}

/** A tree with everything in it made. */
function plainOf (tree: unknown): unknown {
  if (typeof tree !== 'object' || tree === null) return tree
  if ('elements' in tree && typeof tree.elements === 'function') return [...(tree.elements as () => Iterable<unknown>)()].map(plainOf)
  if ('make' in tree && typeof tree.make === 'function') return plainOf((tree.make as () => unknown)())
  return Array.isArray(tree) ? tree.map(plainOf) : Object.fromEntries(Object.entries(tree).map(([name, value]) => [name, plainOf(value)]))
}
