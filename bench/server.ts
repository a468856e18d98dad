import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { Agent, request } from 'node:http'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

export const path = (relative: string): string => fileURLToPath(new URL(relative, import.meta.url))

export const authorization = `Basic ${Buffer.from('admin:admin').toString('base64')}`

/** A Node, and a clone of this package with its native module built for it. */
export interface Node {
  readonly binary: string
  readonly package: string
}

export const thisNode: Node = { binary: process.execPath, package: path('..') }

const agent = new Agent({ keepAlive: true })

/** A server as a process of its own. */
export class Server {
  private readonly child: ChildProcess
  readonly url: string

  private constructor (child: ChildProcess, url: string) {
    this.child = child
    this.url = url
  }

  /** Starts a script and waits for its line with the URL. */
  static async start (script: string, args: readonly string[], node = process.execPath): Promise<Server> {
    const child = spawn(node, [script, ...args], { stdio: ['ignore', 'pipe', 'inherit'] })
    child.stdout.setEncoding('utf8')
    for (let said = ''; ;) {
      said += String((await once(child.stdout, 'data'))[0])
      const url = / at (http:\S+)/.exec(said)?.[1]
      if (url !== undefined) return new Server(child, url)
    }
  }

  static mock (...args: string[]): Promise<Server> {
    return Server.mockOn(thisNode, ...args)
  }

  /** @param node whose package is built for it. */
  static mockOn (node: Node, ...args: string[]): Promise<Server> {
    return Server.start(join(node.package, 'dist/main.js'), ['--port', '0', '--log', 'silent', ...args], node.binary)
  }

  static bare (...args: string[]): Promise<Server> {
    return Server.start(path('bare.js'), args)
  }

  static bareOn (node: Node): Promise<Server> {
    return Server.start(path('bare.js'), [], node.binary)
  }

  static bareFiles (file: string): Promise<Server> {
    return Server.start(path('bare-files.js'), [file])
  }

  get pid (): number {
    return this.child.pid ?? 0
  }

  async ask (method: string, target: string): Promise<{ status: number, body: Buffer }> {
    return new Promise((resolve, reject) => {
      request(this.url + target, { method, headers: { authorization }, agent }, response => {
        const chunks: Buffer[] = []
        response.on('data', chunk => chunks.push(chunk as Buffer))
        response.on('end', () => { resolve({ status: response.statusCode ?? 0, body: Buffer.concat(chunks) }) })
      }).on('error', reject).end()
    })
  }

  async stop (): Promise<void> {
    this.child.kill('SIGTERM')
    await once(this.child, 'exit')
  }
}

export const median = (values: readonly number[]): number => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? NaN
