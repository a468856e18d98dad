import { execFileSync, spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'

const root = new URL('../../', import.meta.url)
const main = fileURLToPath(new URL('dist/main.js', root))
const probe = new URL('probe.js', import.meta.url).href

/** Builds the command, where it is not up to date. */
export function build (): void {
  execFileSync(process.execPath, [fileURLToPath(new URL('scripts/ensure-built.js', root))], { stdio: 'inherit' })
}

/** The built command as a process, as it runs elsewhere. */
export class Server {
  readonly child: ChildProcess
  readonly url: string
  /** What the server did not foresee, as it logged it. */
  readonly surprises: string[] = []
  private readonly ended: Promise<unknown>

  private constructor (child: ChildProcess, url: string) {
    this.child = child
    this.url = url
    this.ended = once(child, 'exit')
    child.stderr?.setEncoding('utf8').on('data', (text: string) => {
      this.surprises.push(...text.split('\n').filter(line => line.includes('"level":50')))
    })
  }

  static async start (...args: readonly string[]): Promise<Server> {
    const child = spawn(process.execPath, ['--expose-gc', '--import', probe, main, '--port', '0', '--log', 'json', ...args], {
      stdio: ['ignore', 'pipe', 'pipe']
    })
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

  /** @returns MiB that the process has, and what JavaScript holds after a collection of garbage. */
  async memory (): Promise<{ resident: number, held: number }> {
    const { stderr } = this.child
    if (stderr === null) throw new Error('the server has no output')
    let said = ''
    const listen = (text: string): void => { said += text }
    stderr.on('data', listen)
    this.child.kill('SIGUSR2')
    let found: RegExpExecArray | null = null
    while ((found = /\{"probe":(.*)\}\n/.exec(said)) === null) await once(stderr, 'data')
    stderr.off('data', listen)
    const { rss, heapUsed, external } = JSON.parse(found[1] ?? '') as NodeJS.MemoryUsage
    return { resident: rss / 2 ** 20, held: (heapUsed + external) / 2 ** 20 }
  }

  async end (signal: NodeJS.Signals = 'SIGTERM'): Promise<void> {
    this.child.kill(signal)
    if (this.child.exitCode === null && this.child.signalCode === null) await this.ended
  }
}
