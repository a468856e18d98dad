import { execFileSync, spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'

const root = new URL('../../', import.meta.url)
const main = fileURLToPath(new URL('dist/main.js', root))

/** Builds the command, where it is not up to date. */
export function build (): void {
  execFileSync(process.execPath, [fileURLToPath(new URL('scripts/ensure-built.js', root))], { stdio: 'inherit' })
}

/** The built command as a process, as it runs elsewhere. */
export class Server {
  readonly child: ChildProcess
  readonly url: string
  private readonly ended: Promise<unknown>

  private constructor (child: ChildProcess, url: string) {
    this.child = child
    this.url = url
    this.ended = once(child, 'exit')
  }

  static async start (...args: readonly string[]): Promise<Server> {
    const child = spawn(process.execPath, [main, '--port', '0', '--log', 'silent', ...args], { stdio: ['ignore', 'pipe', 'inherit'] })
    let said = ''
    child.stdout.setEncoding('utf8').on('data', (text: string) => { said += text })
    while (!said.includes('\n')) {
      if (child.exitCode !== null) throw new Error(`the server ended with ${child.exitCode}`)
      await Promise.race([once(child.stdout, 'data'), once(child, 'exit')])
    }
    return new Server(child, / at (http:\S+)/.exec(said)?.[1] ?? '')
  }

  get pid (): number {
    return this.child.pid ?? 0
  }

  async end (signal: NodeJS.Signals = 'SIGTERM'): Promise<void> {
    this.child.kill(signal)
    if (this.child.exitCode === null && this.child.signalCode === null) await this.ended
  }
}
