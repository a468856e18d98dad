import { execFileSync } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { request } from 'node:http'
import { connect, createServer } from 'node:net'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { test } from 'tap'
import { keepNative } from '../src/store/sql/native.ts'
import { Client } from './conformance/client.ts'
import { Command } from './server.ts'

const silent = ['--port', '0', '--log', 'silent'] as const
const { version } = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8')) as { version: string }

test('--help and --version', async t => {
  const help = await new Command(['--help']).end()
  t.equal(help.code, 0)
  for (const flag of [
    '--port', '--host', '--db', '--seed', '--base-path', '--log', '--help', '--version', 'XNAT_MOCK_PORT', 'XNAT_MOCK_BASE_PATH'
  ]) t.match(help.stdout, flag)
  t.same(await new Command(['--version']).end(), { code: 0, stdout: `${version}\n`, stderr: '' })
})

test('a wrong flag or value is one line and exit code 2', async t => {
  const wrong: readonly (readonly [args: string[], line: string, env?: Record<string, string>])[] = [
    [['--nonsense'], "Unknown option '--nonsense'"],
    [['serve', 'more'], "Unexpected argument 'more'"],
    [['--port', 'eighty'], "--port must be a number from 0 to 65535, not 'eighty'"],
    [['--port', '65536'], "--port must be a number from 0 to 65535, not '65536'"],
    [['--log', 'loud'], "--log must be pretty, json or silent, not 'loud'"],
    [['--base-path', 'xnat'], "--base-path must be a path such as /xnat, without a slash at the end, not 'xnat'"],
    [[], "XNAT_MOCK_PORT must be a number from 0 to 65535, not '-1'", { XNAT_MOCK_PORT: '-1' }],
    [
      ['--seed', 'nowhere.json'],
      'cannot use seed nowhere.json: there is no such file, and no built-in seed of this name (demo, empty, dummydicom, user-training, ' +
      'openneuro-t1w, simple-dir)'
    ]
  ]
  await Promise.all(
    wrong.map(async ([args, line, env]) =>
      t.same(await new Command(args, env).end(), { code: 2, stdout: '', stderr: `xnat-mock: ${line}\n` }, line)
    )
  )
})

test('what cannot be used is one line and exit code 1, and is left as it was', async t => {
  const folder = t.testdir({ 'notes.txt': 'this is not a database, but something that somebody needs\n' })
  const file = join(folder, 'notes.txt')
  const finished = await new Command([...silent, '--db', file]).end()
  t.same(finished, { code: 1, stdout: '', stderr: `xnat-mock: cannot use database ${file}: file is not a database\n` })
  t.equal(readFileSync(file, 'utf8'), 'this is not a database, but something that somebody needs\n')
  const taken = createServer().listen(0, '127.0.0.1')
  await once(taken, 'listening')
  const { port } = taken.address() as { port: number }
  const { code, stderr } = await new Command(['--port', String(port), '--log', 'silent']).end()
  t.equal(code, 1)
  t.match(stderr, /^xnat-mock: listen EADDRINUSE: address already in use 127\.0\.0\.1:\d+\n$/)
  taken.close()
})

test('the ready line comes alone, when the server answers; SIGTERM ends it', async t => {
  const server = new Command(['serve', ...silent, '--base-path', '/xnat'])
  const url = await server.ready()
  const client = new Client(url)
  t.equal(
    (await client.send('GET', '/data/projects?format=csv')).body.split('\n')[0],
    'ID,secondary_ID,name,description,pi_firstname,pi_lastname,URI'
  )
  client.close()
  const finished = await server.end('SIGTERM')
  t.same(finished, {
    code: 0,
    stderr: '',
    stdout: `xnat-mock ${version} ready at ${url} (user admin, password admin; in memory; seed demo)\n`
  })
  t.match(url, /^http:\/\/127\.0\.0\.1:\d+\/xnat$/)
})

test('environment variables do what flags do', async t => {
  const server = new Command([], { XNAT_MOCK_PORT: '0', XNAT_MOCK_SEED: 'empty', XNAT_MOCK_LOG: 'json' })
  const client = new Client(await server.ready())
  t.equal((await client.send('GET', '/data/projects')).body, '{"ResultSet":{"Result":[], "totalRecords": "0"}}')
  client.close()
  const { stderr, stdout } = await server.end('SIGINT')
  t.match(stdout, '; seed empty)')
  t.match(JSON.parse(stderr.split('\n')[0] ?? ''), { method: 'GET', url: '/data/projects', status: 200 })
  t.notMatch(stderr, 'Basic')
})

