import { test } from 'tap'
import { clientEnvironment } from '../../../src/commands/client-environment.ts'
import { isJson } from '../../../src/commands/export.ts'
import { commandHelp } from '../../../src/commands/help.ts'
import { readConfig, serverOptions } from '../../../src/commands/options/config.ts'
import {
  type Option, UsageError, aCount, aNumber, aSize, aTime, oneOf, readOptions, sizeIn, sizeText
} from '../../../src/commands/options/option.ts'

const options: readonly Option[] = [
  { flag: 'port', variable: 'PORT', value: 'N', fallback: '80', help: 'the port', check: aNumber },
  { flag: 'name', value: 'NAME', help: 'the name' },
  { flag: 'quiet', variable: 'QUIET', help: 'say nothing' }
]

test('flags go before the environment, and that before the defaults', async t => {
  for (const [args, env, values] of [
    [[], {}, { port: '80', name: '', quiet: '' }],
    [[], { PORT: '81', QUIET: '1' }, { port: '81', name: '', quiet: 'true' }],
    [['--port', '82', '--quiet'], { PORT: '81' }, { port: '82', name: '', quiet: 'true' }],
    [['--port=82', '--name', ''], { PORT: 'x' }, { port: '82', name: '', quiet: '' }],
    [[], { QUIET: 'YES' }, { port: '80', name: '', quiet: 'true' }],
    [[], { QUIET: 'no' }, { port: '80', name: '', quiet: '' }]
  ] as const) t.same(readOptions(options, args, env).values, values, JSON.stringify([args, env]))
  t.same(readOptions(options, ['a', '--quiet', 'b'], {}, 2).args, ['a', 'b'])
  for (const [args, env, message] of [
    [['--port', '0'], {}, "--port must be a number above 0, not '0'"],
    [[], { PORT: 'x' }, "PORT must be a number above 0, not 'x'"],
    [['a'], {}, "Unexpected argument 'a'"],
    [['--bogus'], {}, "Unknown option '--bogus'"],
    [['--quiet=1'], {}, "Option '--quiet' does not take an argument"]
  ] as const) t.throws(() => readOptions(options, args, env), new UsageError(message), JSON.stringify([args, env]))
})

test('what values must be', async t => {
  for (const [check, good, bad] of [
    [aNumber, ['1', '10', '999999999'], ['0', '01', '-1', '1.5', '', '1000000000']],
    [aCount, ['0', '10'], ['-1', '', 'x', '1000000000']],
    [aSize, ['0', '512', '64K', '2T'], ['', 'K', '1k', '1KB', '1.5M']],
    [aTime, ['2020-01-31T12:00:00Z', '2020-01-31'], ['', 'soon', '1960-01-01']],
    [oneOf('a', 'b', 'c'), ['a', 'c'], ['', 'd', 'A']]
  ] as const) {
    for (const value of good) t.equal(check(value), undefined, value)
    for (const value of bad) t.type(check(value), 'string', value)
  }
  t.equal(oneOf('a', 'b', 'c')('x'), 'must be a, b or c')
  for (const [text, bytes] of [['512', 512], ['64K', 65536], ['2G', 2147483648], ['0', 0]] as const) t.equal(sizeIn(text), bytes)
  for (const [bytes, text] of [[512, '512'], [65536, '64K'], [1536, '1536'], [2097152, '2M']] as const) t.equal(sizeText(bytes), text)
})

test('the configuration of a server', async t => {
  const config = (...args: readonly string[]) => readConfig(readOptions(serverOptions, args, {}).values)
  t.match(config(), { db: undefined, control: true, watch: false, strict: false, initialClock: { frozen: false }, allowedHosts: undefined })
  t.match(config('--strict', '--no-control', '--frozen', '--now', '2020-01-01T00:00:00Z', '--random-seed', '7', '--db', 'x.db'), {
    db: 'x.db', control: false, strict: true, initialClock: { now: Date.UTC(2020, 0, 1), frozen: true, randomSeed: 7 }
  })
  t.match(config('--max-upload', '3M', '--max-spaces', '4', '--journal', '0', '--max-body', '5K', '--idle-timeout', '6'), {
    limits: { upload: 3145728, spaces: 4, journal: 0, body: 5120, idleTime: 6000 }
  })
  for (const [args, hosts] of [
    [['--host', '127.0.0.1'], undefined],
    [['--host', 'localhost'], undefined],
    [['--host', '::1'], undefined],
    [['--host', '0.0.0.0'], ['0.0.0.0']],
    [['--host', '127.0.0.1', '--allowed-hosts', 'A.example, b'], ['a.example', 'b', '127.0.0.1']]
  ] as const) t.same(config(...args).allowedHosts, hosts, args.join(' '))
  t.throws(() => config('--idle-timeout', '86401'), { message: /^--idle-timeout must be no more than 86400/ })
})

test('the environment of clients', async t => {
  const account = { user: 'admin', password: 'secret' }
  const url = 'http://127.0.0.1:8080'
  t.match(clientEnvironment({ HOME: '/h', XNAT_TOKEN: 't', XNATPY_JSESSION: 'j' }, url, account), {
    HOME: '/h', XNAT_URL: url, XNAT_HOST: url, XNAT_USER: 'admin', XNAT_PASS: 'secret', XNATPY_PASSWORD: 'secret', no_proxy: undefined
  })
  t.notHas(clientEnvironment({ XNAT_TOKEN: 't', XNAT_PROFILE: 'p' }, url, account), { XNAT_TOKEN: 't' })
  for (const [env, hosts] of [
    [{ http_proxy: 'p' }, '127.0.0.1'],
    [{ HTTPS_PROXY: 'p' }, undefined],
    [{ ALL_PROXY: 'p', NO_PROXY: 'a,b' }, 'a,b,127.0.0.1'],
    [{ http_proxy: 'p', no_proxy: 'c', NO_PROXY: 'a' }, 'c,127.0.0.1'],
    [{ no_proxy: 'c' }, 'c']
  ] as const) t.equal(clientEnvironment(env, url, account)['no_proxy'], hosts, JSON.stringify(env))
})

test('whether a seed is written as JSON', async t => {
  for (const [values, answer] of [
    [{}, false], [{ out: 'a.json' }, true], [{ out: 'a.yaml' }, false],
    [{ format: 'json', out: 'a.yaml' }, true], [{ format: 'yaml', out: 'a.json' }, false]
  ] as const) t.equal(isJson(values), answer, JSON.stringify(values))
})

test('the help of a command', async t => {
  const run = async () => undefined
  t.equal(commandHelp({ name: 'x', summary: 'does x', usage: 'FILE', options, run }), `xnat-mock x: does x

Usage: xnat-mock x [options] FILE

Options, each also as the environment variable in brackets:
  --port N     the port (default 80) [PORT]
  --name NAME  the name
  --quiet      say nothing [QUIET]
  --help       show this text
  --version    show the version
`)
  const bare = commandHelp({ name: 'y', summary: 's', options: [], run })
  t.match(bare, 'Usage: xnat-mock y [options]\n\nOptions:\n  --help     show this text\n')
})
