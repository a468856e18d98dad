import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Test, test } from 'tap'
import { Client } from './conformance/client.ts'
import { form, raw } from './conformance/parcels.ts'
import { Command } from './server.ts'

const scan = '/data/experiments/XNAT_E00001/scans/1'

/** A server of the command's own, with a folder for what is temporary. */
class Server {
  readonly temporary: string
  readonly command: Command
  private client: Client | undefined

  constructor (folder: string, ...args: readonly string[]) {
    this.temporary = join(folder, 'tmp')
    mkdirSync(this.temporary, { recursive: true })
    this.command = new Command(['--port', '0', '--log', 'silent', ...args], {
      TMPDIR: this.temporary,
      TEMP: this.temporary,
      TMP: this.temporary
    })
  }

  async ready (): Promise<Client> {
    this.client = new Client(await this.command.ready())
    return this.client
  }

  async end (signal: NodeJS.Signals): ReturnType<Command['end']> {
    this.client?.close()
    return await this.command.end(signal)
  }
}

async function upload (client: Client, name: string, content: string): Promise<void> {
  const { status } = await client.send('PUT', `${scan}/resources/R/files/${name}`, raw(content))
  if (status !== 200) throw new Error(`upload of ${name}: ${status}`)
}

const listed = async (client: Client): Promise<string[]> =>
  (await client.send('GET', `${scan}/resources/R/files?format=csv`)).body.split('\n').slice(1, -1).map(line => line.split(',')[0] ?? '')

const filesBelow = (folder: string): string[] =>
  existsSync(folder) ? readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter(path => statSync(join(folder, path)).isFile()) : []

async function eventually (t: Test, come: () => boolean, what: string): Promise<void> {
  for (let tries = 0; tries < 200 && !come(); tries++) await new Promise(resolve => { setTimeout(resolve, 20) })
  t.ok(come(), what)
}

/** tsx keeps its own folder there. */
const ours = (folder: string): string[] => readdirSync(folder).filter(name => name.startsWith('xnat-mock-'))

for (const signal of ['SIGTERM', 'SIGINT'] as const) {
  test(`in memory, files live in a folder that goes away at ${signal}`, async t => {
    const server = new Server(t.testdir())
    const client = await server.ready()
    t.same(ours(server.temporary), [], 'nothing is made before there is a file')
    await upload(client, 'a.txt', 'abc')
    t.equal(ours(server.temporary).length, 1)
    t.equal((await server.end(signal)).code, 0)
    t.same(ours(server.temporary), [])
  })
}

test('what a killed server left is removed by the next that starts, but not the files of one that lives', async t => {
  // the path of a socket must be short
  const folder = mkdtempSync(join(tmpdir(), 't-'))
  t.after(() => { rmSync(folder, { recursive: true }) })
  const [killed, living] = [new Server(folder), new Server(folder)]
  for (const server of [killed, living]) await upload(await server.ready(), 'a.txt', 'abc')
  await killed.end('SIGKILL')
  t.equal(ours(killed.temporary).length, 2)
  const next = new Server(folder)
  await next.ready()
  await eventually(t, () => ours(next.temporary).length === 1, 'only the folder of the living one is left')
  const client = await living.ready()
  t.equal((await client.send('GET', `${scan}/resources/R/files/a.txt`)).body, 'abc')
  await next.end('SIGTERM')
  await living.end('SIGTERM')
  t.same(ours(next.temporary), [])
})

test('below a path that is too long for a socket, nothing that others left is touched', async t => {
  const folder = t.testdir({ ['long'.repeat(30)]: {} })
  const killed = new Server(join(folder, 'long'.repeat(30)))
  await upload(await killed.ready(), 'a.txt', 'abc')
  await killed.end('SIGKILL')
  const next = new Server(join(folder, 'long'.repeat(30)))
  await upload(await next.ready(), 'a.txt', 'abc')
  t.equal(ours(next.temporary).length, 2)
  await next.end('SIGTERM')
  t.equal(ours(next.temporary).length, 1)
})

test('with --db, files live beside it and outlast the server', async t => {
  const folder = t.testdir()
  const db = join(folder, 'archive.db')
  const first = new Server(folder, '--db', db)
  const asking = await first.ready()
  const planted = filesBelow(`${db}.files`)
  await upload(asking, 'a.txt', 'abc')
  t.same(ours(first.temporary), [])
  await first.end('SIGTERM')
  const hash = createHash('sha256').update('abc').digest('hex')
  t.same(filesBelow(`${db}.files`).filter(path => !planted.includes(path)), [join(hash.slice(0, 2), hash)])
  const second = new Server(folder, '--db', db)
  const client = await second.ready()
  t.equal((await client.send('GET', `${scan}/resources/R/files/a.txt`)).body, 'abc')
  await second.end('SIGTERM')
})

/** Uploads from several senders until the server is gone. @returns the names that it has acknowledged. */
async function uploadUntilItEnds (client: Client, content: (name: string) => string): Promise<string[]> {
  const acknowledged: string[] = []
  let sent = 0
  await Promise.all(Array.from({ length: 8 }, async () => {
    for (;;) {
      const name = `${sent++}.txt`
      try {
        const parcel = sent % 3 === 0 ? form([name, content(name)]) : raw(content(name))
        const { status } = await client.send('PUT', `${scan}/resources/R/files/${name}`, parcel)
        if (status === 200) acknowledged.push(name)
      } catch {
        return
      }
    }
  }))
  return acknowledged
}

test('SIGKILL in the middle of uploads loses no file that was acknowledged, and leaves none without its bytes', async t => {
  const folder = t.testdir()
  const db = join(folder, 'archive.db')
  const content = (name: string) => `${name} `.repeat(20_000)
  const acknowledged = new Set<string>()
  const empty = new Server(folder, '--db', db)
  await empty.ready()
  const planted = filesBelow(`${db}.files`).length
  await empty.end('SIGTERM')
  for (let round = 0; round < 3; round++) {
    const server = new Server(folder, '--db', db)
    const uploads = uploadUntilItEnds(await server.ready(), name => content(`${round}-${name}`))
    await new Promise(resolve => { setTimeout(resolve, 150 + 100 * round) })
    await server.end('SIGKILL')
    for (const name of await uploads) acknowledged.add(name)
  }
  t.ok(acknowledged.size > 0)
  const server = new Server(folder, '--db', db)
  const client = await server.ready()
  const names = await listed(client)
  t.same([...acknowledged].filter(name => !names.includes(name)), [])
  for (const name of names) {
    const { status, body } = await client.send('GET', `${scan}/resources/R/files/${name}`)
    t.ok(status === 200 && [0, 1, 2].some(round => body === content(`${round}-${name}`)), name)
  }
  const hashes = planted + names.length
  await eventually(t, () => filesBelow(`${db}.files`).length <= hashes, 'bytes that no file has are swept away')
  t.ok(
    filesBelow(`${db}.files`).every(
      path =>
        createHash('sha256')
          .update(readFileSync(join(`${db}.files`, path)))
          .digest('hex') === path.slice(3)
    )
  )
  await server.end('SIGTERM')
})
