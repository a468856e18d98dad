import { execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { chmodSync, readFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { test } from 'tap'
import { Command, main } from './server.ts'

/** A script for Node, run beside a server. */
const beside = (script: string, ...args: readonly string[]): Command => new Command(['exec', ...args, '--', process.execPath, '-e', script])

test('the command finds the server by its environment, whatever its client', async t => {
  const script = `
    const { XNAT_URL: url, XNAT_USER, XNAT_PASSWORD } = process.env
    const headers = { authorization: 'Basic ' + Buffer.from(XNAT_USER + ':' + XNAT_PASSWORD).toString('base64') }
    fetch(url + '/data/projects?format=csv', { headers }).then(answer => answer.text()).then(text => {
      const env = Object.fromEntries(Object.entries(process.env).filter(([name]) => name.startsWith('XNAT')))
      console.log(JSON.stringify({ text, env }))
    })`
  const misleading = {
    XNAT_TOKEN: 'of another',
    XNAT_JSESSION: 'of another',
    XNATPY_JSESSION: 'of another',
    XNAT_PROFILE: 'another',
    XNAT_URL: 'http://another.example',
    XNAT_MOCK_SEED: 'empty'
  }
  const { code, stdout, stderr } = await new Command(
    ['exec', '--base-path', '/xnat', '--', process.execPath, '-e', script],
    misleading
  ).end()
  t.same([code, stderr], [0, ''])
  const { text, env } = JSON.parse(stdout) as { text: string, env: Record<string, string> }
  t.equal(text, 'ID,secondary_ID,name,description,pi_firstname,pi_lastname,URI\n')
  const url = env['XNAT_URL'] ?? ''
  t.match(url, /^http:\/\/127\.0\.0\.1:\d+\/xnat$/)
  t.same(env, {
    XNAT_URL: url,
    XNAT_HOST: url,
    XNAT_SERVER: url,
    XNAT_USER: 'admin',
    XNAT_USERNAME: 'admin',
    XNAT_PASS: 'admin',
    XNAT_PASSWORD: 'admin',
    XNATPY_HOST: url,
    XNATPY_USER: 'admin',
    XNATPY_PASS: 'admin',
    XNATPY_PASSWORD: 'admin',
    XNAT_MOCK_SEED: 'empty'
  })
})

test('a proxy is not asked for the server', async t => {
  const script = 'console.log(process.env.no_proxy, process.env.NO_PROXY)'
  t.equal(
    (
      await new Command(['exec', '--', process.execPath, '-e', script], {
        HTTP_PROXY: 'http://proxy.example:3128',
        no_proxy: 'internal.example'
      }).end()
    ).stdout,
    'internal.example,127.0.0.1 internal.example,127.0.0.1\n'
  )
})

test('the account is the administrator of the seed', async t => {
  const seed = join(
    t.testdir({
      'seed.json': JSON.stringify({
        users: [
          { login: 'mona', password: 'm' },
          { login: 'root', password: 'secret of root', administrator: true }
        ],
        projects: []
      })
    }),
    'seed.json'
  )
  const script = 'console.log(process.env.XNAT_USER, process.env.XNATPY_PASS)'
  t.same(await beside(script, '--seed', seed).end(), { code: 0, stdout: 'root secret of root\n', stderr: '' })
})

test('it ends as the command ends', async t => {
  const folder = t.testdir({ script: '#!/bin/sh\nexit 3\n', plain: 'exit 3\n' })
  chmodSync(join(folder, 'script'), 0o755)
  chmodSync(join(folder, 'plain'), 0o644)
  const ends: readonly (readonly [command: readonly string[], code: number, stderr?: string])[] = [
    [['true'], 0],
    [[join(folder, 'script')], 3],
    [['sh', '-c', 'kill -KILL $$'], 137],
    [['sh', '-c', 'kill -TERM $$'], 143],
    [['no-such-command'], 127, 'xnat-mock: cannot run no-such-command: there is no such command\n'],
    [[join(folder, 'plain')], 126, `xnat-mock: cannot run ${join(folder, 'plain')}: it is not executable\n`],
    [[folder], 126, `xnat-mock: cannot run ${folder}: it is not executable\n`],
    [[join(folder, 'script', 'below')], 126, `xnat-mock: cannot run ${join(folder, 'script', 'below')}: spawn ENOTDIR\n`]
  ]
  for (const [command, code, stderr = ''] of ends) {
    t.same(await new Command(['exec', '--', ...command]).end(), { code, stdout: '', stderr }, command.join(' '))
  }
})

test('what is wrong before the command runs is one line, and the command does not run', async t => {
  const taken = createServer().listen(0, '127.0.0.1')
  await once(taken, 'listening')
  const port = String((taken.address() as { port: number }).port)
  const wrong: readonly (readonly [args: readonly string[], code: number, line: string])[] = [
    [[], 2, 'there is no command to run; it stands behind --, as in xnat-mock exec -- pytest'],
    [['--'], 2, 'there is no command to run; it stands behind --, as in xnat-mock exec -- pytest'],
    [['echo', 'ran'], 2, 'there is no command to run; it stands behind --, as in xnat-mock exec -- pytest'],
    [['--nonsense', '--', 'echo', 'ran'], 2, "Unknown option '--nonsense'"],
    [
      ['--seed', 'nowhere.json', '--', 'echo', 'ran'],
      2,
      'cannot use seed nowhere.json: there is no such file, and no built-in seed of this name (demo, empty, dummydicom, user-training, ' +
      'openneuro-t1w, simple-dir)'
    ],
    [['--port', port, '--', 'echo', 'ran'], 1, `listen EADDRINUSE: address already in use 127.0.0.1:${port}`]
  ]
  for (const [args, code, line] of wrong) {
    t.same(await new Command(['exec', ...args]).end(), { code, stdout: '', stderr: `xnat-mock: ${line}\n` }, line)
  }
  taken.close()
})

test('the words behind -- are the command\'s own', async t => {
  t.same(await new Command([
    'exec', '--', 'echo', '--help', '--', '--version'
  ]).end(), { code: 0, stdout: '--help -- --version\n', stderr: '' })
  t.match(
    (await new Command(['exec', '--help', '--', 'echo', 'ran']).end()).stdout,
    /^xnat-mock exec: [^]*Usage: xnat-mock exec \[options\] -- COMMAND\.\.\./
  )
})

test('input and output are the command\'s, however much', async t => {
  const megabytes = 64
  const command = new Command(['exec', '--', 'sh', '-c', `cat; head -c ${megabytes * 1024 * 1024} /dev/zero | tr '\\0' x`])
  command.child.stdin?.end('typed')
  const { code, stdout } = await command.end()
  t.equal(code, 0)
  t.equal(stdout.length, 5 + megabytes * 1024 * 1024)
  t.ok(stdout.startsWith('typedxxx'))
})

test('signals are passed on, and the command decides what they mean', async t => {
  const stubborn = `
    for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP', 'SIGUSR2']) process.on(signal, () => { console.log(signal) })
    process.stdin.on('end', () => { process.exit(7) }).resume()
    console.log('running')`
  const command = beside(stubborn)
  // without a terminal of its own, as in a container or in CI
  await command.said('running')
  for (const signal of ['SIGTERM', 'SIGUSR2', 'SIGHUP'] as const) {
    command.child.kill(signal)
    await command.said(signal)
  }
  command.child.stdin?.end()
  t.equal((await command.end()).code, 7)
  const obedient = beside('setInterval(() => {}, 1000); console.log("running")')
  await obedient.said('running')
  t.equal((await obedient.end('SIGTERM')).code, 143)
})

/** Runs a command in a terminal of its own: types Ctrl-C, and Ctrl-D once the command has said that it had it. */
const terminal = `
import os, pty, sys
pid, fd = pty.fork()
if pid == 0:
    os.execvp(sys.argv[1], sys.argv[1:])
said = b''
def wait(text):
    global said
    while text not in said:
        said += os.read(fd, 1024)
wait(b'running')
os.write(fd, b'\\x03')
wait(b'interrupted 1')
os.write(fd, b'\\x03')
wait(b'interrupted 2')
os.write(fd, b'\\x04')
try:
    while True:
        more = os.read(fd, 1024)
        if not more: break
        said += more
except OSError:
    pass
sys.stdout.write(said.decode())
sys.exit(os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]))
`

test('Ctrl-C in a terminal comes once each time', async t => {
  const script = `
    let times = 0
    process.on('SIGINT', () => { console.log('interrupted ' + ++times) })
    process.stdin.on('end', () => { console.log(times + ' in all'); process.exit(9) }).resume()
    console.log('running')`
  const child = spawn('python3', ['-c', terminal, process.execPath, main, 'exec', '--', process.execPath, '-e', script], {
    stdio: ['ignore', 'pipe', 'inherit']
  })
  let said = ''
  child.stdout.setEncoding('utf8').on('data', (text: string) => { said += text })
  const [code] = await once(child, 'close') as [number]
  t.match(said, '2 in all')
  t.equal(code, 9)
})

test('SIGINT without a terminal is passed on', { skip: process.platform === 'win32' }, async t => {
  const script =
    'process.on("SIGINT", () => { console.log("interrupted"); process.exit(5) }); setInterval(() => {}, 1000); console.log("running")'
  // a session of its own has no terminal
  const child = spawn(process.execPath, [main, 'exec', '--', process.execPath, '-e', script], {
    stdio: ['ignore', 'pipe', 'inherit'],
    detached: true
  })
  let said = ''
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    said += text
    if (text.includes('running')) child.kill('SIGINT')
  })
  const [code] = await once(child, 'close') as [number]
  t.same([said, code], ['running\ninterrupted\n', 5])
})

