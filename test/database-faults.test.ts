import { createHash } from 'node:crypto'
import { closeSync, mkdirSync, openSync, readFileSync, readdirSync, writeFileSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { test } from 'tap'
import { buildApp } from '../src/app.ts'
import { systemClock } from '../src/process/clock.ts'
import { demo } from '../src/seeds/built-in/demo.ts'
import { UnusableDatabase } from '../src/store/sql/database.ts'
import { keepNative } from '../src/store/sql/native.ts'
import { site } from './inject.ts'
import { Command } from './server.ts'

const silent = ['--port', '0', '--log', 'silent'] as const

/** A small archive in a file, closed. */
async function archiveIn (folder: string): Promise<string> {
  const file = join(folder, 'archive.db')
  await (await buildApp({ seed: demo, location: file })).close()
  return file
}

const refusal = async (location: string): Promise<string> => {
  try {
    await (await buildApp({ seed: demo, location })).close()
    return 'none'
  } catch (error) {
    if (!(error instanceof UnusableDatabase)) throw error
    return error.message
  }
}

test('a damaged database is refused in one line, and stays as it is', async t => {
  const file = await archiveIn(t.testdir({}))
  const whole = readFileSync(file)
  const damages: Readonly<Record<string, (bytes: Buffer) => Buffer>> = {
    'the second half is gone': bytes => bytes.subarray(0, bytes.length / 2),
    'the first page is overwritten': bytes => Buffer.concat([bytes.subarray(0, 100), Buffer.alloc(900, 0xA5), bytes.subarray(1000)]),
    'a page in the middle is overwritten': bytes => {
      const page = bytes.readUInt16BE(16)
      const at = Math.floor(bytes.length / page / 2) * page
      return Buffer.concat([bytes.subarray(0, at), Buffer.alloc(page, 0xA5), bytes.subarray(at + page)])
    },
    'the header is cut off': bytes => bytes.subarray(0, 60)
  }
  for (const [what, damage] of Object.entries(damages)) {
    const damaged = damage(Buffer.from(whole))
    writeFileSync(file, damaged)
    t.match(await refusal(file), /^(?:cannot use database \S+: |database \S+ is damaged: )[^\n]+$/, what)
    t.same(readFileSync(file), damaged, what)
  }
  writeFileSync(file, whole)
  t.equal(await refusal(file), 'none')
  const handle = openSync(file, 'r+')
  writeSync(handle, Buffer.alloc(200, 0xA5), 0, 200, 4096 * 3)
  closeSync(handle)
  const { code, stdout, stderr } = await new Command([...silent, '--db', file]).end()
  t.same([code, stdout], [1, ''])
  t.match(stderr, /^xnat-mock: [^\n]+\n$/)
})

test('a database that another process has open is refused, also where that is a server', async t => {
  const file = await archiveIn(t.testdir({}))
  const first = new Command([...silent, '--db', file])
  await first.ready()
  const second = await new Command([...silent, '--db', file]).end()
  t.same(second, { code: 1, stdout: '', stderr: `xnat-mock: cannot use database ${file}: another process has it open\n` })
  await first.end('SIGTERM')
  t.equal(await refusal(file), 'none')
})

test('a folder that cannot be written to, or is none, is one line', async t => {
  const folder = t.testdir({ 'a-file': '' })
  for (const file of [join(folder, 'nowhere', 'archive.db'), join(folder, 'a-file', 'archive.db'), folder, '/proc/archive.db']) {
    const { code, stdout, stderr } = await new Command([...silent, '--db', file]).end()
    t.same([code, stdout], [1, ''], file)
    t.match(stderr, /^xnat-mock: cannot (?:open|use) database [^\n]+\n$/, file)
  }
})

test('a clock that goes backwards breaks nothing', async t => {
  let now = Date.UTC(2026, 5, 1)
  const ask = await site(t, { clock: { ...systemClock, now: () => now } })
  const scan = '/data/projects/OPEN/subjects/S/experiments/E/scans/1'
  const cookie = String((await ask('GET', '/data/JSESSION')).body)
  t.equal((await ask('PUT', `${scan}?quality=before`)).statusCode, 200)
  now -= 400 * 86_400_000
  t.equal((await ask('GET', scan, null, { cookie: `JSESSIONID=${cookie}` })).statusCode, 200, 'a session goes on')
  t.equal((await ask('PUT', `${scan}?quality=after`)).statusCode, 200)
  t.equal((await ask('PUT', '/data/projects/OPEN/subjects/S/experiments/E/scans/2?xsiType=xnat:mrScanData')).statusCode, 200)
  const {
    items: [
      {
        data_fields: { quality }
      }
    ]
  } = (await ask('GET', `${scan}?format=json&includeHistory=true`)).json<{ items: [{ data_fields: { quality: string } }] }>()
  t.equal(quality, 'after')
  const token = (await ask('GET', '/data/services/tokens/issue')).json<{ alias: string, secret: string }>()
  now -= 86_400_000
  t.equal(
    (await ask('GET', scan, null, { authorization: `Basic ${Buffer.from(`${token.alias}:${token.secret}`).toString('base64')}` }))
      .statusCode,
    200
  )
})

const fixtures = new URL('fixtures/', import.meta.url)
const levels = readdirSync(fixtures).map(name => Number(/^level-(\d+)\.sql$/.exec(name)?.[1])).sort((a, b) => a - b)

test('a database of every level that there has been opens and reads', async t => {
  t.same(levels, levels.map((_, index) => index + 1), 'scripts/fixture.ts writes one for each')
  for (const level of levels) {
    const file = join(t.testdir({}), `level-${level}.db`)
    const db = keepNative(new Database(file))
    db.exec(readFileSync(new URL(`level-${level}.sql`, fixtures), 'utf8'))
    db.close()
    const hash = createHash('sha256').update('hello').digest('hex')
    mkdirSync(join(`${file}.files`, hash.slice(0, 2)), { recursive: true })
    writeFileSync(join(`${file}.files`, hash.slice(0, 2), hash), 'hello')
    const ask = await site(t, { location: file, clock: { ...systemClock, now: () => Date.UTC(2020, 1, 1) } })
    t.equal(
      (await ask('GET', '/data/projects?format=csv')).body,
      'ID,secondary_ID,name,description,pi_firstname,pi_lastname,URI\nP,P,First,,,,/data/projects/P\nQ,Q,Q,,,,/data/projects/Q\n',
      `level ${level}`
    )
    t.equal(
      (await ask('GET', '/data/projects/P/subjects/S/experiments/E/scans?format=csv')).body,
      'xnat_imagescandata_id,ID,type,quality,xsiType,note,series_description,URI\n1,1,T1,questionable,xnat:mrScanData,' +
      ',,/data/experiments/XNAT_E00001/scans/1\n',
      `level ${level}`
    )
    t.match(
      (await ask('GET', '/data/experiments/XNAT_E00001?format=xml')).body,
      /<xnat:share label="SHARED" project="Q">[\s\S]*<xnat:tr>2000.0<\/xnat:tr>/,
      `level ${level}`
    )
    t.equal(
      (await ask('GET', '/data/experiments/XNAT_E00001/scans/1/resources/R/files/a.txt')).statusCode,
      level > 1 ? 200 : 404,
      `level ${level}`
    )
    t.equal((await ask('PUT', '/data/experiments/XNAT_E00001/scans/2?xsiType=xnat:mrScanData')).statusCode, 200, `level ${level}`)
    t.equal(
      (
        await ask(
          'PUT',
          '/data/experiments/XNAT_E00001/scans/2/resources/R/files/b.txt?inbody=true',
          'admin',
          { 'content-type': 'text/plain' },
          'b'
        )
      ).statusCode,
      200,
      `level ${level}`
    )
  }
})