test('a signal lets an open request finish', async t => {
  const server = new Command([...silent, '--seed', 'empty'])
  const url = await server.ready()
  const document = '<xnat:Project ID="P" xmlns:xnat="http://nrg.wustl.edu/xnat"/>'
  const headers = {
    authorization: `Basic ${Buffer.from('admin:admin').toString('base64')}`,
    'content-type': 'text/xml',
    'content-length': String(document.length)
  }
  const outgoing = request(`${url}/data/projects/P`, { method: 'PUT', headers })
  outgoing.write(document.slice(0, 30))
  await once(outgoing, 'socket')
  await new Promise(resolve => { setTimeout(resolve, 200) })
  server.child.kill('SIGTERM')
  await new Promise(resolve => { setTimeout(resolve, 200) })
  outgoing.end(document.slice(30))
  const [response] = await once(outgoing, 'response') as [{ statusCode: number, resume: () => void }]
  t.equal(response.statusCode, 200)
  response.resume()
  t.equal((await server.end()).code, 0)
})

test('--db keeps the archive, and a seed is planted in a new one only', async t => {
  const file = join(t.testdir({}), 'archive.db')
  const first = new Command([...silent, '--db', file, '--seed', 'empty'])
  const one = new Client(await first.ready())
  await one.send('PUT', '/data/projects/KEPT')
  const before = (await one.send('GET', '/data/projects/KEPT?format=xml')).body.replaceAll(one.url, '')
  one.close()
  t.equal((await first.end('SIGTERM')).code, 0)
  t.ok(existsSync(file))
  t.notOk(existsSync(`${file}-wal`), 'the write-ahead log is folded in at the end')
  const second = new Command([...silent, '--db', file])
  const two = new Client(await second.ready())
  t.match((await two.send('GET', '/data/projects?format=csv')).body, /^ID,[^\n]*\nKEPT,[^\n]*\n$/)
  t.equal((await two.send('GET', '/data/projects/KEPT?format=xml')).body.replaceAll(two.url, ''), before)
  two.close()
  await second.end('SIGTERM')
})

test('a database of a newer server, or of something else, is refused and left alone', async t => {
  for (const [sql, line] of [
    ['PRAGMA user_version = 99', /^xnat-mock: the database was written by a newer xnat-mock \(level 99, this one knows \d+\)\n$/],
    ['CREATE TABLE somebodys (thing)', /^xnat-mock: \S+ is a database of something else\n$/]
  ] as const) {
    const file = join(t.testdir({}), 'other.db')
    const db = keepNative(new Database(file))
    db.exec(sql)
    db.close()
    const before = readFileSync(file)
    const { code, stderr } = await new Command([...silent, '--db', file]).end()
    t.equal(code, 1)
    t.match(stderr, line)
    t.same(readFileSync(file), before)
  }
})

test('SIGKILL between writes loses no scan that was acknowledged', async t => {
  const file = join(t.testdir({}), 'killed.db')
  const acknowledged: string[] = []
  let session = ''
  for (const round of [1, 2, 3]) {
    const server = new Command([...silent, '--db', file, '--seed', 'empty'])
    const client = new Client(await server.ready())
    if (session === '') session = await makeSession(client)
    const kill = setTimeout(() => server.child.kill('SIGKILL'), 150 * round)
    try {
      for (let n = 0; ; n++) {
        const id = `r${round}n${n}`
        const { status } = await client.send('PUT', `/data/experiments/${session}/scans/${id}?xsiType=xnat:mrScanData&quality=usable`)
        if (status === 200) acknowledged.push(id)
      }
    } catch {
      // the connection is gone with the server
    }
    clearTimeout(kill)
    client.close()
    await server.end()
  }
  const server = new Command([...silent, '--db', file])
  const client = new Client(await server.ready())
  const { body } = await client.send('GET', `/data/experiments/${session}/scans?columns=ID,quality&format=csv`)
  const kept = new Set(body.split('\n').slice(1).map(line => line.split(',')[1]))
  t.ok(acknowledged.length > 30, `${acknowledged.length} writes were acknowledged`)
  t.same(acknowledged.filter(id => !kept.has(id)), [])
  client.close()
  await server.end('SIGTERM')
})

