import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'

/** The command as it is run elsewhere. */
export const main = fileURLToPath(new URL('../dist/main.js', import.meta.url))

// built already, unless somebody runs one file alone
execFileSync(process.execPath, [fileURLToPath(new URL('../scripts/ensure-built.js', import.meta.url))])

export interface Finished {
  readonly code: number | null
  readonly stdout: string
  readonly stderr: string
}

/** The command as a child process. */
export class Command {
  readonly child: ChildProcess
  stdout = ''
  stderr = ''
  private readonly ended: Promise<unknown>

  constructor (args: readonly string[], env: Readonly<Record<string, string>> = {}) {
    this.child = spawn(process.execPath, [main, ...args], { env: { ...process.env, ...env }, stdio: ['pipe', 'pipe', 'pipe'] })
    this.child.stdout?.setEncoding('utf8').on('data', (text: string) => { this.stdout += text })
    this.child.stderr?.setEncoding('utf8').on('data', (text: string) => { this.stderr += text })
    this.ended = once(this.child, 'close')
  }

  /** Waits until something is printed. */
  async said (text: string): Promise<void> {
    while (!this.stdout.includes(text)) {
      const more = await Promise.race([once(this.child.stdout ?? this.child, 'data'), this.ended.then(() => undefined)])
      if (more === undefined && !this.stdout.includes(text)) throw new Error(`it ended without '${text}': ${this.stdout}${this.stderr}`)
    }
  }

  /** Waits for the line that says that the server is ready. @returns its URL. */
  async ready (): Promise<string> {
    while (!this.stdout.includes('\n')) {
      const first = await Promise.race([once(this.child.stdout ?? this.child, 'data'), this.ended.then(() => undefined)])
      if (first === undefined && !this.stdout.includes('\n')) throw new Error(`the server did not start: ${this.stderr}`)
    }
    return / at (\S+)/.exec(this.stdout)?.[1] ?? ''
  }

  async end (signal?: NodeJS.Signals): Promise<Finished> {
    if (signal !== undefined) this.child.kill(signal)
    await this.ended
    return { code: this.child.exitCode, stdout: this.stdout, stderr: this.stderr }
  }
}
