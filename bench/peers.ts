import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Load, alternated, load } from './load.ts'
import { Server, authorization, median, path } from './server.ts'

/** What is measured of a server. */
export interface Peer {
  /** Milliseconds from the start of the process to the first 200. */
  readonly start: number
  /** MiB at rest, and after the load. */
  readonly rest: number
  readonly after: number
  readonly load: Load
}

interface Running {
  readonly url: string
  readonly target: string
  readonly pid: number
  readonly stop: () => Promise<void>
}

const target = '/data/experiments/XNAT_E00001/scans'

/** Starts each of the servers, so that it answers a list of scans. @param rows its JSON. */
function starters (folder: string, rows: Buffer, seed: string): Readonly<Record<string, () => Promise<Running>>> {
  const file = join(folder, 'rows.json')
  writeFileSync(file, rows)
  const { ResultSet: { Result } } = JSON.parse(rows.toString()) as { ResultSet: { Result: unknown[] } }
  writeFileSync(join(folder, 'db.json'), JSON.stringify({ scans: Result }))
  mkdirSync(join(folder, 'mappings'))
  writeFileSync(
    join(folder, 'mappings', 'scans.json'),
    JSON.stringify({
      request: { method: 'GET', urlPath: target },
      response: { status: 200, body: rows.toString(), headers: { 'Content-Type': 'application/json' } }
    })
  )
  return {
    'xnat-mock': async () => ours(await Server.mock('--seed', seed), target),
    'bare node:http': async () => ours(await Server.bare(file), '/'),
    'json-server': () =>
      other(
        port => [
          process.execPath,
          [path('node_modules/json-server/lib/cli/bin.js'), '--quiet', '--port', port, '--host', '127.0.0.1', join(folder, 'db.json')]
        ],
        '/scans'
      ),
    Prism: () =>
      other(
        port => [
          process.execPath,
          [
            path('node_modules/@stoplight/prism-cli/dist/index.js'),
            'mock',
            '--port',
            port,
            '--host',
            '127.0.0.1',
            '--verboseLevel',
            'fatal',
            path('../openapi.yaml')
          ]
        ],
        target
      ),
    WireMock: () =>
      other(
        port => [
          'java',
          [
            '-jar',
            path('node_modules/wiremock/build/wiremock-standalone-3.13.2.jar'),
            '--port',
            port,
            '--bind-address',
            '127.0.0.1',
            '--root-dir',
            folder,
            '--no-request-journal',
            '--disable-banner'
          ]
        ],
        target
      )
  }
}

const ours = (server: Server, target: string): Running => ({ url: server.url, target, pid: server.pid, stop: () => server.stop() })

async function freePort (): Promise<string> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as { port: number }
  server.close()
  await once(server, 'close')
  return String(port)
}

async function other (command: (port: string) => readonly [program: string, args: readonly string[]], target: string): Promise<Running> {
  const port = await freePort()
  const [program, args] = command(port)
  const child = spawn(program, args, { stdio: 'ignore' })
  const url = `http://127.0.0.1:${port}`
  await firstAnswer(child, url + target)
  return { url, target, pid: child.pid ?? 0, stop: async () => { child.kill('SIGKILL'); await once(child, 'exit') } }
}

async function firstAnswer (child: ChildProcess, url: string): Promise<void> {
  for (;;) {
    if (child.exitCode !== null) throw new Error(`${child.spawnfile} ended with ${child.exitCode}`)
    const answer = await fetch(url, { headers: { authorization } }).catch(() => undefined)
    await answer?.arrayBuffer()
    if (answer?.status === 200) return
    await new Promise(resolve => { setTimeout(resolve, 5) })
  }
}

/** MiB. Linux only. */
const memoryOf = (pid: number): number => Number(/VmRSS:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? NaN) / 1024

/** This server beside others that answer the same list of so many scans. */
export async function peers (scans: number, rounds: number, seconds: number): Promise<Record<string, Peer>> {
  const folder = mkdtempSync(join(tmpdir(), 'xnat-mock-peers-'))
  try {
    const seed = join(folder, 'seed.json')
    const fields = { type: 'T1w', quality: 'usable', series_description: 'MPRAGE' }
    writeFileSync(
      seed,
      JSON.stringify({
        projects: [
          {
            id: 'P',
            subjects: [
              {
                label: 'S',
                experiments: [
                  {
                    label: 'E',
                    xsiType: 'xnat:mrSessionData',
                    scans: Array.from({ length: scans }, (_, n) => ({ id: String(n + 1), xsiType: 'xnat:mrScanData', fields }))
                  }
                ]
              }
            ]
          }
        ]
      })
    )
    const mock = await Server.mock('--seed', seed)
    const { body } = await mock.ask('GET', target)
    await mock.stop()
    return await measured(starters(folder, body, seed), rounds, seconds)
  } finally {
    rmSync(folder, { recursive: true })
  }
}

async function measured (all: ReturnType<typeof starters>, rounds: number, seconds: number): Promise<Record<string, Peer>> {
  const starts = Object.fromEntries(Object.keys(all).map(name => [name, [] as number[]]))
  for (let round = 0; round < 5; round++) {
    for (const [name, start] of Object.entries(all)) {
      const before = performance.now()
      const running = await start()
      if (name === 'xnat-mock' || name === 'bare node:http') {
        await (await fetch(running.url + running.target, { headers: { authorization } })).arrayBuffer()
      }
      starts[name]?.push(performance.now() - before)
      await running.stop()
    }
  }
  const running = await Promise.all(Object.entries(all).map(async ([name, start]) => [name, await start()] as const))
  const rest = Object.fromEntries(running.map(([name, { pid }]) => [name, memoryOf(pid)]))
  const loads = await alternated(
    rounds,
    Object.fromEntries(running.map(([name, { url, target }]) => [name, () => load(url, 32, seconds, () => ({ method: 'GET', target }))]))
  )
  const found = Object.fromEntries(
    running.map(([name, { pid }]) => [
      name,
      {
        start: median(starts[name] ?? []),
        rest: rest[name] ?? NaN,
        after: memoryOf(pid),
        load: loads[name] ?? { rate: NaN, p50: NaN, p99: NaN, mean: NaN }
      }
    ])
  )
  await Promise.all(running.map(([, { stop }]) => stop()))
  return found
}
