import { mkdirSync, readdirSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { deflateRawSync, gzipSync } from 'node:zlib'
import { type Test, test } from 'tap'
import { type AppOptions, buildApp } from '../src/app.ts'
import { readHeader } from '../src/dicom/read-header.ts'
import { users } from '../src/seeds/built-in/users.ts'
import { Client } from './conformance/client.ts'
import { type DataSet, dicom, image, newStudy } from './conformance/dicom.ts'
import { type Packed, raw, tarOf, tarred, zipOf, zipped } from './conformance/parcels.ts'
import { statusPage } from './conformance/xnat.ts'

const session = '/data/projects/P/subjects/S/experiments/E'
const service = '/data/services/import?dest=/archive/projects/P/subjects/S/experiments/E'

/** A server with an empty project, and everything on its disk. */
async function site (
  t: Test,
  options: AppOptions = {}
): Promise<{ client: Client, onDisk: () => string[], rows: (url: string) => Promise<Record<string, string>[]> }> {
  const folder = t.testdir()
  const app = await buildApp({
    seed: { name: 'one', users, projects: [{ id: 'P', accessibility: 'private' }] },
    location: join(folder, 'archive.db'),
    ...options
  })
  const client = new Client(await app.listen({ port: 0, host: '127.0.0.1' }))
  t.after(async () => { client.close(); await app.close() })
  return {
    client,
    onDisk: () =>
      readdirSync(folder, { recursive: true, encoding: 'utf8' })
        .filter(path => statSync(join(folder, path)).isFile() && !path.startsWith('archive.db-'))
        .sort(),
    rows: async url =>
      (JSON.parse((await client.send('GET', `${url}?format=json`)).body) as { ResultSet: { Result: Record<string, string>[] } }).ResultSet
        .Result
  }
}

const nothing = ['archive.db']
const zip = (content: Buffer) => raw(content, 'application/zip')
const file = (number = 1, study = newStudy()): Buffer => dicom(image(study, 1, number))

test('an archive to import that could lead anywhere, or is too much, is refused whole', async t => {
  const { client, onDisk, rows } = await site(t, { limits: { unpacked: 2_000_000, freely: 100_000, ratio: 200, entries: 10 } })
  const [good, large] = [{ name: '1.dcm', content: file() }, Buffer.alloc(3_000_000)]
  const wrong: readonly (readonly [what: string, members: readonly Packed[], status: number, text: string])[] = [
    ['a step up', [good, { name: '../2.dcm', content: file() }], 400, "'..' is not allowed in the name of a file."],
    ['an encoded step up', [good, { name: '%2e%2e/2.dcm', content: file() }], 400, "'..' is not allowed in the name of a file."],
    [
      'an absolute name',
      [good, { name: '/etc/2.dcm', content: file() }],
      400,
      'A slash at the start is not allowed in the name of a file.'
    ],
    ['a name of Windows', [good, { name: 'C:\\2.dcm', content: file() }], 400, 'A backslash is not allowed in the name of a file.'],
    ['a link', [good, { name: '2.dcm', link: '/etc/passwd' }], 400, 'A link or a device is not allowed in an archive.'],
    [
      'many files',
      Array.from({ length: 11 }, (_, index) => ({ name: `${index}.dcm`, content: file(index) })),
      413,
      'The archive has more than 10 files.'
    ],
    ['much', [good, { name: '2.dcm', content: large }], 413, 'The archive unpacks to more than this server takes.']
  ]
  for (const [what, members, status, text] of wrong) {
    for (const [kind, parcel] of [
      ['zip', zip(zipOf(members, true))],
      ['tar', raw(gzipSync(tarOf(members)), 'application/x-gtar')]
    ] as const) {
      for (const more of ['', '&Ignore-Unparsable=true', '&import-handler=SI']) {
        const answer = await client.send('POST', service + more, parcel)
        t.same([answer.status, answer.body], [status, statusPage(status, text)], `${what} in a ${kind} ${more}`)
      }
    }
  }
  t.same(onDisk(), nothing)
  t.same(await rows('/data/projects/P/experiments'), [])
  t.same(await rows('/data/prearchive/projects/P'), [])
})

test('archives in archives are opened some steps deep, and each counts', async t => {
  const { client, onDisk, rows } = await site(t)
  const within = (depth: number): Buffer => depth === 0 ? zipped(['1.dcm', file()]) : zipped([`${depth}.zip`, within(depth - 1)])
  const answer = await client.send('POST', service, zip(within(3)))
  t.same([answer.status, answer.body], [413, statusPage(413, 'Archives lie too deep in archives.')])
  t.same(onDisk(), nothing)
  t.equal((await client.send('POST', service, zip(within(2)))).status, 200)
  t.equal((await rows(`${session}/scans/1/files`)).length, 1)
})

test('an import that is refused late leaves the archive as it was, and waits', async t => {
  const { client, onDisk, rows } = await site(t)
  const study = newStudy()
  t.equal((await client.send('POST', service, zip(zipped(['1.dcm', file(1, study)])))).status, 200)
  const before = onDisk()
  t.equal(before.length, 2)
  const more = zipped(['2.dcm', file(2, study)], ['3.dcm', dicom(image(study, 7, 1))], ['1.dcm', file(1, study)])
  t.equal((await client.send('POST', `${service}&overwrite=append`, zip(more))).status, 400)
  t.same((await rows(`${session}/scans`)).map(({ ID }) => ID), ['1'])
  t.equal((await rows(`${session}/scans/1/files`)).length, 1)
  t.match(await rows('/data/prearchive/projects/P'), [{ name: 'E', status: 'CONFLICT' }])
  t.ok(before.every(path => onDisk().includes(path)), 'nothing is lost')
  t.equal((await client.send('POST', `${service}&overwrite=delete`, zip(more))).status, 200)
  t.same((await rows(`${session}/scans`)).map(({ ID }) => ID), ['1', '7'])
  t.same(await rows('/data/prearchive/projects/P'), [])
})

test('imports at once into one session lose nothing', async t => {
  const { client, rows } = await site(t)
  const study = newStudy()
  const answers = await Promise.all(
    Array.from({ length: 40 }, (_, index) =>
      client.send('POST', `${service}&overwrite=append`, zip(zipped([`${index}.dcm`, dicom(image(study, (index % 4) + 1, index))])))
    )
  )
  t.ok(answers.every(({ status }) => status === 200))
  t.equal((await rows(`${session}/scans/ALL/files`)).length, 40)
  t.same((await rows(`${session}/scans`)).length, 4)
  const counted = await Promise.all(
    ['1', '2', '3', '4'].map(async scan => (await rows(`${session}/scans/${scan}/resources`))[0]?.['file_count'])
  )
  t.same(counted, ['10', '10', '10', '10'])
})

test('a session of two hundred files is imported and filled from its headers again', async t => {
  const { client, rows } = await site(t)
  const study = newStudy()
  const files = Array.from({ length: 200 }, (_, index) => [`${index}.dcm`, dicom(image(study, index % 2 + 1, index))] as const)
  t.equal((await client.send('POST', service, raw(tarred(...files), 'application/x-tar'))).status, 200)
  t.equal((await rows(`${session}/scans/ALL/files`)).length, 200)
  t.equal((await client.send('PUT', `${session}?pullDataFromHeaders=true`)).status, 200)
  const { body } = await client.send('GET', `${session}/scans/1?format=json`)
  t.match(body, '"frames":100')
})

/** Writes a file of the test. @returns its path. */
function written (t: Test, bytes: Buffer): string {
  const folder = join(t.testdirName, 'files')
  mkdirSync(folder, { recursive: true })
  const path = join(folder, 'file')
  writeFileSync(path, bytes)
  return path
}

const rich: DataSet = image('2.25.1', 1, 1, {
  '0008103e': 'a series',
  52009229: [{ '00209116': [{ '00200037': '1\\0\\0\\0\\1\\0' }] }],
  52009230: [1, 2].map(() => ({ '00189117': [{ '00189087': 1000 }] }))
})

test('no damage to a file does more than make it none', t => {
  t.testdir()
  const thrown: unknown[] = []
  const read = (bytes: Buffer) => {
    try {
      readHeader(written(t, bytes))?.value('0008103e')
    } catch (error) {
      thrown.push(error)
    }
  }
  for (const syntax of ['explicit', 'implicit', 'big', 'deflated'] as const) {
    const whole = dicom(rich, { syntax })
    for (let length = 0; length < whole.length; length += 7) read(whole.subarray(0, length))
    for (let at = 128; at < whole.length; at += 2) {
      for (const value of [0, 0xFF]) {
        const damaged = Buffer.from(whole)
        damaged[at] = value
        read(damaged)
      }
    }
  }
  t.same(thrown, [])
  t.end()
})

test('what only looks like DICOM is none', t => {
  t.testdir()
  const none: Record<string, Buffer> = {
    nothing: Buffer.alloc(0),
    'a few bytes': Buffer.from([8, 0, 5]),
    text: Buffer.from('The quick brown fox. '.repeat(100)),
    zeros: Buffer.alloc(1000),
    'a preamble alone': Buffer.concat([Buffer.alloc(128), Buffer.from('DICM')]),
    'no data set': dicom({}),
    'a picture': Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex'),
    'a deflated stream that unpacks without end': Buffer.concat([
      dicom({}, { syntax: 'deflated' }).subarray(0, -2),
      deflateRawSync(Buffer.alloc(200_000_000))
    ])
  }
  for (const [what, bytes] of Object.entries(none)) t.equal(readHeader(written(t, bytes)), undefined, what)
  t.end()
})

test('headers of any size are read, and the pixels behind them are not', t => {
  t.testdir()
  const large = dicom(
    image('2.25.1', 1, 1, {
      '00091010': Buffer.alloc(60_000, 65),
      '00290010': 'x',
      '00291020': Array.from({ length: 40 }, () => ({ '00291010': Buffer.alloc(50_000, 66) })),
      '7fe00010': Buffer.alloc(8_000_000)
    })
  )
  t.equal(readHeader(written(t, large))?.value('0020000e'), '2.25.1.1')
  t.equal(readHeader(written(t, large.subarray(0, -7_000_000)))?.value('0020000e'), '2.25.1.1', 'cut off in its pixels')
  const deeper = Buffer.from('00523092535100 00ffffffff feff00e0ffffffff'.replaceAll(' ', ''), 'hex')
  t.equal(
    readHeader(
      written(t, Buffer.concat([dicom(image('2.25.1', 1, 1, { '7fe00010': '' })), ...Array.from({ length: 50_000 }, () => deeper)]))
    ),
    undefined,
    'sequences in sequences without end'
  )
  t.end()
})
