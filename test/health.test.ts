import { once } from 'node:events'
import { createServer } from 'node:http'
import { type AddressInfo, type Socket, createServer as createSocketServer } from 'node:net'
import { test } from 'tap'
import { Command } from './server.ts'

test('a ready server is told by the exit code alone', async t => {
  const server = new Command(['--port', '0', '--log', 'silent', '--base-path', '/xnat', '--no-control'])
  const url = await server.ready()
  const { port } = new URL(url)
  const ready = { code: 0, stdout: '', stderr: '' }
  t.same(await new Command(['health', url]).end(), ready)
  t.same(await new Command(['health', `${url}/`]).end(), ready)
  t.same(await new Command(['health', '--port', port, '--base-path', '/xnat']).end(), ready)
  t.same(
    await new Command(['health'], { XNAT_MOCK_HOST: '0.0.0.0', XNAT_MOCK_PORT: port, XNAT_MOCK_BASE_PATH: '/xnat' }).end(),
    ready,
    'as in a container'
  )
  await server.end('SIGTERM')
  const gone = await new Command(['health', url]).end()
  t.same(gone, { code: 1, stdout: '', stderr: `xnat-mock: ${url} is not ready: connect ECONNREFUSED 127.0.0.1:${port}\n` })
})

test('what is not ready, or something else, is one line', async t => {
  const other = createServer((request, response) => {
    if (request.url === '/hang/_mock/health') return
    response.statusCode = request.url === '/starting/_mock/health' ? 503 : 200
    response.end(request.url === '/null/_mock/health' ? 'null' : '<html>')
  }).listen(0, '127.0.0.1')
  await once(other, 'listening')
  const url = `http://127.0.0.1:${(other.address() as AddressInfo).port}`
  const says = async (args: readonly string[], problem: string) => {
    t.same(await new Command(['health', ...args]).end(), {
      code: 1,
      stdout: '',
      stderr: `xnat-mock: ${args[0]} is not ready: ${problem}\n`
    })
  }
  await says([`${url}/starting`], 'it answers 503, not as xnat-mock does')
  await says([url], 'it answers 200, not as xnat-mock does')
  await says([`${url}/null`], 'it answers 200, not as xnat-mock does')
  await says([`${url}/hang`, '--timeout', '0.2'], 'no answer within 0.2 s')
  other.closeAllConnections()
  other.close()
  const sockets: Socket[] = []
  const cut = createSocketServer(socket => { sockets.push(socket); socket.on('error', () => {}); socket.destroy() }).listen(0, '127.0.0.1')
  await once(cut, 'listening')
  const { code, stderr } = await new Command(['health', `http://127.0.0.1:${(cut.address() as AddressInfo).port}`]).end()
  t.equal(code, 1)
  t.match(stderr, /^xnat-mock: http:\/\/127\.0\.0\.1:\d+ is not ready: [^\n]+\n$/)
  cut.close()
})

test('a wrong address or flag is a mistake of whoever asks', async t => {
  const wrong: readonly (readonly [args: readonly string[], line: string])[] = [
    [['localhost'], "'localhost' is no address such as http://127.0.0.1:8080"],
    [['ftp://localhost'], "'ftp://localhost' is no address such as http://127.0.0.1:8080"],
    [['http://a', 'http://b'], "Unexpected argument 'http://b'"],
    [['--timeout', '0'], "--timeout must be a number of seconds above 0, not '0'"],
    [['--seed', 'demo'], "Unknown option '--seed'"]
  ]
  for (const [args, line] of wrong) {
    t.same(await new Command(['health', ...args]).end(), { code: 2, stdout: '', stderr: `xnat-mock: ${line}\n` }, line)
  }
})
