import { type ChildProcess, spawn } from 'node:child_process'
import { closeSync, openSync } from 'node:fs'
import { constants } from 'node:os'
import { ExpectedError } from './expected-error.ts'

/** A command that could not be run; the codes are those of the shells. */
export class CannotRun extends ExpectedError {
  override readonly exitCode: number

  constructor (command: string, error: NodeJS.ErrnoException) {
    const absent = error.code === 'ENOENT'
    super(
      `cannot run ${command}: ${absent ? 'there is no such command' : error.code === 'EACCES' ? 'it is not executable' : error.message}`
    )
    this.exitCode = absent ? 127 : 126
  }
}

/** Those that a terminal sends to everything that runs in it: the command has them without us. */
const ofTerminal: readonly NodeJS.Signals[] = ['SIGINT', 'SIGQUIT']
const passedOn: readonly NodeJS.Signals[] = [...ofTerminal, 'SIGTERM', 'SIGHUP', 'SIGUSR1', 'SIGUSR2']

/**
 * Runs a command with our input and output, and passes on to it the signals that we get; how it takes them is its own affair.
 * @returns its exit code, or 128 and the number of the signal that ended it.
 * @throws CannotRun
 */
export async function runToEnd (command: string, args: readonly string[], env: NodeJS.ProcessEnv): Promise<number> {
  const child = start(command, args, env)
  const inTerminal = hasTerminal()
  const pass = (signal: NodeJS.Signals): void => { if (!inTerminal || !ofTerminal.includes(signal)) child.kill(signal) }
  for (const signal of passedOn) process.on(signal, pass)
  try {
    return await new Promise((resolve, reject) => {
      child.on('error', error => { if (child.pid === undefined) reject(new CannotRun(command, error)) })
      child.on('exit', (code, signal) => { resolve(code ?? 128 + constants.signals[signal ?? 'SIGKILL']) })
    })
  } finally {
    for (const signal of passedOn) process.off(signal, pass)
  }
}

/** Some failures are thrown here, others reported later. */
function start (command: string, args: readonly string[], env: NodeJS.ProcessEnv): ChildProcess {
  try {
    return spawn(command, args, { stdio: 'inherit', env })
  } catch (error) {
    throw new CannotRun(command, error as NodeJS.ErrnoException)
  }
}

/** Whether we belong to a terminal, which sends its signals to the command as well: passed on, they would come twice. */
function hasTerminal (): boolean {
  try {
    closeSync(openSync('/dev/tty', 'r'))
    return true
  } catch {
    return false
  }
}
