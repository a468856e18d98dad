import { once } from 'node:events'
import { createWriteStream, readFileSync, readdirSync, statSync } from 'node:fs'
import { request } from 'node:http'
import { join } from 'node:path'
import { Writable } from 'node:stream'
import { gzipSync } from 'node:zlib'
import { type Test, test } from 'tap'
import { type AppOptions, buildApp } from '../src/app.ts'
import { BlobStore } from '../src/store/files/blobs.ts'
import { demo } from '../src/seeds/built-in/demo.ts'
import { Client } from './conformance/client.ts'
import { type Packed, type Parcel, form, raw, tarOf, tarred, zipOf, zipped } from './conformance/parcels.ts'
import { statusPage } from './conformance/xnat.ts'

const scan = '/data/experiments/XNAT_E00001/scans/1'
const resource = `${scan}/resources/R`

interface Site {
  readonly client: Client
  /** Everything on the disk below the site's folder, as paths, but for the files that the archive began with. */
  readonly onDisk: () => string[]
  /** Sends files to the resource. */
  readonly put: (path: string, parcel: Parcel) => ReturnType<Client['send']>
  readonly listed: () => Promise<string[]>
}

/** A server that keeps its archive in a folder of the test. */
async function site (t: Test, options: AppOptions = {}): Promise<Site> {
  const folder = t.testdir({ 'secret.txt': 'a secret of the server' })
  const app = await buildApp({ seed: demo, location: join(folder, 'archive.db'), ...options })
  const client = new Client(await app.listen({ port: 0, host: '127.0.0.1' }))
  t.after(async () => { client.close(); await app.close() })
  const files = () =>
    readdirSync(folder, { recursive: true, encoding: 'utf8' })
      .filter(path => statSync(join(folder, path)).isFile() && !path.startsWith('archive.db-'))
      .sort()
  const planted = new Set(files().filter(path => !nothing.includes(path)))
  return {
    client,
    onDisk: () => files().filter(path => !planted.has(path)),
    put: (path, parcel) => client.send('PUT', `${resource}/files${path}`, parcel),
    listed: async () =>
      (await client.send('GET', `${resource}/files?format=csv`)).body
        .split('\n')
        .slice(1, -1)
        .map(line => line.split(',')[2]?.replace(/.*\/files\//, '') ?? '')
  }
}

const nothing = ['archive.db', 'secret.txt']

/** Waits for what comes a little later, such as the end of a stream. */
async function eventually (come: () => boolean): Promise<void> {
  for (let tries = 0; tries < 100 && !come(); tries++) await new Promise(resolve => { setTimeout(resolve, 20) })
}

/** Names that lead out of their folder, or would on some disk, each with what is said of it. */
const hostile: readonly (readonly [name: string, why: string])[] = [
  ['../x.txt', "'..'"],
  ['sub/../../x.txt', "'..'"],
  ['sub/..', "'..'"],
  ['/etc/x.txt', 'A slash at the start'],
  ['//server/x.txt', 'A slash at the start'],
  ['..\\x.txt', 'A backslash'],
  ['C:\\x.txt', 'A backslash'],
  ['C:/x.txt', 'A drive letter'],
  ['c:x.txt', 'A drive letter'],
  ['a\0.txt', 'NUL'],
  ['%2e%2e/x.txt', "'..'"],
  ['..%2fx.txt', "'..'"],
  ['%252e%252e%252fx.txt', "'..'"],
  ['a%00.txt', 'NUL'],
  ['..%5cx.txt', 'A backslash'],
  ['%2fetc/x.txt', 'A slash at the start']
]

test('no name in an archive leads anywhere: the archive is refused whole', async t => {
  const { put, onDisk, listed } = await site(t)
  for (const [name, why] of hostile) {
    const members: Packed[] = [{ name: 'harmless.txt', content: 'x' }, { name, content: 'y' }]
    for (const [archive, bytes] of [['x.zip', zipOf(members)], ['x.tar', tarOf(members)], ['x.tgz', gzipSync(tarOf(members))]] as const) {
      if (name.includes('\0') && archive !== 'x.zip') continue // ends a name in a tar
      const { status, body } = await put('?extract=true&overwrite=true', form([archive, bytes]))
      t.same(
        [status, body],
        [400, statusPage(400, `${why} is not allowed in the name of a file.`)],
        `${JSON.stringify(name)} in ${archive}`
      )
    }
  }
  t.same(await listed(), [])
  t.same(onDisk(), nothing)
})

test('links and devices in an archive are refused', async t => {
  const { put, onDisk } = await site(t)
  const members: Packed[] = [{ name: 'link', link: '../../secret.txt' }, { name: 'link/x.txt', content: 'y' }]
  for (const [archive, bytes] of [['x.zip', zipOf(members)], ['x.tar', tarOf(members)]] as const) {
    const { status, body } = await put('?extract=true', form([archive, bytes]))
    t.same([status, body], [400, statusPage(400, 'A link or a device is not allowed in an archive.')])
  }
  t.same(onDisk(), nothing)
})

test('no name in an address leads anywhere', async t => {
  const { client, put, onDisk, listed } = await site(t)
  // Tomcat refuses with 400, Spring's firewall with 500
  for (const [path, expected] of [
    ['%2e%2e/x.txt', 500], ['..%2fx.txt', 400], ['..%2f..%2f..%2f..%2fsecret.txt', 400], ['%252e%252e%252fx.txt', 500],
    ['..%5cx.txt', 400], ['C:/x.txt', 400], ['a%00.txt', 400], ['a%2500.txt', 500], ['%2fetc%2fpasswd', 400],
    ['sub/%2e%2e/%2e%2e/x.txt', 500], ['..%c0%afx.txt/%2e%2e/x', 500]
  ] as const) {
    const { status } = await put(`/${path}`, raw('x'))
    t.equal(status, expected, `PUT ${path}`)
    t.not((await client.send('GET', `${resource}/files/${path}`)).body, 'a secret of the server', `GET ${path}`)
    t.not((await client.send('DELETE', `${resource}/files/${path}`)).status, 200, `DELETE ${path}`)
  }
  for (const path of ['../x.txt', '../../../../../../secret.txt', './../x.txt']) {
    t.not((await put(`/${path}`, raw('x'))).status, 200, `PUT ${path}`)
    t.not((await client.send('GET', `${resource}/files/${path}`)).body, 'a secret of the server', `GET ${path}`)
  }
  for (const label of ['%2e%2e', '..%2f..', '%5c', 'C:', '%00']) {
    t.ok([400, 404, 500].includes((await client.send('PUT', `${scan}/resources/${label}/files/x.txt`, raw('x'))).status), `label ${label}`)
  }
  for (const label of ['%2e%2e', '..%2f..', '%5c', 'C:']) {
    t.ok([400, 404, 500].includes((await client.send('PUT', `${scan}/resources/${label}`)).status), `resource ${label}`)
  }
  t.equal((await client.send('POST', `${scan}/resources?xnat:resourceCatalog/label=..%2F..%2Fx`)).status, 400)
  t.same(await listed(), [])
  t.same(onDisk(), nothing)
})

test('of a name in a form only its last step counts; what is left of it is checked', async t => {
  const { put, listed } = await site(t)
  for (const name of ['../../one.txt', 'C:\\folder\\two.txt', '/etc/three.txt']) t.equal((await put('', form([name, 'x']))).status, 200)
  t.same(await listed(), ['one.txt', 'two.txt', 'three.txt'])
  for (const name of ['%2e%2e', '..%2fx.txt', '%00']) t.equal((await put('', form([name, 'x']))).status, 400, name)
  for (const name of ['.', '..', 'a/..']) {
    t.equal((await put('', form([name, 'x']))).body, JSON.stringify({ duplicates: [name.replace('a/', '')] }), `${name} is there already`)
    t.equal((await put('?overwrite=true', form([name, 'x']))).status, 500, `${name} is a folder`)
  }
  t.same(await listed(), ['one.txt', 'two.txt', 'three.txt'])
})

test('a step that leads nowhere is left out', async t => {
  const { put, listed } = await site(t)
  t.equal((await put('?extract=true', form(['x.tar', tarred(['./', ''], ['./a//b/./c.txt', 'x'])]))).status, 200)
  t.same(await listed(), ['a/b/c.txt'])
})

test('archives that unpack to too much are refused whole', async t => {
  const { put, onDisk, listed } = await site(t, { limits: { unpacked: 1_000_000, entries: 10 } })
  const zeros = Buffer.alloc(1_000_001)
  const tooMany = Array.from({ length: 11 }, (_, at) => ({ name: `${at}.txt`, content: 'x' }))
  const size = 'The archive unpacks to more than this server takes.'
  const count = 'The archive has more than 10 files.'
  for (const [name, bytes, words] of [
    ['x.zip', zipOf([{ name: 'a', content: zeros }], true), size],
    ['x.tgz', gzipSync(tarred(['a', zeros])), size],
    ['x.gz', gzipSync(zeros), size],
    ['x.zip', zipOf(tooMany), count],
    ['x.tar', tarOf(tooMany), count]
  ] as const) {
    const { status, body } = await put('?extract=true', form([name, bytes]))
    t.same([status, body], [413, statusPage(413, words)], name)
  }
  t.same(await listed(), [])
  t.same(onDisk(), nothing)
})

test('an archive that says less than it holds, or unpacks to far more than its size, is refused', async t => {
  const { put, onDisk } = await site(t, { limits: { ratio: 2, freely: 200_000 } })
  const lying = zipOf([{ name: 'a', content: Buffer.alloc(100_000) }], true)
  for (const at of [22, lying.indexOf('PK\x01\x02') + 24]) lying.writeUInt32LE(10, at)
  t.equal((await put('?extract=true', form(['x.zip', lying]))).status, 400)
  const bomb = gzipSync(Buffer.alloc(200_001))
  t.equal((await put('?extract=true', form(['x.gz', bomb]))).status, 413)
  t.same(onDisk(), nothing)
})

test('what is no archive, or only part of one, is refused whole', async t => {
  const { put, onDisk, listed } = await site(t)
  const zip = zipped(['a.txt', 'x'.repeat(5000)], ['b.txt', 'y'])
  const tar = tarred(['a.txt', 'x'.repeat(5000)], ['b.txt', 'y'])
  const corrupt = Buffer.from(zip)
  corrupt.write('z', 40)
  for (const [name, bytes, status, words] of [
    ['x.zip', zip.subarray(0, 3000), 500, 'unexpected EOF'],
    ['x.zip', corrupt, 500, 'invalid entry CRC (expected 0x'],
    ['x.tar', tar.subarray(0, 3000), 500, 'unexpected EOF with 2512 bytes unread'],
    ['x.tar', 'this is no tar'.repeat(100), 400, 'The archive cannot be read: Not a tar archive.'],
    ['x.tgz', gzipSync(tar).subarray(0, 60), 500, 'Unexpected end of ZLIB input stream'],
    ['x.tgz', 'this is no gzip', 500, 'Not in GZIP format'],
    ['x.gz', gzipSync('x'.repeat(5000)).subarray(0, 20), 500, 'Unexpected end of ZLIB input stream']
  ] as const) {
    const answer = await put('?extract=true', form([name, bytes]))
    t.equal(answer.status, status, `${name} ${words}`)
    t.ok(answer.body.includes(`<h3>${words}`), `${name}: ${answer.body}`)
  }
  t.same(await listed(), [])
  t.same(onDisk(), nothing)
  t.equal((await put('?extract=true', form(['x.zip', 'this is no zip']))).status, 200, 'without entries')
  t.same(await listed(), [])
})

test('an upload that is too large is refused, with its length told or not', async t => {
  const { put, onDisk } = await site(t, { limits: { upload: 1000 } })
  const words = statusPage(413, 'The request entity is larger than this server takes.')
  for (const parcel of [
    raw(Buffer.alloc(1001)),
    form(['a.bin', Buffer.alloc(1001)]),
    { ...form(['a.bin', Buffer.alloc(1001)]), chunked: true }
  ]) {
    const { status, body } = await put('/a.bin', parcel)
    t.same([status, body], [413, words])
  }
  t.equal((await put('/a.bin', raw(Buffer.alloc(1000)))).status, 200)
  t.equal(onDisk().length, 3)
})

/** Sends the beginning of a request, and goes. */
async function cutOff (client: Client, path: string, headers: Record<string, string>, beginning: Buffer): Promise<void> {
  const { hostname, port } = new URL(client.url)
  const outgoing = request({ hostname, port, method: 'PUT', path, headers: { authorization: client.basic('admin'), ...headers } })
  outgoing.on('error', () => {})
  outgoing.write(beginning)
  await new Promise(resolve => { setTimeout(resolve, 100) })
  outgoing.destroy()
  await new Promise(resolve => { outgoing.on('close', resolve) })
}

test('an upload that is cut off leaves nothing', async t => {
  const { client, onDisk, listed } = await site(t)
  await cutOff(
    client,
    `${resource}/files/a.bin`,
    { 'content-type': 'application/octet-stream', 'content-length': '1000000' },
    Buffer.alloc(500_000)
  )
  const { headers, body } = form(['a.bin', Buffer.alloc(1_000_000)])
  const beginning = Buffer.from(body).subarray(0, 500_000)
  await cutOff(client, `${resource}/files`, { ...headers, 'content-length': String(body.length) } as Record<string, string>, beginning)
  await cutOff(client, `${resource}/files`, { ...headers, 'transfer-encoding': 'chunked' } as Record<string, string>, beginning)
  const unfinished = Buffer.from(form(['a.bin', 'abc']).body).subarray(0, -40)
  t.equal((await client.send('PUT', `${resource}/files`, { headers, body: unfinished })).status, 500)
  await eventually(() => onDisk().length === nothing.length)
  t.same(await listed(), [])
  t.same(onDisk(), nothing)
})

/** Takes so many bytes and says then what a full disk says. */
class FullDisk extends BlobStore {
  room = Infinity

  protected override sink (path: string): Writable {
    const file = createWriteStream(path)
    return new Writable({
      write: (chunk: Buffer, encoding, done) => {
        this.room -= chunk.length
        if (this.room < 0) done(Object.assign(new Error('write'), { code: 'ENOSPC' }))
        else file.write(chunk, done)
      },
      final: done => { file.end(done) },
      destroy: (error, done) => { if (file.closed) done(error); else file.destroy().once('close', () => { done(error) }) }
    })
  }
}

test('a full disk is 500 in its own words; what was there stays whole, and there is room again later', async t => {
  const blobs = new FullDisk(join(t.testdirName, 'blobs'))
  const { client, put, listed, onDisk } = await site(t, { blobs })
  t.equal((await put('/a.bin', raw('here before'))).status, 200)
  blobs.room = 300_000
  const words = statusPage(500, 'No space left on device')
  const big = Buffer.alloc(1_000_000)
  for (const [path, parcel] of [
    ['/a.bin?overwrite=true', raw(big)],
    ['?overwrite=true', form(['a.bin', big])],
    ['?overwrite=true', form(['first.bin', 'x'], ['a.bin', big], ['third.bin', 'z'])],
    ['?extract=true&overwrite=true', form(['x.zip', zipped(['first.bin', 'x'], ['a.bin', big])])]
  ] as const) {
    blobs.room = 300_000
    const { status, body } = await put(path, parcel)
    t.same([status, body], [500, words], path)
  }
  t.same(await listed(), ['a.bin'])
  t.equal((await client.send('GET', `${resource}/files/a.bin`)).body, 'here before')
  t.equal(onDisk().length, nothing.length + 1)
  blobs.room = Infinity
  t.equal((await put('/a.bin?overwrite=true', raw(big))).status, 200)
  t.ok((await client.send('GET', `${resource}/files/a.bin`)).bytes.equals(big))
})

test('an archive that fails while it is stored leaves what was there as it was', async t => {
  const { client, put, listed } = await site(t)
  await put('/folder/a.txt', raw('a'))
  await put('/b.txt', raw('before'))
  const { status } = await put(
    '?extract=true&overwrite=true',
    form(['x.zip', zipped(['b.txt', 'after'], ['new.txt', 'n'], ['folder', 'a file in the place of a folder'])])
  )
  t.equal(status, 500)
  t.same(await listed(), ['folder/a.txt', 'b.txt'])
  t.equal((await client.send('GET', `${resource}/files/b.txt`)).body, 'before')
})

test('a hundred uploads at once into one scan are all there, each with its own bytes', async t => {
  const { client, put, listed, onDisk } = await site(t)
  const content = (at: number) => `${at} `.repeat(5000 + at)
  const answers = await Promise.all(
    Array.from({ length: 100 }, (_, at) =>
      put(at % 2 === 0 ? `/${at}.txt` : '', at % 2 === 0 ? raw(content(at)) : form([`${at}.txt`, content(at)]))
    )
  )
  t.same(new Set(answers.map(({ status, body }) => `${status} ${body}`)), new Set(['200 ']))
  const expected = Array.from({ length: 100 }, (_, at) => `${at}.txt`)
  t.same(new Set(await listed()), new Set(expected))
  const read = await Promise.all(expected.map(name => client.send('GET', `${resource}/files/${name}`)))
  t.ok(read.every(({ body }, at) => body === content(at)))
  t.match(
    (await client.send('GET', `${scan}/resources?format=csv`)).body,
    `,R,xnat:resourceCatalog,scans,1,LOCALIZER,100,${expected.reduce((sum, name, at) => sum + content(at).length, 0)},`
  )
  t.equal(onDisk().length, 100 + nothing.length)
})

test('the same bytes are kept once, until the last file that has them goes; nobody loses what he reads', async t => {
  const { client, put, onDisk } = await site(t)
  const bytes = Buffer.alloc(5_000_000, 'bytes')
  for (const name of ['a', 'b']) await put(`/${name}.bin`, raw(bytes))
  t.equal(onDisk().length, nothing.length + 1)
  await client.send('DELETE', `${resource}/files/a.bin`)
  const { hostname, port } = new URL(client.url)
  const outgoing = request({ hostname, port, path: `${resource}/files/b.bin`, headers: { authorization: client.basic('admin') } }).end()
  const [reading] = await once(outgoing, 'response') as [NodeJS.ReadableStream]
  await client.send('DELETE', `${resource}/files/b.bin`)
  let length = 0
  for await (const chunk of reading) length += (chunk as Buffer).length
  t.equal(length, bytes.length)
  await eventually(() => onDisk().length === nothing.length)
  t.same(onDisk(), nothing)
})

test('archives may share where their files are kept; what one removes stays for the other', async t => {
  const folder = t.testdir()
  const blobs = new BlobStore(folder)
  const [one, two] = [await buildApp({ seed: demo, blobs }), await buildApp({ seed: demo, blobs })]
  t.after(() => Promise.all([one.close(), two.close()]))
  const planted = new Set(readdirSync(folder, { recursive: true, encoding: 'utf8' }))
  const headers = { authorization: 'Basic YWRtaW46YWRtaW4=', 'content-type': 'text/plain' }
  const url = `${resource}/files/a.txt`
  const kept = () =>
    readdirSync(folder, { recursive: true, encoding: 'utf8' })
      .filter(path => !planted.has(path) && statSync(join(folder, path)).isFile())
      .map(path => readFileSync(join(folder, path), 'utf8'))
  for (const app of [one, two]) t.equal((await app.inject({ method: 'PUT', url, headers, payload: 'shared' })).statusCode, 200)
  t.same(kept(), ['shared'])
  await one.inject({ method: 'DELETE', url, headers })
  t.equal((await two.inject({ method: 'GET', url, headers })).body, 'shared')
  await two.inject({ method: 'DELETE', url, headers })
  await eventually(() => kept().length === 0)
  t.same(kept(), [])
})