test('what the command leaves behind does not hold it up', async t => {
  // a connection that stays open, of a process that goes on
  const left =
    'const socket = require("net").connect(new URL(process.env.XNAT_URL).port, "127.0.0.1"); socket.write("GET /data/projects ' +
    'HTTP/1.1\\r\\n"); socket.on("error", () => {}).on("close", () => process.exit()); process.send("connected")'
  const script = `
    const options = { stdio: ['ignore', 'ignore', 'ignore', 'ipc'], detached: true }
    const child = require('child_process').spawn(process.execPath, ['-e', ${JSON.stringify(left)}], options)
    child.on('message', () => { child.disconnect(); child.unref(); process.exit(4) })`
  t.same(await beside(script).end(), { code: 4, stdout: '', stderr: '' })
})

test('an archive in a file is whole afterwards', async t => {
  const file = join(t.testdir({}), 'kept.db')
  const headers = '{ authorization: \'Basic \' + Buffer.from(\'admin:admin\').toString(\'base64\') }'
  const put = `fetch(process.env.XNAT_URL + '/data/projects/KEPT', { method: 'PUT', headers: ${headers} }).then(answer => ` +
    'process.exit(answer.status === 200 ? 0 : 1))'
  t.equal((await beside(put, '--db', file, '--seed', 'empty').end()).code, 0)
  const get = `fetch(process.env.XNAT_URL + '/data/projects?format=csv&columns=ID', { headers: ${headers} }).then(answer => ` +
    'answer.text()).then(text => process.stdout.write(text))'
  t.match((await beside(get, '--db', file).end()).stdout, 'KEPT')
  t.equal(execFileSync('sh', ['-c', 'ls "$0"*', file], { encoding: 'utf8' }).split('\n').some(name => name.endsWith('-wal')), false)
})

test('at the end it tells what was used of the scan endpoints', async t => {
  const folder = t.testdir()
  const script =
    "fetch(process.env.XNAT_URL + '/data/experiments/XNAT_E00001/scans?format=csv', { headers: { authorization: 'Basic ' + " +
    "btoa('admin:admin') } }).then(answer => answer.text()).then(() => process.exit(4))"
  const shown = await beside(script, '--coverage', '--coverage-file', join(folder, 'report.json')).end()
  t.same([shown.code, shown.stdout], [4, ''])
  t.match(shown.stderr, /^Scan endpoints: 3 of \d+ \(2 %\) ways used\n/)
  t.match(JSON.parse(readFileSync(join(folder, 'report.json'), 'utf8')), { covered: 3, operations: [{ id: 'listScans', requests: 1 }] })
  await beside('', '--coverage-file', join(folder, 'report.html')).end()
  t.match(readFileSync(join(folder, 'report.html'), 'utf8'), /^<!DOCTYPE html>/)
  const nowhere = await beside('', '--coverage-file', join(folder, 'none/report.txt')).end()
  t.equal(nowhere.code, 1)
  t.match(nowhere.stderr, /^xnat-mock: cannot write the coverage: ENOENT[^\n]*\n$/)
})