async function makeSession (client: Client): Promise<string> {
  await client.send('PUT', '/data/projects/P')
  return (await client.send('PUT', '/data/projects/P/subjects/S/experiments/E?xsiType=xnat:mrSessionData')).body
}

test('a request that is no HTTP does not stop the server', async t => {
  const server = new Command([...silent])
  const url = await server.ready()
  const socket = connect(Number(new URL(url).port), '127.0.0.1')
  socket.end('NONSENSE\r\n\r\n')
  let answer = ''
  for await (const chunk of socket.setEncoding('latin1')) answer += String(chunk)
  t.match(answer, /^HTTP\/1\.1 400 /)
  const client = new Client(url)
  t.equal((await client.send('GET', '/data/JSESSION')).status, 200)
  client.close()
  await server.end('SIGTERM')
})

test('a seed of one\'s own', async t => {
  const folder = t.testdir({
    'seed.json': JSON.stringify({
      projects: [
        {
          id: 'MINE',
          accessibility: 'public',
          subjects: [
            {
              label: 'S1',
              experiments: [
                { label: 'E1', xsiType: 'xnat:ctSessionData', scans: [{ id: '1', xsiType: 'xnat:ctScanData', fields: { type: 'CT' } }] }
              ]
            }
          ]
        }
      ]
    }),
    'broken.json': '{'
  })
  const server = new Command([...silent, '--seed', join(folder, 'seed.json')])
  const client = new Client(await server.ready())
  t.match(
    (await client.send('GET', '/data/projects/MINE/subjects/S1/experiments/E1/scans?format=csv', { as: 'stranger' })).body,
    ',1,CT,,xnat:ctScanData,,,'
  )
  client.close()
  await server.end('SIGTERM')
  const broken = join(folder, 'broken.json')
  t.same(await new Command([...silent, '--seed', broken]).end(), {
    code: 2,
    stdout: '',
    stderr: `xnat-mock: cannot use seed ${broken}: ${broken}:1:2: a key in double quotes must stand here\n`
  })
  writeFileSync(broken, '[]')
  t.same(await new Command([...silent, '--seed', broken]).end(), {
    code: 2,
    stdout: '',
    stderr: `xnat-mock: cannot use seed ${broken}: ${broken}:1:1: must be a mapping, not a list\n`
  })
})

test('each command has its help, and what is no command is told', async t => {
  for (const command of ['serve', 'exec', 'health', 'completion']) {
    const { code, stdout } = await new Command([command, '--help']).end()
    t.equal(code, 0)
    t.match(stdout, new RegExp(`^xnat-mock ${command}: .*\n\nUsage: xnat-mock ${command} \\[options\\]`))
  }
  t.same(await new Command(['sevre']).end(), {
    code: 2,
    stdout: '',
    stderr: "xnat-mock: there is no command 'sevre'; xnat-mock --help lists them\n"
  })
})

test('completions are scripts that their shells take, and complete commands, flags and known values', async t => {
  const { stdout } = await new Command(['completion', 'bash']).end()
  const complete = (...words: readonly string[]) => {
    const typed = words.map(word => `'${word}'`).join(' ')
    const script = `${stdout}\nCOMP_WORDS=(xnat-mock ${typed}); COMP_CWORD=${words.length}; _xnat_mock; echo "\${COMPREPLY[@]}"`
    return execFileSync('bash', ['-c', script], { encoding: 'utf8' }).trim()
  }
  t.equal(complete('ser'), 'serve')
  t.equal(complete('serve', '--lo'), '--log')
  t.equal(complete('--log', 's'), 'silent')
  t.equal(complete('completion', 'f'), 'fish')
  t.match((await new Command(['completion', 'fish']).end()).stdout, /^complete -c xnat-mock .* -a serve /)
  t.match((await new Command(['completion', 'zsh']).end()).stdout, /^#compdef xnat-mock\n/)
  t.same(await new Command(['completion', 'tcsh']).end(), {
    code: 2,
    stdout: '',
    stderr: "xnat-mock: the shell must be bash, zsh or fish, not 'tcsh'\n"
  })
})
