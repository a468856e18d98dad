import { type Profiler, Session } from 'node:inspector/promises'
import { once } from 'node:events'
import { type ServerResponse, request } from 'node:http'
import type { AddressInfo } from 'node:net'
import { setImmediate as turn } from 'node:timers/promises'
import type { FastifyInstance } from 'fastify'
import { type Called, type Way, requests } from './requests.ts'

/**
 * Runs in a process of its own: sends requests to a server under V8's precise coverage, and prints as JSON how many
 * functions of each file of src/ they called. The coverage begins before the first line of src/ is loaded, and only
 * what runs between the arrival of a request and the end of its answer counts.
 */
const src = new URL('../../src/', import.meta.url).href

/** Each request goes to the first session before it goes to the second: what is done once, such as loading a module, does not count. */
const warming = '/data/experiments/XNAT_E00003/scans'
const measured = '/data/experiments/XNAT_E00001/scans'

const account = 'admin:admin'

/** What V8 and tsx add to the functions that stand in a file: fields of a class, names. The body of a module begins at 0. */
const added: ReadonlySet<string> = new Set(['<instance_members_initializer>', '<static_initializer>', '__name'])

const isCounted = ({ functionName, ranges: [range] }: Profiler.FunctionCoverage): boolean =>
  range !== undefined && range.count > 0 && !added.has(functionName) && (functionName !== '' || range.startOffset > 0)

/** @returns for each file how many of its functions were called since the coverage was last taken. */
async function calledSince (session: Session): Promise<Called> {
  const { result } = await session.post('Profiler.takePreciseCoverage')
  const files = result.filter(({ url }) => url.startsWith(src))
    .map(({ url, functions }) => [url.slice(src.length).replace(/\?.*/, ''), functions.filter(isCounted).length] as const)
  return Object.fromEntries(files.filter(([, functions]) => functions > 0).sort(([a], [b]) => a < b ? -1 : 1))
}

type Send = (app: FastifyInstance, method: 'PUT' | 'GET' | 'DELETE', path: string) => Promise<number | undefined>

/** Without a socket, as tests of the archive do it. */
const inject: Send = async (app, method, url) =>
  (await app.inject({ method, url, headers: { authorization: `Basic ${Buffer.from(account).toString('base64')}` } })).statusCode

/** On a connection of its own; waits until both sides are done with it. */
const overSocket: Send = async (app, method, path) => {
  const { port } = app.server.address() as AddressInfo
  const handled = once(app.server, 'request').then(async ([, response]) => once(response as ServerResponse, 'close'))
  const sent = request({ host: '127.0.0.1', port, method, path, agent: false, auth: account }).end()
  const [answer] = await once(sent, 'response')
  await Promise.all([once(answer.resume(), 'close'), handled])
  return answer.statusCode
}

const ways: Readonly<Record<Way, { readonly control: boolean, readonly send: Send }>> = {
  archive: { control: false, send: inject },
  served: { control: true, send: overSocket }
}

async function measure (session: Session, { control, send }: typeof ways[Way]): Promise<Called[]> {
  const app = await buildApp({ seed: demo, control })
  await app.listen({ port: 0, host: '127.0.0.1' })
  const called: Called[] = []
  for (const scans of [warming, measured]) {
    called.length = 0
    for (const { method, path } of requests) {
      await calledSince(session)
      const status = await send(app, method, scans + path)
      if (status !== 200) throw new Error(`${method} ${scans}${path} was answered with ${status}`)
      await turn()
      called.push(await calledSince(session))
    }
  }
  await app.close()
  return called
}

const session = new Session()
session.connect()
await session.post('Profiler.enable')
await session.post('Profiler.startPreciseCoverage', { callCount: true, detailed: false })
const { buildApp } = await import('../../src/app.ts')
const { demo } = await import('../../src/seeds/built-in/demo.ts')
process.stdout.write(JSON.stringify({ archive: await measure(session, ways.archive), served: await measure(session, ways.served) }))
